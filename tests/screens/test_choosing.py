"""Which conference a screen shows, and what stands on it while it waits; without a database."""

from datetime import UTC, datetime, timedelta

import pytest

from confsys.conferences.models import Conference
from confsys.screens.choosing import choose
from confsys.screens.codes import LETTERS, code_of, kept_as, read

NOW = datetime(2026, 12, 1, 3, tzinfo=UTC)  # 10:00 in Đồng Tháp
EVENING = datetime(2026, 12, 1, 17, tzinfo=UTC)
HOUR = timedelta(hours=1)


def held(name, state, begins, hours=2.0, closed=None):
    """`begins`: hours from now; `closed`: minutes ago."""
    starts_at = NOW + begins * HOUR
    closed_at = NOW - timedelta(minutes=closed) if closed is not None else None
    return Conference(
        id=name, title=name, state=state, starts_at=starts_at, ends_at=starts_at + hours * HOUR, closed_at=closed_at
    )


@pytest.mark.parametrize(
    ("of_site", "shown", "coming"),
    [
        ([], None, []),
        ([held("a", "issued", 1)], "a", []),
        ([held("a", "issued", 3), held("b", "issued", 1)], "b", ["a"]),
        ([held("a", "live", -1), held("b", "open", 0.5)], "a", ["b"]),
        ([held("a", "recess", -1), held("b", "issued", 0)], "a", ["b"]),
        ([held("a", "live", -3), held("b", "live", -0.5)], "b", ["a"]),
        ([held("a", "issued", -1), held("b", "open", 1)], "b", ["a"]),
        ([held("a", "issued", -3)], None, []),  # nobody ever opened it
        ([held("a", "closed", -3, closed=5), held("b", "issued", 4)], "a", ["b"]),
        ([held("a", "closed", -3, closed=5), held("b", "issued", 0.1)], "b", []),
        ([held("a", "closed", -3, closed=11)], None, []),
        ([held("a", "issued", 20)], None, []),
        ([held("a", "live", -30)], "a", []),  # it goes on since yesterday
    ],
)
def test_what_goes_on_before_what_comes_and_the_nearest_first(of_site, shown, coming):
    chosen = choose(of_site, None, NOW, EVENING)

    assert (chosen.shown and chosen.shown.id, [each.id for each in chosen.coming]) == (shown, coming)


def test_of_a_later_day_only_the_next_is_named():
    chosen = choose([held("a", "issued", 20), held("b", "issued", 44)], None, NOW, EVENING)

    assert (chosen.shown, chosen.next.id) == (None, "a")


def test_who_was_asked_for_is_shown_while_it_is_of_interest():
    both = [held("a", "live", -1), held("b", "issued", 3)]

    assert choose(both, "b", NOW, EVENING).shown.id == "b"
    assert choose(both, "gone", NOW, EVENING).shown.id == "a"
    assert choose([both[0], held("b", "closed", -2, closed=30)], "b", NOW, EVENING).shown.id == "a"


def test_a_code_is_read_as_it_is_typed(app):
    code = code_of("secret", NOW)

    assert len(read(code)) == 8
    assert set(read(code)) <= set(LETTERS)
    assert not set(LETTERS) & set("01ILOSZ")
    assert code_of("secret", NOW) == code != code_of("secret", NOW + HOUR)
    assert kept_as(code) == kept_as(f"  {code.lower().replace('-', ' ')} ") != kept_as("AAAA-AAAA")
    assert read(code) not in kept_as(code)
