"""A site answers on a telephone, and the office sees it at once; another one telephones."""

import re

import pytest
from playwright.sync_api import expect
from sqlalchemy import select

from confsys.conferences.links import join_token
from confsys.conferences.models import Conference
from confsys.conferences.queries import participations_of
from confsys.extensions import db
from tests.e2e.hall import Chair

pytestmark = pytest.mark.browser
PHONE = {"viewport": {"width": 360, "height": 740}}


def issued() -> tuple[str, str]:
    """A conference of the demo that is issued, and the link of one of its sites that has not answered."""
    query = select(Conference).where(Conference.state == "issued").order_by(Conference.starts_at.desc())
    conference = db.session.scalars(query).first()
    return conference.id, join_token(participations_of(conference)[3])


def test_a_site_answers_on_a_telephone_and_the_office_sees_it(browser, province):
    conference, token = province.in_app(issued)
    clerk = Chair(browser, province.url)
    clerk.sign_in("vanphong")
    page = clerk.page
    clerk.visit(f"/conferences/{conference}/answers")
    before = int(page.locator(".tally .accepted dd").inner_text())
    page.wait_for_selector("body[data-line=ok]")

    site = Chair(browser, province.url, **PHONE)
    phone = site.page
    phone.goto(f"{province.url}/join/{token}")
    phone.get_by_role("link", name="Trả lời giấy mời").click()
    phone.locator("input[value=accepted]").check()
    phone.locator("#heads").fill("2")
    phone.get_by_role("button", name="Thêm một người").click()
    phone.locator(".delegates summary").click()
    for number, name in enumerate(("Ông Một", "Bà Hai", "Ông Ba"), start=1):
        phone.locator(f"#name-{number}").fill(name)
    phone.get_by_role("button", name="Gửi trả lời").last.click()

    expect(phone.locator(".answered")).to_contain_text(re.compile("Sẽ dự, 3.người"))
    expect(page.locator(".tally .accepted dd")).to_have_text(str(before + 1))  # by itself
    row = page.locator(".answers tr").filter(has_text="3 có tên")
    expect(row).to_have_count(1)

    page.get_by_role("link", name=re.compile("^Ghi trả lời")).first.click()
    page.locator("input[value=declined]").check()
    page.get_by_role("button", name="Ghi trả lời").last.click()
    expect(page.locator("#told_by")).to_be_focused()  # who said so is needed
    page.locator("#told_by").fill("Chánh Văn phòng")
    page.locator("#word").fill("vướng tiếp dân")
    page.get_by_role("button", name="Ghi trả lời").last.click()
    expect(page.locator("main")).to_contain_text("vướng tiếp dân")
    page.get_by_role("button", name="Hoàn tác").click()
    expect(page.locator("main")).not_to_contain_text("vướng tiếp dân")
    assert clerk.complaints == site.complaints == []
    for each in (clerk, site):
        each.page.close()
