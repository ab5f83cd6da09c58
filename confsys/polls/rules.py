"""What a poll must hold to: asked by the actions, and by the page that says it at the field."""

from collections.abc import Collection, Sequence
from datetime import date, datetime, timedelta
from typing import Any

from confsys import clock, shown
from confsys.conferences.models import refuse_times
from confsys.errors import Invalid, Refused
from confsys.polls.models import MOST_ANSWERS, MOST_SLOTS, Poll
from confsys.words import _

Time = tuple[datetime, datetime]
LATEST = timedelta(days=366)  # a poll is about times people can know of


def problem_of(time: Time, before: Sequence[Time], kept: Collection[Time], now: datetime) -> tuple[str, Any] | None:
    """What is wrong with one slot: at which field, and a sentence. `before`: those above it; `kept`: old ones."""
    starts_at, ends_at = time
    try:
        refuse_times(starts_at, ends_at)
    except Invalid as error:
        return "end", error.errors["ends_at"]
    if time in before:
        return "start", _("This time stands there twice.")
    if time in kept:
        return None
    if starts_at <= now:
        return "start", _("This time has passed: %(when)s.", when=shown.when(starts_at, ends_at))
    if starts_at > now + LATEST:
        return "day", _("This is more than a year away.")
    return None


def refuse_slots(slots: Sequence[Time], kept: Collection[Time] = ()) -> None:
    """Raises Invalid unless guests can be asked about these."""
    if not slots:
        raise Invalid({"slots": _("Propose at least one time.")})
    if len(slots) > MOST_SLOTS:
        raise Invalid({"slots": _("At most %(most)s times in one poll.", most=MOST_SLOTS)})
    for place, each in enumerate(slots):
        if problem := problem_of(each, slots[:place], kept, clock.now()):
            raise Invalid({"slots": problem[1]})


def refuse_last_day(last_day: date, slots: Sequence[Time]) -> None:
    """Raises Invalid for a last day on which nobody could answer any more, or too late for every slot."""
    if last_day < clock.today():
        raise Invalid({"last_day": _("The last day for answers has passed.")})
    if last_day > max(clock.local(starts_at).date() for starts_at, _ends_at in slots):
        raise Invalid({"last_day": _("The last day for answers must not come after the last of the times.")})


def refuse_stale(poll: Poll, revision: int | None) -> None:
    """Refused if somebody changed the poll after the person saw it."""
    if revision is not None and revision != poll.revision:
        raise Refused(_("Somebody else changed this poll meanwhile. Load it again and repeat your change."))


def refuse_closed(poll: Poll) -> None:
    if poll.is_closed:
        raise Refused(_("This poll is closed. Reopen it first."))


def refuse_late(poll: Poll) -> None:
    """Refused once guests can no longer answer; a guest is told when it ended."""
    if poll.is_closed:
        raise Refused(_("The office has closed this poll; nothing more can be answered."))
    if clock.today() > poll.last_day:
        raise Refused(_("Answers were taken until %(day)s.", day=shown.full_day(poll.last_day)))


def refuse_crowd(number: int) -> None:
    if number >= MOST_ANSWERS:
        raise Refused(_("This poll has %(most)s answers already, which is all it takes.", most=MOST_ANSWERS))
