"""Who is connected, as lines come and go: written down within a second, and no news of what blinks."""

from datetime import timedelta
from types import SimpleNamespace

import pytest
import time_machine
from sqlalchemy import select

from confsys import clock, jobs
from confsys.conferences import actions as conferences
from confsys.conferences import links
from confsys.conferences.models import Conference
from confsys.conferences.queries import participations_of
from confsys.conferences.transitions import TRANSITIONS
from confsys.extensions import db
from confsys.journal import Entry
from confsys.presence import actions, queries
from confsys.presence.models import Lease, Presence
from confsys.presence.rules import of_participation, of_screen
from tests.build import a_conference, a_person, a_province, a_site, signed_in_client
from tests.live.conftest import OWN, link_of
from tests.live.house import wait_until
from tests.queries import counted_queries

SECOND = timedelta(seconds=1)


@pytest.fixture
def hall(kept):
    return SimpleNamespace(**kept(a_hall))


def a_hall(app) -> dict:
    """A conference in session with three sites, its clerk and an officer of the second."""
    with app.app_context():
        body = a_province()
        sites = [a_site(), a_site()]
        clerk = a_person(role="secretariat", site=body)
        officer = a_person(role="officer", site=sites[0])
        conference = a_conference(state="live", organiser=body, by=clerk, sites=sites)
        taking_part = participations_of(conference)
        own = next(number for number, each in enumerate(taking_part) if each.site_id == sites[0].id)
        return {
            "id": conference.id,
            "links": [link_of(conference, number) for number in range(3)],
            "stage": {"link": links.stage_token(conference)},
            "participations": [each.id for each in taking_part],
            "clerk": SimpleNamespace(id=clerk.id),
            "officer": SimpleNamespace(id=officer.id),
            "own": own,
        }


class Watch:
    """What the house knows of the lines to a conference, second by second."""

    def __init__(self, live, conference_id):
        self.live, self.id = live, conference_id

    def beat(self, *, is_due=False):
        if is_due:
            self.live.leases.written = 0
        self.live.leases.beat()

    @property
    def here(self):
        with self.live.newsroom.app.app_context():
            return queries.by_participation(db.session.get_one(Conference, self.id))

    @property
    def told(self):
        """The news of lines, and of which site."""
        query = select(Entry).where(
            Entry.stream == f"conference:{self.id}", Entry.kind.in_(("participation.connected", "participation.lost"))
        )
        with self.live.newsroom.app.app_context():
            found = db.session.scalars(query.order_by(Entry.version))
            return [(each.kind.removeprefix("participation."), each.about["participation"]) for each in found]


@pytest.fixture
def watch(hall, live):
    return Watch(live, hall.id)


def test_a_site_is_here_from_its_join_until_ten_seconds_after_its_line_dropped(hall, socket, watch):
    site = hall.participations[1]
    with time_machine.travel(clock.now(), tick=False) as now:
        began = clock.now()
        ear = socket(auth=hall.links[1], headers=OWN)
        ear.join(hall.id)
        watch.beat()
        assert [(each.is_here, each.screens, each.since) for each in watch.here.values()] == [(True, 1, began)]

        now.shift(SECOND)
        watch.beat(is_due=True)
        watch.live.wire.hang_up_on(ear.client.eio_sid)
        watch.beat()
        now.shift(9 * SECOND)
        watch.beat()
        assert (watch.here[site].is_here, watch.here[site].seen_at) == (True, began + SECOND)
        assert watch.told == [("connected", site)]

        now.shift(SECOND)
        watch.beat()
        left = watch.here[site]

    assert (left.is_here, left.screens, left.seen_at, left.lost_at) == (False, 0, began + SECOND, began + 11 * SECOND)
    assert watch.told == [("connected", site), ("lost", site)]


def test_a_page_that_is_loaded_again_makes_no_news(hall, socket, watch):
    with time_machine.travel(clock.now(), tick=False) as now:
        for _time in range(3):
            ear = socket(auth=hall.links[1], headers=OWN)
            ear.join(hall.id)
            watch.beat()
            watch.live.wire.hang_up_on(ear.client.eio_sid)
            watch.beat()
            now.shift(9 * SECOND)
        socket(auth=hall.links[1], headers=OWN).join(hall.id)
        watch.beat()
        now.shift(60 * SECOND)
        watch.beat(is_due=True)

    assert watch.told == [("connected", hall.participations[1])]
    assert [each.screens for each in watch.here.values()] == [1]


def test_of_two_screens_of_a_site_one_may_leave(hall, socket, watch):
    first, second = (socket(auth=hall.links[1], headers=OWN) for _each in range(2))
    first.join(hall.id)
    second.join(hall.id)
    watch.beat()
    assert [each.screens for each in watch.here.values()] == [2]

    watch.live.wire.hang_up_on(first.client.eio_sid)
    watch.beat()

    assert [(each.is_here, each.screens) for each in watch.here.values()] == [(True, 1)]


def test_an_officer_is_his_site_and_nobody_else_is_one(fresh_app, hall, socket, watch):
    clerk = socket(browser=signed_in_client(fresh_app, hall.clerk), headers=OWN)
    assert clerk.join(hall.id, "screen")["ok"]
    assert socket(auth=hall.stage, headers=OWN).join(hall.id, "stage")["ok"]
    watch.beat()
    assert watch.here == {}

    assert socket(browser=signed_in_client(fresh_app, hall.officer), headers=OWN).join(hall.id, "screen")["ok"]
    watch.beat()

    assert list(watch.here) == [hall.participations[hall.own]]


def test_a_page_that_asks_over_http_is_here_as_well(fresh_app, hall, watch):
    headers = {"X-Confsys-Link": hall.links[2]["link"]}

    assert (
        fresh_app.test_client().get(f"/api/v1/conferences/{hall.id}/news?view=screen", headers=headers).status_code
        == 200
    )
    watch.beat()

    assert list(watch.here) == [hall.participations[2]]


@pytest.mark.parametrize(("step", "news"), [("close", []), ("recess", ["lost", "connected"])])
def test_who_comes_and_goes_after_the_close_is_no_news(hall, socket, watch, step, news):
    socket(auth=hall.links[1], headers=OWN).join(hall.id)
    watch.beat()
    with watch.live.newsroom.app.app_context():
        conferences.take(None, db.session.get_one(Conference, hall.id), TRANSITIONS[step])
    watch.live.forget()

    with time_machine.travel(clock.now() + 20 * SECOND), watch.live.newsroom.app.app_context():
        assert jobs.presence.run_out() == 1
        socket(auth=hall.links[1], headers=OWN).join(hall.id)
        watch.beat()

    assert [kind for kind, _site in watch.told] == ["connected", *news]


def test_a_process_that_ended_without_a_word_is_noticed_by_the_worker(hall, watch):
    app, (_main, one, two) = watch.live.newsroom.app, hall.participations
    with time_machine.travel(clock.now(), tick=False) as now, app.app_context():
        began = clock.now()
        arrived = actions.keep("dead", {of_participation(each, "link"): 1 for each in (one, two)} | {of_screen("s"): 1})
        actions.arrive(arrived)
        now.shift(5 * SECOND)
        actions.keep("alive", {of_participation(two, "link"): 1})
        now.shift(9 * SECOND)
        assert jobs.presence.run_out() == 0
        now.shift(SECOND)
        assert jobs.presence.run_out() == 2
        assert queries.by_screen(["s"])["s"].lost_at == clock.now()

        assert (watch.here[one].seen_at, watch.here[one].lost_at) == (began, began + 15 * SECOND)
        assert (watch.here[two].is_here, watch.here[two].screens) == (True, 1)
        now.shift(80 * SECOND)
        jobs.presence.run_out()
        assert db.session.query(Lease).count() == 0
        assert db.session.query(Presence).filter_by(lost_at=None).count() == 0
    assert sorted(watch.told[2:]) == sorted([("lost", one), ("lost", two)])


def test_a_site_that_was_taken_out_is_forgotten_quietly(hall, watch):
    with watch.live.newsroom.app.app_context():
        actions.arrive(actions.keep("dead", {of_participation("0" * 16, "link"): 1}))
        actions._begin(["participation:" + "0" * 16])
        with time_machine.travel(clock.now() + 20 * SECOND):
            assert (actions.run_out(), actions.run_out()) == (1, 0)

    assert watch.told == []


def test_nobody_connected_costs_nothing_and_everybody_one_write(hall, socket, watch):
    app = watch.live.newsroom.app
    with counted_queries(app) as seen:
        watch.beat(is_due=True)
    assert seen == []

    for each in hall.links:
        socket(auth=each, headers=OWN).join(hall.id)
    watch.beat()
    with counted_queries(app) as seen:
        watch.beat()
    assert seen == []
    with counted_queries(app) as seen:
        watch.beat(is_due=True)
    assert len([each for each in seen if each.startswith(("INSERT", "UPDATE", "DELETE"))]) == 1
    assert len(seen) == 4  # the write, who is new, who ran out, what is to be thrown away


# -- on the real server ------------------------------------------------------------------------------------------------


def told(house):
    query = select(Entry.kind).where(Entry.stream == f"conference:{house.id}", Entry.kind.startswith("participation."))
    with house.server.app.app_context():
        return list(db.session.scalars(query.order_by(Entry.version)))


def screens_of(house, site):
    with house.server.app.app_context():
        return queries.by_participation(db.session.get_one(Conference, house.id))[site].screens


def test_a_server_that_is_killed_leaves_leases_that_another_process_sees_run_out(house):
    house.showing()
    wait_until(lambda: told(house) == ["participation.connected"])
    house.server.kill()

    with house.server.app.app_context():
        actions.run_out()
        assert told(house) == ["participation.connected"]
        with time_machine.travel(clock.now() + 16 * SECOND):
            actions.run_out()
    house.server.start()

    assert told(house) == ["participation.connected", "participation.lost"]


def test_a_site_with_lines_to_two_processes_is_here_while_one_of_them_holds(house):
    site = links.TOKEN.fullmatch(house.links[1])[2]
    screen = house.showing()
    wait_until(lambda: told(house) == ["participation.connected"])
    with house.server.app.app_context():
        assert actions.keep("another", {of_participation(site, "link"): 1}) == []
    assert screens_of(house, site) == 2

    screen.close()
    wait_until(lambda: screens_of(house, site) == 1)
    with house.server.app.app_context():
        actions.keep("another", {of_participation(site, "link"): 1})
        with time_machine.travel(clock.now() + 12 * SECOND):
            actions.run_out()

    assert told(house) == ["participation.connected"]
