"""What a change brings about, as tables."""

from datetime import UTC, datetime, timedelta

import pytest

from confsys.conferences.consequences import (
    APPEARS,
    CHANGES,
    DISAPPEARS,
    STAYS,
    Stand,
    of_replanning,
    of_step,
    state_after,
)
from confsys.conferences.transitions import TRANSITIONS

EIGHT = datetime(2026, 12, 1, 1, tzinfo=UTC)
HOUR = timedelta(hours=1)


def stand(state="issued", **values):
    place = {"main_site": "tinh", "sites": frozenset({"tinh", "a", "b"})}
    return Stand(state=state, **({"starts_at": EIGHT, "ends_at": EIGHT + 3 * HOUR, "edition": 1} | place | values))


@pytest.mark.parametrize(
    ("state_before", "slot_is_free", "state"),
    [("issued", True, "issued"), ("issued", False, "draft"), ("live", True, "live"), ("draft", True, "draft")],
)
def test_restoring_leads_back_only_into_a_free_slot(state_before, slot_is_free, state):
    assert state_after(TRANSITIONS["restore"], state_before, slot_is_free=slot_is_free) == state


@pytest.mark.parametrize(
    ("step", "before", "after", "calendars", "tells"),
    [
        ("submit", stand("draft", edition=0), ("requested", None, 0), STAYS, 0),
        ("approve", stand("requested", edition=0), ("approved", None, 0), APPEARS, 3),
        ("issue", stand("approved", edition=0), ("issued", None, 1), CHANGES, 3),
        ("issue", stand("approved", edition=2), ("issued", None, 3), CHANGES, 3),
        ("postpone", stand("draft", edition=0), ("postponed", "draft", 0), STAYS, 0),
        ("postpone", stand("open"), ("postponed", "open", 1), CHANGES, 3),
        ("cancel", stand("postponed", state_before="open"), ("cancelled", "open", 1), CHANGES, 3),
        ("cancel", stand("postponed", state_before="draft"), ("cancelled", "draft", 1), STAYS, 0),
        ("restore", stand("cancelled", state_before="open"), ("open", None, 1), CHANGES, 3),
    ],
)
def test_a_step_and_what_it_brings(step, before, after, calendars, tells):
    revises = step in ("approve", "issue", "postpone", "cancel", "restore")

    found = of_step(before, TRANSITIONS[step], revises_calendars=revises)

    assert (found.after.state, found.after.state_before, found.after.edition) == after
    assert (found.calendars, found.tells) == (calendars, tells)
    assert found.changed == {"state"}


def test_restored_into_a_taken_slot_it_disappears_from_those_invited():
    called_off = stand("cancelled", state_before="issued")
    found = of_step(called_off, TRANSITIONS["restore"], revises_calendars=True, slot_is_free=False)

    assert (found.after.state, found.after.state_before, found.calendars) == ("draft", None, DISAPPEARS)
    assert found.tells == 3


@pytest.mark.parametrize(
    ("state", "edition", "is_adjustment"),
    [("draft", 0, False), ("approved", 0, False), ("issued", 2, True), ("open", 2, True)],
)
def test_another_time_is_an_adjustment_once_it_is_issued(state, edition, is_adjustment):
    before = stand(state, edition=1 if is_adjustment else 0)
    found = of_replanning(before, starts_at=EIGHT + 2 * HOUR, ends_at=EIGHT + 5 * HOUR)

    assert found.changed == {"starts_at", "ends_at"}
    assert (found.after.edition, found.is_adjustment, found.shift) == (edition, is_adjustment, 2 * HOUR)


@pytest.mark.parametrize(
    ("changes", "added", "removed", "calendars", "tells"),
    [
        ({"sites": frozenset({"b", "c", "d"})}, {"c", "d"}, {"a"}, STAYS, 5),
        ({"sites": frozenset()}, set(), {"a", "b"}, STAYS, 3),
        ({"main_site": "c"}, {"c"}, set(), CHANGES, 4),
        ({"sites": frozenset({"a", "b"})}, set(), set(), STAYS, 3),
    ],
)
def test_other_sites_and_what_they_bring(changes, added, removed, calendars, tells):
    found = of_replanning(stand(), **changes)

    assert (found.added, found.removed, found.calendars, found.tells) == (added, removed, calendars, tells)
    assert found.is_adjustment == bool(added or removed)


def test_the_main_site_always_takes_part():
    assert of_replanning(stand(), sites=frozenset({"a"})).after.sites == {"tinh", "a"}


def test_nothing_changed_is_no_adjustment():
    found = of_replanning(stand(), starts_at=EIGHT)
    assert (found.changed, found.after.edition, found.calendars) == (frozenset(), 1, STAYS)
