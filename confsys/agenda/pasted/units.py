"""Which unit a few words mean: "P. Cao Lãnh", "Sở KH&CN", "xã tan thanh", "29938"."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from confsys.folding import folded

SHORT = {"p": "phường", "x": "xã", "h": "huyện", "tt": "thị trấn", "tx": "thị xã", "tp": "thành phố", "vp": "văn phòng"}
LOCAL = ("phuong", "xa", "huyen", "thi tran", "thi xa", "thanh pho")  # such a name must be in the directory
UNSAID = {"va", "cua"}  # left out of "KH&CN"
LEADERS = {
    "CT": "Chủ tịch",
    "PCT": "Phó Chủ tịch",
    "PCTTT": "Phó Chủ tịch Thường trực",
    "BT": "Bí thư",
    "PBT": "Phó Bí thư",
    "GĐ": "Giám đốc",
    "PGĐ": "Phó Giám đốc",
    "CVP": "Chánh Văn phòng",
    "PCVP": "Phó Chánh Văn phòng",
}
OFFICES = (
    *("so", "ban", "bo", "cuc", "chi cuc", "hoi", "vien", "truong", "trung tam", "van phong", "vp", "ubnd", "hdnd"),
    *("cong an", "thanh tra", "dang uy", "tinh uy", "huyen uy", "mat tran", "lien doan", "benh vien", "cong ty"),
    *("dai dien", "lanh dao", "dong chi", "d/c", "ong", "ba", "pho", "cac"),
)
TITLES = tuple(folded(title) for title in LEADERS.values())
ABBREVIATED = re.compile(r"(tt|tx|tp|vp|p|x|h)(?:\.\s*|\s+)(?=\w)", re.IGNORECASE)
AUTHORITY = re.compile(r"^(?:ubnd|đảng ủy|đảng uỷ)\s+(?=xã|phường|huyện|thị|thành)", re.IGNORECASE)
CODE = re.compile(r"\(?\b(\d{2,5})\)?$")


@dataclass(frozen=True)
class Unit:
    """A unit of the directory; `takes_part` if it is a site of the conference."""

    id: str
    name: str
    code: str
    takes_part: bool

    @property
    def full_name(self) -> str:
        """With its code, for names that are alike."""
        return f"{self.name} ({self.code})" if self.code else self.name

    @property
    def is_local(self) -> bool:
        return bool(_own_name(self.name))


@dataclass(frozen=True)
class Meant:
    """What words mean: one unit; or several that are alike; or none, though they name a place that there must be."""

    unit: Unit | None = None
    alike: tuple[Unit, ...] = ()
    is_missing: bool = False


class Units:
    """The units of a day, to be found by what people write."""

    def __init__(self, units: Sequence[Unit]) -> None:
        self.units = units

    def meant(self, words: str) -> Meant:
        """Exactly so named, else without marks, else by the initials of an office, else by the name alone."""
        text = _whole(words)
        for fits in (self._by_code, self._exactly, self._folded, self._by_initials, self._by_own_name):
            if found := fits(text):
                return Meant(found[0]) if len(found) == 1 else Meant(alike=tuple(found))
        is_local = folded(text).startswith(tuple(f"{kind} " for kind in LOCAL))
        return Meant(is_missing=is_local, alike=tuple(self._near(text)) if is_local else ())

    def _by_code(self, text: str) -> list[Unit]:
        code = CODE.search(text)
        return [unit for unit in self.units if code and unit.code == code[1]]

    def _exactly(self, text: str) -> list[Unit]:
        return [unit for unit in self.units if unit.name.casefold() == text.casefold()]

    def _folded(self, text: str) -> list[Unit]:
        return [unit for unit in self.units if folded(unit.name) == folded(text)]

    def _by_initials(self, text: str) -> list[Unit]:
        """ "Sở KH&CN": the kind as a word, the rest as capitals."""
        kind, _space, rest = text.partition(" ")
        letters = _letters(rest)
        if len(letters) < 2 or not rest.isupper():
            return []
        return [unit for unit in self.units if _initials(unit.name, folded(kind)) == letters]

    def _by_own_name(self, text: str) -> list[Unit]:
        """ "Cao Lãnh" alone, where only one place is called so."""
        if len(text.split()) < 2:
            return []
        found = [unit for unit in self.units if _own_name(unit.name) == folded(text)]
        return found if len(found) == 1 else []

    def _near(self, text: str) -> list[Unit]:
        """Of the same name under another kind, or with one letter more or less at its end."""
        own = _own_name(text) or folded(text)
        found = [unit for unit in self.units if (name := _own_name(unit.name)) and (own in name or name in own)]
        return found[:3]


def leader(words: str) -> str:
    """ "CT UBND tỉnh" -> "Chủ tịch UBND tỉnh"; what begins with an office stays as it is; nothing for other words."""
    first, _space, rest = words.partition(" ")
    if first in LEADERS and rest:
        return f"{LEADERS[first]} {rest}"
    return words if folded(words).startswith(TITLES) else ""


def names_an_office(words: str) -> bool:
    """Whether words begin as offices and persons are called, known or not: "Bộ Chỉ huy Quân sự tỉnh", "Đại diện …"."""
    return folded(words).startswith(tuple(f"{office} " for office in OFFICES))


def _whole(words: str) -> str:
    """Short forms of kinds written out; "UBND xã …" speaks of the commune itself."""
    text = re.sub(
        r"^(?:ubnd|đảng ủy|đảng uỷ)\s+(?=xã|phường|huyện|thị|thành)", "", words.strip(" ."), flags=re.IGNORECASE
    )
    short = ABBREVIATED.match(text)
    return f"{SHORT[short[1].lower()]} {text[short.end() :]}" if short else text


def _initials(name: str, kind: str) -> str:
    words = folded(name).split()
    size = len(kind.split())
    if not kind or words[:size] != kind.split():
        return ""
    return "".join(word[0] for word in words[size:] if word not in UNSAID)


def _letters(text: str) -> str:
    return folded(text).replace(" ", "")


def _own_name(name: str) -> str:
    """The name of a place without its kind: "Xã Tân Thạnh" -> "tan thanh"; nothing for an office."""
    words = folded(name)
    kind = next((kind for kind in LOCAL if words.startswith(f"{kind} ")), None)
    return words.removeprefix(f"{kind} ") if kind else ""
