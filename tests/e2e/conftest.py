"""What the journeys have in common: one browser a file, and a server with the demo province."""

import pytest

from confsys import demo
from tests.e2e.hall import a_browser


@pytest.fixture(scope="module")
def browser():
    with a_browser() as chromium:
        yield chromium


@pytest.fixture(scope="module")
def province(live_server):
    """The server with the real sites and the demo accounts."""
    live_server.in_app(demo.load)
    return live_server
