"""What was done in a conference a moment ago, in words, and what of it can be taken back with one press.

A press is one transaction: what followed from it in the journal belongs to it and goes with it. Each person walks back
through his own presses; what somebody else did is taken back only by the button that says whose it is.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from sqlalchemy import or_, select

from confsys.conferences.models import Conference
from confsys.extensions import db
from confsys.history.presses import BEHIND, pressed
from confsys.history.telling import Told, tell
from confsys.history.undo import TOO_LATE, UNDO
from confsys.journal import Entry, taken_back_in

STEERED = ("conference", "agenda", "floor", "vote", "message", "stage")  # what the office and the chair do
OF_SITES = (  # a hundred at a time
    *("floor.turn_asked", "floor.turn_withdrawn", "vote.cast", "vote.recast"),
    *(f"message.{each}" for each in ("written", "delivered", "seen", "answered")),
)
MOST, LOOKED_AT = 5, 20


@dataclass(frozen=True)
class Done:
    """One press; `is_next_back`: whether it is the last one of `by` that can be taken back."""

    told: Told
    by: str | None
    is_next_back: bool


@dataclass(frozen=True)
class Recent:
    """The last presses that stand, newest first; `undone`: what was taken back after all of them, and by whom."""

    done: list[Done]
    undone: tuple[Told, Told] | None = None


def is_steered(kind: str) -> bool:
    return kind.partition(".")[0] in STEERED and kind not in OF_SITES


def recently(conference: Conference) -> Recent:
    """What the console shows."""
    gone = taken_back_in(conference.stream)
    standing = list(_presses(_standing(conference, gone)))
    last = standing[0].version if standing else 0
    pair = _latest_undone(conference, gone, last)
    back = next_back(standing)
    shown = [entry for number, entry in enumerate(standing) if number < MOST or entry in back]
    told = tell([*shown, *pair])
    done = [Done(words, entry.by, entry in back) for words, entry in zip(told, shown, strict=False)]
    return Recent(done, (told[-2], told[-1]) if pair else None)


def next_back(standing: Sequence[Entry]) -> list[Entry]:
    """The last press of each person that can be taken back; `standing`: presses, newest first."""
    found: dict[str, Entry] = {}
    for entry in standing:
        if entry.by and entry.by not in found and entry.kind in UNDO and not _is_too_late(entry):
            found[entry.by] = entry
    return list(found.values())


def _is_too_late(entry: Entry) -> bool:
    return entry.kind in TOO_LATE and TOO_LATE[entry.kind](entry)


def _presses(entries: Iterable[Entry]) -> Iterator[Entry]:
    """Each press by the entry that says what was pressed. `entries`: newest first."""
    for _since, together in groupby(entries, lambda entry: entry.version - 1 if entry.since is None else entry.since):
        yield pressed(list(together)[::-1])


def _standing(conference: Conference, gone: Collection[int]) -> list[Entry]:
    """The last entries of presses that nobody took back, and that took nothing back themselves."""
    steered = or_(*(Entry.kind.like(f"{sort}.%") for sort in STEERED))
    query = select(Entry).where(Entry.stream == conference.stream, steered, Entry.kind.not_in(OF_SITES + BEHIND))
    undone = select(Entry.since).where(
        Entry.stream == conference.stream, Entry.version.in_(gone), Entry.since.is_not(None)
    )
    query = query.where(Entry.takes_back.is_(None), Entry.version.not_in(gone))
    query = query.where(or_(Entry.since.is_(None), Entry.since.not_in(undone)))
    return list(db.session.scalars(query.order_by(Entry.version.desc()).limit(LOOKED_AT)))


def _latest_undone(conference: Conference, gone: dict[int, int], last: int) -> list[Entry]:
    """What was taken back last and what took it back, if nothing was pressed since."""
    undone = max((each for each in gone if gone[each] > last), key=lambda each: (gone[each], each), default=None)
    if undone is None:
        return []
    query = select(Entry).where(Entry.stream == conference.stream, Entry.version.in_([undone, gone[undone]]))
    pair = list(db.session.scalars(query.order_by(Entry.version)))
    return pair if is_steered(pair[0].kind) else []
