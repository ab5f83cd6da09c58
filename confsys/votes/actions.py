"""Every change of a vote but its ballots: written, changed, opened, closed, published, cancelled."""

from collections.abc import Sequence
from contextlib import suppress
from datetime import timedelta
from typing import Any

from confsys import clock
from confsys.changes import action, record
from confsys.conferences.clashes import NeedsWord, Reasons
from confsys.conferences.models import Conference
from confsys.errors import Invalid, Problem, Refused
from confsys.extensions import db
from confsys.people.models import Person
from confsys.votes import queries, rules
from confsys.votes.models import CANCELLED, CLOSED, DRAFTED, OPEN, PUBLISHED, SECRET, Vote, VoteChoice
from confsys.votes.opening import Moment
from confsys.words import _

STILL_THERE = timedelta(minutes=1)  # so long after the moment a quorum may be counted as that of the moment
FIELDS = ("question", "kind", "unit", "majority", "base", "minutes")


@action
def write(actor: Person, conference: Conference, *, options: Sequence[str] = (), **values: Any) -> Vote:
    """A question to be put later. `values`: FIELDS; without options the answers are the usual three. Raises Invalid."""
    rules.refuse_over(conference)
    rules.refuse_options(options)
    vote = Vote(conference_id=conference.id, number=queries.last_number(conference) + 1, **values)
    db.session.add(vote)
    db.session.flush()
    _offer(vote, options)
    _record("written", actor, vote, after=plain(vote))
    return vote


@action
def change(
    actor: Person, vote: Vote, *, revision: int | None = None, options: Sequence[str] | None = None, **values: Any
) -> bool:
    """Another question, or another way of voting, while it has not been opened. False if it is so already."""
    rules.refuse_unless(vote, DRAFTED)
    if revision is not None and revision != vote.revision:
        raise Refused(_("Somebody else changed it meanwhile. Read it again and repeat your change."))
    before = plain(vote)
    after = {**before, **values, **({} if options is None else {"options": list(options)})}
    rules.refuse_options(after["options"])
    if before == after:
        return False
    for name in FIELDS:
        setattr(vote, name, after[name])
    if before["options"] != after["options"]:
        _offer(vote, after["options"])
    differ = [name for name in after if before[name] != after[name]]
    _record("changed", actor, vote, before=_some(before, differ), after=_some(after, differ))
    return True


@action
def open_vote(actor: Person, vote: Vote, *, reasons: Reasons | None = None) -> None:
    """Ballots are taken from now on, of who is there now. Raises Refused; NeedsWord without quorum and word."""
    rules.refuse_unless(vote, DRAFTED)
    _refuse_beside_another(vote.conference)
    moment = Moment(vote.conference)
    said = _words_against(moment, reasons)
    voters = moment.voters(vote)
    if not voters:
        raise Refused(_("Nobody who could vote has been noted as present. Check the sites in, then open the vote."))
    db.session.add_all(voters)
    vote.state, vote.opened_at, vote.reasons = OPEN, clock.now(), said
    vote.opened_with, vote.summoned = moment.plain, moment.summoned(vote.unit)
    vote.closes_at = vote.opened_at + timedelta(minutes=vote.minutes) if vote.minutes else None
    told = {"entitled": sum(each.weight for each in voters), "quorum": moment.plain}
    _record("opened", actor, vote, after=told | ({"reasons": said} if said else {}))


@action
def close(actor: Person | None, vote: Vote) -> None:
    """No ballot is taken any more; what they come to is kept, and whether there is a quorum now.

    One whose time was over before was closed then: no ballot was taken since. Who was there at that moment nobody
    has counted, if it is long ago.
    """
    rules.refuse_unless(vote, OPEN)
    now = clock.now()
    promised = vote.closes_at if rules.is_over(vote, now) else None
    at = promised or now
    counts = queries.counts_of(vote)
    for choice in queries.choices_of(vote):
        choice.count = counts[choice.key]
    vote.state, vote.closed_at = CLOSED, at
    vote.closed_with = Moment(vote.conference).plain if now - at < STILL_THERE else None
    told = {"counts": _told(vote)} | ({"quorum": vote.closed_with} if vote.closed_with else {})
    _record("closed", actor, vote, after=told | ({"time_over": promised.isoformat()} if promised else {}))


@action
def close_in_time(actor: None, vote: Vote) -> bool:
    """Close a vote whose time is over. False if somebody has done so, or opened it again, before us."""
    if not rules.is_over(vote, clock.now()):
        return False
    close(actor, vote)
    return True


def close_over() -> int:
    """Close every vote whose time is over; how many. Called by a job, as nobody."""
    closed = 0
    for vote in queries.over(clock.now()):
        with suppress(Problem):  # the database is busy: the next time will do
            closed += close_in_time(None, vote)
    return closed


@action
def reopen(actor: Person, vote: Vote) -> None:
    """Ballots are taken again, of the same voters, until somebody closes it. A secret vote is not: it has been seen."""
    rules.refuse_unless(vote, CLOSED)
    if vote.kind == SECRET:
        raise Refused(_("A secret vote that was counted is not opened again: its result has been seen. Put it anew."))
    _refuse_beside_another(vote.conference)
    vote.state, vote.closes_at, vote.closed_at, vote.closed_with = OPEN, None, None, None
    _record("reopened", actor, vote)


@action
def publish(actor: Person, vote: Vote) -> None:
    """Every screen shows the result from now on."""
    rules.refuse_unless(vote, CLOSED)
    vote.state, vote.published_at = PUBLISHED, clock.now()
    _record("published", actor, vote, after={"counts": _told(vote)})


@action
def cancel(actor: Person | None, vote: Vote, *, reason: str = "") -> None:
    """It is put no more; one that is open needs a word of why. Its ballots count for nothing."""
    rules.refuse_unless(vote, DRAFTED, OPEN)
    if vote.is_open and not reason:
        raise Invalid({"reason": _("Say in a few words why the vote is broken off.")})
    vote.state, vote.reason = CANCELLED, reason
    for choice in queries.choices_of(vote):
        choice.count = 0  # what was cast in secret so far is nobody's to read
    _record("cancelled", actor, vote, after={"reason": reason} if reason else None)


def plain(vote: Vote) -> dict[str, Any]:
    """What was written, as the journal keeps it."""
    options = [each.text for each in queries.choices_of(vote) if each.text]
    return {name: getattr(vote, name) for name in FIELDS} | {"options": options}


def _offer(vote: Vote, options: Sequence[str]) -> None:
    for each in queries.choices_of(vote):
        db.session.delete(each)
    db.session.flush()
    keys = rules.keys_of(options)
    db.session.add_all(
        VoteChoice(vote_id=vote.id, key=key, position=place, text=text)
        for place, (key, text) in enumerate(keys.items())
    )
    db.session.flush()


def _refuse_beside_another(conference: Conference) -> None:
    """One vote at a time, and only while the conference runs."""
    rules.refuse_idle(conference)
    if queries.open_vote_of(conference):
        raise Refused(_("Another vote is open. Close it first."))


def _words_against(moment: Moment, reasons: Reasons | None) -> dict[str, str]:
    """What was said in spite of each warning. Raises NeedsWord."""
    said = {each.id: str((reasons or {}).get(each.id) or "").strip()[:500] for each in moment.warnings}
    if silent := [each for each in moment.warnings if not said[each.id]]:
        raise NeedsWord(silent)
    return said


def _told(vote: Vote) -> dict[str, int]:
    """Answer, in its own words where it has some -> ballots."""
    return {each.text or each.key: each.count for each in queries.choices_of(vote)}


def _record(happened: str, actor: Person | None, vote: Vote, *, before: Any = None, after: Any = None) -> None:
    if happened != "written":
        vote.revision += 1
    told = {"question": vote.question} | (after or {})
    record(f"vote.{happened}", vote.conference, by=actor, vote=vote, before=before, after=told)


def _some(values: dict[str, Any], names: Sequence[str]) -> dict[str, Any]:
    return {name: values[name] for name in names}
