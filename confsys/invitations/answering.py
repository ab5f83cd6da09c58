"""Every change of what a site answers. Names, reasons and questions are kept where they can be erased."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import delete

from confsys import clock
from confsys.changes import action, record
from confsys.conferences.models import Participation
from confsys.errors import Refused
from confsys.extensions import db
from confsys.invitations import queries, rules
from confsys.invitations.models import TELEPHONE, Answer, Delegate, folded_delegate
from confsys.invitations.timing import closes_at
from confsys.people.models import Person
from confsys.words import _

PLAIN = ("answer", "heads", "way")
PERSONAL = ("word", "told_by", "delegates")


@action
def answer(
    actor: Person | None, participation: Participation, *, way: str, revision: int | None = None, **values: Any
) -> bool:
    """What a site says by its link or its account, until the list closes. False if it had said so already.

    `answer`, `heads`, `word`, `delegates`: [{"name", "office", "speaks"}]. `revision`: of the answer
    that was seen, 0 for none. Raises Invalid; Refused also if somebody else answered meanwhile.
    """
    conference = participation.conference
    rules.refuse_not_asked(conference.state, conference.title)
    rules.refuse_late(conference.state, closes_at(conference.starts_at), clock.now())
    return _keep(actor, participation, rules.completed(values | {"way": way, "told_by": ""}), revision)


@action
def write_down(
    actor: Person, participation: Participation, *, told_by: str, revision: int | None = None, **values: Any
) -> bool:
    """What the office heard from a site, by telephone and from whom; also when the list is closed. Raises as above."""
    conference = participation.conference
    rules.refuse_not_asked(conference.state, conference.title)
    return _keep(actor, participation, rules.completed(values | {"way": TELEPHONE, "told_by": told_by}), revision)


@action
def put_back(actor: Person | None, participation: Participation, *, values: dict[str, Any] | None) -> None:
    """As it was before somebody answered: other values, or none."""
    _keep(actor, participation, values)


def told_of(participation: Participation) -> dict[str, Any] | None:
    """What a site says now; None if it is silent."""
    given = queries.answer_of(participation)
    if given is None:
        return None
    named = [each.told for each in queries.delegates_of(participation)]
    return {name: getattr(given, name) for name in (*PLAIN, "word", "told_by")} | {"delegates": named}


def _keep(
    actor: Person | None, participation: Participation, values: dict[str, Any] | None, revision: int | None = None
) -> bool:
    before, given = told_of(participation), queries.answer_of(participation)
    if before == values:
        return False  # pressed twice
    if revision is not None and (given.revision if given else 0) != revision:
        raise Refused(_("Somebody else has answered for this site meanwhile. Look at it, then repeat your change."))
    if values is None:
        db.session.delete(given)
    else:
        _write(given, participation, values)
    _name(participation, (values or {}).get("delegates", ()))
    record(
        "participation.answered",
        participation.conference,
        by=actor,
        participation=participation,
        site=participation.site_id,
        before=_plain(before),
        after=_plain(values),
        personal={"before": _personal(before), "after": _personal(values)},
    )
    return True


def _write(given: Answer | None, participation: Participation, values: dict[str, Any]) -> None:
    if given is None:
        given = Answer(participation_id=participation.id)
        db.session.add(given)
    else:
        given.revision += 1
    for name in (*PLAIN, "word", "told_by"):
        setattr(given, name, values[name])
    given.answered_at = clock.now()


def _name(participation: Participation, delegates: Sequence[dict[str, Any]]) -> None:
    db.session.execute(delete(Delegate).where(Delegate.participation_id == participation.id))
    db.session.add_all(
        Delegate(
            participation_id=participation.id,
            position=number,
            folded=folded_delegate(each["name"], each["office"]),
            **each,
        )
        for number, each in enumerate(delegates)
    )
    db.session.flush()


def _plain(values: dict[str, Any] | None) -> dict[str, Any]:
    return {name: values[name] for name in PLAIN} if values else {}


def _personal(values: dict[str, Any] | None) -> dict[str, Any]:
    return {name: values[name] for name in PERSONAL} if values else {}
