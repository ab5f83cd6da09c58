"""A delegate's telephone: what all are told comes by itself, and his hand goes up in his name."""

import pytest
from playwright.sync_api import expect

from confsys.conferences.models import Conference
from confsys.conferences.queries import participations_of
from confsys.delegates.links import token_of
from confsys.extensions import db
from confsys.floor.queries import waiting
from confsys.messages import actions as messages
from tests.build import a_conference, a_delegate
from tests.e2e.hall import Chair

pytestmark = pytest.mark.browser


def _begun() -> tuple[str, str]:
    conference = a_conference(state="live")
    site = participations_of(conference)[1]
    return conference.id, token_of(site, a_delegate(site, "Nguyễn Thị Thanh Hương"))


def _tell(conference_id: str) -> None:
    messages.send(None, db.session.get_one(Conference, conference_id), text="Mời các đại biểu về chỗ")


def _speakers(conference_id: str) -> list[str]:
    return [each.speaker for each in waiting(db.session.get_one(Conference, conference_id))]


def test_a_delegate_hears_what_all_are_told_and_raises_a_hand(browser, province):
    conference_id, token = province.in_app(_begun)
    phone = Chair(browser, province.url, viewport={"width": 360, "height": 740})
    phone.visit(f"/delegate/{token}")
    page = phone.page
    page.wait_for_selector("body[data-line=ok]")

    province.in_app(_tell, conference_id)
    expect(page.locator("#told-to-all")).to_contain_text("Mời các đại biểu về chỗ")
    page.get_by_role("button", name="Giơ tay").click()
    expect(page.locator(".speech-card .own li")).to_have_count(1)
    assert province.in_app(_speakers, conference_id) == ["Nguyễn Thị Thanh Hương"]
    assert phone.complaints == []
    page.close()
