"""The browser's side, in a browser: what it shows, what it leaves alone, and that it never goes stale in silence."""

import re

import pytest
from playwright.sync_api import expect

from confsys.conferences import links
from confsys.conferences.models import Conference
from confsys.extensions import db

pytestmark = pytest.mark.browser


@pytest.fixture
def page(house, browser):
    with house.server.app.app_context():
        token = links.stage_token(db.session.get(Conference, house.id))
    opened = browser.new_page()
    opened.errors = []
    opened.on("console", lambda message: opened.errors.append(message.text) if message.type == "error" else None)
    opened.on("pageerror", lambda error: opened.errors.append(str(error)))
    opened.goto(f"{house.server.url}/stage/{token}/stub")
    yield opened
    opened.close()


def test_a_page_keeps_itself_up_to_date(house, page):
    expect(page.locator("body")).to_have_attribute("data-line", "ok")

    house.step("recess")

    expect(page.locator("#title")).to_contain_text("(recess)", timeout=1500)
    assert page.errors == []


def test_what_somebody_types_is_left_alone(house, page):
    expect(page.locator("body")).to_have_attribute("data-line", "ok")
    field = page.locator("input")
    field.fill("đang gõ")

    house.step("recess")

    expect(page.locator("#title")).to_contain_text("(recess)")
    expect(field).to_have_value("đang gõ")
    expect(field).to_be_focused()


def test_clocks_are_drawn_from_the_first_moment(page):
    expect(page.locator("[data-clock]")).to_have_text(re.compile(r"\d\d:\d\d:\d\d"))
    expect(page.locator("[data-countdown]")).to_have_attribute("data-phase", "running")


def test_a_lost_line_is_said_and_mended(house, page):
    expect(page.locator("body")).to_have_attribute("data-line", "ok")
    house.server.kill()
    expect(page.locator("[data-live-banner]")).to_have_text(re.compile(r"lost since \d\d:\d\d:\d\d"), timeout=8000)

    house.step("recess")
    house.server.start()

    expect(page.locator("#title")).to_contain_text("(recess)", timeout=15000)
    expect(page.locator("[data-live-banner]")).to_be_hidden()
