import pytest

from tests.accounts.office import Office


@pytest.fixture
def office(fresh_app):
    return Office(fresh_app)
