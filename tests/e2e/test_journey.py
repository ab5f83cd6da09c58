"""One conference from the first thought to the last minute, in the browsers of four people.

The secretariat plans and runs it, the approver approves, a site watches by its link, the hall by the stage's.
"""

import re
from datetime import timedelta

import pytest
from playwright.sync_api import expect
from sqlalchemy import update

from confsys import clock
from confsys.agenda.models import AgendaItem
from confsys.conferences.models import Conference
from confsys.extensions import db
from confsys.steps.routes import ASKED_FIRST
from tests.e2e.hall import Chair, equals_its_fresh_self, say_why

pytestmark = pytest.mark.browser
SITES = (
    "cao lanh",
    "my tho",
    "sa dec",
    "go cong",
    "hong ngu",
    "cai be",
    "lap vo",
    "lai vung",
    "tam nong",
    "tan hong",
    "cai lay",
    "tan",
)
ITEMS = ("Khai mạc", "Báo cáo chung", "Tham luận một", "Tham luận hai", "Giải lao", "Thảo luận", "Kết luận", "Bế mạc")
TITLE = "Họp thử bốn màn hình"
OUR_SITE = "Phường Cao Lãnh"


@pytest.fixture
def journey(province, browser):
    people = Journey(province, browser)
    yield people
    people.go_home()


class Journey:
    """Four people and the conference they are about."""

    def __init__(self, server, browser):
        self.server = server
        self.people = [Chair(browser, server.url) for _each in range(4)]
        self.clerk, self.approver, self.site, self.hall = self.people
        self.screens = []

    def go_home(self):
        for chair in self.people:
            chair.context.close()

    def plan(self):
        """Thirteen sites: the province and twelve, found without tone marks."""
        page = self.clerk.page
        self.clerk.sign_in("vanphong")
        self.clerk.visit("/conferences/new")
        day = self.server.in_app(clock.today) + timedelta(days=1)
        for field, typed in {"title": TITLE, "day": f"{day:%d/%m/%Y}", "start": "7h30", "end": "1145"}.items():
            page.locator(f"#{field}").fill(typed)
        for typed in SITES:
            page.locator("#find-site").fill(typed)
            page.locator("[data-site-name]:visible input:not(:checked)").first.check()
        expect(page.locator("[data-count]")).to_have_text(re.compile(r"\b12$"))
        page.locator("#plan button.primary").click()
        page.wait_for_url(re.compile(r"/conferences/[\w-]{10,}$"))
        self.id = page.url.rpartition("/")[2]

    def write_agenda(self):
        self.clerk.visit(f"/conferences/{self.id}/agenda")
        for title in ITEMS:
            self.add_item(self.clerk.page, title, minutes=10)

    def add_item(self, page, title, *, minutes):
        page.locator("#title").fill(title)
        page.locator("#minutes").fill(str(minutes))
        if "Tham luận" in title:
            page.locator("#kind").select_option("tham-luan")
            page.locator("#site").select_option(label=OUR_SITE)
        page.locator("#add button.primary").click()
        expect(page.locator("table.agenda")).to_contain_text(title)

    def approve_and_issue(self):
        self.take("submit", self.clerk)
        self.approver.sign_in("lanhdao")
        self.approver.page.get_by_role("link", name=TITLE).first.click()
        self.take("approve", self.approver)
        self.take("issue", self.clerk)

    def take(self, step, chair):
        """By the button on the conference's page; some steps show first whom they touch."""
        path = f"/conferences/{self.id}"
        chair.visit(path)
        if step in ASKED_FIRST:
            chair.page.locator(f"a[href='{path}/{step}']").click()
            say_why(chair.page)
        chair.page.locator(f"form[action='{path}/{step}'] button").click()
        expect(chair.page).to_have_url(self.server.url + path)

    def open_screens(self):
        """The site and the hall by the links of the links page; the operator's desk beside the pages of the office."""
        self.clerk.visit(f"/conferences/{self.id}/links")
        row = self.clerk.page.locator("tr", has_text=OUR_SITE)
        self.site.visit(row.locator("input[readonly]").input_value())
        self.hall.visit(self.clerk.page.locator("#stage").input_value())
        self.desk = self.clerk.open(f"/conferences/{self.id}/operate")
        self.writing = self.clerk.open(f"/conferences/{self.id}/agenda")
        self.watching = self.approver.open(f"/conferences/{self.id}/screen")
        self.screens = [self.site.page, self.hall.page, self.desk, self.watching]
        self.all_equal()

    def all_equal(self, seconds=5):
        """Every open screen shows what it would show if it were loaded now."""
        for screen in self.screens:
            expect(screen.locator("body")).to_have_attribute("data-line", "ok", timeout=seconds * 1000)
            equals_its_fresh_self(screen, seconds)

    def says_lost(self, screen):
        """Since when, within five seconds; screens are looked at one after the other, so only more is allowed."""
        banner = screen.locator("[data-live-banner]")
        expect(banner).to_have_text(re.compile(r"từ \d\d:\d\d:\d\d"), timeout=5000)

    def press(self, key):
        """Press a key at the operator's desk, see that it did something, and look at every screen."""
        before = self.version
        self.desk.keyboard.press(key)
        expect(self.desk.locator("body")).not_to_have_attribute("data-version", before)
        self.all_equal()

    @property
    def version(self):
        return self.desk.locator("body").get_attribute("data-version")

    def write(self, work):
        """Change the agenda on its page, and look at every screen."""
        self.writing.reload()
        work(self.writing)
        self.all_equal()

    def let_pass(self, minutes):
        """As if the running item had begun so much earlier; what follows it comes with the next change."""

        def earlier():
            for item in db.session.query(AgendaItem).filter_by(conference_id=self.id, state="running"):
                begun = item.started_at - timedelta(minutes=minutes)
                with db.engine.begin() as connection:
                    connection.execute(update(AgendaItem).where(AgendaItem.id == item.id).values(started_at=begun))

        self.server.in_app(earlier)


def test_a_conference_from_plan_to_close_on_five_screens(journey):
    journey.plan()
    journey.write_agenda()
    journey.approve_and_issue()
    journey.open_screens()
    site, hall = journey.site.page, journey.hall.page

    journey.take("open", journey.clerk)
    journey.all_equal()
    journey.press("n")
    expect(hall.locator("#scene")).to_have_class(re.compile("is-speech"))
    journey.press("n")
    expect(hall.locator("#scene h2")).to_have_text("Khai mạc")

    journey.write(lambda page: page.get_by_role("button", name="Đưa lên: Tham luận hai").click())
    journey.write(lambda page: journey.add_item(page, "Tham luận ba, thêm giữa chừng", minutes=5))
    expect(site.locator("#turns")).to_contain_text("thêm giữa chừng")

    journey.let_pass(minutes=12)
    journey.press("+")
    for screen, part in ((site, "#now"), (hall, "#scene"), (journey.desk, "#now")):
        expect(screen.locator(f"{part} [data-countdown]")).to_have_attribute("data-phase", "over")

    journey.press("n")
    journey.press("n")
    expect(site.locator("[data-our-turn]")).to_have_class(re.compile("is-running"))
    for key in ("p", "p", "g", "g", "t", "-"):
        journey.press(key)

    journey.take("close", journey.clerk)
    journey.all_equal()
    expect(site.locator("#now")).to_contain_text("Hội nghị đã kết thúc")
    assert [chair.complaints for chair in journey.people] == [[]] * 4


def test_a_cut_line_and_a_killed_server_are_said_within_five_seconds_and_lose_nothing(journey):
    journey.clerk.sign_in("vanphong")
    journey.approver.sign_in("lanhdao")
    journey.id = journey.server.in_app(_issued_conference)
    journey.open_screens()
    journey.press("n")
    site = journey.site.page

    journey.site.context.set_offline(True)
    journey.says_lost(site)
    journey.desk.keyboard.press("n")
    equals_its_fresh_self(journey.hall.page)
    journey.site.context.set_offline(False)
    journey.all_equal(15)
    expect(site.locator("#now")).to_contain_text("Khai mạc, giới thiệu đại biểu")

    journey.server.kill()
    for screen in journey.screens:
        journey.says_lost(screen)
    journey.desk.keyboard.press("n")
    expect(journey.desk.locator(".stage-panel [data-gesture-answer]")).to_contain_text("Chưa gửi được")
    journey.server.start()
    journey.all_equal(20)
    expect(site.locator("#now")).to_contain_text("Khai mạc, giới thiệu đại biểu")
    journey.press("n")
    expect(site.locator("#now")).to_contain_text("chuyển đổi số")


def _issued_conference():
    """The one that is about to start, on all sites of the province."""
    return db.session.query(Conference.id).filter_by(title="Giao ban chuyển đổi số", state="issued").scalar()
