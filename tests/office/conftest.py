import pytest

from tests.office.room import Room


@pytest.fixture
def room(kept):
    return kept(Room)
