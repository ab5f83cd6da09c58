"""How far away a thing to do is, in words, and what presses: Monday 7/12/2026 to the Monday after."""

from datetime import date

import pytest

from confsys.tasks import Press, Task, distance
from tests.build import local_time

MONDAY, TUESDAY, FRIDAY, SUNDAY = (date(2026, 12, day) for day in (7, 8, 11, 13))
NEXT_MONDAY = date(2026, 12, 14)


@pytest.mark.parametrize(
    ("then", "words"),
    [
        ((MONDAY, 9, 55), "1\u00a0h 55\u00a0min left"),
        ((MONDAY, 8), "0\u00a0min left"),
        ((MONDAY, 7, 50), "10\u00a0min over"),
        ((date(2026, 12, 4), 8), "3\u00a0d over"),
        ((TUESDAY, 7, 30), "1 working day left"),
        ((NEXT_MONDAY, 8), "5 working days left"),
    ],
)
def test_how_far_away_it_is_in_words(app, then, words):
    assert str(distance(local_time(MONDAY, 8), local_time(*then))) == words


def test_over_a_weekend_plain_days_count(app):
    assert str(distance(local_time(FRIDAY, 18), local_time(SUNDAY, 8))) == "2 days left"


def test_beyond_two_months_days_are_days(app):
    assert str(distance(local_time(MONDAY, 8), local_time(date(2027, 3, 7), 8))) == "90 days left"


@pytest.mark.parametrize(
    ("due", "presses"),
    [((MONDAY, 11, 59), True), ((MONDAY, 15), False), ((MONDAY, 7), True), ((date(2030, 1, 1), 8), False)],
)
def test_what_presses_has_less_than_four_hours_of_the_office_left(app, due, presses):
    task = Task(due=local_time(*due), title="Việc", url="/", why="", verb=Press("Làm", "/"))
    assert task.is_pressing(local_time(MONDAY, 8)) == presses


def test_a_night_and_a_weekend_do_not_count_as_time_to_work(app):
    task = Task(due=local_time(NEXT_MONDAY, 8), title="Việc", url="/", why="", verb=Press("Làm", "/"))
    assert task.is_pressing(local_time(FRIDAY, 16))
    assert not task.is_pressing(local_time(FRIDAY, 8))


def test_a_day_off_given_by_the_state_is_no_working_day(app):
    culture_day = date(2026, 11, 24)
    assert str(distance(local_time(date(2026, 11, 23), 8), local_time(date(2026, 11, 25), 8))) == "1 working day left"
    assert str(distance(local_time(date(2026, 11, 23), 8), local_time(culture_day, 8))) == "1 day left"
