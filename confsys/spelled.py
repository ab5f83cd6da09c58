"""Days and hours as people spell them, in Vietnamese and English: 7 giờ rưỡi, 2h chiều, mai, thứ 5 tuần sau.

Pure: what is no spelling of any gives None, a day that no calendar has raises ValueError.
"""

import re
from collections.abc import Callable
from contextlib import suppress
from datetime import date, time, timedelta

from confsys.folding import without_marks

HOUR = re.compile(
    r"""(?P<hours>\d{1,2}) \s* (?:h|g|gio|:|\.) \s*
        (?: (?P<minutes>\d{1,2}) \s* (?:'|′|p|ph|phut)? | (?P<half>ruoi) | kem \s* (?P<short>\d{1,2}) (?:\s* phut)? )?
      | (?P<bare>\d{1,2})
      | (?P<four>\d{4})""",
    re.ASCII | re.VERBOSE,
)
PART = re.compile(r"(.*?)\s*(sang|trua|chieu|toi|am|pm)", re.ASCII)
AFTER_NOON = {"chieu": range(1, 7), "toi": range(5, 12), "trua": range(1, 2), "pm": range(1, 12)}
AS_IT_IS = {
    "sang": range(12),
    "trua": range(10, 14),
    "chieu": range(12, 19),
    "toi": range(17, 24),
    "am": range(1, 12),
    "pm": range(12, 13),
}

ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})", re.ASCII)
LOCAL = re.compile(r"(?:ngay )?(\d{1,2})(?:[/.\-]| thang )(\d{1,2})(?:(?:[/.\-]| nam |, nam )(\d{4}|\d{2}))?", re.ASCII)
NEAR = {
    **dict.fromkeys(("hom nay", "today"), 0),
    **dict.fromkeys(("mai", "ngay mai", "tomorrow"), 1),
    **dict.fromkeys(("mot", "ngay mot", "ngay kia"), 2),
}
WEEKDAYS = [
    ("hai", "2", "monday"),
    ("ba", "3", "tuesday"),
    ("tu", "4", "wednesday"),
    ("nam", "5", "thursday"),
    ("sau", "6", "friday"),
    ("bay", "7", "saturday"),
    ("chu nhat", "cn", "sunday"),
]
IN_WEEK = re.compile(
    r"(?:(?:thu |t)?(?P<day>hai|ba|tu|nam|sau|bay|[2-7])|(?P<name>chu nhat|cn|\w+day))"
    r"(?P<week> tuan nay| tuan sau| tuan toi)?",
    re.ASCII,
)


def hour_of(typed: str) -> time | None:
    """7h30, 7:30, 0730, 14, 7 giờ 30', 7 giờ rưỡi, 8 giờ kém 15, 2h chiều, 7:30 pm."""
    text = without_marks(typed.lower())
    part = PART.fullmatch(text)
    match = HOUR.fullmatch(part[1] if part else text)
    if not match:
        return None
    hours = int(match["hours"] or match["bare"] or match["four"][:2])
    minutes = int(match["minutes"] or (match["four"] or "")[2:] or (30 if match["half"] else 0))
    if part:
        hours = _of_day(hours, part[2])
    if not 0 <= hours < 24 or not minutes < 60:
        return None
    return _earlier(time(hours, minutes), int(match["short"] or 0))


def _of_day(hours: int, part: str) -> int:
    """The hour of 24 that the hour of a part of the day is; -1 for one that part does not have."""
    if hours in AFTER_NOON.get(part, ()):
        return hours + 12
    if (hours, part) == (12, "am"):
        return 0
    return hours if hours in AS_IT_IS[part] else -1


def _earlier(value: time, minutes: int) -> time | None:
    whole = value.hour * 60 + value.minute - minutes
    return time(*divmod(whole, 60)) if whole >= 0 and minutes < 60 else None


def day_of(typed: str, today: Callable[[], date]) -> date | None:
    """26/11/2026, 26-11, 2026-11-26, ngày 3 tháng 3, mai, thứ 5 (the next to come), CN tuần sau.

    `today` is asked for where the spelling depends on it. Raises ValueError for a day that there is not.
    """
    text = without_marks(typed.lower())
    if text in NEAR:
        return today() + timedelta(days=NEAR[text])
    if iso := ISO.fullmatch(text):
        return date(int(iso[1]), int(iso[2]), int(iso[3]))
    if local := LOCAL.fullmatch(text):
        number, month = int(local[1]), int(local[2])
        if not local[3]:
            return _next_such_day(number, month, today())
        return date(int(local[3]) + (2000 if len(local[3]) == 2 else 0), month, number)
    return _in_week(text, today)


def _in_week(text: str, asked: Callable[[], date]) -> date | None:
    """A day of this week or the next; without either, the next one to come, today among them."""
    match = IN_WEEK.fullmatch(text)
    name = match and (match["day"] or match["name"])
    place = next((number for number, names in enumerate(WEEKDAYS) if name in names), None)
    if match is None or place is None or (match["day"] and text == match["day"]):
        return None  # a number or a word alone may be anything
    today = asked()
    if not match["week"]:
        return today + timedelta(days=(place - today.weekday()) % 7)
    weeks = 0 if match["week"].endswith("nay") else 1
    return today + timedelta(days=place - today.weekday() + 7 * weeks)


def _next_such_day(number: int, month: int, today: date) -> date:
    """Raises ValueError if no year has it; 29/2 may be eight years away."""
    for year in range(today.year, today.year + 8):
        with suppress(ValueError):
            if (found := date(year, month, number)) >= today:
                return found
    return date(today.year + 8, month, number)
