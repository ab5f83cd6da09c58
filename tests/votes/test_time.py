"""A vote whose time is over closes by itself: at the moment that was promised, once, whoever is late."""

import os
import subprocess
import sys
from datetime import timedelta

import pytest
import time_machine

from confsys import clock
from confsys.config import ROOT
from confsys.errors import Refused
from confsys.extensions import db
from confsys.history.actions import revert
from confsys.journal import entries_since
from confsys.votes import actions, queries
from confsys.votes.models import Vote
from tests.server import a_server
from tests.votes.room import Room
from tests.votes.test_any_sequence import at_once


@pytest.fixture
def room(kept):
    found = kept(Room)
    with found.app.app_context():
        yield found


def later(vote: Vote, **after):
    return time_machine.travel(vote.opened_at + timedelta(minutes=2) + timedelta(**after), tick=False)


def closings(vote: Vote) -> list:
    return [each for each in entries_since(vote.stream, 0) if each.kind == "vote.closed"]


def test_it_closes_at_the_moment_that_was_promised_and_not_before(room):
    vote = room.opens(minutes=2)
    room.casts(vote, yes=1)
    assert vote.closes_at == vote.opened_at + timedelta(minutes=2)
    with later(vote, seconds=-1):
        assert (actions.close_over(), room.again(vote).state) == (0, "open")
    with later(vote, seconds=1):
        assert (actions.close_over(), actions.close_over()) == (1, 0)

    assert (room.again(vote).state, vote.closed_at) == ("closed", vote.closes_at)
    assert vote.closed_with["there"] == 3
    [entry] = closings(vote)
    assert (entry.by, entry.after["counts"], entry.after["time_over"]) == (
        None,
        {"yes": 1, "no": 0, "abstain": 0},
        vote.closes_at.isoformat(),
    )


@pytest.mark.parametrize("kind", ["named", "secret", "hands"])
def test_a_ballot_after_the_moment_is_refused_though_nobody_has_closed_it_yet(room, kind):
    vote = room.opens(kind=kind, minutes=2)
    with later(vote, seconds=-1):
        assert room.casts(vote, 0, yes=1) is True
    for after in ({}, {"hours": 3}):
        with later(vote, **after), pytest.raises(Refused, match=r"was over at \d\d:\d\d:\d\d. Ballots are no longer"):
            room.casts(vote, 1, no=1)
    assert (room.again(vote).state, queries.counts_of(vote)) == ("open", {"yes": 1, "no": 0, "abstain": 0})


def test_when_nobody_was_there_to_close_it_the_moment_is_kept_and_no_quorum_is_made_up(room):
    vote = room.opens(minutes=2)
    with later(vote, hours=3):
        room.marks(2, "absent", word="về sớm")
        assert actions.close_over() == 1
    assert (vote.closed_at, vote.closed_with) == (vote.closes_at, None)
    assert "quorum" not in closings(vote)[0].after
    with later(vote, hours=3):
        page = room.browser.get(f"/conferences/{room.id}/votes/{vote.id}").text
    assert "Opened at" in page and "Closed at" not in page


def test_whoever_closes_it_late_by_hand_closes_it_at_that_moment_too(room):
    vote = room.opens(minutes=2)
    with later(vote, minutes=5):
        actions.close(room.clerk, vote)
    assert vote.closed_at == vote.closes_at
    early = room.opens(minutes=2)
    with later(early, minutes=-1):
        actions.close(room.clerk, early)
    assert early.closed_at == early.opened_at + timedelta(minutes=1)
    assert "time_over" not in closings(early)[-1].after


def test_a_conference_that_ends_later_closes_it_at_that_moment(room):
    vote = room.opens(minutes=2)
    with later(vote, minutes=9):
        room.take("close")
    assert (room.again(vote).state, vote.closed_at) == ("closed", vote.closes_at)


def test_without_a_time_and_opened_again_it_waits_for_somebody(room):
    vote = room.opens()
    with later(vote, hours=5):
        assert (vote.closes_at, actions.close_over()) == (None, 0)
        actions.close(room.clerk, vote)
    timed = room.opens(minutes=2)
    with later(timed, seconds=1):
        actions.close_over()
        revert(room.clerk, closings(timed)[-1])
        assert (room.again(timed).state, timed.closes_at, actions.close_over()) == ("open", None, 0)
        assert room.casts(timed, yes=1) is True
    page = room.browser.get(f"/conferences/{room.id}/votes").text
    assert "data-countdown" not in page


def test_the_pages_say_until_when(room):
    vote = room.opens(minutes=2)
    at = clock.local(vote.closes_at).strftime("%H:%M:%S")
    page = room.own.get(f"/conferences/{room.id}/sites/{room.sites[0]}/vote").text
    assert f"Ballots are taken until {at}." in page
    with later(vote):
        sent = {"vote": vote.id, "choice": "yes"}
        late = room.own.post(f"/conferences/{room.id}/sites/{room.sites[0]}/vote", data=sent)
    assert late.status_code == 409 and f"The time of this vote was over at {at}." in late.text
    program = room.app.test_client().get(
        f"/api/v1/conferences/{room.id}/votes/{vote.id}", headers=room.programs["office"]
    )
    assert program.json["closes_at"] == clock.local(vote.closes_at).isoformat()


def test_the_history_says_that_its_time_was_over(room):
    vote = room.opens(minutes=2)
    with later(vote):
        actions.close_over()
    history = room.browser.get(f"/conferences/{room.id}/history").text
    assert "Its time was over at" in history and clock.local(vote.closes_at).strftime("%H:%M:%S") in history


def test_ten_processes_at_once_close_it_once(kept):
    room = kept(Room)
    with room.app.app_context():
        vote = room.opens(minutes=2)
        vote_id = vote.id
    with later(vote, seconds=1):
        done = at_once(room, 10, lambda _number: actions.close_over())
    with room.app.app_context():
        vote = db.session.get_one(Vote, vote_id)
        assert (sum(done), len(closings(vote)), vote.closed_at) == (1, 1, vote.closes_at)


def test_ballots_at_the_last_moment_are_counted_or_refused_but_never_lost(kept):
    """Three press and two close while the clock stands at the very end."""
    room = kept(Room)
    with room.app.app_context():
        vote = room.opens(kind="secret", minutes=2)
        vote_id = vote.id

    def work(number):
        if number > 2:
            return actions.close_over()
        return room.casts(db.session.get_one(Vote, vote_id), number, yes=1)

    with later(vote, microseconds=-1):
        assert work_in(room, work, 0) is True
    with later(vote):
        done = at_once(room, 5, work)
    with room.app.app_context():
        vote = db.session.get_one(Vote, vote_id)
        assert (vote.state, queries.counts_of(vote)["yes"], queries.progress_of(vote)[0]) == ("closed", 1, 1)
    assert sorted(done, key=str) == [0, 1, "refused", "refused", "refused"]


def work_in(room, work, number):
    with room.app.app_context():
        return work(number)


PROCESS = """
import sys
from confsys.votes.actions import close_over
from wsgi import app

print("ready", flush=True)
sys.stdin.readline()
with app.app_context():
    print(close_over())
"""


def test_two_processes_that_come_late_close_it_once(tmp_path, worlds):
    server = a_server(tmp_path, worlds, Room)
    room = worlds(Room)
    worlds.let_go()
    vote_id = server.in_app(opened_an_hour_ago, room)
    env = {name: value for name, value in os.environ.items() if not name.startswith("CONFSYS_")}
    env |= {f"CONFSYS_{name}": value for name, value in server.settings.items()}
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True, "cwd": ROOT, "env": env}

    both = [subprocess.Popen([sys.executable, "-c", PROCESS], **pipes) for _each in "ab"]
    try:
        assert [each.stdout.readline() for each in both] == ["ready\n"] * 2
        for each in both:
            each.stdin.write("go\n")
            each.stdin.flush()
        assert sorted(each.communicate(timeout=30)[0] for each in both) == ["0\n", "1\n"]
    finally:
        for each in both:
            each.kill()
    assert server.in_app(left_of, vote_id) == ("closed", 1, True)


def opened_an_hour_ago(room: Room) -> str:
    with time_machine.travel(clock.now() - timedelta(hours=1)):
        return room.opens(minutes=2).id


def left_of(vote_id: str) -> tuple[str, int, bool]:
    """How it stands, how often it was closed, and whether at the moment that was promised."""
    vote = db.session.get_one(Vote, vote_id)
    return vote.state, len(closings(vote)), vote.closed_at == vote.closes_at
