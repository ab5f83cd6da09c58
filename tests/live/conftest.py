import pytest

from confsys.conferences import links, queries
from confsys.live import service
from tests.build import bearer
from tests.kept import nothing
from tests.live import stub
from tests.live.house import House
from tests.live.many import Many, three
from tests.server import a_server, running

OWN = {"Origin": "http://localhost"}


@pytest.fixture
def live(fresh_app):
    """The live part of the test's app, with tiny views."""
    loader, found = fresh_app.jinja_env.loader, service.of(fresh_app)
    views = found.newsroom.views
    stub.use_stub(fresh_app)
    yield found
    fresh_app.jinja_env.loader, found.newsroom.views = loader, views


@pytest.fixture
def socket(fresh_app, live):
    """Opens sockets of the test client: socket(auth=…), socket(person=…) or socket(browser=…)."""
    server = live.wire.server
    kept = server._send_packet, server._send_eio_packet

    def connect(*, auth=None, person=None, headers=None, browser=None):
        if person is not None:
            auth = {"token": bearer(fresh_app, person)["Authorization"].removeprefix("Bearer ")}
        client = live.wire.socketio.test_client(
            fresh_app, namespace="/live", auth=auth, headers=headers, flask_test_client=browser
        )
        return Ear(client, live.hub)

    yield connect
    server._send_packet, server._send_eio_packet = kept


class Ear:
    """What one test client hears."""

    def __init__(self, client, hub):
        self.client, self.hub = client, hub

    @property
    def is_open(self):
        return self.client.eio_sid in self.hub.eio_sids

    def call(self, event, *sent):
        return self.client.emit(event, *sent, namespace="/live", callback=True)

    def join(self, conference_id, view="screen", lang="en", **known):
        return self.call("join", {"conference": conference_id, "view": view, "lang": lang, **known})

    def heard(self, name="news"):
        """What came since the last time."""
        received, self.client.queue[:] = list(self.client.queue), []
        return [each["args"][0] for each in received if each["name"] == name]


@pytest.fixture(scope="module")
def stub_server(tmp_path_factory, worlds):
    """A running server whose views are tiny."""
    yield from running(a_server(tmp_path_factory.mktemp("server"), worlds, wsgi="tests.live.stub:application()"))


@pytest.fixture
def house(stub_server):
    return House(stub_server)


@pytest.fixture(scope="session")
def processes(tmp_path_factory, worlds):
    """Three running servers on one database, and what they ring with."""
    folder = tmp_path_factory.mktemp("many")
    with three(folder, worlds.copied(nothing, folder)) as running_ones:
        yield running_ones


@pytest.fixture
def many(processes):
    found = Many(*processes)
    yield found
    found.leave()


def link_of(conference, number=1):
    """A site's join link, as the socket is given it."""
    return {"link": links.join_token(queries.participations_of(conference)[number])}
