"""The same day by the keyboard alone: Tab, Enter, arrows and the keys that the pages name."""

import re

import pytest
from playwright.sync_api import expect

from confsys import demo
from tests.e2e.hall import WHY, Keyboard, Office

pytestmark = pytest.mark.browser
TITLE = "Họp chỉ bằng bàn phím"
SITES = ("cao lanh", "my tho", "sa dec")


@pytest.fixture(scope="module")
def office(province, browser):
    return WithoutMouse(province, browser)


class WithoutMouse(Office):
    """A clerk and an approver, both without a mouse."""

    def __init__(self, server, browser):
        super().__init__(server, *(Keyboard(browser, server.url) for _each in range(2)))
        self.keys = self.page.keyboard

    def sign_in(self, chair: Keyboard, name: str) -> None:
        chair.visit("/sign-in")
        chair.type_over("#username", name)
        chair.type_over("#password", demo.PASSWORD)
        chair.enter()
        expect(chair.page).to_have_url(self.server.url + "/")

    def take(self, chair: Keyboard, step: str) -> None:
        chair.visit(self.path)
        chair.press(f"a[href='{self.path}/{step}'], form[action='{self.path}/{step}'] button")
        if chair.page.url.endswith(step):
            chair.page.locator(".confirm").wait_for()
            for field in chair.page.locator("input[name^=why-]").all():
                chair.type_over(f"#{field.get_attribute('id')}", WHY)
            chair.press(f"form[action='{self.path}/{step}'] button")


def sign_in_and_plan(office):
    office.sign_in(office.clerk, "vanphong")
    office.clerk.press("a[href='/conferences/new']")
    office.clerk.type_over("#title", TITLE)
    office.clerk.type_over("#day", office.day(9))
    office.clerk.type_over("#start", "7h30")
    office.clerk.type_over("#end", "1145")
    for name in SITES:
        office.keys.press("Shift+Tab")  # the search is one way or the other; round the page it is found
        office.clerk.type_over("#find-site", name)
        office.keys.press("Enter")  # what is only looked for sends no form
        office.clerk.go_to("input[name=sites]")
        office.keys.press("Space")
    office.clerk.press("#plan button.primary")

    expect(office.page.locator("h1")).to_have_text(TITLE)
    expect(office.page.locator(".site-list li")).to_have_count(4)
    office.path = office.page.url.removeprefix(office.server.url)


def write_the_agenda_and_put_it_in_order(office):
    office.clerk.press(f"a[href='{office.path}/agenda']")
    for title in ("Khai mạc", "Thảo luận", "Báo cáo"):
        office.clerk.type_over("#minutes", "10")
        office.clerk.type_over("#add #title", title)
        office.clerk.enter()
    rows = office.page.locator("tr[id]")
    expect(rows).to_have_count(3)

    office.clerk.go_to("tr:last-child a.title")
    with office.page.expect_navigation():
        office.keys.press("Alt+ArrowUp")

    expect(rows.nth(1)).to_contain_text("Báo cáo")
    expect(rows.nth(1).locator("button[value=up]")).to_be_focused()


def approve_from_the_row_and_issue(office):
    office.take(office.clerk, "submit")
    office.sign_in(office.approver, "lanhdao")
    page = office.approver.page
    row = office.request(page, TITLE)
    for _turn in range(page.locator("[data-tasks] > li").count()):
        page.keyboard.press("j")
        if row.locator("h3 a").evaluate("title => title === document.activeElement"):
            break

    office.approver.press(f"form[action='{office.path}/approve'] button")
    expect(office.toast(page)).to_contain_text("Đã duyệt")

    office.take(office.clerk, "issue")
    expect(office.state()).to_have_text("Đã phát hành")


def go_there_by_the_palette(office):
    office.clerk.visit("/")
    office.keys.press("Control+k")
    finder = office.page.locator("dialog.palette")
    expect(finder.locator("input")).to_be_focused()
    office.keys.type("ban phim")
    expect(finder.locator("#found a").first).to_contain_text(TITLE)
    office.keys.press("ArrowDown")
    expect(finder.locator("#found a").first).to_be_focused()

    office.clerk.enter()

    expect(office.page).to_have_url(office.server.url + office.path)


def take_back_by_one_key_what_was_done(office):
    office.clerk.press_in_a_group(f"a[href='{office.path}/edit']")
    office.clerk.type_over("#title", "Tên gõ nhầm")
    office.clerk.enter()
    expect(office.page.locator("h1")).to_have_text("Tên gõ nhầm")

    office.clerk.enter("z")

    expect(office.page.locator("h1")).to_have_text(TITLE)


def go_on_by_one_key_at_the_console(office):
    office.clerk.visit(office.path)
    office.clerk.press(f"a[href='{office.path}/operate']")
    office.page.locator("form[action$='/start'] [data-key=N]").wait_for()

    office.keys.press("n")
    office.page.locator("form[action$='/agenda/next'] [data-key=N]").wait_for()
    office.keys.press("n")

    expect(office.page.locator("#now h2")).to_have_text(re.compile("Khai mạc"))


def open_a_group_of_presses_and_close_it(office):
    office.clerk.visit(office.path)
    group = office.page.locator(".drop").filter(has=office.page.locator(f"a[href='{office.path}/incidents']"))
    expect(group.locator("a").first).to_be_hidden()
    office.clerk.go_to(".drop:has(a[href$='/incidents']) > summary")
    office.keys.press("Enter")
    expect(group.locator("a").first).to_be_visible()
    office.keys.press("Escape")
    expect(group.locator("a").first).to_be_hidden()
    expect(group.locator("summary")).to_be_focused()

    office.keys.press("Enter")
    office.clerk.press(f"a[href='{office.path}/incidents']")

    expect(office.page).to_have_url(f"{office.server.url}{office.path}/incidents")


def read_what_keys_there_are(office):
    office.clerk.visit(office.path)
    keys = office.page.locator("#keys")

    office.keys.press("?")
    expect(keys).to_be_visible()
    office.keys.press("Escape")

    expect(keys).to_be_hidden()


def test_a_conference_is_brought_from_plan_to_its_first_item(office):
    sign_in_and_plan(office)
    write_the_agenda_and_put_it_in_order(office)
    approve_from_the_row_and_issue(office)
    go_there_by_the_palette(office)
    take_back_by_one_key_what_was_done(office)
    go_on_by_one_key_at_the_console(office)
    open_a_group_of_presses_and_close_it(office)
    read_what_keys_there_are(office)

    assert [chair.complaints for chair in office.all] == [[]] * 2
