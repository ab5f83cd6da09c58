"""An entry as bytes: pure. Whatever is typed into a title, every program reads what was meant."""

import unicodedata
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import icalendar
import pytest
import vobject
from hypothesis import given
from hypothesis import strategies as st

from confsys.calendars.event import Shown, days_of, name, plain, vevents
from confsys.calendars.feed import calendar

HOURS = ZoneInfo("Asia/Ho_Chi_Minh")
AT = datetime(2026, 11, 20, 3, 4, 5, 678_000, tzinfo=UTC)


def local(day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 11, day, hour, minute, tzinfo=HOURS)


def an_entry(starts_at=None, ends_at=None, **values) -> Shown:
    """What an entry shows: a morning, and what the test says."""
    starts_at, ends_at = starts_at or local(26, 7, 30), ends_at or local(26, 11, 30)
    usual = {"uid": "0a1b@confsys.invalid", "revision": 3, "changed_at": AT, "created_at": AT - timedelta(days=2)}
    usual |= {"summary": "Giao ban", "status": "CONFIRMED"}
    return Shown(**usual | {"starts_at": starts_at, "ends_at": ends_at} | values)


def read(entry: Shown) -> list[icalendar.Event]:
    return icalendar.Calendar.from_ical(calendar("Lịch", [vevents(entry)])).walk("VEVENT")


WHOLE = """\
BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//confsys//conferences//VI
CALSCALE:GREGORIAN
X-WR-CALNAME:Lịch họp
NAME:Lịch họp
X-WR-TIMEZONE:Asia/Ho_Chi_Minh
REFRESH-INTERVAL;VALUE=DURATION:PT15M
X-PUBLISHED-TTL:PT15M
BEGIN:VTIMEZONE
TZID:Asia/Ho_Chi_Minh
X-LIC-LOCATION:Asia/Ho_Chi_Minh
BEGIN:STANDARD
DTSTART:19750613T000000
TZOFFSETFROM:+0800
TZOFFSETTO:+0700
TZNAME:+07
END:STANDARD
END:VTIMEZONE
BEGIN:VEVENT
SUMMARY:Giao ban\\, tháng 11\\; lần 2
DTSTART;TZID=Asia/Ho_Chi_Minh:20261126T073000
DTEND;TZID=Asia/Ho_Chi_Minh:20261126T113000
DTSTAMP:20261120T030405Z
UID:0a1b@confsys.invalid
SEQUENCE:3
CLASS:PUBLIC
CREATED:20261118T030405Z
DESCRIPTION:Mã: HN-2026-0147\\nĐiểm cầu chính: Hội trường
LAST-MODIFIED:20261120T030405Z
LOCATION:Hội trường UBND tỉnh
STATUS:CONFIRMED
TRANSP:OPAQUE
URL:http://localhost/conferences/x
BEGIN:VALARM
ACTION:DISPLAY
DESCRIPTION:Giao ban
TRIGGER:-PT15M
END:VALARM
END:VEVENT
END:VCALENDAR
"""


def test_a_whole_calendar_byte_by_byte():
    entry = an_entry(
        summary="Giao ban, tháng 11; lần 2",
        location="Hội trường UBND tỉnh",
        description="Mã: HN-2026-0147\nĐiểm cầu chính: Hội trường",
        url="http://localhost/conferences/x",
        alarm="Giao ban",
    )

    assert calendar("Lịch, họp", [vevents(entry)]) == WHOLE.replace("\n", "\r\n").encode()


def test_a_single_file_has_no_name_and_no_rhythm():
    lines = calendar("", [vevents(an_entry())], is_feed=False).decode().split("\r\n")

    assert lines[:5] == [*WHOLE.split("\n")[:4], "BEGIN:VTIMEZONE"]


def test_an_empty_calendar_still_holds_its_time_zone():
    assert [part.name for part in icalendar.Calendar.from_ical(calendar("Lịch", [])).subcomponents] == ["VTIMEZONE"]


@pytest.mark.parametrize("unwanted", ["METHOD", "ORGANIZER", "ATTENDEE", "RRULE", "RECURRENCE-ID"])
def test_nothing_that_programs_would_mail_answers_to(unwanted):
    assert unwanted not in calendar("Lịch", [vevents(an_entry(alarm="x", url="http://x"))]).decode()


PLAIN = [
    ("Giao ban tháng 11", "Giao ban tháng 11"),
    ("dòng một\x0bdòng hai", "dòng một dòng hai"),  # Word's own line break
    ("a\rATTENDEE:mailto:x@y.vn", "a ATTENDEE:mailto:x@y.vn"),
    ("a\r\nb\nc", "a b c"),
    ("a\u2028b\u2029c\x85d", "a b c d"),
    ("\x00a\x07b\x7f", "a b"),
    (r"D:\Nội vụ\nhân sự", r"D:\ Nội vụ\ nhân sự"),
    (r"\\N", r"\\ N"),
    ("  rộng  ", "rộng"),
    (unicodedata.normalize("NFD", "Hội nghị Đồng Tháp"), "Hội nghị Đồng Tháp"),
    ("nửa \ud800 chữ", "nửa  chữ"),
]


@pytest.mark.parametrize(("typed", "kept"), PLAIN)
def test_a_line_of_text(typed, kept):
    assert plain(typed) == kept


def test_text_of_several_lines_keeps_them():
    assert plain("một\r\nhai\rba\x0bbốn", lines=True) == "một\nhai\nba bốn"


@pytest.mark.parametrize(
    ("typed", "kept"),
    [('Lịch: "họp", a; b\\c', "Lịch họp a b c"), ("Lịch\nNAME:khác\rX:y", "Lịch NAME khác X y"), ("", "")],
)
def test_the_name_of_a_calendar(typed, kept):
    assert name(typed) == kept


ANY_TEXT = st.text(st.one_of(st.sampled_from('\\nN,;:"^\r\n\x0b\t \u2028Ộđ𝟘'), st.characters()), max_size=300)


@given(ANY_TEXT, ANY_TEXT)
def test_any_title_is_read_as_it_was_meant_by_two_programs(title, text):
    body = calendar(title, [vevents(an_entry(summary=title, location=title, description=text, alarm=title))])

    theirs = icalendar.Calendar.from_ical(body).walk("VEVENT")
    assert [str(each["SUMMARY"]) for each in theirs] == [plain(title)]
    assert [str(each.get("DESCRIPTION", "")) for each in theirs] == [plain(text, lines=True)]
    others = vobject.readOne(body.decode())
    assert others.vevent.summary.value == plain(title)
    assert getattr(others.vevent, "location", None) is None or others.vevent.location.value == plain(title)
    assert [len(others.contents[part]) for part in ("vevent", "vtimezone", "x-wr-calname")] == [1, 1, 1]


@given(ANY_TEXT)
def test_any_title_makes_lines_that_every_program_can_read(title):
    body = calendar(title, [vevents(an_entry(summary=title, description=title))])

    assert body.endswith(b"\r\n")
    assert b"\r" not in body.replace(b"\r\n", b"") and b"\n" not in body.replace(b"\r\n", b"")
    for line in body.split(b"\r\n"):
        assert len(line) <= 75
        line.decode()  # never cut inside a character
    whole = body.decode()
    assert unicodedata.normalize("NFC", whole.replace("\r\n ", "")) == whole.replace("\r\n ", "")
    assert [c for c in whole.replace("\r\n", "") if unicodedata.category(c) in ("Cc", "Zl", "Zp", "Cs")] == []


@pytest.mark.parametrize("before", range(60, 80))
def test_a_long_line_is_cut_between_characters(before):
    title = "x" * before + "ệ" * 40
    assert str(read(an_entry(summary=title))[0]["SUMMARY"]) == title


DAYS = {
    "one morning": (local(26, 7, 30), local(26, 11, 30), [(26, 7.5, 26, 11.5)]),
    "with a break at noon": (local(26, 7, 30), local(26, 17), [(26, 7.5, 26, 17)]),
    "through a night": (local(26, 22), local(27, 5), [(26, 22, 27, 5)]),
    "a whole day": (local(26, 0), local(27, 0), [(26, 0, 27, 0)]),
    "two days": (local(26, 7, 30), local(27, 17), [(26, 7.5, 26, 17), (27, 7.5, 27, 17)]),
    "three days": (local(26, 0), local(28, 6, 30), [(26, 0, 26, 6.5), (27, 0, 27, 6.5), (28, 0, 28, 6.5)]),
    "two days until midnight": (local(26, 8), local(28, 0), [(26, 8, 27, 0), (27, 8, 28, 0)]),
    "from noon to noon": (local(26, 14), local(28, 11), [(26, 14, 27, 0), (27, 0, 28, 0), (28, 0, 28, 11)]),
    "to the hour it began": (local(26, 8), local(28, 8), [(26, 8, 27, 0), (27, 0, 28, 0), (28, 0, 28, 8)]),
}


@pytest.mark.parametrize("case", DAYS)
def test_one_entry_for_each_local_day(case):
    starts_at, ends_at, expected = DAYS[case]

    spans = days_of(starts_at.astimezone(UTC), ends_at.astimezone(UTC))

    told = [(s.day, s.hour + s.minute / 60, e.day, e.hour + e.minute / 60) for s, e in spans]
    assert told == expected


@given(st.timedeltas(timedelta(), timedelta(days=3)), st.timedeltas(timedelta(minutes=1), timedelta(days=14)))
def test_days_lie_within_the_conference_one_after_the_other(later, length):
    starts_at = AT + later
    spans = days_of(starts_at, starts_at + length)

    assert (spans[0][0], spans[-1][1]) == (starts_at, starts_at + length)
    instants = [instant for span in spans for instant in span]
    assert instants == sorted(instants)
    if length > timedelta(days=1):
        days = [begins.date() for begins, _ends in spans]
        assert days == [days[0] + timedelta(days=number) for number in range(len(days))]


def test_the_days_of_a_conference_have_uids_of_their_own_and_the_first_keeps_its():
    one, three = read(an_entry()), read(an_entry(ends_at=local(28, 11, 30)))

    assert [str(each["UID"]) for each in one] == ["0a1b@confsys.invalid"]
    uids = ["0a1b@confsys.invalid", "0a1b-2@confsys.invalid", "0a1b-3@confsys.invalid"]
    assert [str(each["UID"]) for each in three] == uids


@pytest.mark.parametrize("hour", range(7))
def test_the_small_hours_belong_to_the_local_day(hour):
    event = read(an_entry(local(26, hour), local(26, hour, 30)))[0]

    assert event["DTSTART"].to_ical().decode() == f"20261126T{hour:02}0000"
    assert event["DTSTART"].params["TZID"] == "Asia/Ho_Chi_Minh"
    assert event.start == local(26, hour)


@pytest.mark.parametrize(
    ("status", "transparency", "alarms"),
    [("CONFIRMED", "OPAQUE", 1), ("TENTATIVE", "OPAQUE", 1), ("CANCELLED", "TRANSPARENT", 0)],
)
def test_what_is_called_off_takes_no_time_and_rings_no_bell(status, transparency, alarms):
    event = read(an_entry(status=status, alarm="Sắp họp"))[0]

    assert (event["STATUS"], event["TRANSP"]) == (status, transparency)
    assert len(event.walk("VALARM")) == alarms


def test_the_same_values_make_the_same_bytes():
    assert vevents(an_entry()) == vevents(an_entry())
    assert vevents(an_entry()) != vevents(an_entry(revision=4))
