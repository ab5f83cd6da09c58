"""Lists keep themselves up to date: what another clerk does is seen, and what one types stays."""

import pytest
from playwright.sync_api import expect

from confsys.conferences import actions
from confsys.conferences.models import Conference
from confsys.conferences.transitions import TRANSITIONS
from confsys.extensions import db
from confsys.letters import actions as letters
from confsys.letters.models import Letter
from confsys.people import queries as persons
from tests.e2e.hall import Chair

pytestmark = pytest.mark.browser
ASKED, ALSO_ASKED = "Rà soát hồ sơ đất đai tồn đọng", "Giao ban xây dựng nông thôn mới"


def test_the_queue_of_the_approver_follows_while_he_writes(browser, province):
    approver = Chair(browser, province.url)
    approver.sign_in("lanhdao")
    page = approver.page
    page.evaluate("window.here = true")
    row = page.locator("[data-tasks] > li", has_text=ASKED)
    row.get_by_text("Trả lại", exact=True).click()
    row.locator("textarea").fill("Trùng lịch của Chủ tịch")
    page.wait_for_selector("body[data-line=ok]")
    count = page.locator("[data-tasks] > li").count()

    province.in_app(_withdraw)

    expect(page.locator("[data-tasks] > li", has_text=ALSO_ASKED)).to_have_count(0)
    expect(page.locator("[data-tasks] > li")).to_have_count(count - 1)
    expect(row.locator("textarea")).to_have_value("Trùng lịch của Chủ tịch")
    expect(page).to_have_title(page.locator("h1").inner_text() + " · Hội nghị trực tuyến")
    assert page.evaluate("window.here")  # the page was never loaded anew

    row.get_by_role("button", name="Trả lại").click()
    expect(page.locator("[data-toasts]")).to_contain_text("Hoàn tác")
    assert approver.complaints == []
    page.close()


def _withdraw() -> None:
    conference = db.session.query(Conference).filter_by(title=ALSO_ASKED).one()
    actions.take(persons.by_username("vanphong"), conference, TRANSITIONS["withdraw"])


def test_the_progress_of_letters_follows_by_itself(browser, province):
    clerk = Chair(browser, province.url)
    clerk.sign_in("vanphong")
    page = clerk.page
    page.goto(f"{province.url}/letters?state=waiting")
    page.evaluate("window.here = true")
    page.wait_for_selector("body[data-line=ok]")
    count = page.locator(".letters tbody tr").count()
    assert count > 1

    province.in_app(_withdraw_a_letter)

    expect(page.locator(".letters tbody tr")).to_have_count(count - 1)
    expect(page.locator("#letters-title")).to_contain_text(f"trên {count - 1}")
    assert page.evaluate("window.here")
    assert clerk.complaints == []
    page.close()


def _withdraw_a_letter() -> None:
    letters.withdraw(None, db.session.query(Letter).filter_by(state="waiting").first())
