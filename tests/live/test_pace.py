"""How much one line may ask for: as much as a browser ever does, and no end of it nobody."""

from confsys.live.pace import MOST, PATIENCE, PER_SECOND, Pace
from tests.build import a_conference
from tests.live.conftest import OWN, link_of


def test_a_burst_and_then_so_many_a_second():
    now = [0.0]
    pace = Pace(lambda: now[0])

    assert [pace.allows() for _each in range(MOST + 1)] == [True] * MOST + [False]
    now[0] = 1.0
    assert [pace.allows() for _each in range(int(PER_SECOND) + 1)] == [True] * int(PER_SECOND) + [False]


def test_who_waits_when_he_is_told_to_is_never_cut_and_who_goes_on_is_once():
    now = [0.0]
    pace = Pace(lambda: now[0])
    for _time in range(5):
        while pace.allows():
            pass
        now[0] += 0.2
    assert not pace.is_over

    allowed = [(pace.allows(), pace.is_over) for _each in range(PATIENCE + 10)]

    assert allowed.count((False, True)) == 1


def test_too_much_at_once_is_refused_with_a_sentence_and_cut_in_the_end(app, socket):
    conference = a_conference(state="live")
    ear = socket(auth=link_of(conference), headers=OWN)
    next(iter(ear.hub.clients.values())).pace = Pace(lambda: 0.0)

    answers = [ear.join(conference.id) for _each in range(MOST)]
    refused = ear.join(conference.id)
    for _each in range(PATIENCE):
        if ear.is_open:
            ear.join(conference.id)

    assert all(each["ok"] for each in answers)
    assert (refused["ok"], refused["status"]) == (False, 429)
    assert "too much at once" in refused["error"]
    assert not ear.is_open
