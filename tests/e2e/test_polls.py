"""From the times that were found to what guests say of them on their telephones, and to the plan."""

import re

import pytest
from playwright.sync_api import expect

from confsys.people import queries as persons
from tests.e2e.hall import Chair

pytestmark = pytest.mark.browser
PHONE = {"viewport": {"width": 360, "height": 740}}


def test_guests_answer_on_a_telephone_and_it_ends_in_a_plan(browser, province):
    clerk = Chair(browser, province.url)
    clerk.sign_in("vanphong")
    page = clerk.page
    clerk.visit(f"/find-time?people={province.in_app(lambda: persons.by_username('chutri').id)}&title=Gặp doanh nghiệp")
    page.get_by_role("link", name="Hỏi khách về các giờ này").click()
    expect(page.locator("#day-3")).not_to_have_value("")
    page.get_by_role("button", name="Mở phiếu hỏi").last.click()
    expect(page.locator("#message")).to_have_value(re.compile("Gặp doanh nghiệp[\\s\\S]*/poll/p"))
    page.wait_for_selector("body[data-line=ok]")

    guest = Chair(browser, province.url, **PHONE)
    guest.page.goto(page.locator("#link").input_value())
    for place, said in enumerate(("no", "yes", "maybe")):
        guest.page.locator("fieldset.ask").nth(place).locator(f"input[value={said}]").check()
    guest.page.locator("#name").fill("Bà Sáu")
    guest.page.get_by_role("button", name="Gửi câu trả lời").last.click()
    expect(guest.page.locator("#own-link")).to_have_value(re.compile("/answer/a"))

    best = page.locator(".ranked > li.is-first")  # what she said appears by itself
    expect(best).to_contain_text("1 được")
    best.get_by_role("button").click()
    expect(page.locator("#title")).to_have_value("Gặp doanh nghiệp")
    expect(page.locator("#start")).not_to_have_value("")
    guest.page.reload()
    expect(guest.page.locator("main")).to_contain_text("Đã chốt")
    assert clerk.complaints == guest.complaints == []
    for each in (clerk, guest):
        each.page.close()
