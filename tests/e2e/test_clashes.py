"""The form while it is typed: what stands against a time shows by itself, and another time is one press."""

import pytest
from playwright.sync_api import expect

from confsys.conferences.models import Conference
from confsys.extensions import db
from confsys.shown import day, hm
from tests.e2e.hall import Chair

pytestmark = pytest.mark.browser


TAKEN = "Phòng, chống thiên tai và cứu nạn"  # the morning of a working day, whenever the demo is loaded


def _when_taken() -> tuple[str, str, str]:
    other = db.session.query(Conference).filter_by(title=TAKEN).one()
    return day(other.starts_at), hm(other.starts_at), hm(other.ends_at)


def test_what_stands_against_a_time_follows_what_is_typed(browser, province):
    clerk = Chair(browser, province.url)
    clerk.sign_in("vanphong")
    page = clerk.page
    clerk.visit("/conferences/new")
    for name, value in zip(("day", "start", "end"), province.in_app(_when_taken), strict=True):
        page.locator(f"#{name}").fill(value)
    box = page.locator("#clashes")
    expect(box).to_contain_text(TAKEN)

    page.locator("#start").fill("25h")  # what cannot be read is not judged, and nothing old stays
    expect(box).to_have_count(0)
    page.locator("#start").fill(province.in_app(_when_taken)[1])
    expect(box).to_contain_text(TAKEN)

    card = box.locator("[data-use]").last
    begins = card.locator(".begins").inner_text().split("–")[0]
    card.press("Enter")

    expect(page.locator("#start")).to_have_value(begins)
    expect(page.locator("#clashes")).not_to_contain_text(TAKEN)
    assert clerk.complaints == [each for each in clerk.complaints if "422" in each]  # the hour that cannot be read
    page.close()
