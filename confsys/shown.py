"""How values look on a page: times, days, numbers, durations, in the reader's language and the local zone."""

import io
from datetime import UTC, date, datetime, time, timedelta

import segno
from markupsafe import Markup

from confsys import clock
from confsys.words import gettext, language, ngettext

NBSP = "\u00a0"
DAYS = {
    "vi": ("Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu", "Thứ Bảy", "Chủ Nhật"),
    "en": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
}
SHORT_DAYS = {"vi": ("T2", "T3", "T4", "T5", "T6", "T7", "CN"), "en": ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")}


def hm(instant: datetime | None) -> str:
    """07:30, by the clock on the wall."""
    return clock.local(instant).strftime("%H:%M") if instant else ""


def hms(instant: datetime | None) -> str:
    return clock.local(instant).strftime("%H:%M:%S") if instant else ""


def local_hour(instant: datetime) -> str:
    """7h, as on the edge of a picture."""
    return clock.local(instant).strftime("%-Hh")


def second_of_day(instant: datetime) -> int:
    """27000 at 07:30, by the clock on the wall."""
    there = clock.local(instant)
    return there.hour * 3600 + there.minute * 60 + there.second


def iso(instant: datetime | None) -> str:
    """UTC for scripts: 2026-11-26T00:30:00Z."""
    return instant.strftime("%Y-%m-%dT%H:%M:%SZ") if instant else ""


def day(value: datetime | date) -> str:
    """26/11/2026"""
    return _date(value).strftime("%d/%m/%Y")


def weekday(value: datetime | date) -> str:
    return DAYS[language()][_date(value).weekday()].replace(" ", NBSP)


def short_weekday(value: datetime | date) -> str:
    """T5, where there is no room for more; the whole word stands beside it for who listens."""
    return SHORT_DAYS[language()][_date(value).weekday()]


def short_day(value: datetime | date) -> str:
    """26/11"""
    return _date(value).strftime("%d/%m")


def full_day(value: datetime | date) -> str:
    """Thứ Năm 26/11/2026"""
    return f"{weekday(value)} {day(value)}"


def week(value: datetime | date) -> int:
    return _date(value).isocalendar().week


def at_ms(milliseconds: int) -> str:
    """An instant that a browser counts in milliseconds, as UTC for scripts."""
    return datetime.fromtimestamp(milliseconds / 1000, UTC).isoformat(timespec="milliseconds")


def week_before(value: date) -> int:
    return week(value - timedelta(days=7))


def week_after(value: date) -> int:
    return week(value + timedelta(days=7))


def hour_written(at: time) -> str:
    """7h30, as the weekly calendar and letters write an hour."""
    return f"{at.hour}h{at:%M}"


def written(start: datetime, end: datetime) -> str:
    """7h30 đến 11h45, Thứ Năm 26/11/2026: as letters write it; in English as pages do."""
    if language() != "vi":
        return when(start, end)
    first, last = (hour_written(clock.local(each).time()) for each in (start, end))
    if _date(start) == _date(end):
        return f"{first} đến {last}, {full_day(start)}"
    return f"{first} {full_day(start)} đến {last} {full_day(end)}"


def span(start: datetime, end: datetime) -> str:
    """07:30–11:45; with the day where it ends on another one."""
    if _date(start) == _date(end):
        return f"{hm(start)}–{hm(end)}"
    return f"{hm(start)}–{hm(end)} {day(end)}"


def when(start: datetime, end: datetime) -> str:
    """Thứ Năm 26/11/2026, 07:30–11:45"""
    return f"{full_day(start)}, {span(start, end)}"


def minutes(length: timedelta | int) -> str:
    """1 giờ 30 phút; 2 ngày 1 giờ"""
    total = round(length.total_seconds() / 60) if isinstance(length, timedelta) else length
    (days, rest), parts = divmod(total, 24 * 60), []
    hours, rest = divmod(rest, 60)
    if days:
        parts.append(ngettext("%(num)s day", "%(num)s days", days))
    if hours:
        parts.append(gettext("%(n)s h", n=hours))
    if rest or not parts:
        parts.append(gettext("%(n)s min", n=rest))
    return " ".join(part.replace(" ", NBSP) for part in parts)


def roughly(length: int) -> str:
    """So many minutes as minutes() says them; beyond a day to the full hour: 12 ngày 20 giờ."""
    return minutes(length if length < 24 * 60 else length - length % 60)


def length(whole: timedelta) -> str:
    """As minutes() says it within a day, "3 ngày" beyond."""
    return minutes(whole) if whole < timedelta(days=1) else gettext("%(n)s d", n=whole.days).replace(" ", NBSP)


def ago(instant: datetime) -> str:
    """3 giờ trước; after a month the day."""
    minutes_since = int((clock.now() - instant) / timedelta(minutes=1))
    if minutes_since < 1:
        return gettext("just now")
    if minutes_since < 60:
        return ngettext("%(num)s minute ago", "%(num)s minutes ago", minutes_since)
    if minutes_since < 24 * 60:
        return ngettext("%(num)s hour ago", "%(num)s hours ago", minutes_since // 60)
    days = minutes_since // (24 * 60)
    return ngettext("%(num)s day ago", "%(num)s days ago", days) if days <= 30 else day(instant)


def clock_text(length: timedelta) -> str:
    """20:00 as a clock that counts down shows it."""
    whole, seconds = divmod(int(length.total_seconds()), 60)
    return f"{whole:02d}:{seconds:02d}"


def number(value: int) -> str:
    """2.318 in Vietnamese, 2,318 in English."""
    return f"{value:,}".replace(",", "." if language() == "vi" else ",")


def bound(text: str) -> Markup:
    """Keep a last single letter or digit with the word before it ("Thường Thới Hậu A", "số 1")."""
    head, space, tail = text.rpartition(" ")
    joined = f"{head}{NBSP}{tail}" if space and len(tail) <= 2 else text
    return Markup.escape(joined)


def telephone(number: str | None) -> str:
    """0900 000 101, 0277 3851 234 or +84 277 3851 234, in groups that can be read aloud."""
    digits = number or ""
    if digits.startswith("+84"):
        return NBSP.join(filter(None, ("+84", telephone(digits[3:]))))
    if len(digits) < 9:
        return digits
    cut = len(digits) - (7 if len(digits) > 10 or digits[0] == "2" else 6)
    return NBSP.join((digits[:cut], digits[cut:-3], digits[-3:]))


def initials(name: str) -> str:
    """Two letters that stand for a person: of the last two words."""
    return "".join(word[0] for word in name.split()[-2:]).upper()


# What a browser says of itself, and what people call it; the first that fits.
BROWSERS = {
    "Edg": "Edge",
    "OPR/": "Opera",
    "coc_coc": "Cốc Cốc",
    "SamsungBrowser": "Samsung Internet",
    "CriOS": "Chrome",
    "Chrome": "Chrome",
    "Firefox": "Firefox",
    "FxiOS": "Firefox",
    "Safari": "Safari",
}
SYSTEMS = {
    "iPhone": "iPhone",
    "iPad": "iPad",
    "Android": "Android",
    "Windows": "Windows",
    "Mac OS": "Mac",
    "Linux": "Linux",
}


def device(told: str) -> str:
    """What a browser tells of itself, as people call it: "Chrome, Android"; anything else as it is, cut short."""
    names = [next((name for mark, name in marks.items() if mark in told), "") for marks in (BROWSERS, SYSTEMS)]
    return ", ".join(name for name in names if name) or told[:60]


def qr_svg(address: str) -> Markup:
    """A QR code as an SVG without any style attribute, for a page or a file of its own."""
    drawn = io.BytesIO()
    code = segno.make(address, error="m", micro=False)
    code.save(drawn, kind="svg", xmldecl=False, svgclass=None, lineclass=None, omitsize=True, dark="#141f47", nl=False)
    return Markup(drawn.getvalue().decode())


def _date(value: datetime | date) -> date:
    return clock.local(value).date() if isinstance(value, datetime) else value


FILTERS = {
    "hm": hm,
    "hms": hms,
    "local_hour": local_hour,
    "second_of_day": second_of_day,
    "iso": iso,
    "at_ms": at_ms,
    "day": day,
    "short_day": short_day,
    "weekday": weekday,
    "short_weekday": short_weekday,
    "full_day": full_day,
    "week": week,
    "week_before": week_before,
    "week_after": week_after,
    "hour_written": hour_written,
    "span": span,
    "written": written,
    "minutes": minutes,
    "roughly": roughly,
    "ago": ago,
    "clock_text": clock_text,
    "number": number,
    "bound": bound,
    "telephone": telephone,
    "initials": initials,
    "device": device,
    "qr_svg": qr_svg,
}
