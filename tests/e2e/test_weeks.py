"""The weekly calendar: one writes and publishes it, others read it, and each is told what changed for him."""

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.e2e.hall import Chair

pytestmark = pytest.mark.browser
FIRST, SECOND = "Tiếp dân đột xuất", "Làm việc với đoàn kiểm tra"
NEW = "Mới"


def line(page: Page, title: str) -> Locator:
    return page.locator(".week-table tr", has_text=title)


def publish(clerk: Page, hour: str, title: str) -> None:
    clerk.locator("#title").fill(f"{hour} {title}")
    clerk.locator("#day").fill("mai")
    clerk.get_by_role("button", name="Ghi vào bản soạn").click()
    expect(line(clerk, title)).to_contain_text(NEW)
    clerk.get_by_role("button", name="Ban hành điều chỉnh").click()
    expect(clerk.locator("[data-toasts]")).to_contain_text("ban hành")


def test_each_reader_sees_what_changed_since_he_looked(browser, province):
    clerk, reader, somebody = (Chair(browser, province.url) for _turn in range(3))
    clerk.sign_in("vanphong")
    reader.sign_in("caolanh")
    tomorrow = "/week/public?on=mai"
    reader.visit("/week?on=mai")
    somebody.visit(tomorrow)
    reader.page.wait_for_selector("body[data-line=ok]")

    clerk.visit("/week/edit?on=mai")
    publish(clerk.page, "16h05", FIRST)
    expect(line(reader.page, FIRST)).to_contain_text(NEW)  # by itself
    clerk.visit("/week/edit?on=mai")
    publish(clerk.page, "16h35", SECOND)
    expect(line(reader.page, SECOND)).to_contain_text(NEW)

    somebody.visit(tomorrow)  # who looked before both
    for title in (FIRST, SECOND):
        expect(line(somebody.page, title)).to_contain_text(NEW)
    expect(somebody.page.locator("main")).not_to_contain_text("Soạn")
    newcomer = Chair(browser, province.url, viewport={"width": 360, "height": 740})
    newcomer.visit(tomorrow)  # who never looked is told of the last edition
    expect(line(newcomer.page, SECOND)).to_contain_text(NEW)
    expect(line(newcomer.page, FIRST)).to_be_visible()
    expect(line(newcomer.page, FIRST)).not_to_contain_text(NEW)
    for each in (clerk, reader, somebody, newcomer):
        assert each.complaints == []
        each.page.close()
