"""A conference is dragged, resized and moved by keys, and what stands against a time shows while it is held there."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.planner.clerk import Clerk
from tests.planner.week import Week
from tests.server import a_server, running

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def clerk(worlds):
    return worlds(Clerk)


@pytest.fixture(scope="module")
def house(clerk, tmp_path_factory, worlds):
    yield from running(a_server(tmp_path_factory.mktemp("house"), worlds, Clerk))


@pytest.fixture
def week(browser, house, clerk):
    week = Week(browser, house, clerk, clerk.browser)
    yield week
    week.page.close()
    assert week.complaints == []


def marked(page: Page, title: str) -> Locator:
    """The block with this title, once an edge is drawn around it."""
    block = page.locator("[data-block]", has_text=title).bounding_box()
    edges = [each.bounding_box() for each in page.locator(".mark:not(.day)").all()]
    return [edge for edge in edges if abs(edge["y"] - block["y"]) < 2 and abs(edge["x"] - block["x"]) < 2]


def test_what_stands_against_a_time_shows_while_it_is_held_there(week):
    week.take(8.5)
    week.hold(11.5)
    expect(week.box).to_contain_text("Thứ Ba")
    expect(week.box).to_contain_text("11:00–12:00")
    expect(week.box).to_contain_text("Phòng 1 đã giữ cho “Giữ phòng”")
    assert len(marked(week.page, "Giữ phòng")) == 1
    week.hold(9.5)
    expect(week.box).to_contain_text("Trống")
    week.page.mouse.up()

    expect(week.toast).to_contain_text("09:00–10:00, Phòng 1")
    week.stands_at("09:00–10:00")
    week.page.keyboard.press("z")
    week.stands_at("08:00–09:00")


def test_an_end_is_pulled_and_escape_leaves_it_as_it_was(week):
    week.take(9 - 0.05)
    week.hold(10 - 0.05)
    expect(week.box).to_contain_text("08:00–10:00")
    week.page.keyboard.press("Escape")
    week.page.mouse.up()
    expect(week.box).to_be_hidden()
    week.stands_at("08:00–09:00")
    expect(week.page).to_have_url(re.compile("/planner/week"))


def test_what_one_clerk_moves_moves_before_the_eyes_of_the_other(browser, house, clerk, week):
    other = Week(browser, house, clerk, clerk.colleague)
    other.page.evaluate("window.here = true")
    other.page.wait_for_selector("body[data-line=ok]")
    week.block.focus()
    week.page.keyboard.press("m")
    for _turn in range(4):
        week.page.keyboard.press("ArrowDown")
    week.page.keyboard.press("Enter")
    expect(week.toast).to_contain_text("09:00–10:00")

    other.stands_at("09:00–10:00")
    week.page.keyboard.press("z")
    other.stands_at("08:00–09:00")
    assert other.page.evaluate("window.here") and other.complaints == []
    other.page.close()


def test_in_another_row_it_has_another_room(week):
    week.visit(f"/planner/timeline?on={week.day}&of=rooms")
    week.block.focus()
    week.page.keyboard.press("m")
    week.page.keyboard.press("ArrowDown")
    week.page.keyboard.press("Enter")
    expect(week.toast).to_contain_text("08:00–09:00, Phòng 2")
    expect(week.page.locator(f"[data-row='room:{week.rooms[1]}']", has=week.block)).to_have_count(1)
    week.page.keyboard.press("z")
    expect(week.page.locator(f"[data-row='room:{week.rooms[0]}']", has=week.block)).to_have_count(1)


def test_it_is_moved_by_keys_alone_with_a_word_of_why(week):
    week.block.focus()
    week.page.keyboard.press("m")
    for _turn in range(24):
        week.page.keyboard.press("ArrowDown")
    said = week.page.locator("[data-moving-said]")
    expect(said).to_contain_text("14:00–15:00. Nhắc: Ông Chủ trì đã có lịch “Có chủ trì”")
    week.page.keyboard.press("Enter")
    expect(week.box.get_by_label("Vì sao vẫn họp")).to_be_focused()
    week.page.keyboard.type("Cử người dự thay")
    week.page.keyboard.press("Enter")

    expect(week.toast).to_contain_text("14:00–15:00")
    week.stands_at("14:00–15:00")
    expect(week.block).to_be_focused()
