"""All processes go by the clock of the database, whatever that of their machine says."""

from datetime import UTC, datetime, timedelta

import pytest

from confsys import clock, one_clock


@pytest.fixture(autouse=True)
def right_again():
    yield
    clock.correct(timedelta())


def wrong_by(monkeypatch, **by):
    monkeypatch.setattr(clock, "wall", lambda: datetime.now(UTC) + timedelta(**by))


def apart():
    return abs(clock.wall() + clock._correction - datetime.now(UTC))


@pytest.mark.parametrize("minutes", [5, -5])
def test_a_machine_whose_clock_is_wrong_goes_by_the_database(app, monkeypatch, minutes):
    wrong_by(monkeypatch, minutes=minutes)
    assert apart() > timedelta(minutes=4)

    one_clock.agree()

    assert apart() < clock.TOLERATED


def test_where_both_agree_nothing_is_corrected(app):
    one_clock.agree()

    assert clock._correction == timedelta()


def test_a_clock_that_was_set_is_noticed_without_asking(monkeypatch):
    watch = one_clock.Watch()
    assert watch.is_due()
    watch.asked()
    assert not watch.is_due()

    wrong_by(monkeypatch, minutes=5)

    assert watch.is_due()
