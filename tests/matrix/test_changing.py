"""Every address × everybody, for what changes something: each in a world of its own."""

import pytest

from tests.matrix.who_may import REQUESTS
from tests.matrix.world import World, check


@pytest.mark.parametrize("request_", [each for each in REQUESTS if each.changes], ids=str)
def test_each_is_let_in_refused_or_told_nothing(kept, request_):
    check(kept(World), request_)
