"""Finding a time for 103 sites in 30 days with 1,000, 10,000, 100,000 bookings; and the question before each booking.

The bookings are spread over two years, as those of a province are: each meeting takes a hundred sites and a person.
"""

import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from urllib.parse import urlencode

from flask_migrate import upgrade
from sqlalchemy import insert

from confsys import clock
from confsys.app import create_app
from confsys.changes import transaction
from confsys.conferences import clashes, proposals
from confsys.extensions import db
from confsys.people import actions as people
from confsys.people import sessions
from confsys.people.models import Person
from confsys.scheduling import queries
from confsys.scheduling.models import Booking
from confsys.sites import actions as sites
from confsys.sites.models import Site

REPEATS, WARM_UP = 60, 5
SITES, AT_ONCE, DAYS = 103, 100, 730
SIZES = (1_000, 10_000, 100_000)


def rows() -> Iterator[tuple[str, str, str, str, str]]:
    """(what, median, 95 of 100, compared with, ratio)."""
    app = create_app({"INSTANCE": tempfile.mkdtemp(), "DATABASE_URL": f"sqlite:///{tempfile.mkdtemp()}/bench.db"})
    cookie, person, places = a_province(app)
    works = _works(app, cookie, person, places)
    there, first = 0, dict[str, float]()
    for size in SIZES:
        with app.app_context():
            book([f"person:{person}", *(f"site:{each}" for each in places)], there, size)
        there = size
        for what, work in works.items():
            taken = timed(work)
            median, late = statistics.median(taken), sorted(taken)[int(len(taken) * 0.95)]
            ratio = f"{median / first.setdefault(what, median):.1f}×"
            times = (f"{each * 1000:.2f} ms" for each in (median, late))
            yield f"{what}, {size:,} bookings", *times, "1,000 bookings", ratio


def _works(app, cookie: str, person: str, places: list[str]) -> dict[str, Callable]:
    client, listed = app.test_client(), ",".join(places)
    client.set_cookie(sessions.COOKIE, cookie)
    page = "/find-time?" + urlencode({"people": person, "sites": listed, "days": 30})
    today, subjects = datetime.now(UTC).date(), [f"person:{person}", *(f"site:{each}" for each in places)]
    window = {"from": today, "to": today + timedelta(days=30), "minutes": 90, "least": 0}
    call = "/api/v1/free-time?" + urlencode({"people": person, "sites": listed, **window})

    def held(by: list[str]) -> None:
        with app.app_context():
            start = clock.now() + timedelta(days=9)
            queries.bookings_of(by, start, start + timedelta(hours=2))

    def judge() -> None:
        with app.app_context():
            start = clock.now() + timedelta(days=9)
            values = {"title": "Đo", "kind": "chuyen-mon", "starts_at": start, "ends_at": start + timedelta(hours=2)}
            values |= {"main_site": places[0], "sites": places[1:], "chairs": [person]}
            organiser, by = db.session.get_one(Site, places[0]), db.session.get_one(Person, person)
            clashes.of_one(proposals.of_values(values, organiser), by, clock.now())

    return {
        "check of what stands against a plan": judge,
        "page that finds a time": lambda: client.get(page).get_data(),
        "call that finds a time": lambda: client.get(call).get_data(),
        "what one site holds at a time": lambda: held(subjects[1:2]),
        "what 104 hold at a time": lambda: held(subjects),
    }


def timed(work: Callable) -> list[float]:
    """Seconds that a core works for it: what else runs on the machine does not count."""
    taken = []
    for _repeat in range(WARM_UP + REPEATS):
        begun = time.process_time()
        work()
        taken.append(time.process_time() - begun)
    return taken[WARM_UP:]


def a_province(app) -> tuple[str, str, list[str]]:
    with app.app_context():
        upgrade()
        province = sites.add(None, name="Tỉnh Đo", kind="tinh", gso_code="1", valid_from=date(2020, 1, 1))
        usual = {"kind": "xa", "parent_id": province.id, "valid_from": date(2020, 1, 1)}
        places = [sites.add(None, name=f"Xã {each}", gso_code=str(1000 + each), **usual) for each in range(SITES - 1)]
        person = people.add(None, name="Văn phòng", username="vp")
        people.give_role(None, person, role="secretariat", site_id=province.id)
        person = db.session.get_one(Person, person.id)
        secret = sessions.sign_in(person, person, device="bench")
        return secret, person.id, [province.id, *(each.id for each in places)]


def book(subjects: list[str], there: int, size: int) -> None:
    """So many in all: meetings of two hours at every hour of a day, from a year ago to a year ahead."""
    begin = clock.now().replace(minute=0, second=0, microsecond=0) - timedelta(days=DAYS // 2)
    meetings = range(there // (AT_ONCE + 1), size // (AT_ONCE + 1))
    with transaction():
        for number in meetings:
            starts_at = begin + timedelta(days=number * 283 % DAYS, hours=number * 5 % 12)
            db.session.execute(insert(Booking), _meeting(number, subjects, starts_at))


def _meeting(number: int, subjects: list[str], starts_at: datetime) -> list[dict]:
    taking_part = [subjects[0], *(subjects[1 + (number + each) % SITES] for each in range(AT_ONCE))]
    when = {"starts_at": starts_at, "ends_at": starts_at + timedelta(hours=2), "standing": "held", "amount": 1}
    return [{"holder": f"conference:b{number}", "subject": each, **when} for each in taking_part]


if __name__ == "__main__":
    for row in rows():
        print(*row, sep="  |  ")
