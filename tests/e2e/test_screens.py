"""The computer of a meeting room in its browser: paired by a code, it shows, tells and stops by itself."""

import pytest
from playwright.sync_api import expect

from tests.e2e.hall import Chair

pytestmark = pytest.mark.browser
WALL = {"viewport": {"width": 1920, "height": 1080}}


def test_a_screen_is_paired_shows_the_conference_is_told_things_and_is_taken_off(browser, province):
    room, clerk = Chair(browser, province.url, **WALL), Chair(browser, province.url)
    wall, page = room.page, clerk.page
    room.visit("/screen")
    code = wall.locator(".room-code").inner_text()

    clerk.sign_in("vanphong")
    clerk.visit("/screens/pair")
    page.locator("#code").fill(code.lower())
    page.locator("#site").select_option(label="Phường Cao Lãnh")
    page.locator("#name").fill("Phòng họp lầu 2")
    page.get_by_role("button", name="Ghép").last.click()
    expect(page.locator("h1")).to_have_text("Phòng họp lầu 2")

    expect(wall.locator("#head h1")).to_have_text("Giao ban chuyển đổi số")  # by itself
    expect(wall.locator(".site")).to_contain_text("Phường Cao Lãnh")
    wall.wait_for_selector("body[data-line=ok]")
    page.get_by_role("button", name="Nhận diện").click()
    expect(wall.locator("[data-room-name]")).to_contain_text("Phòng họp lầu 2")
    page.locator("#text").fill("Đề nghị tắt micro")
    page.get_by_role("button", name="Hiện lời nhắn").click()
    expect(wall.locator("[data-room-message]")).to_have_text("Đề nghị tắt micro")
    page.get_by_role("link", name="Gỡ màn hình này").click()
    page.get_by_role("button", name="Gỡ màn hình này").click()

    expect(wall.locator("main")).to_contain_text("đã gỡ màn hình này")
    wall.get_by_role("button", name="Lấy mã mới").click()
    expect(wall.locator(".room-code")).not_to_have_text(code)
    assert clerk.complaints == room.complaints == []
    for each in (clerk, room):
        each.page.close()
