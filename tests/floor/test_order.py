"""In which order turns come, and who yields to whom: tables."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import permutations

import pytest

from confsys.floor.order import in_order, yields
from confsys.floor.times import allowed, left

NINE = datetime(2026, 3, 3, 9, tzinfo=UTC)


@dataclass(frozen=True)
class Asked:
    name: str
    kind: str
    rank: int
    is_last: bool = False
    called_at: datetime | None = None

    @property
    def is_called(self):
        return self.called_at is not None


REQUEST, LATE_REQUEST = Asked("request", "request", 1), Asked("second request", "request", 7)
PAPER, REPLY, QUESTION = Asked("paper", "paper", 9), Asked("reply", "reply", 4), Asked("question", "question", 5)
URGENT, LAST = Asked("urgent", "urgent", 10), Asked("last", "urgent", 11, is_last=True)
CALLED = Asked("called", "request", 8, called_at=NINE)
FIRST_CALLED = Asked("called first", "paper", 12, called_at=NINE - timedelta(minutes=1))


@pytest.mark.parametrize(
    "order",
    [
        [URGENT, QUESTION, REPLY, PAPER, REQUEST],
        [PAPER, REQUEST, LATE_REQUEST],  # registered papers first, then requests as they came
        [CALLED, URGENT],
        [FIRST_CALLED, CALLED, QUESTION],
        [REQUEST, LAST],
        [REQUEST, LAST, Asked("later put last", "question", 13, is_last=True)],
    ],
    ids=lambda order: ", ".join(each.name for each in order),
)
def test_turns_come_in_this_order_however_they_are_read(order):
    assert [in_order(mixed) for mixed in permutations(order)] == [order] * len(list(permutations(order)))


@pytest.mark.parametrize(
    ("kind", "is_interposed", "fate"),
    [
        ("question", False, "waits"),
        ("urgent", False, "waits"),
        ("request", False, "ends"),
        ("reply", False, "ends"),
        ("paper", False, "ends"),
        ("question", True, "ends"),
        ("reply", True, "ends"),
        ("request", True, "both end"),
        ("paper", True, "both end"),
    ],
)
def test_who_has_the_floor_yields(kind, is_interposed, fate):
    assert yields(kind, is_interposed=is_interposed) == fate


@pytest.mark.parametrize(
    ("minutes", "extra", "spoken", "seconds"),
    [({}, {}, 0, 300), ({"request": 2}, {}, 30, 90), ({}, {"request": 3}, 0, 480), ({"request": 2}, {}, 500, 1)],
)
def test_a_site_has_what_is_left_of_its_time(minutes, extra, spoken, seconds):
    assert left(allowed("request", minutes, extra), spoken) == seconds
