"""A whole calendar from kept events: pure joining of bytes, with a head that programs understand."""

from collections.abc import Iterable

from icalendar.parser import Contentline

from confsys.calendars.event import TIMEZONE, ZONE, name

HEAD = (
    "BEGIN:VCALENDAR",
    "VERSION:2.0",
    "PRODID:-//confsys//conferences//VI",
    "CALSCALE:GREGORIAN",
)


def calendar(title: str, events: Iterable[bytes], *, is_feed: bool = True) -> bytes:
    """A VCALENDAR of `events`. A feed also says its name and how often to look; a single file does not."""
    lines = list(HEAD)
    if is_feed:
        lines += [f"X-WR-CALNAME:{name(title)}", f"NAME:{name(title)}", f"X-WR-TIMEZONE:{ZONE}"]
        lines += ["REFRESH-INTERVAL;VALUE=DURATION:PT15M", "X-PUBLISHED-TTL:PT15M"]
    head = b"".join(Contentline(line).to_ical() + b"\r\n" for line in lines)
    return head + TIMEZONE + b"".join(events) + b"END:VCALENDAR\r\n"
