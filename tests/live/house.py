"""A conference on the real server, and what its screens and programs get from there."""

import json
import re
import time
import urllib.request

from confsys.agenda import actions as agenda
from confsys.conferences import actions, links, queries
from confsys.conferences.models import Conference
from confsys.conferences.transitions import TRANSITIONS
from confsys.extensions import db
from confsys.journal import version_of
from confsys.people import sessions
from confsys.people.models import Person
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
