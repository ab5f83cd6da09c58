"""From the operator's console to the screen of one room and back: sent, shown, seen, without a page loaded anew."""

import pytest
from playwright.sync_api import expect

from confsys.conferences import links, queries
from confsys.conferences.models import Conference
from confsys.extensions import db
from tests.e2e.hall import Chair

pytestmark = pytest.mark.browser
OTHER = "Chỉ gửi một điểm cầu"


def _joins() -> tuple[str, list[str]]:
    """The conference that begins soon, and the links of two of its sites."""
    soon = db.session.query(Conference).filter_by(title="Giao ban chuyển đổi số", state="issued").one()
    return soon.id, [links.join_token(each) for each in queries.participations_of(soon)[-2:]]


def _name_of(join: str) -> str:
    site = links.holder_of(join).participation
    return site.site.name if site else ""


def test_a_room_is_told_and_presses_that_it_has_seen(browser, province):
    conference, joins = province.in_app(_joins)
    clerk = Chair(browser, province.url)
    rooms = [Chair(browser, province.url) for _each in joins]
    for room, join in zip(rooms, joins, strict=True):
        room.visit(f"/join/{join}")
    clerk.sign_in("vanphong")
    clerk.visit(f"/conferences/{conference}/operate")
    name = province.in_app(_name_of, joins[0])
    page, wall = clerk.page, rooms[0].page
    page.wait_for_selector("body[data-line=ok]")
    wall.wait_for_selector("body[data-line=ok]")

    page.locator("#to").select_option(label=name)
    page.locator("#text").fill(OTHER)
    page.get_by_role("button", name="Gửi", exact=True).click()

    expect(wall.locator("#own-message b")).to_have_text(OTHER)
    expect(page.locator("#message li").first).to_contain_text("đã hiện lúc")
    expect(page.locator("#text")).to_have_value("")
    assert OTHER not in rooms[1].page.content()
    wall.keyboard.press("Enter")
    expect(page.locator("#message li").first).to_contain_text("đã xem lúc")
    expect(wall.locator("#own-message b")).not_to_have_text(OTHER)
    assert clerk.complaints == rooms[0].complaints == []
    for each in (clerk, *rooms):
        each.page.close()
