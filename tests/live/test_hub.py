"""Who listens to what in this process."""

from confsys.live.access import Credential
from confsys.live.hub import Audience, Client, Hub

SCREEN_VI, SCREEN_EN = Audience("screen", "", "vi"), Audience("screen", "", "en")


def a_client(hub, sid):
    client = Client(sid, f"eio-{sid}", Credential("token", "x"), "vi")
    hub.enter(client)
    return client


def test_a_client_hears_one_conference_only(app):
    hub = Hub()
    client = a_client(hub, "a")

    hub.join(client, "c1", SCREEN_VI, "person:p1")
    hub.join(client, "c2", SCREEN_EN, "person:p1")

    assert hub.conferences() == ["c2"]
    assert hub.audiences("c2") == [SCREEN_EN]
    assert hub.streams() == ["conference:c2", "person:p1"]


def test_broadcasts_reach_only_who_has_caught_up(app):
    hub = Hub()
    first, second = a_client(hub, "a"), a_client(hub, "b")
    hub.join(first, "c", SCREEN_VI, None)
    hub.join(second, "c", SCREEN_VI, None)
    first.is_ready = True

    assert hub.listeners("c", SCREEN_VI) == [first]


def test_nothing_is_left_of_who_left(app):
    hub = Hub()
    client = a_client(hub, "a")
    hub.join(client, "c", SCREEN_VI, "p")

    assert hub.leave("a") is client
    assert (hub.clients, hub.eio_sids, hub.streams(), hub.leave("a")) == ({}, set(), [], None)


def test_who_never_joined_is_known(app):
    hub = Hub()
    silent, joined = a_client(hub, "a"), a_client(hub, "b")
    silent.since = joined.since = 0.0
    hub.join(joined, "c", SCREEN_VI, None)

    assert hub.without_a_join(5) == [silent]
