"""A conference is moved, changed and called off by the keyboard alone, each time seen before and taken back after."""

import re

import pytest
from playwright.sync_api import expect

from confsys.conferences.models import Conference
from confsys.extensions import db
from tests.e2e.hall import Keyboard, say_why
from tests.e2e.well_made import violations

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def clerk(province, browser):
    return Clerk(browser, province)


class Clerk(Keyboard):
    """Uses no mouse, and looks at each page before the button is pressed."""

    def __init__(self, browser, server):
        super().__init__(browser, server.url)
        self.sign_in("vanphong")
        self.path = f"/conferences/{server.in_app(_issued)}"

    def is_well_made(self) -> None:
        assert violations(self.page) == []
        assert self.complaints == []

    def take_back(self) -> None:
        expect(self.page.locator("[data-toast]")).to_contain_text("Hoàn tác")
        self.page.keyboard.press("z")
        expect(self.page.locator("[data-toast]")).to_contain_text("Đã hoàn tác")


def _issued() -> str:
    """The one on all 103 sites that begins at half past seven of another day."""
    return db.session.query(Conference.id).filter_by(title="Sơ kết chính quyền địa phương hai cấp").scalar()


def test_it_is_moved_to_another_time(clerk):
    clerk.visit(clerk.path)
    facts = clerk.page.locator(".facts").first
    expect(facts).to_contain_text("07:30–11:30")

    clerk.press_in_a_group(f"a[href='{clerk.path}/reschedule']")
    clerk.type_over("#start", "14h")
    clerk.type_over("#end", "1730")
    clerk.enter()

    changes = clerk.page.locator(".changes")
    expect(changes).to_be_focused()
    expect(changes).to_contain_text("14:00–17:30")
    clerk.is_well_made()
    say_why(clerk.page)
    clerk.press(".confirm button.primary")

    expect(facts).to_contain_text("14:00–17:30")
    clerk.take_back()
    expect(facts).to_contain_text("07:30–11:30")


def test_other_sites_take_part(clerk):
    clerk.visit(f"{clerk.path}/sites")
    clerk.go_to("#find-site")
    clerk.page.keyboard.type("cao lanh")
    clerk.go_to("input[name=sites]:checked")
    clerk.page.keyboard.press("Space")
    clerk.press(".picker > footer .button")

    expect(clerk.page.locator("#removed-sites li")).to_have_text(["Phường Cao Lãnh"])
    clerk.is_well_made()
    say_why(clerk.page)
    clerk.press(".confirm button.primary")

    expect(clerk.page.locator(".site-list")).not_to_contain_text("Phường Cao Lãnh")
    clerk.take_back()
    expect(clerk.page.locator(".site-list")).to_contain_text("Phường Cao Lãnh")


def test_it_is_called_off_and_the_names_of_all_sites_can_be_searched(clerk):
    clerk.visit(clerk.path)
    clerk.press_in_a_group(f"a[href='{clerk.path}/cancel']")
    clerk.go_to("#find-touched-sites")
    clerk.page.keyboard.type("my tho")
    expect(clerk.page.locator("#touched-sites li:visible")).to_have_text(
        [re.compile("^Phường Mỹ Tho"), re.compile(".*")]
    )
    clerk.go_to("#reason")
    clerk.page.keyboard.type("Bão số 9 vào tỉnh")
    clerk.press(".confirm button.danger")

    expect(clerk.page.locator(".page-head")).to_contain_text("Bão số 9 vào tỉnh")
    clerk.take_back()
    expect(clerk.page.locator(".facts").first).to_contain_text("Đã phát hành")
