"""The main tasks in a browser that runs no script: forms and links alone carry an office through its day."""

import re

import pytest
from playwright.sync_api import expect

from tests.e2e.hall import Chair, Office, say_why

pytestmark = pytest.mark.browser
TITLE = "Họp không cần kịch bản"
PASTED = "7h30 Khai mạc\n7h40 Báo cáo chung – Sở Nội vụ (20')\nThảo luận 30 phút"
PATH = re.compile(r"/conferences/[\w-]{10,}$")


@pytest.fixture(scope="module")
def office(province, browser):
    return WithoutScript(province, browser)


class WithoutScript(Office):
    """A clerk, an approver and an administrator; none of their browsers runs a script."""

    def __init__(self, server, browser):
        names = ("vanphong", "lanhdao", "quantri")
        super().__init__(server, *(Chair(browser, server.url, java_script_enabled=False) for _name in names))
        for chair, name in zip(self.all, names, strict=True):
            chair.sign_in(name)
        self.administrator = self.all[2]

    def fill(self, page, **typed: str) -> None:
        for name, text in typed.items():
            page.locator(f"#{name}").fill(text)

    def take(self, step: str, page) -> None:
        """By its button on the page of the conference; most show first whom they touch."""
        page.goto(self.server.url + self.path)
        asked_first = page.locator(f"a[href='{self.path}/{step}']")
        if asked_first.count():
            asked_first.first.click()
            say_why(page)
        page.locator(f"form[action='{self.path}/{step}'] button").click()
        expect(page).to_have_url(self.server.url + self.path)


def plan_with_thirteen_sites(office):
    office.clerk.visit("/")
    office.page.locator("a[href='/conferences/new']").first.click()
    office.fill(office.page, title=TITLE, day=office.day(9), start="7h30", end="1145")
    for box in office.page.locator("input[name=sites]").all()[1:13]:
        box.check()

    office.page.locator("#plan button.primary").click()

    expect(office.page).to_have_url(PATH)
    office.path = office.page.url.removeprefix(office.server.url)
    expect(office.page.locator(".site-list li")).to_have_count(13)


def write_an_agenda_by_form_and_by_pasting(office):
    office.clerk.visit(f"{office.path}/agenda")
    office.fill(office.page, title="Chào cờ", minutes="5")
    office.page.locator("#add button.primary").click()
    office.page.locator(f"a[href='{office.path}/agenda/paste']").first.click()
    office.fill(office.page, text=PASTED)
    office.page.locator(".row > button[value=read]").click()
    expect(office.page.locator("#understood tbody tr")).to_have_count(3)

    office.page.locator("button[value=keep]").click()

    expect(office.page.locator("table.agenda tbody tr[id]")).to_have_count(4)
    office.page.locator("tr[id]", has_text="Thảo luận").locator("button[value=up]").click()
    expect(office.page.locator("tr[id]").nth(2)).to_contain_text("Thảo luận")


def ask_have_it_approved_and_issue_it(office):
    office.take("submit", office.page)
    office.approver.visit("/")
    row = office.request(office.approver.page, TITLE)
    row.locator("form[action$='/approve'] button").click()
    expect(office.toast(office.approver.page)).to_contain_text("Đã duyệt")

    office.take("issue", office.page)

    expect(office.state()).to_have_text("Đã phát hành")


def move_it_and_take_that_back(office):
    office.clerk.visit(f"{office.path}/reschedule")
    office.fill(office.page, start="14h", end="1730")
    office.page.locator(".typed button").click()
    expect(office.page.locator(".changes")).to_contain_text("14:00–17:30")
    say_why(office.page)
    office.page.locator(".confirm button.primary").click()
    facts = office.page.locator(".facts").first
    expect(facts).to_contain_text("14:00–17:30")

    office.toast(office.page).get_by_role("button", name="Hoàn tác").click()

    expect(facts).to_contain_text("07:30–11:45")


def call_it_off_and_restore_it(office):
    office.clerk.visit(f"{office.path}/cancel")
    office.fill(office.page, reason="Bão số 9 vào tỉnh")
    office.page.locator(".confirm button.danger").click()
    expect(office.state()).to_have_text("Hủy")
    expect(office.page.locator(".page-head")).to_contain_text("Bão số 9 vào tỉnh")

    office.take("restore", office.page)

    expect(office.state()).to_have_text("Đã phát hành")


def open_the_screen_of_a_site_by_its_link(office):
    office.clerk.visit(f"{office.path}/links")
    address = office.page.locator("tr input[readonly]").last.input_value()

    office.clerk.visit(address)

    expect(office.page.locator("#head h1")).to_have_text(TITLE)
    expect(office.page.locator("#coming li").first).to_contain_text("Chào cờ")


def test_a_conference_gets_through_its_life(office):
    plan_with_thirteen_sites(office)
    write_an_agenda_by_form_and_by_pasting(office)
    ask_have_it_approved_and_issue_it(office)
    move_it_and_take_that_back(office)
    call_it_off_and_restore_it(office)
    open_the_screen_of_a_site_by_its_link(office)

    assert [chair.complaints for chair in office.all] == [[]] * 3


def test_a_clerk_makes_a_calendar_link(office):
    office.clerk.visit("/calendars")
    office.fill(office.page, label="điện thoại")

    office.page.locator("form[action='/calendars'] button.primary").click()

    expect(office.page.locator("#made")).to_have_value(re.compile(r"/calendars/[\w-]+/.+\.ics$"))


def test_an_administrator_changes_a_setting(office):
    page = office.administrator.page
    office.administrator.visit("/settings")
    office.fill(page, telephone="0277 385 1234")

    page.locator("#names > .body form button.primary").click()

    expect(office.toast(page)).to_be_visible()
    expect(page.locator("#telephone")).to_have_value("0277 385 1234")


def test_an_administrator_adds_a_person(office):
    page = office.administrator.page
    office.administrator.visit("/people/new")
    office.fill(page, name="Trần Thị Thử", username="tranthu")

    page.locator("main form button.primary").click()

    expect(page.locator("h1")).to_have_text("Trần Thị Thử")
