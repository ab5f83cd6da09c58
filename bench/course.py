"""The record of a conference whose journal has 5,000 entries against one with 250: a stop of the slider, the lists."""

import statistics
import tempfile
import time
from collections.abc import Iterator
from datetime import timedelta

from bench.board import issued
from bench.free_time import a_province
from confsys.app import create_app
from confsys.attendance import actions as attendance
from confsys.conferences import actions
from confsys.conferences.models import Conference
from confsys.conferences.queries import participations_of
from confsys.conferences.transitions import TRANSITIONS
from confsys.course import kept
from confsys.extensions import db
from confsys.journal import entries_since, version_of
from confsys.people import sessions

SHORT, LONG, SITES, TIMES = 250, 5_000, 103, 30
PAGES = {"the course, everything": "/course?sort=all", "the slider": "/replay"}


def rows() -> Iterator[tuple[str, str, str, str, str]]:
    """(what, median, worst, compared with, ratio)."""
    app = create_app({"INSTANCE": tempfile.mkdtemp(), "DATABASE_URL": f"sqlite:///{tempfile.mkdtemp()}/bench.db"})
    cookie, person, places = a_province(app)
    client = app.test_client()
    client.set_cookie(sessions.COOKIE, cookie)
    with app.app_context():
        ids = [issued(person, places[:SITES], day) for day in (2, 3)]
        for each, number in zip(ids, (SHORT, LONG), strict=True):
            _fill(each, number)
        yield _row("folding it for the first time, longest without a turn for others", *map(_bites, ids))
        yield _row("a stop of the slider", *(_stops(client, each) for each in ids))
        for what, path in PAGES.items():
            yield _row(what, *(_times(client, f"/conferences/{each}{path}") for each in ids))


def _fill(conference_id: str, number: int) -> None:
    """A conference in session; sites say how many have come, over and over."""
    conference = db.session.get_one(Conference, conference_id)
    actions.take(None, conference, TRANSITIONS["start"])
    sites = [each for each in participations_of(conference) if not each.is_main]
    heads = 0
    while (there := version_of(conference.stream)) < number:
        heads = heads % 40 + 1
        for each in sites[: number - there]:
            attendance.check_in(None, each, heads=heads, way="link")


def _bites(conference_id: str) -> list[float]:
    """Seconds of each bite: of what holds up the screens of this process at most."""
    conference = db.session.get_one(Conference, conference_id)
    kept.forget()
    found, begun, sleep = [], [time.process_time()], time.sleep

    def turn(_seconds: float) -> None:
        found.append(time.process_time() - begun[0])
        begun[0] = time.process_time()

    time.sleep = turn
    try:
        kept.attendance_over_time(conference)
    finally:
        time.sleep = sleep
    return [*found, time.process_time() - begun[0]]


def _stops(client, conference_id: str) -> list[float]:
    """At moments all over the conference."""
    conference = db.session.get_one(Conference, conference_id)
    entries = entries_since(conference.stream, 0, LONG)
    seconds = max(1, (entries[-1].at - conference.starts_at) // timedelta(seconds=1))
    address = f"/conferences/{conference_id}/replay/moment?s="
    return [_taken(client, f"{address}{seconds * each // TIMES}") for each in range(TIMES)]


def _times(client, address: str) -> list[float]:
    return [_taken(client, address) for _each in range(TIMES)]


def _taken(client, address: str) -> float:
    begin = time.process_time()
    assert client.get(address).status_code == 200
    return time.process_time() - begin


def _row(what: str, short: list[float], long: list[float]) -> tuple[str, str, str, str, str]:
    median, before = statistics.median(long), statistics.median(short)
    compared = f"the same with {SHORT} ({before * 1000:.1f} ms)"
    return (
        f"{what}, {LONG:,} entries",
        f"{median * 1000:.1f} ms",
        f"{max(long) * 1000:.1f} ms",
        compared,
        f"{median / before:.1f}×",
    )


if __name__ == "__main__":
    for row in rows():
        print(*row, sep="  |  ")
