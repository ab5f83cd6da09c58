"""What the journeys have in common: a server with the demo province."""

import pytest

from tests.server import a_server, running, the_demo


@pytest.fixture(scope="module")
def province(tmp_path_factory, worlds):
    """A server with the real sites and the demo accounts."""
    yield from running(a_server(tmp_path_factory.mktemp("province"), worlds, the_demo))
