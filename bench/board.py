"""The readiness board with 160 sites against the same with 13: the page, the table, and news of one site."""

import statistics
import tempfile
import time
from collections.abc import Iterator
from datetime import date, timedelta

from bench.free_time import a_province, timed
from confsys import clock
from confsys.app import create_app
from confsys.board import noting
from confsys.conferences import actions
from confsys.conferences.clashes import Because
from confsys.conferences.models import Conference
from confsys.conferences.queries import participations_of
from confsys.conferences.transitions import TRANSITIONS
from confsys.extensions import db
from confsys.live import service
from confsys.live.hub import Audience
from confsys.people import actions as people
from confsys.people import sessions
from confsys.people.models import Person
from confsys.sites import actions as sites

FEW, MANY, TIMES = 13, 160, 30
PAGES = {"board": "", "board as a table": "/table"}


def rows() -> Iterator[tuple[str, str, str, str, str]]:
    """(what, median, worst, compared with, ratio)."""
    app = create_app({"INSTANCE": tempfile.mkdtemp(), "DATABASE_URL": f"sqlite:///{tempfile.mkdtemp()}/bench.db"})
    cookie, person, places = a_province(app)
    client = app.test_client()
    client.set_cookie(sessions.COOKIE, cookie)
    with app.app_context():
        usual = {"kind": "xa", "parent_id": places[0], "valid_from": date(2020, 1, 1)}
        more = range(MANY - len(places))
        places += [sites.add(None, name=f"Xã Thêm {each}", gso_code=f"9{each}", **usual).id for each in more]
        few, many = (issued(person, places[:number], day) for day, number in enumerate((FEW, MANY), start=2))
        for what, path in PAGES.items():
            seconds = [_times(client, f"/conferences/{each}/board{path}") for each in (few, many)]
            yield _row(f"{what}, {MANY} sites", *seconds)
        yield _row(f"news of one site on the board, {MANY} sites", *(_news(app, each) for each in (few, many)))


def issued(person: str, places: list[str], day: int) -> str:
    """A conference of these sites that is open; its id."""
    starts_at = clock.now() + timedelta(days=day)
    who, approver = db.session.get_one(Person, person), people.add(None, name="Duyệt", username=f"duyet{day}")
    people.give_role(None, approver, role="approver", site_id=places[0])
    plan = {"title": "Giao ban", "kind": "giao-ban", "starts_at": starts_at, "ends_at": starts_at + timedelta(hours=2)}
    made = actions.plan(who, main_site=places[0], sites=places[1:], chairs=[], organiser=places[0], **plan)
    for step in ("submit", "approve", "issue", "open"):
        found = db.session.get_one(Conference, made.id)
        actor = approver if step == "approve" else who
        actions.take(actor, found, TRANSITIONS[step], reasons=Because("-"))
    return made.id


def _news(app, conference_id: str) -> list[float]:
    """Seconds until the message is made after something happened to one site."""
    newsroom, audience, found = service.of(app).newsroom, Audience("board", "", "vi"), []
    conference = db.session.get_one(Conference, conference_id)
    site = participations_of(conference)[-1]
    shown = newsroom.latest(conference_id, audience)
    for number in range(TIMES):
        noting.note(None, site, text=f"lần {number}")
        begin = time.process_time()
        shown = newsroom.latest(conference_id, audience, shown.version, shown.epoch)
        found.append(time.process_time() - begin)
    return found


def _times(client, address: str) -> list[float]:
    assert client.get(address).status_code == 200
    return timed(lambda: client.get(address).get_data())


def _row(what: str, few: list[float], many: list[float]) -> tuple[str, str, str, str, str]:
    median, before = statistics.median(many), statistics.median(few)
    compared = f"the same with {FEW} ({before * 1000:.1f} ms)"
    return what, f"{median * 1000:.1f} ms", f"{max(many) * 1000:.1f} ms", compared, f"{median / before:.1f}×"


if __name__ == "__main__":
    for row in rows():
        print(*row, sep="  |  ")
