import pytest

from tests.conferences.office import Office


@pytest.fixture
def office(kept):
    return kept(Office)
