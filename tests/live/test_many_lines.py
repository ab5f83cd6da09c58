"""Lines between screens and three processes: cut for a while, half open, or read by nobody."""

import json
import re
import socket
import time

import pytest
from playwright.sync_api import expect

from confsys.live.wire import LONGEST_QUEUE
from tests.build import a_conference
from tests.e2e.hall import DIFFERENCES, Chair
from tests.live.many import CATCH_UP, Many, are_fresh, follow, wait

HEADS_MISSED = 8  # seconds after which a page tries another line
LATEST_CUT = 35  # seconds: a ping after ten, ten for its answer, ten until its turn to be looked at; and a busy machine
SOCKETS = 'sockets{view="screen"}'


A_MINUTE = pytest.param(60, marks=[pytest.mark.long, pytest.mark.timeout(180)])


@pytest.mark.parametrize("seconds", [2, A_MINUTE])
def test_screens_whose_line_was_cut_have_all_they_lack_within_two_seconds(many, seconds):
    screens = many.screens()
    for server in many.servers:
        server.line.cut()
    assert all(screen.is_cut(1) for screen in screens)
    many.burst()
    time.sleep(seconds)
    many.burst()
    for server in many.servers:
        server.line.mend()

    screens = [many.back(screen, server) for screen, server in zip(screens, many.servers, strict=True)]
    follow(screens, many.burst())
    are_fresh(many, screens)


@pytest.mark.browser
@pytest.mark.long
@pytest.mark.parametrize("seconds", [6, A_MINUTE])
def test_a_page_whose_line_was_cut_heals_by_itself(many, browser, seconds):
    server = many.servers[1]
    page = opened(many, browser, server)
    server.line.cut()
    expect(page.locator("[data-live-banner]")).to_have_text(re.compile("lost since"), timeout=6000)
    page.wait_for_timeout(seconds * 1000)
    many.take("recess", many.servers[0])
    server.line.mend()

    expect(page.locator("#title")).to_contain_text("(recess)", timeout=CATCH_UP * 1000)
    expect(page.locator("[data-live-banner]")).to_be_hidden()
    assert page.evaluate(DIFFERENCES) == []


@pytest.mark.long
def test_a_line_that_is_half_open_is_ended_by_the_server_and_left_by_the_screen(many):
    """At each process another way is dead: up, down, both. Nobody closes anything."""
    before = [server.metric(SOCKETS) for server in many.servers]
    screens = many.screens()
    dead = ({"down": False}, {"up": False}, {})
    for server, ways in zip(many.servers, dead, strict=True):
        server.line.hush(**ways)
    begun = time.monotonic()
    version = many.burst()
    follow(screens[:1], version)  # down still goes

    for screen in screens[1:]:
        hear_out(screen)
        assert screen.version < version
    new = [many.back(screen, server) for screen, server in zip(screens, many.servers, strict=True)]
    follow(new, many.burst())

    assert wait(lambda: [_more(*each) for each in zip(many.servers, before, strict=True)] == [1, 1, 1], LATEST_CUT)
    assert time.monotonic() - begun < LATEST_CUT
    assert screens[0].is_cut(2)
    follow(new, many.burst())
    are_fresh(many, new)


def hear_out(screen) -> None:
    """All that is still on its way, until nothing comes for longer than a page stays patient."""
    with pytest.raises(TimeoutError):
        while True:
            screen.follow(screen.version + 1, HEADS_MISSED)


def _more(server, before: float) -> float:
    return server.metric(SOCKETS) - before


@pytest.mark.browser
@pytest.mark.long
def test_a_page_on_a_half_open_line_says_so_and_heals_by_itself(many, browser):
    server = many.servers[2]
    page = opened(many, browser, server)
    server.line.hush()
    many.take("recess", many.servers[0])

    expect(page.locator("[data-live-banner]")).to_have_text(re.compile("lost since"), timeout=6000)
    expect(page.locator("#title")).to_contain_text("(recess)", timeout=12_000)
    expect(page.locator("[data-live-banner]")).to_be_hidden()
    server.line.give_up()
    assert page.evaluate(DIFFERENCES) == []


@pytest.mark.browser
@pytest.mark.long
@pytest.mark.timeout(240)
def test_a_list_on_a_half_open_line_heals_by_itself_too(many, browser):
    """Also when what it asks for goes over a connection that swallows everything."""
    server, other = many.servers[:2]
    office = Chair(browser, server.line.url)
    cookie, _session = many.house.cookie()
    name, _equals, value = cookie.partition("=")
    office.context.add_cookies([{"name": name, "value": value, "url": server.line.url}])
    page = office.open("/conferences")
    page.wait_for_selector("body[data-line=ok]")
    page.evaluate("window.here = true")
    title = other.in_app(_planned, many.house, "Tên mới thứ nhất")
    expect(page.locator("main")).to_contain_text(title)

    server.line.hush()
    title = other.in_app(_planned, many.house, "Tên mới thứ hai")

    expect(page.locator("main")).to_contain_text(title, timeout=150_000)
    assert page.evaluate("window.here")


def _planned(house, title: str) -> str:
    return a_conference(organiser=house.body(), by=house.clerk(), sites=[], title=title).title


@pytest.mark.long
@pytest.mark.timeout(240)
def test_one_that_never_reads_is_cut_and_holds_up_nobody_anywhere(many):
    many.house.fill_agenda(100)
    screens = many.screens()
    asleep = [_asleep(many, server) for server in many.servers]
    before = [server.metric("clients_cut_total") for server in many.servers]
    for each in asleep:
        for _time in range(LONGEST_QUEUE * 2):
            each.line.send('42/live,["join",' + json.dumps({"conference": many.house.id, "view": "screen"}) + "]")

    follow(screens, many.burst())
    for server, cuts in zip(many.servers, before, strict=True):
        assert wait(lambda server=server, cuts=cuts: _stay(screens) and server.metric("clients_cut_total") > cuts, 60)
    follow(screens, many.burst())
    are_fresh(many, screens)
    assert all(each.is_cut(10) for each in asleep)


def _stay(screens) -> bool:
    """They answer what they are asked meanwhile, as who never reads does not."""
    return not any(screen.is_cut(0.05) for screen in screens)


def _asleep(many: Many, server):
    """Straight to the process: nothing on the way reads for it."""
    options = {"sockopt": [(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)], "origin": server.line.url}
    screen = many.line_to(server, url=server.url, **options)
    assert screen.join(many.house.id)["ok"]
    return screen


def opened(many: Many, browser, server):
    """The stage in a browser, with its line up."""
    page = browser.new_page()
    page.goto(many.wall(server))
    expect(page.locator("body")).to_have_attribute("data-line", "ok")
    return page
