"""How long each site may speak, who spoke, and who never did."""

from datetime import timedelta

import pytest

from confsys import clock
from confsys.attendance import actions as attending
from confsys.errors import Invalid
from confsys.floor import actions, queries, spoken
from tests.build import a_conference
from tests.floor.office import later
from tests.queries import counted_queries


def test_a_site_has_what_it_did_not_use_and_everybody_gets_the_same_more(hall):
    actions.set_minutes(hall.clerk, hall.conference, minutes={"request": 4})
    first = hall.asks(0)
    hall.speaks(first)
    with later(3):
        actions.finish(hall.clerk, first)
        again, other = hall.asks(0), hall.asks(1)
        assert left(hall, again, other) == [60, 240]
        actions.give_time(hall.clerk, hall.conference, kind="request", minutes=2)
        assert left(hall, again, other) == [180, 360]
    with pytest.raises(Invalid):
        actions.give_time(hall.clerk, hall.conference, kind="request", minutes=-3)


def test_who_spoke_and_who_never_did(hall):
    hall.item(number=0)
    turn = hall.asks(1)
    with later(2):
        hall.speaks(turn)
    with later(3):
        rows = spoken.spoken(hall.conference, clock.now())
        assert [(row.participation.site.name, row.seconds) for row in rows[:3]] == [
            ("Xã An", 120),
            ("Xã Bình", 60),
            ("Tỉnh Thử Nghiệm", 0),
        ]
    assert names(spoken.silence(hall.conference).silent) == ["Xã Châu", "Xã Duy"]


def test_those_who_were_silent_before_too_are_told_apart(hall):
    before = a_conference(
        state="live",
        organiser=hall.conference.organiser,
        by=hall.clerk,
        sites=[hall.site(number).site for number in (0, 1)],
        starts_at=hall.starts_at - timedelta(days=7),
    )
    speaker = [each for each in spoken.participations_of(before) if each.site.name == "Xã Bình"][0]
    actions.speak(hall.clerk, actions.ask(None, speaker, kind="request", way="link"))
    close(hall, before)
    for number in range(3):
        attending.check_in(None, hall.site(number), way="link")
    found = spoken.silence(hall.conference)

    assert (found.there, names(found.silent), found.conferences) == (3, ["Xã An", "Xã Bình", "Xã Châu"], 1)
    assert names(found.long_silent) == ["Xã An"]


def test_the_list_is_read_in_one_statement(hall):
    for number in range(4):
        hall.asks(number)
    with counted_queries(hall.app) as asked:
        assert [turn.participation.site.name for turn in queries.waiting(hall.conference)][0] == "Xã An"
    assert len(asked) == 2  # the conference, the list


def left(hall, *turns) -> list[int]:
    standing = queries.standing_of(hall.conference)
    return [standing.seconds_left(each) for each in turns]


def names(participations) -> list[str]:
    return sorted(each.site.name for each in participations)


def close(hall, conference) -> None:
    hall.id, own = conference.id, hall.id
    hall.take("close")
    hall.id = own
