import pytest

from tests.accounts.office import Office


@pytest.fixture
def office(kept):
    return kept(Office)
