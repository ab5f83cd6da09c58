"""A phone raises its hand, the console shows it, one key gives the floor, and the phone says so."""

import pytest
from playwright.sync_api import expect

from confsys.conferences import links
from confsys.conferences.queries import participations_of
from confsys.people import sessions
from tests.build import a_conference, a_person, a_province, a_site
from tests.e2e.hall import Chair

pytestmark = pytest.mark.browser


def _meeting() -> tuple[str, str, str]:
    """A conference in session: its id, a site's link, and the secret of who runs it."""
    body = a_province()
    clerk = a_person(role="secretariat", site=body)
    conference = a_conference(state="live", organiser=body, by=clerk, sites=[a_site("Xã Thường Thới Hậu A")])
    link = f"/join/{links.join_token(participations_of(conference)[1])}"
    return conference.id, link, sessions.sign_in(clerk, clerk, device="test")


def test_a_hand_goes_up_on_a_phone_and_a_key_gives_it_the_floor(live_server, browser):
    conference, link, secret = live_server.in_app(_meeting)
    desk = Chair(browser, live_server.url)
    desk.context.add_cookies([{"name": sessions.COOKIE, "value": secret, "url": live_server.url}])
    phone = Chair(browser, live_server.url, viewport={"width": 360, "height": 740})
    desk.visit(f"/conferences/{conference}/operate")
    phone.visit(f"{link}/floor")

    phone.page.locator(".choice", has_text="Câu hỏi").click()
    phone.page.get_by_label("Về việc gì").fill("Đê biển")
    phone.page.get_by_role("button", name="Giơ tay").click()
    expect(phone.page.locator("[data-my-turn]")).to_have_text("Chuẩn bị phát biểu")
    row = desk.page.locator("#floor li")
    expect(row).to_contain_text("Xã Thường Thới Hậu A")
    expect(row).to_contain_text("Đê biển")

    desk.page.keyboard.press("1")
    expect(phone.page.locator(".speech-card strong")).to_contain_text("Mời nói")
    expect(desk.page.locator("#now h2")).to_have_text("Xã Thường Thới Hậu A")
    expect(row).to_have_count(0)
    desk.page.keyboard.press("k")
    expect(phone.page.locator(".speech-card strong")).to_have_count(0)
    assert (desk.complaints, phone.complaints) == ([], [])
