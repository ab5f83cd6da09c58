import pytest
import time_machine

from confsys import clock
from tests.floor.office import Hall


@pytest.fixture
def hall(kept):
    """A hall in which time stands still."""
    hall = kept(Hall)
    with hall.app.app_context(), time_machine.travel(clock.now(), tick=False):
        yield hall
