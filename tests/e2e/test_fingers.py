"""What a telephone or a tablet has besides its width: a finger instead of a pointer. And a desk that wants no keys."""

import pytest
from playwright.sync_api import expect

from confsys.conferences import links, queries
from confsys.conferences.models import Conference
from confsys.extensions import db
from tests.e2e.hall import Chair

pytestmark = pytest.mark.browser
PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True, "device_scale_factor": 3}
TABLET = {"viewport": {"width": 1024, "height": 768}, "has_touch": True}


@pytest.mark.parametrize("device", [PHONE, TABLET], ids=["telephone", "tablet"])
def test_every_page_is_there_for_a_finger(browser, province, device):
    chair = Chair(browser, province.url, **device)
    chair.visit("/sign-in")
    expect(chair.page.get_by_role("heading", level=1)).to_be_visible()
    chair.sign_in("vanphong")
    for path in ("/", "/conferences", "/planner/week", province.in_app(_site_screen)):
        chair.visit(path)
        expect(chair.page.get_by_role("heading", level=1).first).to_be_visible()
    chair.visit("/")
    expect(chair.page.locator("main [data-keys]").first).to_be_hidden()
    assert chair.complaints == []


@pytest.mark.parametrize(("keys", "is_hinted"), [("on", True), ("off", False)])
def test_who_wants_no_keys_loses_the_hints_alone(browser, province, keys, is_hinted):
    chair = Chair(browser, province.url)
    chair.sign_in("vanphong")
    chair.context.add_cookies([{"name": "keys", "value": keys, "url": chair.url}])
    chair.visit("/")
    expect(chair.page.get_by_role("heading", level=1)).to_be_visible()
    expect(chair.page.locator("main [data-keys]").first).to_be_visible(visible=is_hinted)


def _site_screen() -> str:
    soon = db.session.query(Conference).filter_by(title="Giao ban chuyển đổi số", state="issued").one()
    return f"/join/{links.join_token(queries.participations_of(soon)[-1])}"
