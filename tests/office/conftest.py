import pytest

from tests.office.room import Room


@pytest.fixture
def room(fresh_app):
    return Room(fresh_app)
