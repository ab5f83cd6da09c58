"""A site tests its machine in a real browser, and reports in one tap; the office sees both at once."""

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
PLACE = 10  # among the sites of the conference


def issued() -> tuple[str, str, str]:
    """A conference of the demo that is issued, one of its sites, and the link of that one."""
    query = select(Conference).where(Conference.state == "issued").order_by(Conference.starts_at.desc())
    conference = db.session.scalars(query).first()
    site = participations_of(conference)[PLACE]
    return conference.id, site.site_id, join_token(site)


def test_a_site_tests_line_camera_microphone_and_tone(browser, province):
    conference, site_id, token = province.in_app(issued)
    site = Chair(browser, province.url, **PHONE)
    site.share_the_servers_clock()
    phone = site.page
    phone.goto(f"{province.url}/join/{token}/test")
    assert not phone.get_by_text("kiểm tra bằng tay").is_visible()
    phone.get_by_role("button", name="Bắt đầu thử").click()
    for step in ("clock", "websocket", "polling", "delay", "speed"):
        expect(phone.locator(f'[data-step="{step}"]')).to_have_attribute("data-state", "done", timeout=15_000)

    phone.get_by_role("button", name="Thử camera").click()
    phone.get_by_role("button", name="Thử micro").click()
    phone.get_by_role("button", name="Phát âm thử").click()
    phone.get_by_role("button", name="Có nghe").click()

    expect(phone.locator("#result h2")).to_have_text("Sẵn sàng")
    technician = Chair(browser, province.url)
    technician.sign_in("kythuat")
    technician.visit(f"/conferences/{conference}/sites/{site_id}/check")
    expect(technician.page.locator("aside")).to_contain_text(re.compile(r"Chrome, Linux, 360 × \d+"))
    assert site.complaints == technician.complaints == []
    for each in (site, technician):
        each.page.close()


def test_one_tap_stands_on_the_office_s_page_by_itself(browser, province):
    conference, _site_id, token = province.in_app(issued)
    technician = Chair(browser, province.url)
    technician.sign_in("kythuat")
    page = technician.page
    technician.visit(f"/conferences/{conference}/incidents")
    page.wait_for_selector("body[data-line=ok]")
    before = page.locator(".open-incidents li").count()

    site = Chair(browser, province.url, **PHONE)
    site.share_the_servers_clock()
    phone = site.page
    phone.goto(f"{province.url}/join/{token}/desk")
    phone.get_by_role("button", name="Mất tiếng").click()

    expect(phone.locator("#incidents")).to_contain_text("Chưa ai nhận")
    rows = page.locator(".open-incidents li")
    expect(rows).to_have_count(before + 1)  # by itself
    rows.last.get_by_role("button", name="Nhận xử lý").click()
    phone.reload()
    expect(phone.locator("#incidents")).to_contain_text("Trung tâm kỹ thuật tỉnh đang xử lý")
    phone.get_by_role("button", name="Đã hết").click()
    expect(rows).to_have_count(before)
    assert site.complaints == technician.complaints == []
    for each in (site, technician):
        each.page.close()
