"""What was sent, as values. The same fields read a page's form and an API's JSON.

A field turns one raw value into one clean value or raises Unreadable with a sentence. `read` reads
all of them and, if any fails, raises Invalid with every sentence at once.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from confsys import clock
from confsys.errors import Invalid
from confsys.folding import clean
from confsys.spelled import day_of, hour_of
from confsys.words import _

MISSING = object()
FIRST_YEAR, LAST_YEAR = 2000, 2100
ID = "^[0-9a-z]{1,40}$"
SEEN = r"[\p{L}\p{N}\p{P}\p{S}]"  # something of it can be seen; what cannot is cleaned away
MIDNIGHT = re.compile(r"24\s*(h|g|giờ|gio|:|\.)?\s*(00?)?", re.ASCII)
IN_RANGE = "^20[0-9]{2}-"  # what JSON Schema can say of the years


class Unreadable(ValueError):
    """One value that cannot be read; carries its sentence."""


Read = Callable[[Any], Any]


def accepts(**schema: Any) -> Callable[[Any], Any]:
    """Say in JSON Schema's words what a reader accepts; the API's description is made from it."""

    def mark(reader: Any) -> Any:
        reader.schema = schema
        return reader

    return mark


@dataclass
class Form:
    """What a page shows again after an error: everything as typed, a sentence per field."""

    values: dict[str, Any] = field(default_factory=dict)
    errors: dict[str, Any] = field(default_factory=dict)
    parsed: dict[str, Any] = field(default_factory=dict)


def read(fields: Mapping[str, Read], sent: Any, *, optional: Mapping[str, Any] | None = None) -> dict[str, Any]:
    """Read `fields` from `sent`. `optional`: field -> value when it was not sent; the others are needed.

    Unknown names are ignored by pages' browsers and by us. Raises Invalid.
    """
    if not isinstance(sent, Mapping):
        raise Invalid({"": _("An object with fields is needed.")})
    values, errors = {}, {}
    for name, reader in fields.items():
        raw = sent.get(name, MISSING)
        if raw is MISSING and optional is not None and name in optional:
            values[name] = optional[name]
            continue
        try:
            values[name] = reader(None if raw is MISSING else raw)
        except Unreadable as error:
            errors[name] = error.args[0]
    if errors:
        raise Invalid(errors)
    return values


def read_some(fields: Mapping[str, Read], sent: Any) -> dict[str, Any]:
    """Read only those `fields` that were sent: a partial change. Raises Invalid."""
    if not isinstance(sent, Mapping):
        raise Invalid({"": _("An object with fields is needed.")})
    return read({name: reader for name, reader in fields.items() if name in sent}, sent)


def text(longest: int, *, needed: bool = True) -> Read:
    """One line of plain text, at most `longest` characters after cleaning."""

    # Nothing at all counts as empty, where it may be empty.
    more = {"type": "string", "minLength": 1, "pattern": SEEN} if needed else {"type": ["string", "null"]}

    @accepts(maxLength=longest, **more)
    def reader(raw: Any) -> str:
        if raw is None:
            raw = ""
        if not isinstance(raw, str):
            raise Unreadable(_("Text is needed here."))
        value = clean(raw)
        if needed and not value:
            raise Unreadable(_("This must not be empty."))
        if len(value) > longest:
            raise Unreadable(
                _("At most %(longest)s characters; this has %(count)s.", longest=longest, count=len(value))
            )
        return value

    return reader


def choice(allowed: tuple[str, ...]) -> Read:
    """One of a closed list of words."""

    @accepts(type="string", enum=list(allowed))
    def reader(raw: Any) -> str:
        if not isinstance(raw, str) or raw not in allowed:
            raise Unreadable(choice_sentence(allowed))
        return raw

    return reader


def choice_sentence(allowed: tuple[str, ...]):
    return _("Choose one of: %(allowed)s.", allowed=", ".join(allowed))


def whole(least: int, most: int) -> Read:
    """A whole number, as JSON number or as digits typed."""

    @accepts(type="integer", minimum=least, maximum=most)
    def reader(raw: Any) -> int:
        if isinstance(raw, str) and re.fullmatch(r"\s*[+-]?\d{1,10}\s*", raw, re.ASCII):
            raw = int(raw)
        if isinstance(raw, float) and raw.is_integer():
            raw = int(raw)  # JSON knows one sort of number: 5.0 is 5
        if not isinstance(raw, int) or isinstance(raw, bool) or not least <= raw <= most:
            raise Unreadable(_("A whole number from %(least)s to %(most)s is needed.", least=least, most=most))
        return raw

    return reader


@accepts(type="boolean")
def yes_or_no(raw: Any) -> bool:
    """JSON true or false, or a box ticked on a page (absent means no)."""
    if raw in (None, "") or raw is False:
        return False
    if raw is True or raw in ("on", "yes", "1"):
        return True
    raise Unreadable(_("Yes or no is needed."))


def optional_whole(least: int, most: int) -> Read:
    """A whole number, or None where nothing was said."""
    needed = whole(least, most)

    @accepts(type=["integer", "null"], minimum=least, maximum=most)
    def reader(raw: Any) -> int | None:
        return None if raw is None or (isinstance(raw, str) and not clean(raw)) else needed(raw)

    return reader


@accepts(type="boolean")
def flag(raw: Any) -> bool:
    """JSON true or false and nothing else."""
    if not isinstance(raw, bool):
        raise Unreadable(_("true or false is needed."))
    return raw


@accepts(type="string", pattern=ID)
def identifier(raw: Any) -> str:
    """An id as the API gives them."""
    if not isinstance(raw, str) or not re.fullmatch(r"[0-9a-z]{1,40}", raw):
        raise Unreadable(_("This is not an id."))
    return raw


@accepts(type=["string", "null"], pattern="^([0-9a-z]{1,40})?$")
def optional_identifier(raw: Any) -> str | None:
    return None if raw in (None, "") else identifier(raw)


def identifiers(most: int) -> Read:
    """A list of ids, each once."""

    @accepts(type="array", items={"type": "string", "pattern": ID}, maxItems=most, uniqueItems=True)
    def reader(raw: Any) -> list[str]:
        if not isinstance(raw, list):
            raise Unreadable(_("A list of ids is needed."))
        if len(raw) > most:
            raise Unreadable(_("At most %(most)s at once.", most=most))
        ids = [identifier(one) for one in raw]
        if len(set(ids)) < len(ids):
            raise Unreadable(_("The same one is named twice."))
        return ids

    return reader


@accepts(type="string", format="date-time", pattern=IN_RANGE)
def moment(raw: Any) -> datetime:
    """An ISO 8601 instant with an offset, to the second."""
    try:
        if not isinstance(raw, str) or not re.match(r"\d{4}-\d\d-\d\dT", raw):
            raise ValueError
        value = datetime.fromisoformat(raw)
        if value.tzinfo is None:
            raise ValueError
        value = value.astimezone(UTC).replace(microsecond=0)
    except (ValueError, OverflowError):
        raise Unreadable(_("A time such as 2026-11-26T07:30:00+07:00 is needed.")) from None
    return _in_range(value)


@accepts(type=["string", "null"], format="date-time", pattern=IN_RANGE)
def optional_moment(raw: Any) -> datetime | None:
    return None if raw is None else moment(raw)


@accepts(type="string", pattern=IN_RANGE, anyOf=[{"format": "date-time"}, {"format": "date"}])
def moment_or_day(raw: Any) -> datetime:
    """An instant, or the beginning of a local day."""
    try:
        return moment(raw)
    except Unreadable:
        return clock.day_span(day(raw))[0]


def _in_range(value: Any) -> Any:
    if not FIRST_YEAR <= value.year <= LAST_YEAR:
        raise Unreadable(_("The year must lie between %(first)s and %(last)s.", first=FIRST_YEAR, last=LAST_YEAR))
    return value


@accepts(type="string", format="date", pattern=IN_RANGE)
def day(raw: Any) -> date:
    """A day as people spell it: 26/11/2026, 26/11 (the next one to come), 2026-11-26, mai, thứ 5 tuần sau."""
    typed = clean(raw) if isinstance(raw, str) else ""
    if not typed:
        raise Unreadable(_("A day is needed, such as 26/11/2026."))
    try:
        found = day_of(typed, clock.today)
    except ValueError:
        raise Unreadable(_("There is no such day: “%(typed)s”.", typed=typed[:40])) from None
    if found is None:
        raise Unreadable(_("Could not read the day “%(typed)s”. Type it as 26/11/2026.", typed=typed[:40]))
    return _in_range(found)


def optional_day(raw: Any) -> date | None:
    """A day, or None where nothing was typed."""
    return day(raw) if isinstance(raw, str) and clean(raw) else None


def hour(raw: Any) -> time:
    """An hour as people spell it: 7h30, 7:30, 0730, 7 giờ rưỡi, 14h, 14, 2h chiều."""
    typed = clean(raw) if isinstance(raw, str) else ""
    if not typed:
        raise Unreadable(_("An hour is needed, such as 7h30."))
    if MIDNIGHT.fullmatch(typed.lower()):
        raise Unreadable(_("24h is 0h of the next day: type 0h and that day."))
    if (found := hour_of(typed)) is None:
        raise Unreadable(_("Could not read the hour “%(typed)s”. Type it as 14h30 or 14:30.", typed=typed[:40]))
    return found


def end_hour(raw: Any) -> time:
    """An hour at which something ends: 24h is the midnight after, which `span` takes 0h for."""
    return time() if isinstance(raw, str) and MIDNIGHT.fullmatch(clean(raw).lower()) else hour(raw)


def optional_hour(raw: Any) -> time | None:
    """An hour, or None where nothing was typed."""
    return hour(raw) if isinstance(raw, str) and clean(raw) else None


reason = text(500)


@accepts(type=["string", "null"], minLength=1, maxLength=500, pattern=SEEN)
def optional_reason(raw: Any) -> str | None:
    return None if raw is None else reason(raw)


@accepts(type="string", pattern="^[^\u0000]*$")
def sought(raw: Any) -> str:
    """Words to look for; what is beyond any name is cut off."""
    return raw[:200]


def span(day: date, start: time, end: time, last_day: date | None = None) -> tuple[datetime, datetime]:
    """Two hours of one local day, or of a first and a last one, as instants; an end of 00:00 is the midnight after."""
    last = last_day or day
    return clock.instant(day, start), clock.instant(last + timedelta(days=1) if end == time() else last, end)
