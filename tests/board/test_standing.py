"""How one site stands, from what is known of it."""

from datetime import UTC, datetime

import pytest

from confsys.board.standing import Known, Trouble, counted, filters_of, since_of, state_of, worst_first

AT = datetime(2026, 11, 30, 0, 30, tzinfo=UTC)
LINE = Trouble("line", AT)


@pytest.mark.parametrize(
    ("known", "conference", "state"),
    [
        (Known(), "open", "out"),
        (Known(has_answered=True, heads=9), "open", "out"),
        (Known(is_here=True), "open", "testing"),
        (Known(is_here=True, signed_at=AT), "open", "ready"),
        (Known(signed_at=AT), "open", "out"),  # tested yesterday, and nobody has seen it today
        (Known(attendance="online"), "live", "ready"),  # counted by telephone, without a screen of ours
        (Known(attendance="present", seen_at=AT), "live", "lost"),
        (Known(attendance="online", is_here=True, trouble=LINE), "live", "incident"),
        (Known(seen_at=AT), "issued", "out"),
        (Known(seen_at=AT, tested_at=AT), "issued", "testing"),
        (Known(signed_at=AT), "issued", "ready"),
        (Known(declines=True, has_answered=True), "open", "absent"),
        (Known(declines=True, has_answered=True, is_here=True), "open", "testing"),  # it came all the same
        (Known(attendance="absent", is_here=True), "live", "absent"),
    ],
)
def test_the_worst_that_holds_is_shown(known, conference, state):
    assert state_of(known, conference) == state


@pytest.mark.parametrize(
    ("known", "found"),
    [
        (Known(), ["out", "untested", "silent"]),
        (Known(has_answered=True, tested_at=AT), ["out"]),
        (Known(has_answered=True, declines=True), []),
        (Known(has_answered=True, is_here=True, trouble=LINE), ["incident", "untested"]),
        (Known(has_answered=True, seen_at=AT, tested_at=AT), ["lost", "out"]),
    ],
)
def test_a_site_is_found_under_what_is_missing(known, found):
    assert filters_of(known, state_of(known, "open")) == found


def test_what_lasts_longest_comes_first():
    rows = [("out", None, "b"), ("incident", AT.replace(hour=1), "a"), ("out", None, "a"), ("incident", AT, "z")]
    assert sorted(rows, key=lambda row: worst_first(*row)) == [rows[3], rows[1], rows[2], rows[0]]
    assert since_of(Known(seen_at=AT), "lost") == AT and since_of(Known(seen_at=AT), "ready") is None
    assert counted(["out", "out", "ready"])["out"] == 2
