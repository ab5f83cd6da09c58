"""Clocks that are wrong: those of three processes, one that is set while screens listen, and a browser's.

All go by the clock of the database, whatever their own says."""

import re
import time
import urllib.request
from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest
from playwright.sync_api import expect

from confsys import clock
from tests.e2e.hall import DIFFERENCES
from tests.live.many import Behind, Many, are_fresh, follow

pytestmark = pytest.mark.long
MINUTES = 5
NOTICED = 2.5  # seconds: a process looks every second whether its clock was set
APART = {0: 0, 1: MINUTES, 2: -MINUTES}
AHEAD_OF_TIME = """window.ahead = %d * 60_000;
const Right = Date;
globalThis.Date = class extends Right {
  constructor(...given) { super(...(given.length ? given : [Right.now() + ahead])); }
  static now() { return Right.now() + ahead; }
};"""


@pytest.fixture
def apart(many) -> Iterator[Many]:
    """One process is right, one ahead, one behind; afterwards all are right again."""
    for place, minutes in APART.items():
        step(many.servers[place], minutes)
    time.sleep(NOTICED)
    yield many
    for server in many.servers:
        step(server, 0)


def step(server: Behind, minutes: float) -> None:
    with urllib.request.urlopen(f"{server.url}/stub/clock/{minutes * 60}", timeout=5) as answer:
        assert answer.status == 200


def test_processes_whose_clocks_are_wrong_show_one_time_and_lose_no_news(apart):
    screens = apart.screens()
    follow(screens, apart.burst())
    are_fresh(apart, screens)
    for screen in screens:
        assert _is_right(screen)


def _is_right(screen) -> bool:
    """Another second may pass until a process has noticed; and clocks of tests go by whole minutes."""
    for _head in range(3):
        now = datetime.fromisoformat(screen.wait_for("head")["now"])
    return abs(now - clock.now()) < timedelta(seconds=90)


def test_screens_that_change_to_a_process_with_another_clock_have_all_they_lack(apart):
    screens = apart.screens()
    for screen in screens:
        screen.close()
    apart.burst()
    others = [*apart.servers[1:], apart.servers[0]]
    screens = [apart.back(screen, server) for screen, server in zip(screens, others, strict=True)]
    follow(screens, apart.burst())
    are_fresh(apart, screens)


@pytest.mark.parametrize("writes", APART)
@pytest.mark.parametrize("shows", APART)
def test_lists_hear_what_a_process_with_another_clock_wrote(apart, writes, shows):
    """While they listen; and what was written while their line was away, also when it leads elsewhere afterwards."""
    cookie, _session = apart.house.cookie()
    at, by = apart.servers[shows], apart.servers[writes]
    listening = apart.line_to(at, auth=None, cookie=cookie)
    made = _now(listening.call("follow", {"lang": "vi", "since": 0})["now"])
    apart.take("recess", by)
    assert listening.wait_for("changed", 2) is not None
    listening.close()

    apart.take("resume", by)
    for server in apart.servers:
        back = apart.line_to(server, auth=None, cookie=cookie)
        assert back.call("follow", {"lang": "vi", "since": made})["changed"]
        back.close()


def _now(text: str) -> int:
    return int(datetime.fromisoformat(text).timestamp() * 1000)


@pytest.mark.parametrize("minutes", [MINUTES, -MINUTES])
def test_a_clock_that_is_set_while_screens_listen_costs_at_most_a_line(many, minutes):
    screens = many.screens()
    follow(screens, many.burst())
    step(many.servers[1], minutes)
    try:
        assert many.servers[1].metric("tail_lag_seconds") < 5
        many.take("recess", many.servers[0])
        cut = screens[1].is_cut(12)
        screens[1] = many.back(screens[1], many.servers[1]) if cut else _as_heard(screens[1])
        many.take("resume", many.servers[1])
        follow(screens, many.burst())
        are_fresh(many, screens)
        assert _is_right(screens[1])
    finally:
        step(many.servers[1], 0)


def _as_heard(screen):
    for name, body in screen.heard:
        if name == "news":
            assert screen.show(body)
    screen.heard.clear()
    return screen


@pytest.mark.browser
@pytest.mark.parametrize("minutes", [MINUTES, -MINUTES])
def test_a_browser_whose_clock_is_wrong_shows_the_servers_time_and_all_news(many, browser, minutes):
    server = many.servers[0]
    page = browser.new_page()
    page.add_init_script(AHEAD_OF_TIME % minutes)
    page.goto(many.wall(server))
    expect(page.locator("body")).to_have_attribute("data-line", "ok")
    _shows_the_time(page)

    many.take("recess", many.servers[1])
    expect(page.locator("#title")).to_contain_text("(recess)", timeout=2000)

    page.evaluate("ahead = -2 * ahead")  # set the other way while it is open: as if it had slept
    many.take("resume", many.servers[2])
    expect(page.locator("#title")).to_contain_text("(live)", timeout=2000)
    expect(page.locator("body")).to_have_attribute("data-line", "ok", timeout=10_000)
    page.wait_for_timeout(3000)
    expect(page.locator("body")).to_have_attribute("data-line", "ok", timeout=10_000)
    _shows_the_time(page)
    assert page.evaluate(DIFFERENCES) == []


def _shows_the_time(page) -> None:
    page.wait_for_timeout(1100)
    shown = page.locator("[data-clock]").inner_text()
    assert re.fullmatch(r"\d\d:\d\d:\d\d", shown)
    now = clock.now() + timedelta(hours=7)
    seconds = timedelta(hours=now.hour, minutes=now.minute, seconds=now.second) - _of_day(shown)
    assert abs(seconds.total_seconds()) < 10 or abs(seconds.total_seconds()) > 86_390


def _of_day(text: str) -> timedelta:
    hours, minutes, seconds = map(int, text.split(":"))
    return timedelta(hours=hours, minutes=minutes, seconds=seconds)
