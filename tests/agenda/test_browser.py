"""Writing an agenda in a browser: by mouse, by keyboard, and from the clipboard."""

import pytest
from playwright.sync_api import expect

from confsys.extensions import db
from confsys.people import sessions
from confsys.people.models import Person
from confsys.sites.models import Site
from tests.build import a_conference, a_person, a_province, a_site, an_agenda
from tests.e2e.hall import Chair

pytestmark = pytest.mark.browser
WORD = "<table><tr><td>7h30</td><td>Khai<br>mạc</td><td>10 phút</td></tr><tr><td></td><td>Bế mạc</td></tr></table>"
PASTE = """(field, html) => {
  field.focus();
  const clipboardData = new DataTransfer();
  clipboardData.setData("text/html", html);
  field.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
}"""


@pytest.fixture(scope="module")
def desk(live_server, browser):
    """A secretariat's browser."""
    chair = Chair(browser, live_server.url)
    chair.body, chair.person, secret = live_server.in_app(_clerk)
    chair.context.add_cookies([{"name": sessions.COOKIE, "value": secret, "url": live_server.url}])
    return chair


def _clerk():
    body = a_province()
    person = a_person(role="secretariat", site=body)
    return body.id, person.id, sessions.sign_in(person, person, device="test")


@pytest.fixture
def address(live_server, desk):
    def make() -> str:
        body, person = db.session.get_one(Site, desk.body), db.session.get_one(Person, desk.person)
        conference = a_conference(organiser=body, by=person, sites=[a_site()])
        an_agenda(conference, 3)
        return f"/conferences/{conference.id}/agenda"

    return live_server.in_app(make)


def titles(page):
    return page.locator("[data-order] a.title")


def test_a_row_is_dragged_by_its_handle(desk, address):
    desk.visit(address)
    grips = desk.page.locator(".grip")

    grips.nth(2).hover()
    desk.page.mouse.down()
    box = grips.nth(0).bounding_box()
    desk.page.mouse.move(box["x"] + 4, box["y"] + 20, steps=5)
    desk.page.mouse.move(box["x"] + 4, box["y"] + 4, steps=5)
    desk.page.mouse.up()

    expect(titles(desk.page)).to_have_text(["Báo cáo: Mục 3", "Báo cáo: Mục 1", "Báo cáo: Mục 2"])
    assert desk.complaints == []


def test_a_row_is_moved_by_keys_and_keeps_the_focus(desk, address):
    desk.visit(address)
    titles(desk.page).nth(2).focus()

    desk.page.keyboard.press("Alt+ArrowUp")

    expect(titles(desk.page)).to_have_text(["Báo cáo: Mục 1", "Báo cáo: Mục 3", "Báo cáo: Mục 2"])
    row = desk.page.locator("[data-order] tr[id]", has_text="Mục 3")
    expect(row.locator("button[value=up]")).to_be_focused()


def test_what_is_typed_is_read_at_once_and_nothing_is_kept(desk, address):
    desk.visit(f"{address}/paste")

    desk.page.locator("#text").press_sequentially("Bế mạc\n25h Nghỉ")

    expect(desk.page.locator("#understood .has-problem")).to_contain_text("Chưa đọc được giờ “25h”")
    expect(desk.page.locator("#text")).to_be_focused()
    desk.visit(address)
    expect(titles(desk.page)).to_have_count(3)


def test_a_table_from_word_keeps_its_rows(desk, address):
    desk.visit(f"{address}/paste")

    desk.page.locator("#text").evaluate(PASTE, WORD)

    expect(desk.page.locator("#text")).to_have_value("7h30\tKhai mạc\t10 phút\n\tBế mạc")
    expect(desk.page.locator("#understood tbody tr")).to_have_count(2)
    assert desk.complaints == []


def test_an_agenda_is_pasted_and_kept_by_keyboard_alone(desk, address):
    desk.visit(f"{address}/paste")
    desk.page.locator("#text").focus()
    desk.page.keyboard.insert_text("Khai mạc 10p\nBế mạc 5p")
    expect(desk.page.locator("#understood tbody tr")).to_have_count(2)

    for _press in range(9):
        desk.page.keyboard.press("Tab")
        if desk.page.evaluate("document.activeElement.value") == "keep":
            break
    desk.page.keyboard.press("Enter")

    expect(titles(desk.page)).to_have_count(5)
