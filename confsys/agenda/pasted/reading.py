"""A pasted text understood: when each item begins, how long it takes, and which lines could not be read."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import zip_longest
from typing import Any

from confsys.agenda.limits import too_long
from confsys.agenda.models import LONGEST_MINUTES
from confsys.agenda.pasted.pieces import Pieces
from confsys.agenda.pasted.rows import Draft, drafts_of
from confsys.agenda.pasted.units import Unit, Units
from confsys.words import _

# Minutes, where nobody says how long.
USUAL = {"khai-mac": 10, "be-mac": 5, "giai-lao": 15, "bieu-quyet": 10, "phat-bieu-chi-dao": 30, "ket-luan": 30}
OTHERWISE = 15
LONGEST_GUESS = 180  # what lies between two hours is taken for an item's length up to this


@dataclass(frozen=True)
class Choice:
    """One way to mend a line: what it is called, and what the line becomes."""

    label: str
    text: str


@dataclass
class Line:
    """One item and where it stands in the text. `begins` is local. `problem`: why it cannot be kept as it is."""

    number: int
    raw: str
    pieces: Pieces
    begins: datetime
    minutes: int
    is_fixed: bool
    problem: Any = None
    choices: list[Choice] = field(default_factory=list)
    notes: list[Any] = field(default_factory=list)

    @property
    def ends(self) -> datetime:
        return self.begins + timedelta(minutes=self.minutes)

    @property
    def too_long(self) -> Any:
        """A sentence where it is planned longer than a rule allows."""
        return too_long(self.pieces.kind, self.pieces.title, self.minutes)

    @property
    def site(self) -> Unit | None:
        """The site that speaks, if the unit that is named takes part."""
        unit = self.pieces.meant.unit
        return unit if unit and unit.takes_part else None


def read(text: str, units: Units, begin: datetime, end: datetime, at: datetime | None = None) -> list[Line]:
    """The items a text speaks of; `begin`, `end`: the local times of the conference. Raises Invalid.

    The first begins at `at`, else with the conference. Each begins where its line says, else right after the one
    before; it is fixed only where that makes a difference.
    """
    drafts = drafts_of(text, units, begin)
    lines: list[Line] = []
    at = at or begin
    for draft, following in zip_longest(drafts, drafts[1:]):
        line = _line(draft, following, at)
        _judge(line, begin, end, at)
        lines.append(line)
        if not (line.problem and line.is_fixed):
            at = line.ends
    return lines


def _line(draft: Draft, following: Draft | None, at: datetime) -> Line:
    is_fixed = draft.said is not None and draft.said != at
    begins = draft.said or at
    line = Line(draft.number, draft.raw, draft.pieces, begins, 0, is_fixed)
    line.minutes = draft.pieces.minutes or _between(draft, following, begins) or _usual(line)
    return line


def _between(draft: Draft, following: Draft | None, begins: datetime) -> int | None:
    """The minutes to the hour it ends at, else to the hour the next line names in the same part of the day."""
    if draft.until:
        return _minutes(begins, draft.until, LONGEST_MINUTES)
    if draft.pieces.unread or draft.is_last_of_its_part or following is None or following.said is None:
        return None
    return _minutes(begins, following.said, LONGEST_GUESS)


def _minutes(begins: datetime, ends: datetime, most: int) -> int | None:
    minutes = round((ends - begins).total_seconds() / 60)
    return minutes if 1 <= minutes <= most else None


def _usual(line: Line) -> int:
    minutes = USUAL.get(line.pieces.kind, OTHERWISE)
    line.notes.append(_("No length is written: %(n)s minutes are taken.", n=minutes))
    return minutes


# -- below: what is wrong with a line --------------------------------------------------------------


def _judge(line: Line, first: datetime, last: datetime, at: datetime) -> None:
    pieces, unit = line.pieces, line.pieces.meant.unit
    if pieces.unread:
        _ask_when(line, at)
    elif line.is_fixed and not first <= line.begins < last:
        slot, hour = f"{first:%H:%M}–{last:%H:%M}", f"{line.begins:%H:%M}"
        line.problem = _("%(hour)s lies outside the conference, %(slot)s.", hour=hour, slot=slot)
    elif pieces.meant.alike or pieces.meant.is_missing:
        _ask_which(line)
    elif pieces.is_nameless and pieces.kind == "tham-luan":
        line.notes.append(_("The paper has no title yet; it can be added later."))
    if unit and unit.is_local and not unit.takes_part:
        line.notes.append(_("%(name)s does not take part as a site.", name=unit.name))


def _ask_when(line: Line, at: datetime) -> None:
    typed = line.pieces.unread
    line.problem = _("Could not read the hour “%(typed)s”. Type it as 8h45 or 08:45.", typed=typed)
    rest = line.raw.replace("\t", " ").replace(typed, "", 1).strip()
    line.choices = [Choice(f"{at:%H:%M}", f"{at:%-Hh%M} {rest}")]


def _ask_which(line: Line) -> None:
    typed, alike = line.pieces.presenter, line.pieces.meant.alike
    if alike:
        names = ", ".join(unit.full_name for unit in alike)
        line.problem = _("Which one is “%(typed)s”? There are: %(names)s.", typed=typed, names=names)
    else:
        line.problem = _("“%(typed)s” is not in the directory of that day.", typed=typed)
    line.choices = [Choice(unit.name, line.raw.replace(typed, unit.full_name, 1)) for unit in alike]
