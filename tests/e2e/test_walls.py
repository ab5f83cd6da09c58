"""Walls come back by themselves: after a killed server, a cut line, a load in vain, a night, another program."""

import os
import signal
import time
from contextlib import suppress
from pathlib import Path

import pytest
from playwright.sync_api import expect

from confsys import demo
from confsys.agenda import actions as agenda
from confsys.conferences.links import join_token, stage_token
from confsys.conferences.models import Conference
from confsys.conferences.queries import participations_of
from confsys.extensions import db
from confsys.stage import actions as stage
from tests.build import a_conference, a_person, a_province
from tests.e2e.hall import Chair, equals_its_fresh_self
from tests.e2e.line import Line
from tests.server import a_server, running

pytestmark = pytest.mark.browser
WALL = {"viewport": {"width": 1920, "height": 1080}}
WORKER = "navigator.serviceWorker.ready.then(found => Boolean(found.active))"
ROOMS_WORKER = """async () => {
  await navigator.serviceWorker.register("/join/worker.js", { scope: "/join/" });
  return Boolean((await navigator.serviceWorker.ready).active);
}"""  # a page of a link asks for it 20 seconds after it was loaded
OTHER_PROGRAM = "document.body.dataset.build = 'another'"


@pytest.fixture(scope="module")
def line():
    line = Line()
    yield line
    line.close()


@pytest.fixture(scope="module")
def house(tmp_path_factory, worlds, line):
    server = a_server(tmp_path_factory.mktemp("walls"), worlds, BASE_URL=line.url)
    line.server = server.port
    yield from running(server)


@pytest.fixture
def meeting(house, line):
    line.is_cut = False
    return Meeting(house)


class Meeting:
    """A conference of the province whose break is on."""

    def __init__(self, server):
        self.server = server
        self.id, self.token, self.join, self.clerk = server.in_app(self._make)

    def _make(self):
        body = a_province()
        clerk = a_person(role="secretariat", site=body, password=demo.PASSWORD)
        conference = a_conference(state="live", organiser=body, by=clerk)
        agenda.add(clerk, conference, title="Báo cáo", kind="bao-cao", minutes=10)
        stage.show(clerk, conference, scene="break")
        join = join_token(participations_of(conference)[1])
        return conference.id, stage_token(conference), join, clerk.username

    def show(self, scene):
        self.server.in_app(lambda: stage.show(None, db.session.get_one(Conference, self.id), scene=scene))


def a_wall(browser, line, meeting, tail=""):
    wall = Chair(browser, line.url, **WALL)
    wall.visit(f"/stage/{meeting.token}{tail}")
    expect(wall.page.locator("body")).to_have_attribute("data-line", "ok")
    return wall


def shows(page, scene, patience=15_000):
    expect(page.locator("#scene")).to_have_class(f"scene is-{scene}", timeout=patience)
    equals_its_fresh_self(page)


def test_what_is_half_typed_at_the_desk_outlives_a_killed_server(browser, house, line, meeting):
    clerk, wall = Chair(browser, line.url), a_wall(browser, line, meeting)
    clerk.sign_in(meeting.clerk)
    clerk.visit(f"/conferences/{meeting.id}/operate")
    expect(clerk.page.locator("body")).to_have_attribute("data-line", "ok")
    clerk.page.locator("#again").press_sequentially("10")
    house.kill()
    meeting.show("agenda")
    meeting.show("break")
    house.start()

    shows(wall.page, "break")
    expect(clerk.page.locator("body")).to_have_attribute("data-line", "ok", timeout=15_000)
    expect(clerk.page.locator("#again")).to_have_value("10")
    expect(clerk.page.locator("#again")).to_be_focused()
    for each in (clerk, wall):
        each.page.close()


def test_a_wall_loaded_while_there_is_no_server_comes_back(browser, line, meeting):
    walls = [a_wall(browser, line, meeting, tail) for tail in ("", "/lower-third")]
    room = Chair(browser, line.url, **WALL)
    room.visit(f"/join/{meeting.join}")
    room.page.evaluate(ROOMS_WORKER)
    room.page.reload()
    walls.append(room)
    for wall in walls:
        assert wall.page.evaluate(WORKER)
    line.cut()
    for wall in walls:
        wall.page.reload()
    expect(walls[0].page.locator("h1")).to_have_text("Máy chủ đang chưa trả lời")
    expect(walls[1].page.locator("body")).to_be_empty()  # it may be on the air
    expect(room.page.locator("h1")).to_have_text("Máy chủ đang chưa trả lời")

    line.is_cut = False

    shows(walls[0].page, "break")
    expect(walls[1].page.locator("body")).to_have_attribute("data-view", "lower-third", timeout=15_000)
    expect(room.page.locator("body")).to_have_attribute("data-view", "screen", timeout=15_000)
    for wall in walls:
        wall.page.close()


def test_a_wall_of_another_program_loads_itself_anew_once(browser, line, meeting):
    wall = a_wall(browser, line, meeting)
    wall.page.evaluate(OTHER_PROGRAM)
    line.drop()

    expect(wall.page.locator("body")).not_to_have_attribute("data-build", "another", timeout=15_000)
    shows(wall.page, "break")
    wall.page.close()


@pytest.mark.long
@pytest.mark.timeout(240)
def test_a_wall_that_slept_shows_the_next_morning_at_once(browser, line, meeting):
    """The whole browser stands still for longer than the server keeps its line; meanwhile another scene is shown."""
    wall = a_wall(browser, line, meeting)
    ours = list(_browsers_below(os.getpid()))
    assert ours
    for each in ours:
        os.kill(each, signal.SIGSTOP)
    try:
        meeting.show("agenda")
        time.sleep(45)
    finally:
        for each in ours:
            os.kill(each, signal.SIGCONT)

    shows(wall.page, "agenda", 10_000)
    wall.page.close()


def _browsers_below(ancestor):
    """Every process of the browser that this one started."""
    parents = {}
    for each in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):  # it has just ended
            parents[int(each.parent.name)] = int(each.read_text().rpartition(")")[2].split()[1])
    for process in parents:
        above, is_ours = process, False
        while above in parents and not is_ours:
            above = parents[above]
            is_ours = above == ancestor
        if is_ours and "--type=" in Path(f"/proc/{process}/cmdline").read_text(errors="replace"):
            yield process
