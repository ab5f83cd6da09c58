"""What the page of finding a time is asked for, as its address says it, and the reasons of the best times in words."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from urllib.parse import urlencode

from werkzeug.datastructures import MultiDict

from confsys import clock, forms, shown
from confsys.free_time.asked import MOST_DAYS, MOST_PEOPLE, MOST_SITES
from confsys.free_time.queries import Found, Wanted
from confsys.office.queries import calendar, current, special_days
from confsys.office.working_days import ONE_DAY
from confsys.scheduling.free import Pick
from confsys.shown import NBSP
from confsys.words import gettext, ngettext

LENGTHS = (30, 45, 60, 90, 120, 150, 180, 210, 240, 270, 300, 480, 600)
WINDOWS = (3, 7, 14, 30)
USUAL_WINDOW, USUAL_LENGTH = 14, 90
AT_ONCE = 3  # days side by side
NAMED = 3


@dataclass
class Asked:
    """What the address says. What cannot be read in it is left out, but for a first day that was typed."""

    form: forms.Form
    first: date
    days: int
    minutes: int
    people: tuple[str, ...]
    optional: tuple[str, ...]
    sites: tuple[str, ...]
    least: int
    shown_from: date
    day: date | None
    opened: str
    title: str
    is_choosing: bool

    @property
    def last(self) -> date:
        return self.first + timedelta(days=self.days - 1)

    def address(self, **changes: Any) -> str:
        """This page with something changed; None leaves it out."""
        values = {
            "people": ",".join(self.people),
            "optional": ",".join(self.optional),
            "sites": ",".join(self.sites),
            "minutes": self.minutes,
            "least": self.least or "",
            "first": self.first.isoformat(),
            "days": self.days,
            "title": self.title,
            "open": self.opened,
            "show": self.shown_from.isoformat(),
        }
        return "/find-time?" + _query(values | changes)

    def wanted(self) -> Wanted:
        return Wanted(self.first, self.last, self.minutes, self.people, self.optional, self.sites, self.least)


def asked(args: MultiDict) -> Asked:
    """Reads an address; what it names is known only once it is looked for."""
    form = forms.Form(values={name: args.get(name, "")[:200] for name in ("first", "least", "q", "title")})
    first = _first(args, form)
    people = _ids(args, MOST_PEOPLE, "people", "chairs")
    optional = tuple(each for each in _ids(args, MOST_PEOPLE, "optional") if each not in people)
    sites = _ids(args, MOST_SITES, "sites", "main_site")  # of a plan from which somebody comes
    shown_from, day = _day(args.get("show", "")) or first, _day(args.get("on", ""))
    form.values |= {"people": set(people), "optional": set(optional), "sites": set(sites)}
    form.values |= {"minutes": _minutes(args), "days": _number(args.get("days", ""), MOST_DAYS) or USUAL_WINDOW}
    return Asked(
        form,
        first,
        form.values["days"],
        form.values["minutes"],
        people,
        optional,
        sites,
        least=min(_number(form.values["least"], MOST_SITES) or 0, len(sites)),
        shown_from=shown_from,
        day=day,
        opened=args.get("open", "")[:40],
        title=args.get("title", "")[:300],
        is_choosing="choose" in args or not (people or optional or sites),
    )


def _first(args: MultiDict, form: forms.Form) -> date:
    usual = calendar().add_working_days(clock.today(), 1)
    typed = args.get("first", "") or args.get("day", "")
    try:
        first = forms.day(typed) if typed.strip() else usual
    except forms.Unreadable as error:
        form.errors["first"], first = error.args[0], usual
    if "first" not in form.errors:
        form.values["first"], form.parsed["first"] = shown.day(first), shown.full_day(first)
    return first


def _day(typed: str) -> date | None:
    try:
        return forms.day(typed)
    except forms.Unreadable:
        return None


def _minutes(args: MultiDict) -> int:
    """As chosen; or as long as a plan from which somebody comes."""
    if minutes := _number(args.get("minutes", ""), LENGTHS[-1]):
        return max(minutes, 15)
    try:
        start, end = (datetime.combine(date.min, forms.hour(args.get(name))) for name in ("start", "end"))
    except forms.Unreadable:
        return USUAL_LENGTH
    minutes = int((end - start) / timedelta(minutes=1))
    return minutes if 15 <= minutes <= LENGTHS[-1] else USUAL_LENGTH


def _number(typed: Any, most: int) -> int | None:
    try:
        return forms.whole(1, most)(str(typed))
    except forms.Unreadable:
        return None


def _ids(args: MultiDict, most: int, *names: str) -> tuple[str, ...]:
    listed = [each for name in names for value in args.getlist(name) for each in value.split(",")]
    reader = forms.optional_identifier
    found = dict.fromkeys(each for each in listed if each and _is_readable(reader, each))
    return tuple(found)[:most]


def _is_readable(reader: forms.Read, raw: str) -> bool:
    try:
        return reader(raw) is not None
    except forms.Unreadable:
        return False


def _query(values: dict[str, Any]) -> str:
    return urlencode({name: value for name, value in values.items() if value not in ("", None)}, safe=",")


def lengths(minutes: int) -> list[tuple[int, str]]:
    """How long it may take, with what was asked for among it."""
    return [(each, shown.minutes(each)) for each in sorted({*LENGTHS, minutes})]


def windows(days: int) -> list[tuple[int, str]]:
    return [(each, ngettext("%(num)s day", "%(num)s days", each)) for each in sorted({*WINDOWS, days})]


@dataclass(frozen=True)
class Day:
    """A column: a working day, or a day off that has a name."""

    day: date
    off: str


def columns(first: date, last: date) -> list[Day]:
    """The days of the window worth looking at: worked on, or off and with a name."""
    office = calendar()
    names = {each.day: each.name for year in range(first.year, last.year + 1) for each in special_days(year)}
    days = [first + number * ONE_DAY for number in range((last - first).days + 1)]
    whole = [Day(day, "" if office.is_working(day) else names.get(day, "")) for day in days]
    return [each for each in whole if each.off or office.is_working(each.day)]


def at_once(days: list[Day], start: date) -> tuple[list[Day], date | None, date | None]:
    """Three of them from a day on, and where the three before and after begin."""
    place = next((number for number, each in enumerate(days) if each.day >= start), max(0, len(days) - AT_ONCE))
    before = days[max(0, place - AT_ONCE)].day if place else None
    after = days[place + AT_ONCE].day if place + AT_ONCE < len(days) else None
    return days[place : place + AT_ONCE], before, after


@dataclass(frozen=True)
class Card:
    """One of the best times: why, line by line, and where it leads."""

    number: int
    pick: Pick
    reasons: list[tuple[str, str]]  # look (holds, lacks, warns) and words
    plan: str
    look: str


def cards(asked: Asked, found: Found) -> list[Card]:
    """The best three as the page tells of them."""
    return [
        Card(number, pick, reasons(found, pick), plan_address(asked, found, pick), _look_address(asked, pick))
        for number, pick in enumerate(found.best, 1)
    ]


def reasons(found: Found, pick: Pick) -> list[tuple[str, str]]:
    """What holds, what lacks among those who should come, and what needs a word."""
    lines = []
    counts = ", ".join(_counts(pick))
    if counts:
        lines.append(("holds", gettext("Free: %(counts)s", counts=counts.replace(" / ", f"{NBSP}/{NBSP}"))))
    lines.append(_notice(pick))
    for part in (pick.optional, pick.crowd):
        if part.busy:
            lines.append(("lacks", gettext("Busy: %(names)s", names=_names(found, part.busy))))
    unknown = [each for part in (pick.required, pick.optional, pick.crowd) for each in part.unknown]
    if unknown:
        lines.append(("warns", gettext("Not known, ask first: %(names)s", names=_names(found, tuple(unknown)))))
    return lines


def _counts(pick: Pick) -> Iterator[str]:
    required, sites, optional = pick.required, pick.crowd, pick.optional
    if required.of:
        yield gettext("%(n)s / %(of)s required", n=required.free, of=required.of)
    if sites.of:
        yield gettext("%(n)s / %(of)s sites", n=sites.free, of=sites.of)
    if optional.of:
        yield gettext("%(n)s / %(of)s optional", n=optional.free, of=optional.of)


def _notice(pick: Pick) -> tuple[str, str]:
    needed = current().notice_days
    if pick.notice >= needed:
        words = ngettext("%(num)s working day of notice", "%(num)s working days of notice", pick.notice)
        return "holds", words
    words = ngettext("Only %(num)s working day of notice", "Only %(num)s working days of notice", pick.notice)
    return "warns", gettext("%(words)s: a reason is needed", words=words)


def _names(found: Found, subjects: tuple[str, ...]) -> str:
    known: dict[str, str] = {f"person:{each.id}": each.name for each in found.people.values()}
    known |= {f"site:{each.id}": each.name for each in found.sites.values()}
    first = ", ".join(known[each] for each in subjects[:NAMED])
    rest = len(subjects) - NAMED
    return gettext("%(names)s and %(n)s more", names=first, n=rest) if rest > 0 else first


def plan_address(asked: Asked, found: Found, pick: Pick) -> str:
    """The form that plans, with time, sites and chairs filled in."""
    values = {
        "title": asked.title,
        "day": clock.local(pick.starts_at).date().isoformat(),
        "start": shown.hm(pick.starts_at),
        "end": shown.hm(pick.ends_at),
        "chairs": ",".join(asked.people),
        "sites": ",".join(asked.sites),
    }
    return "/conferences/new?" + _query(values)


def ask_address(asked: Asked, found: Found) -> str:
    """The form that asks guests outside about the best times."""
    slots = [f"{shown.iso(each.starts_at)}/{shown.iso(each.ends_at)}" for each in found.best]
    whom = {name: ",".join(getattr(asked, name)) for name in ("people", "optional", "sites")}
    return "/polls/new?" + _query({"title": asked.title, "slots": ",".join(slots), **whom})


def _look_address(asked: Asked, pick: Pick) -> str:
    day = clock.local(pick.starts_at).date().isoformat()
    return asked.address(show=day, on=day) + "#days"
