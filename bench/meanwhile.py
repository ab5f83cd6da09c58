"""What heavy work beside it costs a thousand screens: a feed of 1,000 events, papers of a week, 5,000 units in a list.

A change is sent over and over, first with nothing else, then while somebody asks for one of these again and again. The
server has a core of its own, the screens and who asks the other; the worker takes what is left of both.
"""

import http.client
import json
import os
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from datetime import timedelta
from itertools import product
from pathlib import Path

from flask_migrate import upgrade

from bench.asking import EVENTS, UNITS
from bench.live_fanout import sites_and_links
from bench.province import ARRIVAL, SITES, UPDATES, Crowd, _memory, _pin, _update
from confsys import clock
from confsys.calendars import links
from confsys.calendars.models import ORGANISATION
from confsys.changes import transaction
from confsys.conferences.models import Conference
from confsys.extensions import db
from confsys.people import actions as people
from confsys.people import sessions
from confsys.people.models import Person
from confsys.sites.models import Site
from tests.build import a_conference
from tests.server import ROOT, ByCommand

QUIET, MEANWHILE = 2 * UPDATES, 3 * UPDATES
KINDS = {
    "feed": f"a feed of {EVENTS:,} events",
    "papers": "papers of a week",
    "list": f"a list of {UNITS:,} units",
}


def rows() -> Iterator[tuple[str, str, str, str, str]]:
    """(what, median, worst, compared with, ratio)."""
    folder = Path(tempfile.mkdtemp())
    server = ByCommand(folder, f"sqlite:///{folder / 'confsys.db'}", ACCESS_LOG="0")
    address, token, tokens, join, given = _world(server)
    headers = {"Authorization": f"Bearer {token}", "Content-Type": "application/json"}
    server.start()
    worker = _beside(server, "-m", "flask", "--app", "wsgi", "worker")
    try:
        _pin(server.process.pid, 0)
        _pin(0, 1)
        crowd = Crowd(server.port, [{"link": each} for each in tokens], join)
        crowd.come()
        crowd.idle(ARRIVAL)
        button = http.client.HTTPConnection("127.0.0.1", server.port)

        def press(number: int) -> float:
            return _update(button, crowd, address, {"minutes": (-1) ** number}, headers)

        yield from _compared(server, given, press)
    finally:
        worker.kill()
        server.kill()


def _compared(server: ByCommand, given: dict, press: Callable) -> Iterator[tuple[str, str, str, str, str]]:
    quiet = [press(number) for number in range(QUIET)]
    alone = f"nothing else: {statistics.median(quiet) * 1000:.1f} ms, at worst {max(quiet) * 1000:.1f}"
    for kind, what in KINDS.items():
        memory = _memory(server.process.pid)
        asker = _beside(server, "-m", "bench.asking", kind, json.dumps(given), stdout=subprocess.PIPE)
        asker.stdout.readline()
        taken = [press(number) for number in range(MEANWHILE)]
        assert asker.poll() is None, f"whoever asked for {what} gave up"
        asker.terminate()
        turns = len(asker.communicate()[0].splitlines())
        median = statistics.median(taken)
        more = (_memory(server.process.pid) - memory) / 1e6
        yield (
            f"a change on {SITES:,} screens, meanwhile {what} ({turns} turns, {more:+.0f} MB)",
            f"{median * 1000:.1f} ms",
            f"{max(taken) * 1000:.1f} ms",
            alone,
            f"{median / statistics.median(quiet):.2f}×",
        )


def _beside(server: ByCommand, *command: str, **more) -> subprocess.Popen:
    env = os.environ | {f"CONFSYS_{name}": value for name, value in server.settings.items()}
    return subprocess.Popen([sys.executable, *command], cwd=ROOT, env=env | {"PORT": str(server.port)}, **more)


def _world(server: ByCommand) -> tuple[str, str, list[str], dict, dict]:
    server.in_app(upgrade)
    conference_id, item_id, token, tokens = server.in_app(sites_and_links, SITES)
    address = f"/api/v1/conferences/{conference_id}/agenda/{item_id}/adjust"
    join = {"conference": conference_id, "view": "screen", "lang": "vi"}
    return address, token, tokens, join, server.in_app(_an_office, conference_id)


def _an_office(conference_id: str) -> dict:
    """What the askers need: calendar links for each way of showing events, a cookie, a conference that changes."""
    conference = db.session.get_one(Conference, conference_id)
    body, clerk = db.session.get_one(Site, conference.organiser_id), db.session.scalars(db.select(Person)).first()
    with transaction():
        for number in range(EVENTS):
            at = clock.now() + timedelta(days=1, hours=number)
            each = {"starts_at": at, "minutes": 45, "title": f"Họp {number}"}
            one = a_conference(state="approved", organiser=body, by=clerk, sites=[], **each)
        people.give_role(None, clerk, role="administrator", site_id=body.id)
    ways = product(("vi", "en"), (False, True), (False, True))
    of_body = {"label": "bench", "kind": ORGANISATION, "site": body}
    made = [
        links.make(clerk, clerk, language=language, alarms=alarms, busy_only=busy, **of_body)
        for language, alarms, busy in ways
    ]
    cookie = sessions.sign_in(clerk, clerk, device="bench")
    return {"feeds": [secret for _link, secret in made], "cookie": cookie, "conference": one.id, "body": body.id}


if __name__ == "__main__":
    for row in rows():
        print(*row, sep="  |  ")
