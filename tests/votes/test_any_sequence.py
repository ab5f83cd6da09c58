"""Whatever voters and office do, one after the other or at once: one ballot each, and the sums are those of a list."""

import threading
from contextlib import suppress

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule
from sqlalchemy import func, select

from confsys.conferences.clashes import Because
from confsys.errors import Problem
from confsys.extensions import db
from confsys.journal import entries_since
from confsys.votes import actions, casting, queries
from confsys.votes.models import Ballot, Vote, Voter
from tests.conftest import in_fresh_context
from tests.votes.room import Room

CHOICES = ("yes", "no", "abstain")
WEIGHT = 10


class Voting(RuleBasedStateMachine):
    """The model: for each vote its state, and of each voter the ballot that counts."""

    worlds = None

    def __init__(self):
        super().__init__()
        self.room = type(self).worlds(Room)
        self.app = type(self).worlds.app
        self.model: dict[str, dict] = {}

    @rule(kind=st.sampled_from(["hands", "named", "secret"]))
    def write(self, kind):
        if len(self.model) == 4:
            return
        with self.app.app_context():
            vote = self.room.writes(kind=kind, unit="delegates" if kind == "hands" else "sites")
            self.model[vote.id] = {"kind": kind, "state": "drafted", "ballots": {}, "was_opened": False}

    @rule(which=st.integers(0, 3), gesture=st.sampled_from(["open", "close", "reopen", "publish", "cancel"]))
    def gesture(self, which, gesture):
        if not self.model:
            return
        vote_id = list(self.model)[which % len(self.model)]
        done = {"open": actions.open_vote, "close": actions.close, "reopen": actions.reopen}
        done |= {"publish": actions.publish, "cancel": actions.cancel}
        more = {"open": {"reasons": Because("thử")}, "cancel": {"reason": "Hỏi lại"}}.get(gesture, {})
        with self.app.app_context(), suppress(Problem):
            done[gesture](self.room.clerk, db.session.get_one(Vote, vote_id), **more)
            self._follow(self.model[vote_id], gesture)

    def _follow(self, vote, gesture):
        """What the model allows: reached only where the action was not refused."""
        others = [each for each in self.model.values() if each is not vote and each["state"] == "open"]
        assert (
            vote["state"]
            in {
                "open": ("drafted",),
                "close": ("open",),
                "reopen": ("closed",),
                "publish": ("closed",),
                "cancel": ("drafted", "open"),
            }[gesture]
        )
        assert gesture not in ("open", "reopen") or not others
        assert gesture != "reopen" or vote["kind"] != "secret"
        names = {"open": "open", "close": "closed", "reopen": "open", "publish": "published", "cancel": "cancelled"}
        vote["state"] = names[gesture]
        vote["was_opened"] = vote["was_opened"] or gesture == "open"

    @rule(ballots=st.lists(st.tuples(st.integers(0, 2), st.sampled_from(CHOICES), st.integers(1, 12)), max_size=4))
    def cast(self, ballots):
        for ballot in ballots:
            self._one(*ballot)

    def _one(self, number, choice, hands):
        for vote_id, vote in self.model.items():
            if not vote["was_opened"]:
                continue  # nobody is entitled yet
            ballot = {choice: hands if vote["kind"] == "hands" else 1}
            with self.app.app_context():
                found = db.session.get_one(Vote, vote_id)
                try:
                    done = self.room.casts(found, number, **ballot)
                except Problem:
                    assert vote["state"] != "open" or hands > WEIGHT
                    continue
            assert vote["state"] == "open"
            before = vote["ballots"].get(number)
            assert done is (before is None if vote["kind"] == "secret" else before != ballot)
            vote["ballots"][number] = before if vote["kind"] == "secret" and before else ballot

    @invariant()
    def every_sum_is_that_of_the_model(self):
        with self.app.app_context():
            for vote_id, vote in self.model.items():
                found = db.session.get_one(Vote, vote_id)
                assert found.state == vote["state"]
                if vote["state"] in ("open", "closed", "published"):
                    sums = {key: sum(each.get(key, 0) for each in vote["ballots"].values()) for key in CHOICES}
                    assert queries.counts_of(found) == sums
                    assert queries.progress_of(found)[:2] == (len(vote["ballots"]), 3)

    @invariant()
    def no_secret_ballot_is_told(self):
        with self.app.app_context():
            secret = {vote_id for vote_id, vote in self.model.items() if vote["kind"] == "secret"}
            told = [each for each in entries_since(self.room.conference.stream, 0) if "cast" in each.kind]
            assert not secret & {each.about["vote"] for each in told}


@pytest.mark.parametrize("examples", [5, pytest.param(300, marks=[pytest.mark.long, pytest.mark.timeout(1800)])])
def test_no_sequence_counts_a_ballot_twice_or_loses_one(kept, examples):
    Voting.worlds = kept
    shape = {"max_examples": examples, "stateful_step_count": 15, "suppress_health_check": list(HealthCheck)}
    Voting.TestCase.settings = settings(**shape)
    Voting.TestCase("runTest").runTest()


@pytest.mark.parametrize("kind", ["named", "secret", "hands"])
def test_twenty_presses_of_one_voter_at_once_are_one_ballot(kept, kind):
    room = kept(Room)
    with room.app.app_context():
        vote = room.opens(kind=kind)
        vote_id, voter_id = vote.id, room.voter(vote).id
    done = at_once(room, 20, lambda number: press(vote_id, voter_id, CHOICES[number % 2]))

    with room.app.app_context():
        vote = db.session.get_one(Vote, vote_id)
        assert (sum(queries.counts_of(vote).values()), queries.progress_of(vote)[0]) == (1, 1)
        ballots = db.session.scalar(select(func.count()).select_from(Ballot))
        assert ballots == (0 if kind == "secret" else 1)
        if kind == "secret":
            assert sorted(done) == [False] * 19 + [True]
        else:
            [ballot] = db.session.scalars(select(Ballot))
            told = [each.kind for each in entries_since(vote.stream, 0) if each.kind in ("vote.cast", "vote.recast")]
            assert told == ["vote.cast"] + ["vote.recast"] * (done.count(True) - 1)
            assert queries.counts_of(vote) == dict.fromkeys(CHOICES, 0) | ballot.counts


def test_a_ballot_and_the_close_at_once_are_counted_or_refused_but_never_lost(kept):
    room = kept(Room)
    with room.app.app_context():
        vote_id = room.opens(kind="secret").id
        voters = [each.id for each in queries.voters_of(db.session.get_one(Vote, vote_id))]

    def work(number):
        if number == 3:
            return actions.close(None, db.session.get_one(Vote, vote_id))
        return press(vote_id, voters[number], "yes")

    done = at_once(room, 4, work)
    with room.app.app_context():
        vote = db.session.get_one(Vote, vote_id)
        assert queries.counts_of(vote)["yes"] == queries.progress_of(vote)[0] == done.count(True)
        assert entries_since(vote.stream, 0)[-1].after["counts"]["yes"] == done.count(True)


def press(vote_id: str, voter_id: str, choice: str):
    vote, voter = db.session.get_one(Vote, vote_id), db.session.get_one(Voter, voter_id)
    if vote.is_secret:
        return casting.cast_in_secret(None, vote, voter, choice=choice, way="link")
    return casting.cast(None, vote, voter, counts={choice: 1}, way="link")


def at_once(room, number, work) -> list:
    """What each of so many got who pressed together, each in a session of his own; "refused" where the rules did."""
    begin, found, unexpected = threading.Barrier(number), [], []

    def run(each):
        begin.wait()
        with room.app.app_context():
            try:
                found.append(work(each))
            except Problem:
                found.append("refused")
            except Exception as error:
                unexpected.append(error)

    threads = [threading.Thread(target=in_fresh_context, args=(run, each)) for each in range(number)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert unexpected == []
    return found
