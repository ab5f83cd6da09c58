"""What guests answer, and what the office enters for them. No name reaches the journal, so that it can be erased."""

from collections.abc import Mapping

from sqlalchemy import delete

from confsys import clock
from confsys.changes import action, record
from confsys.errors import Invalid, Refused
from confsys.extensions import db
from confsys.people.models import Person
from confsys.polls import queries, rules
from confsys.polls.models import Poll, PollAnswer, PollChoice
from confsys.words import _

Choices = Mapping[str, str]  # by the id of the slot


@action
def answer(actor: None, poll: Poll, *, key: str, name: str, office: str, choices: Choices) -> PollAnswer:
    """A guest's answer to every slot; the same form (`key`) sent again is the same answer. Raises Refused, Invalid."""
    rules.refuse_late(poll)
    return _kept(actor, poll, key, choices, {"name": name, "office": office, "told_by": ""})


@action
def enter_answer(
    actor: Person, poll: Poll, *, key: str, name: str, office: str, told_by: str, choices: Choices
) -> PollAnswer:
    """What a guest said on the telephone, also after the last day while the poll is not closed."""
    rules.refuse_closed(poll)
    return _kept(actor, poll, key, choices, {"name": name, "office": office, "told_by": told_by})


@action
def change_answer(actor: None, given: PollAnswer, *, name: str, office: str, choices: Choices) -> None:
    """A guest thinks again, until the poll ends."""
    rules.refuse_late(given.poll)
    _refuse_struck(given)
    _write(actor, given, choices, {"name": name, "office": office})


@action
def correct_answer(actor: Person, given: PollAnswer, *, name: str, office: str, told_by: str, choices: Choices) -> None:
    """The office changes an answer, as it was told."""
    rules.refuse_closed(given.poll)
    _refuse_struck(given)
    _write(actor, given, choices, {"name": name, "office": office, "told_by": told_by})


@action
def strike_answer(actor: Person, given: PollAnswer) -> None:
    """It no longer counts: the same guest answered twice, or nobody knows who it is."""
    if given.struck_at is None:
        given.struck_at = clock.now()
        record("poll.answer_struck", given.poll, by=actor, answer=given, after={"number": given.number})


@action
def put_back_answer(actor: Person, given: PollAnswer) -> None:
    """It counts again. Raises Refused when there are as many as may be."""
    if given.struck_at is not None:
        rules.refuse_crowd(queries.number_that_count(given.poll))
        given.struck_at = None
        record("poll.answer_put_back", given.poll, by=actor, answer=given, after={"number": given.number})


def _kept(actor: Person | None, poll: Poll, key: str, choices: Choices, who: dict[str, str]) -> PollAnswer:
    given = queries.sent_before(poll, key)
    if given is not None:
        _refuse_struck(given)
        _write(actor, given, choices, who)
        return given
    rules.refuse_crowd(queries.number_that_count(poll))
    given = PollAnswer(poll_id=poll.id, key=key, number=queries.next_number(poll), answered_at=clock.now(), **who)
    given.entered_by_id = getattr(actor, "id", None)
    db.session.add(given)
    db.session.flush()
    _say(given, choices)
    record("poll.answered", poll, by=actor, answer=given, after={"number": given.number})
    return given


def _write(actor: Person | None, given: PollAnswer, choices: Choices, who: dict[str, str]) -> None:
    """Other words in the place of those before; nothing is written down when they are the same."""
    before = {name: getattr(given, name) for name in who}
    if not _say(given, choices) and before == who:
        return
    for name, value in who.items():
        setattr(given, name, value)
    given.answered_at = clock.now()
    record("poll.answer_changed", given.poll, by=actor, answer=given, after={"number": given.number})


def _say(given: PollAnswer, choices: Choices) -> bool:
    """Whether this is anything new. Raises Invalid with the slots that nothing is said to."""
    slots = [each.id for each in queries.slots_of(given.poll)]
    silent = {f"slot-{each}": _("Choose one of the three.") for each in slots if each not in choices}
    if silent:
        raise Invalid(silent)
    wanted = {each: choices[each] for each in slots}
    if queries.choices_of(given) == wanted:
        return False
    db.session.execute(delete(PollChoice).where(PollChoice.answer_id == given.id))
    db.session.add_all([PollChoice(answer_id=given.id, slot_id=slot, choice=said) for slot, said in wanted.items()])
    return True


def _refuse_struck(given: PollAnswer) -> None:
    if not given.counts:
        raise Refused(_("The office has struck out this answer."))
