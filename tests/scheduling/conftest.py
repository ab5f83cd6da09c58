import pytest

from tests.scheduling.office import Office


@pytest.fixture
def office(kept):
    return kept(Office)
