"""What a first look costs on a phone and a bad line: everything that comes over the wire, counted in a browser."""

import pytest

from confsys.conferences import links, queries
from confsys.conferences.models import Conference
from confsys.extensions import db
from confsys.people import queries as persons
from confsys.people import sessions

pytestmark = pytest.mark.browser
MOST_BYTES, MOST_REQUESTS = 150_000, 15
PHONE = {"width": 390, "height": 844}


@pytest.fixture(scope="module")
def addresses(province):
    return province.in_app(_addresses)


def _addresses() -> dict[str, str]:
    soon = db.session.query(Conference).filter_by(title="Giao ban chuyển đổi số", state="issued").one()
    join = links.join_token(queries.participations_of(soon)[-1])
    return {"home": "/", "conference": f"/conferences/{soon.id}", "site's screen": f"/join/{join}"}


def _secret() -> str:
    clerk = persons.by_username("vanphong")
    return sessions.sign_in(clerk, clerk, device="test")


class Scale:
    """Weighs what a browser that has never been here receives, heads and all; what it had already weighs nothing."""

    def __init__(self, page):
        self.addresses: dict[str, str] = {}
        self.weights: dict[str, int] = {}
        line = page.context.new_cdp_session(page)
        line.send("Network.enable")
        line.on("Network.requestWillBeSent", self._asked)
        line.on("Network.loadingFinished", self._received)

    def _asked(self, told) -> None:
        self.addresses[told["requestId"]] = told["request"]["url"]

    def _received(self, told) -> None:
        if told["encodedDataLength"]:
            self.weights[self.addresses[told["requestId"]]] = int(told["encodedDataLength"])


@pytest.fixture(scope="module")
def cookie(browser, province, addresses):
    """Of somebody who signed in a while ago; the site is connected already: neither is news on a first look."""
    cookie = {"name": sessions.COOKIE, "value": province.in_app(_secret), "url": province.url}
    settled = a_phone(browser, cookie)
    for address in addresses.values():
        settled.new_page().goto(province.url + address, wait_until="networkidle")
    settled.pages[-1].wait_for_timeout(3000)
    return cookie


def a_phone(browser, cookie):
    context = browser.new_context(viewport=PHONE, device_scale_factor=3, has_touch=True, is_mobile=True)
    context.add_cookies([cookie])
    return context


@pytest.mark.parametrize("name", ["home", "conference", "site's screen"])
def test_a_first_look_keeps_to_its_budget(browser, province, addresses, cookie, name):
    context = a_phone(browser, cookie)
    page = context.new_page()
    scale = Scale(page)

    page.goto(province.url + addresses[name], wait_until="networkidle")
    print(f"{name}: {sum(scale.weights.values())} bytes in {len(scale.weights)} requests")

    assert sum(scale.weights.values()) <= MOST_BYTES
    assert len(scale.weights) <= MOST_REQUESTS, scale.weights
    context.close()
