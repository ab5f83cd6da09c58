"""kill -9 of the worker while it sends: every letter arrives, twice only as the same letter; no log tells a link."""

import os
import signal
import subprocess
import sys
import time
import urllib.request
from collections import Counter

import pytest
from sqlalchemy import select

from confsys import clock
from confsys.changes import transaction
from confsys.conferences import links, queries
from confsys.conferences.models import Conference
from confsys.extensions import db
from confsys.letters.models import Letter, Mailbox
from confsys.people import actions as people
from confsys.people import sessions
from tests.build import a_conference, a_person, a_province, a_site
from tests.forging import ROOT
from tests.letters.post_office import opened
from tests.server import Server, a_server


class Worker:
    """`flask worker` in a process of its own, on the database of a server."""

    def __init__(self, server: Server, mail: str) -> None:
        self.log = server.folder / "worker.log"
        settings = server.settings | {"SMTP_URL": mail}
        env = {name: value for name, value in os.environ.items() if not name.startswith("CONFSYS_")}
        self.env = env | {f"CONFSYS_{name}": value for name, value in settings.items()}

    def start(self) -> None:
        command = [sys.executable, "-m", "flask", "--app", "wsgi", "worker"]
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(command, cwd=ROOT, env=self.env, stdout=log, stderr=log)

    def kill(self) -> None:
        self.process.send_signal(signal.SIGKILL)
        self.process.wait(timeout=20)


def written(number: int) -> list[str]:
    """A letter to each of so many officers that may leave now; their Message-IDs."""
    body = a_province()
    places = [a_site() for _turn in range(number)]
    for turn, place in enumerate(places):
        people.edit(None, a_person(role="officer", site=place), email=f"xa{turn}@example.vn")
    a_conference(state="issued", organiser=body, sites=places)
    with transaction():
        found = list(db.session.scalars(select(Letter)))
        for letter in found:
            letter.due_at = clock.now()
    return [letter.message_id for letter in found]


def a_minute_later() -> None:
    """What the dead worker had leased is free again."""
    with transaction():
        for mailbox in db.session.scalars(select(Mailbox).where(Mailbox.lease.is_not(None))):
            mailbox.leased_until = clock.now()


def unsent() -> int:
    return len(list(db.session.scalars(select(Letter.id).where(Letter.state != "sent"))))


def wait_for(what, seconds: float = 60) -> None:
    deadline = time.monotonic() + seconds
    while not what():
        assert time.monotonic() < deadline, "nothing came of it"
        time.sleep(0.02)


@pytest.fixture
def server(tmp_path, worlds):
    return a_server(tmp_path, worlds)


CAMPAIGN = pytest.param(200, range(5, 200, 13), marks=[pytest.mark.long, pytest.mark.timeout(900)])


@pytest.mark.parametrize(("number", "kills"), [(20, (3, 9)), CAMPAIGN])
def test_no_letter_is_lost_and_none_is_two(server, number, kills):
    """Each time it dies when the mail server has the letter and has not yet said so: the worst moment there is."""
    ids = server.in_app(written, number)
    assert len(ids) == number
    with opened() as post:
        post.stands_still_at = set(kills)
        worker = Worker(server, f"smtp://{post.where}")
        for _kill in kills:
            post.stood_still.clear()
            worker.start()
            assert post.stood_still.wait(60)
            worker.kill()
            server.in_app(a_minute_later)
        worker.start()
        wait_for(lambda: server.in_app(unsent) == 0)
        worker.kill()

    assert set(post.ids) == set(ids)
    assert sum(Counter(post.ids).values()) - len(ids) == len(kills)


def join_links() -> list[str]:
    conference = db.session.scalars(select(Conference)).one()
    return [links.join_token(each) for each in queries.participations_of(conference)]


def a_secretary() -> str:
    """The cookie of somebody who reads the letters."""
    body = db.session.scalars(select(Conference)).one().organiser
    clerk = a_person(role="secretariat", site=body)
    return f"{sessions.COOKIE}={sessions.sign_in(clerk, clerk, device='test')}"


def read(server: Server, path: str, cookie: str = "") -> str:
    with urllib.request.urlopen(urllib.request.Request(server.url + path, headers={"Cookie": cookie})) as answer:
        return answer.read().decode()


def test_who_reads_a_letter_leaves_no_link_in_the_log_of_the_server(server):
    server.in_app(written, 2)
    tokens, cookie = server.in_app(join_links), server.in_app(a_secretary)
    letters = server.in_app(lambda: list(db.session.scalars(select(Letter.id))))
    server.start()
    try:
        seen = "".join(read(server, f"/letters/{each}", cookie) for each in letters)
        shown = [token for token in tokens if f"/join/{token}" in seen]
        for token in shown:
            read(server, f"/join/{token}")
    finally:
        server.stop()

    log = server.log.read_text()
    assert len(shown) == 2 and f'"GET /letters/{letters[0]}" 200' in log and "/join/" in log
    assert [token for token in tokens if token in log] == []


def test_no_log_tells_the_link_of_a_site(server):
    server.in_app(written, 3)
    tokens = server.in_app(join_links)
    with opened() as post:
        post.unknown = {"xa1@example.vn": "550 no such user"}
        post.breaks = 1
        worker = Worker(server, f"smtp://{post.where}")
        worker.start()
        wait_for(lambda: server.in_app(unsent) <= 2 and len(post.taken) >= 2)
        worker.kill()

    arrived = "".join(message.get_body(("plain",)).get_content() for message in post.taken)
    assert any(token in arrived for token in tokens)
    assert [token for token in tokens if token in worker.log.read_text()] == []
    assert "/join/" not in worker.log.read_text()
