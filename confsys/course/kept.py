"""The journal of a conference folded once and kept: any moment of it costs a few entries, however long it has become.

Entries never change, so what was folded up to one of them stays right. It is kept in the process that was asked, for
the conferences looked at last, and folded in bites: between two of them every open screen gets its turn.
"""

import pickle
from bisect import bisect_right
from collections import OrderedDict
from dataclasses import dataclass, field
from datetime import datetime
from threading import Lock
from typing import Any

from sqlalchemy import Row, Select, select

from confsys import settings
from confsys.aside import give_way
from confsys.conferences.models import Conference
from confsys.course.moment import Moment, retold
from confsys.extensions import db
from confsys.journal import Entry

EACH = 100  # entries between two kept moments, and in one bite
MOST = 12  # conferences
COLUMNS = (Entry.version, Entry.kind, Entry.at, Entry.about, Entry.before, Entry.after)
ATTENDANCE = "participation."
Count = tuple[datetime, int, int]  # (instant, sites noted as there, lines lost)


@dataclass
class Folded:
    """What is known of one journal up to `version`; `marks`: no entry up to that kept moment is later than this."""

    version: int = 0
    latest: datetime | None = None
    moment: Moment = field(default_factory=Moment)
    marks: list[datetime] = field(default_factory=list)
    moments: list[bytes] = field(default_factory=list)
    counts: list[Count] = field(default_factory=list)
    lock: Lock = field(default_factory=Lock)

    def fold(self, entries: list[Row[Any]]) -> None:
        for entry in entries:
            retold([entry], self.moment)
            self.latest = entry.at if self.latest is None else max(self.latest, entry.at)
            self.version = entry.version
            if entry.kind.startswith(ATTENDANCE):
                self._count(entry.at)

    def keep(self) -> None:
        if self.latest is not None:
            self.marks.append(self.latest)
            self.moments.append(pickle.dumps(self.moment))

    def before(self, at: datetime) -> Moment:
        """The last kept moment all of whose entries had happened by then."""
        place = bisect_right(self.marks, at)
        return pickle.loads(self.moments[place - 1]) if place else Moment()

    def _count(self, at: datetime) -> None:
        now = (self.moment.there, len(self.moment.lost))
        if now != (self.counts[-1][1:] if self.counts else (0, 0)):
            self.counts.append((at, *now))


_KEPT: OrderedDict[tuple[str, str], Folded] = OrderedDict()


def moment_at(conference: Conference, at: datetime) -> Moment:
    """How it was then."""
    moment = _up_to_now(conference).before(at)
    rest = _entries(conference.stream, moment.version).where(Entry.at <= at)
    return retold(db.session.execute(rest).all(), moment)


def attendance_over_time(conference: Conference) -> list[Count]:
    """Each time the sites that are there, or the lines lost, became more or fewer."""
    return list(_up_to_now(conference).counts)


def forget() -> None:
    """Nothing is kept any more; the next who asks has it folded again."""
    _KEPT.clear()


def _up_to_now(conference: Conference) -> Folded:
    folded = _kept(settings.epoch(), conference.stream)
    with folded.lock:  # who comes meanwhile waits for what is being folded instead of doing it again
        while entries := _next(conference.stream, folded.version):
            folded.fold(entries)
            if folded.version % EACH:
                break
            folded.keep()
            give_way()
    return folded


def _kept(epoch: str, stream: str) -> Folded:
    """A backup that was brought back begins another epoch: what was folded before it is not of this journal."""
    folded = _KEPT.setdefault((epoch, stream), Folded())
    _KEPT.move_to_end((epoch, stream))
    while len(_KEPT) > MOST:
        _KEPT.popitem(last=False)
    return folded


def _next(stream: str, version: int) -> list[Row[Any]]:
    """As many entries as are missing to the next kept moment."""
    return list(db.session.execute(_entries(stream, version).limit(EACH - version % EACH)).all())


def _entries(stream: str, after: int) -> Select[Any]:
    """Rows, not objects: there may be thousands."""
    query = select(*COLUMNS).where(Entry.stream == stream, Entry.version > after)
    return query.order_by(Entry.version)
