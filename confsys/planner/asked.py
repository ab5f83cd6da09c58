"""What an address of the calendar asks for: which view, which day, and what it is narrowed by."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any
from urllib.parse import urlencode

from confsys import clock, forms, shown
from confsys.conferences.models import KINDS
from confsys.conferences.transitions import STATES

DAY, WEEK, MONTH, TIMELINE = VIEWS = ("day", "week", "month", "timeline")
NARROWED = ("q", "kind", "state", "site", "room", "leader")
ROOMS, PEOPLE, SITES = ("rooms", "people", "sites")
LONGEST_WORDS = 200


@dataclass(frozen=True)
class Asked:
    """One address. `unread`: the sentence about a day that could not be read; then it is today."""

    view: str
    on: date
    values: Mapping[str, Any]  # of the fields that narrow, and `on` as it is typed
    of: str = ""
    page: int = 1
    unread: Any = None
    today: date = field(default_factory=clock.today)

    @property
    def days(self) -> list[date]:
        """The days that are shown."""
        first, number = self.on, 1
        if self.view == WEEK:
            first, number = monday(self.on), 7
        elif self.view == MONTH:
            first, last = monday(self.on.replace(day=1)), monday(_month(self.on, 1) - timedelta(days=1))
            number = (last - first).days + 7
        return [first + timedelta(days=each) for each in range(number)]

    @property
    def is_narrowed(self) -> bool:
        return any(self.values[name] for name in NARROWED)

    @property
    def before(self) -> date:
        return self._beside(-1)

    @property
    def after(self) -> date:
        return self._beside(1)

    @property
    def shows_today(self) -> bool:
        if self.view == MONTH:
            return self.on.replace(day=1) == self.today.replace(day=1)
        return self.today in self.days

    @property
    def query(self) -> dict[str, str]:
        """All that stands in this address, by name."""
        kept = {name: self.values[name] for name in NARROWED if self.values[name]}
        return {"on": self.on.isoformat(), **kept}

    def address(self, view: str = "", on: date | None = None, **changes: Any) -> str:
        """This page with something changed: all it is narrowed by stays."""
        view = view or self.view
        values = {name: self.values[name] for name in NARROWED} | {"of": self.of if view == TIMELINE else ""}
        kept = {name: value for name, value in (values | changes).items() if value}
        return f"/planner/{view}?" + urlencode({"on": (on or self.on).isoformat(), **kept})

    def _beside(self, turn: int) -> date:
        if self.view == MONTH:
            return _month(self.on, turn)
        return self.on + turn * timedelta(days=7 if self.view == WEEK else 1)


def asked(view: str, args: Mapping[str, str], of: tuple[str, ...] = ()) -> Asked:
    """Reads an address. What cannot be read of it is left out; of the day it is said. `of`: the rows there may be."""
    values = {name: args.get(name, "")[:LONGEST_WORDS] for name in NARROWED}
    values["kind"] = values["kind"] if values["kind"] in KINDS else ""
    values["state"] = values["state"] if values["state"] in STATES else ""
    on, unread, typed = clock.today(), None, args.get("on", "")[:LONGEST_WORDS]
    if typed:
        try:
            on = forms.day(typed)
        except forms.Unreadable as problem:
            unread = problem.args[0]
    values["on"] = typed if unread else shown.day(on)
    page = args.get("page", "")[:4]
    number = int(page) if page.isascii() and page.isdecimal() else 1
    which = args.get("of", "")
    return Asked(view, on, values, which if which in of else next(iter(of), ""), number, unread)


def monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


def _month(day: date, turn: int) -> date:
    """The first day of another month."""
    number = day.year * 12 + day.month - 1 + turn
    return date(number // 12, number % 12 + 1, 1)
