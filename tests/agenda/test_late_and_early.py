"""How late or early an item is, in words: minutes within a day, beyond it days and hours."""

from datetime import timedelta

import pytest

from confsys import clock
from confsys.agenda import actions as agenda
from confsys.conferences import actions as conferences
from confsys.conferences.transitions import TRANSITIONS
from confsys.live import service
from confsys.shown import roughly
from tests.build import a_conference, an_agenda


@pytest.mark.parametrize(
    ("minutes", "words"),
    [
        (1, "1 min"),
        (59, "59 min"),
        (60, "1 h"),
        (24 * 60 - 1, "23 h 59 min"),
        (24 * 60, "1 day"),
        (24 * 60 + 59, "1 day"),
        (18528, "12 days 20 h"),
    ],
)
def test_what_is_over_a_day_is_said_to_the_hour(app, minutes, words):
    assert roughly(minutes).replace("\u00a0", " ") == words


@pytest.mark.parametrize(
    ("ahead", "words"),
    [
        (timedelta(minutes=18528), "12 days 20 h early"),
        (timedelta(minutes=7), "7 min early"),
        (-timedelta(minutes=90), "1 h 30 min late"),
    ],
)
def test_an_item_says_so_beside_its_hour(app, monkeypatch, ahead, words):
    conference = a_conference(state="issued")
    an_agenda(conference, 1)
    monkeypatch.setattr(clock, "now", lambda: conference.starts_at - ahead)
    start(conference)

    there = service.of(app).newsroom.first(conference.id, "conference", "en").parts["agenda"]
    assert f">{words}</small>" in there.replace("\u00a0", " ")


def start(conference) -> None:
    conferences.take(None, conference, TRANSITIONS["start"])
    agenda.go_on(None, conference, expect=None)
