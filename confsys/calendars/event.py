"""One conference as VEVENT bytes: pure, from plain values. RFC 5545, with what real calendar programs do in mind.

The bytes depend on nothing but the values, so they stay the same until the conference changes: DTSTAMP and
LAST-MODIFIED are the instant of the revision, SEQUENCE is the revision. No METHOD, ORGANIZER or ATTENDEE: programs
would mail answers because of them.
"""

import unicodedata
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from icalendar import Alarm, Event, vDatetime, vText, vUri

ZONE = "Asia/Ho_Chi_Minh"
TIMEZONE = (
    b"BEGIN:VTIMEZONE\r\n"
    b"TZID:Asia/Ho_Chi_Minh\r\n"
    b"X-LIC-LOCATION:Asia/Ho_Chi_Minh\r\n"
    b"BEGIN:STANDARD\r\n"
    b"DTSTART:19750613T000000\r\n"
    b"TZOFFSETFROM:+0800\r\n"
    b"TZOFFSETTO:+0700\r\n"
    b"TZNAME:+07\r\n"
    b"END:STANDARD\r\n"
    b"END:VTIMEZONE\r\n"
)
HOURS = ZoneInfo(ZONE)
DAY = timedelta(days=1)
FORMAT = 2  # one more whenever the bytes change although no conference did: what was kept is then made anew


@dataclass(frozen=True)
class Shown:
    """What an entry shows. Texts are in the reader's language; `status` is TENTATIVE, CONFIRMED or CANCELLED."""

    uid: str
    revision: int
    changed_at: datetime
    created_at: datetime
    starts_at: datetime
    ends_at: datetime
    summary: str
    status: str
    location: str = ""
    description: str = ""
    url: str = ""
    is_private: bool = False
    alarm: str = ""  # what the reminder says; "" for none
    whole_day: date | None = None  # of what has no hour


def vevents(shown: Shown) -> bytes:
    """The entry as VEVENT bytes: one, or one for each day of a conference that lasts several."""
    if shown.whole_day:
        return _vevent(shown, 1, shown.whole_day, shown.whole_day + DAY)
    spans = days_of(shown.starts_at, shown.ends_at)
    return b"".join(_vevent(shown, number, *span) for number, span in enumerate(spans, start=1))


def days_of(starts_at: datetime, ends_at: datetime) -> list[tuple[datetime, datetime]]:
    """A conference over several local days, day by day: from its hour of the first to its hour of the last.

    Where the last day ends earlier than the first began, nobody knows the hours between: days end at midnight.
    """
    start, end = starts_at.astimezone(HOURS), ends_at.astimezone(HOURS)
    if end - start <= DAY:
        return [(start, end)]
    first, last = start.date(), (end - timedelta.resolution).date()  # an end at 0h belongs to the day before
    days = [_midnight(first + number * DAY) for number in range((last - first).days + 1)]
    opens, closes = start - days[0], end - days[-1]
    if opens < closes:
        return [(day + opens, day + closes) for day in days]
    return [(max(start, day), min(end, day + DAY)) for day in days]


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), tzinfo=HOURS)


def plain(text: str, *, lines: bool = False) -> str:
    """Text no parser breaks on: NFC, without control characters; line breaks only where `lines` allows them."""
    kept = "".join(
        c if (c == "\n" and lines) else " " if unicodedata.category(c) in ("Cc", "Zl", "Zp") else c
        for c in text.replace("\r\n", "\n").replace("\r", "\n")
        if unicodedata.category(c) != "Cs"
    )
    return unicodedata.normalize("NFC", kept).replace("\\n", "\\ n").replace("\\N", "\\ N").strip()


def name(text: str) -> str:
    """A calendar's name: several parsers break on commas, semicolons and backslashes there."""
    return " ".join("".join(" " if c in ',;\\:"' else c for c in plain(text)).split())


def _uid(uid: str, number: int) -> str:
    """The first day keeps the conference's own UID, so that it stays the same entry when days are added."""
    local, _at_sign, domain = uid.partition("@")
    return uid if number == 1 else f"{local}-{number}@{domain}"


def _vevent(shown: Shown, number: int, start: date, end: date) -> bytes:
    event = Event()
    event["UID"] = vText(_uid(shown.uid, number))
    event["DTSTAMP"] = vDatetime(shown.changed_at)
    event["LAST-MODIFIED"] = vDatetime(shown.changed_at)
    event["CREATED"] = vDatetime(shown.created_at)
    event["SEQUENCE"] = shown.revision
    event.add("DTSTART", start)
    event.add("DTEND", end)
    event["SUMMARY"] = vText(plain(shown.summary))
    event["STATUS"] = shown.status
    event["TRANSP"] = "TRANSPARENT" if shown.status == "CANCELLED" or shown.whole_day else "OPAQUE"
    event["CLASS"] = "PRIVATE" if shown.is_private else "PUBLIC"
    for key, value in (("LOCATION", plain(shown.location)), ("DESCRIPTION", plain(shown.description, lines=True))):
        if value:
            event[key] = vText(value)
    if shown.url:
        event["URL"] = vUri(shown.url)
    if shown.alarm and shown.status != "CANCELLED":
        event.add_component(_alarm(shown.alarm))
    return event.to_ical()


def _alarm(words: str) -> Alarm:
    alarm = Alarm()
    alarm["ACTION"] = "DISPLAY"
    alarm["DESCRIPTION"] = vText(plain(words))
    alarm.add("TRIGGER", timedelta(minutes=-15))
    return alarm
