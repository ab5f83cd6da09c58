import pytest

from tests.conferences.office import Office


@pytest.fixture
def office(fresh_app):
    return Office(fresh_app)
