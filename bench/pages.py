"""Server time of the pages people open most, against an empty page of the same framework in the same run.

It is the time one core works for it: what else runs on the machine does not count.
"""

import statistics
import tempfile
import time
from collections.abc import Iterator
from datetime import date, timedelta

from flask import Flask
from flask_migrate import upgrade
from sqlalchemy import select

from confsys import clock
from confsys.agenda import actions as agenda
from confsys.app import create_app
from confsys.conferences import actions as conferences
from confsys.extensions import db
from confsys.people import actions as people
from confsys.people import sessions
from confsys.people.models import Person
from confsys.sites import actions as sites
from confsys.sites.models import Site

REPEATS = 40


def rows() -> Iterator[tuple[str, str, str, str, str]]:
    """(what, median, worst, compared with, ratio) for each page."""
    bare = _times(_bare_page())
    app = create_app({"INSTANCE": tempfile.mkdtemp(), "DATABASE_URL": f"sqlite:///{tempfile.mkdtemp()}/bench.db"})
    cookie, pages = _province(app)
    client = app.test_client()
    client.set_cookie(sessions.COOKIE, cookie)
    for what, address in pages.items():
        assert client.get(address).status_code == 200, address
        taken = _times(lambda address=address: client.get(address))
        median, worst = statistics.median(taken), max(taken)
        ratio = median / statistics.median(bare)
        yield what, f"{median * 1000:.1f} ms", f"{worst * 1000:.1f} ms", "an empty Flask page", f"{ratio:.0f}×"


def _times(call) -> list[float]:
    taken = []
    for _repeat in range(REPEATS):
        begun = time.process_time()
        call()
        taken.append(time.process_time() - begun)
    return taken[5:]


def _bare_page():
    app = Flask("bare")
    app.add_url_rule("/", view_func=lambda: "ok")
    client = app.test_client()
    return lambda: client.get("/")


def _province(app) -> tuple[str, dict[str, str]]:
    """A secretary, 103 sites, a conference with 20 items on all of them, and 300 conferences in a list."""
    with app.app_context():
        upgrade()
        province = sites.add(None, name="Tỉnh Đo", kind="tinh", gso_code="1", valid_from=date(2020, 1, 1))
        for number in range(102):
            sites.add(None, name=f"Xã Số {number}", kind="xa", parent_id=province.id, gso_code=str(1000 + number))
        person = people.add(None, name="Văn phòng", username="vp")
        people.give_role(None, person, role="secretariat", site_id=province.id)
        first = _conference(person.id, province.id, days=1)
        conference = db.session.get_one(conferences.Conference, first)
        for number in range(20):
            agenda.add(None, conference, title=f"Báo cáo số {number}", kind="bao-cao", minutes=10)
        for number in range(299):
            _conference(person.id, province.id, days=number % 60, most=3)
        person = db.session.get_one(Person, person.id)
        secret = sessions.sign_in(person, person, device="bench")
    return secret, {
        "conference page, 20 items, 103 sites": f"/conferences/{first}",
        "list of 300 conferences": "/conferences",
        "first page of a secretariat, 100 things to do": "/",
        "list of 103 sites": "/sites",
        "agenda editor, 20 items": f"/conferences/{first}/agenda",
        "links of 103 sites": f"/conferences/{first}/links",
    }


def _conference(person_id: str, province_id: str, *, days: int, most: int = 200) -> str:
    person = db.session.get_one(Person, person_id)
    ids = list(db.session.scalars(select(Site.id).where(Site.kind == "xa").order_by(Site.sort_key).limit(most)))
    start = clock.now().replace(microsecond=0) + timedelta(days=days, hours=1)
    conference = conferences.plan(
        person,
        title=f"Giao ban số {days}",
        kind="giao-ban",
        starts_at=start,
        ends_at=start + timedelta(hours=4),
        main_site=province_id,
        sites=ids,
        chairs=[],
        organiser=province_id,
    )
    return conference.id
