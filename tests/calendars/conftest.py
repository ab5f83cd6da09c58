"""What tests of calendars share: programs, another day, and a database that cannot be written to."""

from functools import partial

import pytest
import time_machine

from confsys import clock, writing
from confsys.errors import Busy
from tests.build import signed_in_client
from tests.calendars.program import Office
from tests.conftest import in_fresh_context


class Program:
    """A program that asks from outside: nothing of the test's own context is there when it is answered."""

    def __init__(self, browser):
        self._browser = browser

    def get(self, path: str, **sent):
        return in_fresh_context(partial(self._browser.get, path, **sent))

    def head(self, path: str, **sent):
        return in_fresh_context(partial(self._browser.head, path, **sent))

    def post(self, path: str, **sent):
        return in_fresh_context(partial(self._browser.post, path, **sent))


@pytest.fixture
def client(app):
    """A program that is not signed in."""
    return Program(app.test_client())


@pytest.fixture
def signed_in(app):
    """`signed_in(person)`: the browser of this person."""
    return lambda person: Program(signed_in_client(app, person))


@pytest.fixture
def office(app):
    return Office()


@pytest.fixture
def at():
    """`at(later)`: from here on it is that much later than when the test began."""
    began, travels = clock.now(), []

    def travel(later, *, tick: bool = True):
        travels.append(time_machine.travel(began + later, tick=tick))
        travels[-1].start()

    yield travel
    for journey in reversed(travels):
        journey.stop()


@pytest.fixture
def busy(monkeypatch):
    """Call it, and from then on every write finds the database busy."""

    def refuse(_session):
        raise Busy()

    return lambda: monkeypatch.setattr(writing, "_begin", refuse)
