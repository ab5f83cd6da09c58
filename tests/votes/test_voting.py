"""Writing, opening, casting, closing: what is allowed when, and what is kept."""

import pytest

from confsys.attendance import actions as attending
from confsys.attendance import standing
from confsys.conferences.clashes import NeedsWord
from confsys.errors import Invalid, Refused
from confsys.extensions import db
from confsys.history.actions import revert
from confsys.journal import entries_since, personal_of
from confsys.votes import actions, casting, queries
from confsys.votes.models import Ballot
from confsys.votes.opening import Moment
from tests.attendance.office import somebody
from tests.votes.room import Room


@pytest.fixture
def room(kept):
    found = kept(Room)
    with found.app.app_context():
        yield found


def kinds(room, since=0):
    return [each.kind for each in entries_since(room.conference.stream, since) if each.kind.startswith("vote.")]


def test_who_is_there_when_it_opens_is_entitled_and_nobody_who_comes_later(room):
    vote = room.opens()
    actions_main = room.site(0).conference.main_site.name
    room.marks(2, "absent", word="mất điện")

    voters = queries.voters_of(vote)
    assert {each.site for each in voters} == {"Xã Bình Thạnh", "Xã Bình Thành", "Phường Sa Đéc"}
    assert actions_main not in {each.site for each in voters}
    assert vote.opened_with == {"share": "half", "of": "all", "base": 4, "needed": 3, "there": 3}
    assert (vote.summoned, [each.position for each in voters]) == (4, [1, 2, 3])
    actions.close(room.clerk, vote)
    assert room.again(vote).closed_with["there"] == 2


def test_without_a_quorum_it_opens_with_a_word_that_is_kept(room):
    room.marks(2, "absent", word="mất điện")
    vote = room.writes()
    with pytest.raises(NeedsWord) as refusal:
        actions.open_vote(room.clerk, vote)
    assert [each["id"] for each in refusal.value.extra["warnings"]] == ["quorum"]
    assert room.again(vote).state == "drafted"

    actions.open_vote(room.clerk, vote, reasons={"quorum": "Chủ trì yêu cầu"})
    assert (vote.state, vote.reasons) == ("open", {"quorum": "Chủ trì yêu cầu"})
    assert entries_since(vote.stream, 0)[-1].after["reasons"] == {"quorum": "Chủ trì yêu cầu"}


def test_a_named_ballot_may_be_changed_until_the_close_and_says_who_wrote_it(room):
    vote = room.opens()
    assert room.casts(vote, yes=1) is True
    assert room.casts(vote, yes=1) is False
    assert room.casts(vote, no=1, way="office", told_by="Bà Hai") is True

    ballot = queries.ballot_of(room.voter(vote))
    assert (ballot.counts, ballot.way, ballot.told_by) == ({"no": 1}, "office", "Bà Hai")
    assert queries.counts_of(vote) == {"yes": 0, "no": 1, "abstain": 0}
    actions.close(room.clerk, vote)
    with pytest.raises(Refused, match="closed and counted"):
        room.casts(vote, yes=1)
    entries = [each for each in entries_since(vote.stream, 0) if each.kind in ("vote.cast", "vote.recast")]
    assert [each.after for each in entries] == [
        {"question": vote.question, "cast_way": way} for way in ("link", "office")
    ]
    assert personal_of(entries[1]) == {"told_by": "Bà Hai"}
    assert kinds(room) == ["vote.written", "vote.opened", "vote.cast", "vote.recast", "vote.closed"]


def test_hands_are_counted_by_site_and_never_more_than_its_heads(room):
    vote = room.opens(kind="hands", unit="delegates")
    room.casts(vote, 0, yes=7, no=2)
    room.casts(vote, 1, yes=10)
    with pytest.raises(Invalid) as refusal:
        room.casts(vote, 2, yes=6, no=5)
    assert "11 hands are more than the 10" in str(refusal.value.errors["counts"])

    assert queries.counts_of(vote) == {"yes": 17, "no": 2, "abstain": 0}
    assert queries.progress_of(vote) == (2, 3, 30)
    room.casts(vote, 1, yes=9)
    actions.close(room.clerk, vote)
    assert queries.counts_of(vote) == {"yes": 16, "no": 2, "abstain": 0}


def test_delegates_vote_by_their_names(room):
    room.sees(somebody("Bà Hai", "Chủ tịch"), somebody("Ông Ba"), somebody("Ông Về", left=True))
    vote = room.opens(unit="delegates")

    voters = queries.voters_of(vote)
    assert [each.words for each in voters] == ["Bà Hai, Xã Bình Thạnh", "Ông Ba, Xã Bình Thạnh"]
    casting.cast(None, vote, voters[1], counts={"abstain": 1}, way="link")
    assert personal_of(entries_since(vote.stream, 0)[-1]) == {"voter": "Ông Ba"}
    room.sees(somebody("Ông Khác"))  # the list is noted anew: who was entitled stays so
    assert [each.name for each in queries.voters_of(vote)] == ["Bà Hai", "Ông Ba"]


def test_a_secret_ballot_stays_as_it_was_cast_and_none_is_cast_for_others(room):
    vote = room.opens(kind="secret")
    assert room.casts(vote, yes=1) is True
    assert room.casts(vote, no=1) is False
    with pytest.raises(Refused, match="cast by the site itself"):
        room.casts(vote, 1, yes=1, way="office")
    assert queries.counts_of(vote) == {"yes": 1, "no": 0, "abstain": 0}
    assert db.session.query(Ballot).count() == 0
    assert kinds(room) == ["vote.written", "vote.opened"]
    actions.close(room.clerk, vote)
    with pytest.raises(Refused, match="its result has been seen"):
        actions.reopen(room.clerk, vote)


def test_a_secret_vote_that_is_broken_off_leaves_no_result(room):
    vote = room.opens(kind="secret")
    room.casts(vote, yes=1)
    with pytest.raises(Invalid):
        actions.cancel(room.clerk, vote)
    actions.cancel(room.clerk, vote, reason="Hỏi lại câu khác")
    assert queries.counts_of(vote) == {"yes": 0, "no": 0, "abstain": 0}


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"options": ["Một"]}, "options"),
        ({"options": ["Một", "một"]}, "options"),
        ({"options": list("abcdefg")}, "options"),
    ],
)
def test_what_cannot_be_put_is_refused_at_its_field(room, values, field):
    with pytest.raises(Invalid) as refusal:
        room.writes(**values)
    assert list(refusal.value.errors) == [field]


def test_one_vote_is_open_at_a_time_and_only_in_session(room):
    first, second = room.opens(), room.writes(question="Thứ hai")
    with pytest.raises(Refused, match="Another vote is open"):
        actions.open_vote(room.clerk, second)
    with pytest.raises(Refused, match="open already"):
        actions.open_vote(room.clerk, first)
    with pytest.raises(Refused, match="open already"):
        actions.publish(room.clerk, first)
    actions.close(room.clerk, first)
    room.take("close")
    with pytest.raises(Refused, match="in session"):
        actions.open_vote(room.clerk, second)
    with pytest.raises(Refused, match="over"):
        room.writes()


def test_a_conference_that_ends_closes_its_vote_and_one_that_is_cancelled_breaks_it_off(room):
    vote = room.opens(options=["Cao Lãnh", "Mỹ Tho"])
    room.casts(vote, **{"2": 1})
    room.take("close")
    assert (room.again(vote).state, queries.counts_of(vote)) == ("closed", {"1": 0, "2": 1})
    assert entries_since(vote.stream, 0)[-1].after["counts"] == {"Cao Lãnh": 0, "Mỹ Tho": 1}

    room.take("reopen", "Bấm nhầm")
    vote = room.opens()
    room.take("cancel", "Bão")
    assert (room.again(vote).state, vote.reason) == ("cancelled", "Bão")


def test_the_start_is_not_taken_back_while_somebody_votes(room):
    started = next(each for each in entries_since(room.conference.stream, 0) if each.kind == "conference.started")
    vote = room.opens()
    with pytest.raises(Refused, match="A vote is open"):
        revert(room.clerk, started)
    assert room.again(vote).state == "open"


def test_writing_changing_and_closing_are_taken_back(room):
    def latest():
        return entries_since(room.conference.stream, 0)[-1]

    vote = room.writes()
    actions.change(room.clerk, vote, question="Khác", options=["A", "B"])
    revert(room.clerk, latest())
    assert (room.again(vote).question, [each.key for each in queries.choices_of(vote)]) == (
        "Thông qua kế hoạch",
        ["yes", "no", "abstain"],
    )
    actions.open_vote(room.clerk, vote)
    actions.close(room.clerk, vote)
    revert(room.clerk, latest())
    assert room.again(vote).state == "open"
    revert(room.clerk, latest())
    assert room.again(vote).state == "closed"
    other = room.writes()
    revert(room.clerk, latest())
    assert room.again(other).state == "cancelled"


def test_what_somebody_else_changed_is_not_overwritten(room):
    vote = room.writes()
    assert actions.change(room.clerk, vote, question="Thông qua kế hoạch", revision=1) is False
    assert actions.change(room.clerk, vote, question="Một", revision=1) is True
    with pytest.raises(Refused, match="meanwhile"):
        actions.change(room.clerk, vote, question="Hai", revision=1)


def test_the_quick_look_at_the_quorum_is_that_of_the_moment_it_opens(room):
    for base in ("all", "without-main"):
        attending.set_quorum(room.clerk, room.conference, share="two-thirds", base=base)
        assert standing.quorum_now(room.conference) == Moment(room.conference).quorum
