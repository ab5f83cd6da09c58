"""What is looked for, as an address says it: ids apart by commas, days, minutes."""

from datetime import date, datetime, timedelta
from typing import Any

from confsys import clock, forms
from confsys.errors import Invalid
from confsys.forms import ID, Read, Unreadable
from confsys.free_time.queries import Wanted
from confsys.office.queries import calendar
from confsys.words import _

MOST_PEOPLE, MOST_SITES = 100, 500
MOST_DAYS, USUAL_DAYS = 31, 14
LONGEST = 10 * 60
MOMENT = timedelta(microseconds=1)


def ids(most: int) -> Read:
    """Ids apart by commas, each once."""

    listed = forms.identifiers(most)

    @forms.accepts(type="string", pattern=ID.replace("{1,40}$", "{1,40}(,[0-9a-z]{1,40})*$"))
    def reader(raw: Any) -> tuple[str, ...]:
        if not isinstance(raw, str):
            raise Unreadable(_("A list of ids is needed."))
        return tuple(listed(raw.split(",")))

    return reader


FIELDS = {
    "sites": ids(MOST_SITES),
    "people": ids(MOST_PEOPLE),
    "optional": ids(MOST_PEOPLE),
    "minutes": forms.whole(15, LONGEST),
    "from": forms.moment_or_day,
    "to": forms.moment_or_day,
    "least": forms.whole(0, MOST_SITES),
    "limit": forms.whole(1, 500),
}


def wanted(asked: dict[str, Any]) -> Wanted:
    """What a program asks for; unless it says otherwise an hour, with all sites, in two weeks. Raises Invalid."""
    sites, people, optional = (asked.get(name, ()) for name in ("sites", "people", "optional"))
    after, until = asked.get("from"), asked.get("to")
    if until is not None and until == after:
        until += timedelta(days=1)  # one day, from itself to itself
    first = _day(after) if after else clock.today()
    last = _day(until - MOMENT) if until else first + timedelta(days=USUAL_DAYS - 1)
    refuse_twice(people, optional)
    refuse_window(first, last, "to")
    minutes, least = asked.get("minutes", 60), asked.get("least", len(sites))
    return Wanted(first, last, minutes, people, optional, sites, least, after=after, until=until)


def refuse_twice(people: tuple[str, ...], optional: tuple[str, ...]) -> None:
    if set(people) & set(optional):
        raise Invalid({"optional": _("The same one is named twice.")})


def refuse_window(first: date, last: date, name: str) -> None:
    if last < first:
        raise Invalid({name: _("The last day must not come before the first.")})
    if (last - first).days >= MOST_DAYS:
        raise Invalid({name: _("At most %(most)s days are searched at once.", most=MOST_DAYS)})


def usual_first() -> date:
    return calendar().add_working_days(clock.today(), 1)


def _day(instant: datetime) -> date:
    return clock.local(instant).date()
