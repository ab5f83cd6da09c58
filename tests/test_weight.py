"""What a commune on a bad line waits for: the screen of a site with everything it needs, as it is sent."""

import pytest

from confsys.conferences import links, queries
from tests.build import a_conference, an_agenda

BUDGET = 150_000  # bytes for the first look at a site's screen
NEEDED = (
    "base.css",
    "live/wall.css",
    "live/screen.css",
    "live/live.js",
    "live/banner.js",
    "live/clock.js",
    "live/morph.js",
    "live/ours.js",
    "vendor/socket.io.js",
    "vendor/idiomorph.js",
    "vendor/plex-weights-latin.woff2",
    "vendor/plex-weights-vietnamese.woff2",
    "favicon.svg",
    "icons.svg",
)
BROWSER = {"Accept-Encoding": "gzip, deflate, br, zstd"}


@pytest.fixture
def address(fresh_app):
    with fresh_app.app_context():
        conference = a_conference(state="live")
        an_agenda(conference, 20)
        return f"/join/{links.join_token(queries.participations_of(conference)[1])}"


def test_a_site_screen_keeps_to_its_budget(client, address):
    page = client.get(address, headers=BROWSER)
    files = [client.get(f"/static/{name}", headers=BROWSER) for name in NEEDED]

    assert [answer.status_code for answer in (page, *files)] == [200] * (len(NEEDED) + 1)
    assert sum(len(answer.data) for answer in (page, *files)) < BUDGET


def test_the_budget_counts_all_the_page_asks_for(client, address):
    page = client.get(address).text

    assert all(f"/static/{name}" in page for name in NEEDED if name.count("/") == 0 or name.endswith(".css"))
    assert page.count("/static/vendor/") == 2


def test_pages_are_sent_small(client, address):
    whole, small = client.get(address), client.get(address, headers=BROWSER)

    assert len(small.data) < len(whole.data) / 2
    assert "Accept-Encoding" in small.headers["Vary"]
