"""A week of the calendar where 100, 1,000 and 10,000 conferences exist, twelve of them in it; and a step of a drag.

The step is what the label beside the pointer asks: what stands against 103 sites at another time.
"""

import statistics
import tempfile
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime, time, timedelta

from flask import Flask
from sqlalchemy import insert, select

from bench.free_time import SIZES as BOOKINGS
from bench.free_time import a_province, book, timed
from confsys import clock, shown
from confsys.app import create_app
from confsys.changes import transaction
from confsys.conferences import actions
from confsys.conferences.clashes import Because
from confsys.conferences.models import Conference
from confsys.conferences.transitions import TRANSITIONS
from confsys.extensions import db
from confsys.ids import new_id
from confsys.people import sessions
from confsys.people.models import Person

ADDRESS = "http://localhost"
SIZES, IN_WEEK = (100, 1_000, 10_000), 12
WEEKS = 520  # over which the others lie, before and after
WEEK = timedelta(days=7)


def rows() -> Iterator[tuple[str, str, str, str, str]]:
    """(what, median, 95 of 100, compared with, ratio)."""
    stored = {"INSTANCE": tempfile.mkdtemp(), "DATABASE_URL": f"sqlite:///{tempfile.mkdtemp()}/bench.db"}
    app = create_app(stored | {"BASE_URL": ADDRESS})
    cookie, person, places = a_province(app)
    client = app.test_client()
    client.set_cookie(sessions.COOKIE, cookie)
    with app.app_context():
        monday = clock.today() - timedelta(days=clock.today().weekday()) + 2 * WEEK
        first = clock.instant(monday, time(7))
        moved, sent = _one_of_all_sites(person, places, first + timedelta(hours=3))
    week, step = f"/planner/week?on={monday}", _step(client, moved, sent)
    assert client.get(week).status_code == 200

    def fill(there: int, size: int) -> None:
        _hold_conferences(moved, first, there, size)

    def occupy(there: int, size: int) -> None:
        book([f"person:{person}", *(f"site:{each}" for each in places)], there, size)

    yield from _growing(app, "week of the calendar", lambda: client.get(week).get_data(), fill, SIZES, "conferences")
    yield from _growing(app, "step of a drag, 103 sites", step, occupy, BOOKINGS, "bookings")


def _growing(
    app: Flask, what: str, work: Callable, add: Callable[[int, int], None], sizes: Sequence[int], of: str
) -> Iterator[tuple[str, str, str, str, str]]:
    """The same work while there is more and more."""
    there, first = 0, 0.0
    for size in sizes:
        with app.app_context():
            add(there, size)
        taken, there = timed(work), size
        median, late = statistics.median(taken), sorted(taken)[int(len(taken) * 0.95)]
        first = first or median
        times = (f"{each * 1000:.1f} ms" for each in (median, late))
        yield f"{what}, {size:,} {of}", *times, f"{sizes[0]:,} {of}", f"{median / first:.1f}×"


def _step(client, moved: str, sent: dict[str, str]) -> Callable:
    def step() -> None:
        answer = client.post(f"/conferences/{moved}/move/look", data=sent, headers={"Origin": ADDRESS})
        assert answer.status_code == 200, answer.text

    return step


def _one_of_all_sites(person_id: str, places: list[str], starts_at: datetime) -> tuple[str, dict[str, str]]:
    """A conference that is asked for, and what a drag to the next day sends of it."""
    person = db.session.get_one(Person, person_id)
    values = {
        "title": "Giao ban",
        "kind": "giao-ban",
        "starts_at": starts_at,
        "ends_at": starts_at + timedelta(hours=2),
    }
    values |= {"main_site": places[0], "sites": places[1:], "chairs": [person_id], "organiser": places[0]}
    made = actions.plan(person, **values)
    actions.take(person, made, TRANSITIONS["submit"], reasons=Because("đo"))
    day = clock.local(starts_at) + timedelta(days=1)
    return made.id, {"day": shown.day(day.date()), "start": "8h", "end": "10h", "revision": str(made.revision)}


def _hold_conferences(like: str, first: datetime, there: int, size: int) -> None:
    """So many in all, each as this one is but for its time; of them always as many in the week that is looked at."""
    table = Conference.__table__
    usual = dict(db.session.execute(select(table).where(table.c.id == like)).one()._mapping)
    with transaction():
        for number in range(there, size):
            weeks = 0 if number < IN_WEEK else (number % WEEKS) + 1
            starts_at = first + WEEK * (weeks if number % 2 else -weeks)
            starts_at += timedelta(days=number % 6, hours=number % 8)
            own = {"id": new_id(), "code": f"B-{number}", "uid": f"b{number}@bench", "starts_at": starts_at}
            db.session.execute(insert(table).values(usual | own | {"ends_at": starts_at + timedelta(hours=2)}))


if __name__ == "__main__":
    for row in rows():
        print(*row, sep="  |  ")
