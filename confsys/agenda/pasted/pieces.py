"""What one line says by itself: its hours, its minutes, its kind, its title and who presents it."""

import re
from dataclasses import dataclass, field
from datetime import time

from confsys.agenda.models import LONGEST_MINUTES
from confsys.agenda.pasted.units import Meant, Units, leader, names_an_office
from confsys.folding import clean, folded
from confsys.forms import Unreadable, hour

CLOCK = (
    r"\d{1,2}\s*(?:giờ|gio|h|g|:)\s*(?:rưỡi|\d{1,2}(?!\d))?(?:\s*(?:phút|'|’|′)(?!\w))?|\d{1,2}\s+rưỡi(?!\s+(?:sáng|chiều))"
    r"|\d{1,2}\.\d{2}(?!\d)|[01]\d[0-5]\d(?=\s|$)"
)
TO = r"\s*(?:-|–|—|đến|tới)\s*"
UNTIL = re.compile(rf"[\s,(\[]+(?:đến|tới)\s+(?:hết\s+|lúc\s+)?({CLOCK})\s*[)\]]?\.?$", re.IGNORECASE)
START = re.compile(rf"(?:từ\s+|lúc\s+)?({CLOCK})(?:{TO}({CLOCK}))?(?:\s*[:.,;–-])*\s*", re.IGNORECASE)
NO_CLOCK = re.compile(r"\d{1,2}\s*(?:rưỡi|kém|giờ|gio|h|g|:)(?:\s*\w+)?", re.IGNORECASE)
MARK = re.compile(r"^(?:[-–—•+*▪●]\s*|\(?\d{1,2}[.)](?!\d)\s*|[IVX]{1,5}[.)]\s*|[a-zđ][.)]\s+)")
UNIT = r"(?:phút|ph|p|'|’|′)"
IN_BRACKETS = re.compile(rf"[(\[]\s*(?:(\d)\s*(?:giờ|h)\s*)?(\d{{1,3}})?\s*{UNIT}?\s*[)\]]", re.IGNORECASE)
AT_THE_END = re.compile(rf"(?:^|[\s,;:–-])(\d{{1,3}})\s*{UNIT}\.?$", re.IGNORECASE)
SEPARATOR = re.compile(r"\s+[–—]\s*|\s*[–—]\s+|\s+-\s+|;\s+")
BY = re.compile(r"[,\s]+do\s+(.+?)\s+(?:trình bày|báo cáo|thực hiện|chủ trì|điều hành)$", re.IGNORECASE)
LAST_BRACKET = re.compile(r"\s*\(([^()]+)\)$")
OF = re.compile(r"^(?:ý kiến|phát biểu|tham luận|báo cáo)(?: của)? (.+)$", re.IGNORECASE)
HALF = re.compile(r"\s*(?:giờ|gio|h|g)?\s*rưỡi", re.IGNORECASE)

# How a kind is written, without marks; the first that fits. `anywhere`: also behind other words.
ANYWHERE = {"khai mac": "khai-mac", "be mac": "be-mac", "chi dao": "phat-bieu-chi-dao"}
AT_FIRST = {
    "phat bieu ket luan": "ket-luan",
    "ket luan": "ket-luan",
    "kl": "ket-luan",
    "giai lao": "giai-lao",
    "nghi": "giai-lao",
    "bieu quyet": "bieu-quyet",
    "bao cao": "bao-cao",
    "tham luan": "tham-luan",
    "thao luan": "thao-luan",
    "y kien": "thao-luan",
    "trao doi": "thao-luan",
    "phat bieu": "thao-luan",
}
LEFT_OUT = ("tham luận", "tl")  # said by the kind: "Tham luận một cửa xã" is called "Một cửa xã"


@dataclass
class Pieces:
    """One line taken apart. `unread`: an hour that cannot be one; `meant`: the unit its presenter names;
    `counts_to_end`: it says until when, and not from when.
    """

    title: str = ""
    kind: str = "khac"
    start: time | None = None
    end: time | None = None
    minutes: int | None = None
    presenter: str = ""
    meant: Meant = field(default_factory=Meant)
    unread: str = ""
    is_nameless: bool = False
    counts_to_end: bool = False

    @property
    def says_something(self) -> bool:
        """An hour alone, as merged cells leave it, is no item."""
        return bool(self.title or self.presenter or self.unread or self.kind != "khac")


def of_line(text: str, units: Units) -> Pieces:
    """A line of plain text."""
    pieces = Pieces()
    rest = _take_start(MARK.sub("", clean(text), count=1), pieces)
    _name(_take_until(_take_minutes(rest, pieces), pieces), pieces, units)
    return pieces


def of_cells(cells: dict[str, str], units: Units) -> Pieces:
    """A row of a table, by what its columns are: "time", "minutes", "title", "presenter"."""
    pieces = Pieces()
    over = _take_start(cells.get("time", ""), pieces)
    if over and not pieces.unread:
        pieces.unread = over
    if length := re.search(r"\d{1,3}", cells.get("minutes", "")):
        pieces.minutes = _sane(int(length[0]))
    title = MARK.sub("", cells.get("title", ""), count=1)
    if not pieces.start:
        title = _take_start(title, pieces)
    title = _take_until(_take_minutes(title, pieces), pieces)
    if presenter := cells.get("presenter", ""):
        pieces.presenter, pieces.meant = _who(presenter, units)
        pieces.kind, pieces.title = _kind_and_title(title)
        pieces.is_nameless = not pieces.title
    else:
        _name(title, pieces, units)
    return pieces


def _take_start(text: str, pieces: Pieces) -> str:
    """Read the hour a line begins with, and the one it ends at; return what follows."""
    found = START.match(text)
    if not found:
        if wrong := NO_CLOCK.match(text):
            pieces.unread = wrong[0].strip()
        return text
    try:
        pieces.start = _hour(found[1])
        pieces.end = _hour(found[2]) if found[2] else None
    except Unreadable:
        pieces.unread = found[0].strip(" -–:;,.")
    return text[found.end() :]


def _take_until(text: str, pieces: Pieces) -> str:
    """Read the hour a line without a beginning ends at: "Giải lao đến 9h20"; return the rest."""
    found = UNTIL.search(text)
    if not found or pieces.start or pieces.minutes:
        return text
    try:
        pieces.end = _hour(found[1])
    except Unreadable:
        return text
    pieces.counts_to_end = True
    return text[: found.start()].rstrip(" ,;:–-")


def _hour(typed: str) -> time:
    return hour(HALF.sub("h30", typed))


def _take_minutes(text: str, pieces: Pieces) -> str:
    """Read how long it takes, in brackets anywhere or plainly at the end; return the rest."""
    for found in IN_BRACKETS.finditer(text):
        hours, minutes = found[1], found[2]
        if (hours or minutes) and not found[0].strip("([ ])").isdigit():
            pieces.minutes = _sane(int(hours or 0) * 60 + int(minutes or 0))
            return clean(f"{text[: found.start()]} {text[found.end() :]}")
    if at_the_end := AT_THE_END.search(text):
        pieces.minutes = _sane(int(at_the_end[1]))
        return text[: at_the_end.start()].rstrip(" ,;:–-")
    return text


def _sane(minutes: int) -> int | None:
    return minutes if 1 <= minutes <= LONGEST_MINUTES else None


def _name(text: str, pieces: Pieces, units: Units) -> None:
    """Kind, title and presenter of what is left when hours and minutes are taken out."""
    about, who = _split(text.rstrip(" ."), units)
    pieces.kind, pieces.title = _kind_and_title(about)
    if who:
        pieces.presenter, pieces.meant = _who(who, units)
    elif _is_somebody(pieces.title, units):  # "KL: CT UBND tỉnh"
        pieces.presenter, pieces.meant = _who(pieces.title, units)
        pieces.title = ""
    elif (of := OF.match(about)) and _is_somebody(of[1], units):  # "Ý kiến của xã Tân Thạnh"
        pieces.presenter, pieces.meant = _who(of[1], units)
        pieces.title = about
    pieces.is_nameless = not pieces.title


def _split(text: str, units: Units) -> tuple[str, str]:
    """What it is about, and who presents it: the first split after which somebody known is named, else the last."""
    if by := BY.search(text):
        return text[: by.start()], by[1]
    bracket = LAST_BRACKET.search(text)
    if bracket and _is_somebody(bracket[1], units):
        return text[: bracket.start()], bracket[1]
    cuts = list(SEPARATOR.finditer(text))
    for cut in cuts:
        if _is_somebody(text[cut.end() :], units):
            return text[: cut.start()], text[cut.end() :]
    if cuts and len(text[cuts[-1].end() :]) <= 80:
        return text[: cuts[-1].start()], text[cuts[-1].end() :]
    return text, ""


def _is_somebody(words: str, units: Units) -> bool:
    found = units.meant(words)
    return bool(found.unit or found.alike or found.is_missing or leader(words) or names_an_office(words))


def _who(words: str, units: Units) -> tuple[str, Meant]:
    """The presenter as he is to be called, and the unit that is meant."""
    words = words.strip(" .,;")
    found = units.meant(words)
    return (found.unit.name if found.unit else leader(words) or words), found


def _kind_and_title(text: str) -> tuple[str, str]:
    kind = _kind(text)
    head, colon, rest = text.partition(":")
    if colon and len(head.split()) <= 4 and _kind(head) != "khac":
        return kind, _capital(rest.strip())
    for word in LEFT_OUT:
        if folded(text).startswith(folded(word)) and kind == "tham-luan":
            return kind, _capital(re.sub(r"^về\s+", "", text[len(word) :].strip(" :-–")))
    return kind, _capital(text)


def _kind(text: str) -> str:
    words = f"{folded(text)} "
    at_first = next((kind for start, kind in AT_FIRST.items() if words.startswith(f"{folded(start)} ")), None)
    return next((kind for part, kind in ANYWHERE.items() if part in words[:40]), None) or at_first or "khac"


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
