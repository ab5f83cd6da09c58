"""Bots hold a conference on a real server; afterwards the rows say that it was held."""

import pytest

from confsys.bots import casting
from confsys.bots.hands import Server as Line
from confsys.bots.show import Show
from confsys.conferences.models import Conference
from confsys.extensions import db
from confsys.journal import entries_since
from tests.server import a_server, running, the_demo


@pytest.fixture(scope="module")
def server(tmp_path_factory, worlds):
    yield from running(a_server(tmp_path_factory.mktemp("play"), worlds, the_demo))


def test_a_conference_is_held_from_the_doors_to_the_close(server):
    with server.app.app_context():
        conference = casting.meant()
        acts = casting.rehearsed(conference, 6, seed=2)
        with casting.cast_of(conference) as cast:
            show = Show(Line(server.url), cast)
            show.play(acts, speed=100_000)
            show.end()
        stream = conference.stream
        db.session.expire_all()
        assert db.session.get_one(Conference, conference.id).state == "closed"
        happened = [entry.kind for entry in entries_since(stream, 0, 10_000)]

    assert not show.refused
    came = sum(act.what == "check_in" for act in acts)
    assert happened.count("participation.checked_in") >= came
    assert {"floor.turn_asked", "vote.published", "incident.solved", "participation.connected", "message.seen"} <= set(
        happened
    )
