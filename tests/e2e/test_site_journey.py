"""One commune from its letter to the end of its trouble, on a telephone and a slow line; the office's board follows."""

import re

import pytest
from playwright.sync_api import expect
from sqlalchemy import select

from confsys.board.facts import read_board
from confsys.conferences.models import Conference
from confsys.extensions import db
from tests.e2e.hall import Chair
from tests.e2e.line import Line
from tests.server import a_server, running, the_demo

pytestmark = pytest.mark.browser
PHONE = {"viewport": {"width": 360, "height": 740}, "has_touch": True, "is_mobile": True}
SLOW = 0.04  # seconds for each piece that comes down


@pytest.fixture(scope="module")
def line():
    line = Line()
    yield line
    line.close()


@pytest.fixture(scope="module")
def house(tmp_path_factory, worlds, line):
    more = {"wsgi": "tests.e2e.two_doors:application()", "BASE_URL": line.url}
    server = a_server(tmp_path_factory.mktemp("journey"), worlds, the_demo, **more)
    line.server = server.port
    yield from running(server)


def soon() -> tuple[str, str, str]:
    """The demo's conference of today, and of a site that has done nothing for it yet its id and its participation."""
    query = select(Conference).where(Conference.title == "Giao ban chuyển đổi số", Conference.state == "issued")
    conference = db.session.scalars(query).one()
    board = read_board(conference)
    quiet = next(each for each in board.tiles if each.filters == ["out", "untested", "silent"])
    return conference.id, quiet.participation.site_id, quiet.participation.id


def test_from_the_letter_to_the_end_of_its_trouble(browser, house, line):
    conference, site, participation = house.in_app(soon)
    clerk = Chair(browser, house.url)
    clerk.sign_in("vanphong")
    clerk.visit(f"/conferences/{conference}/sites/{site}/letter")
    link = re.search(rf"{re.escape(line.url)}/join/[0-9a-z-]+", clerk.page.locator("main").inner_text())[0]
    board = clerk.page
    clerk.visit(f"/conferences/{conference}/board")
    board.wait_for_selector("body[data-line=ok]")
    tile = board.locator(f"#tile-{participation}")
    expect(tile).to_have_attribute("data-is", re.compile("silent"))

    line.delay = SLOW
    visitor = Chair(browser, line.url, **PHONE)
    phone = visitor.page
    phone.set_default_timeout(15_000)  # its line is slow
    phone.goto(f"{link}/desk")
    phone.get_by_role("link", name="Trả lời giấy mời").click()
    phone.locator("input[value=accepted]").check()
    phone.locator(".delegates summary").click()
    for number, name in enumerate(("Ông Một", "Bà Hai", "Ông Ba"), start=1):
        phone.locator(f"#name-{number}").fill(name)
    phone.get_by_role("button", name="Gửi trả lời").last.click()
    expect(phone.locator(".answered")).to_contain_text(re.compile("3.người"))
    expect(tile).not_to_have_attribute("data-is", re.compile("silent"))

    phone.goto(f"{link}/test")
    phone.get_by_role("button", name="Bắt đầu thử").click()
    expect(phone.locator('[data-step="speed"]')).to_have_attribute("data-state", "done", timeout=20_000)
    for _device in range(3):
        phone.locator("[data-skip]:visible").first.click()
    expect(phone.locator("#result h2")).to_be_visible()
    expect(tile).not_to_have_attribute("data-is", re.compile("untested"))

    phone.goto(f"{link}/check-in")
    phone.wait_for_function("navigator.serviceWorker.controller !== null")
    line.cut()
    phone.locator("#heads").fill("5")
    phone.get_by_role("button", name="Điểm danh").click()
    expect(phone.locator("[data-unsent]")).to_contain_text("Sẽ gửi khi có mạng")
    line.is_cut = False
    phone.evaluate("dispatchEvent(new Event('online'))")
    expect(tile).to_have_class(re.compile("is-ready"))
    expect(phone.locator(".came")).to_be_visible()

    phone.goto(f"{link}/desk")
    phone.get_by_role("button", name="Mất tiếng").click()
    expect(tile).to_have_class(re.compile("is-incident"))
    technician = Chair(browser, house.url)
    technician.sign_in("kythuat")
    technician.visit(f"/conferences/{conference}/incidents")
    mine = technician.page.locator(".open-incidents li").filter(has_text="Mất tiếng").last
    mine.get_by_role("button", name="Nhận xử lý").click()
    expect(phone.locator("#incidents")).to_contain_text("đang xử lý")  # by itself
    phone.get_by_role("button", name="Đã hết").click()
    expect(tile).to_have_class(re.compile("is-ready"))
    assert clerk.complaints == technician.complaints == []
    for each in (clerk, visitor, technician):
        each.page.close()
