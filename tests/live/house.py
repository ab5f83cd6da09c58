"""A conference on the real server, and what its screens and programs get from there."""

import json
import re
import threading
import time
import urllib.request
from concurrent.futures import ThreadPoolExecutor

from confsys.agenda import actions as agenda
from confsys.agenda.queries import items_of
from confsys.conferences import actions, links, queries
from confsys.conferences.models import Conference
from confsys.conferences.transitions import TRANSITIONS
from confsys.extensions import db
from confsys.journal import version_of
from confsys.people import sessions
from confsys.people.models import Person, RoleHeld
from confsys.sites.models import Site
from tests.build import a_conference, a_person, a_province
from tests.live.screen import Screen


class House:
    """A conference in session on the server's database, changed from this process: another one than the server's."""

    def __init__(self, server):
        self.server = server
        with server.app.app_context():
            body = a_province()
            clerk = a_person(role="secretariat", site=body)
            conference = a_conference(state="live", organiser=body, by=clerk)
            self.clerk_id, self.id = clerk.id, conference.id
            self.links = [links.join_token(each) for each in queries.participations_of(conference)]

    def screen(self, number=1, **options):
        return Screen(self.server.url, auth={"link": self.links[number]}, **options)

    def showing(self, number=1):
        """A screen that has joined and shows everything."""
        screen = self.screen(number)
        screen.follow(screen.join(self.id)["version"])
        return screen

    def fill_agenda(self, number):
        with self.server.app.app_context():
            conference = db.session.get(Conference, self.id)
            for each in range(number):
                agenda.add(None, conference, title=f"{each} " + "báo cáo dài " * 8, kind="bao-cao", minutes=5)

    def step(self, *names):
        """Take steps; returns the version then."""
        with self.server.app.app_context():
            for name in names:
                actions.take(None, db.session.get(Conference, self.id), TRANSITIONS[name])
            return version_of(f"conference:{self.id}")

    def clerk(self) -> Person:
        return db.session.get_one(Person, self.clerk_id)

    def body(self) -> Site:
        """Whose clerk this is."""
        held = db.session.query(RoleHeld).filter_by(person_id=self.clerk_id).one()
        return db.session.get_one(Site, held.site_id)

    def agenda(self) -> list[dict]:
        with self.server.app.app_context():
            items = items_of(db.session.get_one(Conference, self.id))
            return [{"id": each.id, "title": each.title, "state": each.state} for each in items]

    @staticmethod
    def at_once(work, many: list) -> list:
        """What `work` returns for each of these, all of them begun at the same moment."""
        gate = threading.Barrier(len(many))

        def waiting(each):
            gate.wait()
            return work(each)

        with ThreadPoolExecutor(len(many)) as pool:
            return list(pool.map(waiting, many))

    def cookie(self):
        """A clerk's browser: its cookie, and the row behind it."""
        with self.server.app.app_context():
            clerk = db.session.get(Person, self.clerk_id)
            secret = sessions.sign_in(clerk, clerk, device="test")
            return f"{sessions.COOKIE}={secret}", sessions.session_of(secret).id


def fetched(house, number=1, **known):
    """The whole as a page that is loaded now would show it."""
    query = "&".join(f"{name}={value}" for name, value in {"view": "screen", "lang": "vi", **known}.items())
    address = f"{house.server.url}/api/v1/conferences/{house.id}/news?{query}"
    request = urllib.request.Request(address, headers={"X-Confsys-Link": house.links[number]})
    with urllib.request.urlopen(request, timeout=5) as answer:
        assert answer.headers["Cache-Control"] == "no-store"
        return json.load(answer)


def cuts(house):
    with urllib.request.urlopen(f"{house.server.url}/metrics", timeout=5) as answer:
        return int(re.search(r"^confsys_clients_cut_total (\d+)$", answer.read().decode(), re.MULTILINE)[1])


def wait_until(condition, seconds=10):
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.02)
