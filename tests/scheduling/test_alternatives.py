"""Other times for what cannot be at the time that was wished for."""

from datetime import UTC, date, datetime, time, timedelta

import pytest

from confsys import clock
from confsys.changes import transaction
from confsys.scheduling import actions, booking
from confsys.scheduling.alternatives import alternatives
from confsys.scheduling.booking import Want
from tests.build import a_person, a_site
from tests.queries import counted_queries

HOUR = timedelta(hours=1)


NOW = datetime(2026, 11, 25, 2, 1, tzinfo=UTC)  # a Wednesday, 09:01


@pytest.fixture
def day(app, monkeypatch) -> date:
    """A Wednesday two weeks ahead."""
    monkeypatch.setattr(clock, "now", lambda: NOW)
    return date(2026, 12, 9)


def held(subject: str, starts_at, hours: int = 1, *, resource=None, amount: int = 1, standing: str = "held") -> None:
    with transaction():
        want = Want(subject, resource.id if resource else None, amount)
        booking.keep(f"conference:{subject}{starts_at}", [want], starts_at, starts_at + hours * HOUR, standing)


def local(instants) -> list[str]:
    return [f"{clock.local(each):%d %H:%M}" for each in instants]


def at(day: date, hour: int):
    return clock.instant(day, time(hour))


def starts(wants, at_first, **more) -> list[str]:
    found = alternatives(wants, at_first, at_first + HOUR, without=[more.pop("without", "")], **more)
    return local(each.starts_at for each in found)


def on(day: date, *written: str) -> list[str]:
    return [f"{day:%d} {hour}" for hour in written]


def test_the_nearest_times_lie_in_half_days_of_their_own(day):
    found = starts([Want("person:a")], at(day, 9))
    assert found == [*on(day, "08:45"), *on(day, "13:30"), *on(day - timedelta(days=1), "16:00")]


def test_what_is_held_and_what_is_asked_for_is_avoided_and_what_is_ones_own_is_not(day):
    held("person:a", at(day, 7), 2)
    held("person:a", at(day, 9), 2, standing="asked")
    assert starts([Want("person:a")], at(day, 9), number=1) == on(day, "13:30")

    mine = f"conference:person:a{at(day, 9)}"
    assert starts([Want("person:a")], at(day, 9), number=1, without=mine) == on(day, "09:15")


def test_a_bridge_is_shared_as_far_as_it_goes(day):
    bridge = actions.add_resource(None, a_site(), kind="bridge", name="MCU", capacity=100)
    held(bridge.subject, at(day, 7), 4, resource=bridge, amount=60)

    assert starts([Want(bridge.subject, bridge.id, 41)], at(day, 9), number=1) == on(day, "13:30")
    assert starts([Want(bridge.subject, bridge.id, 40)], at(day, 9), number=1) == on(day, "08:45")
    assert starts([Want(bridge.subject, bridge.id, 101)], at(day, 9)) == []


def test_a_person_who_is_away_is_not_free(day):
    person = a_person()
    actions.enter_absence(None, person, first_day=day, last_day=day, why="Đi công tác")
    found = starts([Want(f"person:{person.id}")], at(day, 9))
    assert found[:2] == [*on(day - timedelta(days=1), "16:00"), *on(day + timedelta(days=1), "07:00")]


def test_sites_that_are_always_busy_are_named(day):
    long_before = at(day, 0) - timedelta(days=20)
    for part in range(4):
        held("site:always", long_before + timedelta(days=13 * part), 13 * 24)
    held("site:sometimes", at(day, 0), 24)
    wants = [Want("site:always"), Want("site:sometimes"), Want("site:never")]

    found = alternatives(wants, at(day, 9), at(day, 10), without=())
    assert {each.busy_sites for each in found} == {("always",)}
    assert day not in {clock.local(each.starts_at).date() for each in found}


def test_no_time_that_is_past_is_offered(day):
    soon = NOW + timedelta(minutes=5)
    found = alternatives([], soon, soon + HOUR, without=())
    assert local(each.starts_at for each in found) == ["25 09:15", "25 13:30", "26 07:00"]
    assert [each.notice for each in found] == [0, 0, 1]


def test_it_asks_for_bookings_and_absences_once_however_many_take_part(app, day):
    bridge = actions.add_resource(None, a_site(), kind="bridge", name="MCU", capacity=500)
    wants = [Want(f"site:{number}") for number in range(103)] + [Want(f"person:{number}") for number in range(9)]
    with counted_queries(app) as sent:
        alternatives([*wants, Want(bridge.subject, bridge.id, 103)], at(day, 9), at(day, 10), without=())
    tables = [name for name in ("bookings", "absences", "resources") for each in sent if f"FROM {name}" in each]
    assert (tables, len(sent)) == (["bookings", "absences", "resources"], 3)
