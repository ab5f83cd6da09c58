"""What the card “check-in” of a site shows, wherever it stands: templates/attendance/_card.html, as `attendance`."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from confsys import clock
from confsys.attendance import queries, rules
from confsys.attendance.models import Attendance
from confsys.conferences.models import Participation
from confsys.forms import Form
from confsys.invitations.queries import answer_of, delegates_of


@dataclass(frozen=True)
class Line:
    """A delegate to tick: named before or added on the spot."""

    name: str
    office: str
    is_there: bool = False
    late: bool = False
    added: bool = False
    came_at: datetime | None = None
    left_at: datetime | None = None


@dataclass(frozen=True)
class Card:
    """`base`: the address under which the site's forms are; `back`: the page to which they lead, theirs if empty."""

    participation: Participation
    noted: Attendance | None
    expected: int
    lines: list[Line]
    form: Form
    base: str
    back: str
    by: str
    may_name: bool
    is_open: bool
    why_not: Any

    @property
    def is_there(self) -> bool:
        return self.noted is not None and self.noted.is_there

    @property
    def revision(self) -> int:
        return self.noted.revision if self.noted else 0

    @property
    def heads(self) -> Any:
        """What stands in the field: as typed, as counted, or as many as had said they would come."""
        counted = self.noted.heads if self.noted else 0
        return self.form.values.get("heads") or counted or self.expected or 1

    @property
    def here(self) -> int:
        return sum(line.is_there and not line.left_at for line in self.lines)


def card_of(
    participation: Participation,
    *,
    base: str,
    back: str = "",
    by: str = "",
    by_office: bool = False,
    may_name: bool = True,
    form: Form | None = None,
) -> Card:
    """Four statements. `by_office`: whether it may still be noted when the conference is over."""
    conference, given = participation.conference, answer_of(participation)
    is_open = (rules.is_written if by_office else rules.is_taken)(conference.state, conference.starts_at, clock.now())
    return Card(
        participation,
        queries.attendance_of(participation),
        given.heads if given else 0,
        lines_of(participation),
        form or Form(),
        base,
        back,
        by,
        may_name,
        is_open,
        None if is_open else rules.why_not(conference),
    )


def lines_of(participation: Participation) -> list[Line]:
    """Those who were named, in their order, then those added on the spot."""
    seen = {each.folded: each for each in queries.attendees_of(participation)}
    named = [_line(each.name, each.office, seen.pop(each.folded, None)) for each in delegates_of(participation)]
    return named + [_line(each.name, each.office, each) for each in seen.values()]


def _line(name: str, office: str, seen: Any) -> Line:
    if seen is None:
        return Line(name, office)
    return Line(name, office, True, seen.late, seen.added, seen.came_at, seen.left_at)
