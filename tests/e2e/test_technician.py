"""The technician takes an incident with one key, and his page follows by itself."""

import pytest
from playwright.sync_api import expect

from confsys.conferences.models import Conference
from confsys.extensions import db
from tests.e2e.hall import Chair

pytestmark = pytest.mark.browser


def _soon() -> str:
    return db.session.query(Conference).filter_by(title="Giao ban chuyển đổi số", state="issued").one().id


def test_an_incident_is_taken_with_one_key(browser, province):
    technician = Chair(browser, province.url)
    technician.sign_in("kythuat")
    technician.visit(f"/conferences/{province.in_app(_soon)}/technician")
    page = technician.page
    page.wait_for_selector("body[data-line=ok]")
    waiting = page.locator("#open-incidents li.is-bad")
    before = waiting.count()
    assert before >= 1

    page.keyboard.press("t")
    expect(waiting).to_have_count(before - 1)
    page.keyboard.press("j")
    assert page.evaluate("document.activeElement.closest('#open-incidents') !== null")
    assert technician.complaints == []
    page.close()
