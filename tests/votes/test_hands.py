"""The table of hands: every site in one press; what is wrong stays in its row, nothing is written over unseen."""

import re

import pytest

from confsys.extensions import db
from confsys.journal import entries_since
from confsys.votes import actions, casting, queries
from confsys.votes.casting import Hands
from confsys.votes.models import Ballot, Vote
from tests.queries import counted_queries
from tests.shown_form import nothing_changes
from tests.votes.room import Room
from tests.votes.test_any_sequence import at_once


class Counting(Room):
    """A vote by hands is open; each of three sites has ten persons."""

    def __init__(self, app) -> None:
        super().__init__(app)
        with app.app_context():
            vote = self.opens(kind="hands", unit="delegates")
            self.vote, self.at = vote.id, f"/conferences/{self.id}/votes/{vote.id}"
            self.ids = [self.voter(vote, number).id for number in range(3)]

    @property
    def open(self) -> Vote:
        return db.session.get_one(Vote, self.vote, populate_existing=True)

    def sends(self, browser=None, seen=None, **rows: str):
        """As a browser sends the whole table: `one="7,2,1"`; what is not named stands as the page showed it."""
        fields = self.fields() if seen is None else dict(seen)
        for name, line in rows.items():
            for key, text in zip(("yes", "no", "abstain"), line.split(","), strict=True):
                fields[f"hands-{self.ids[('one', 'two', 'three').index(name)]}-{key}"] = text
        return (browser or self.browser).post(f"{self.at}/hands", data=fields)

    def fields(self) -> dict[str, str]:
        return fields_of(self.browser.get(f"{self.at}/hands").text)

    def told(self) -> list:
        with self.app.app_context():
            ballots = queries.ballots_of(self.open)
            return [ballots[each].counts if each in ballots else None for each in self.ids]


def fields_of(page: str) -> dict[str, str]:
    found = re.findall(r'<input[^>]*form="count"[^>]*>', page)
    return {re.search(r' name="([^"]+)"', each)[1]: re.search(r' value="([^"]*)"', each)[1] for each in found}


@pytest.fixture
def room(kept):
    return kept(Counting)


def test_one_press_writes_down_every_row_that_was_changed_and_no_other(room):
    answer = room.sends(one="7,2,1", two="10,,")
    assert (answer.status_code, answer.location) == (303, f"{room.at}/hands#hands")
    assert room.told() == [{"yes": 7, "no": 2, "abstain": 1}, {"yes": 10}, None]
    with room.app.app_context():
        assert queries.counts_of(room.open) == {"yes": 17, "no": 2, "abstain": 1}
        kinds = [each.kind for each in entries_since(room.open.stream, 0) if "cast" in each.kind]
        assert kinds == ["vote.cast", "vote.cast"]
    assert "2 sites are written down." in room.browser.get(f"{room.at}/hands").text

    assert room.sends(one="6,3,1").status_code == 303
    with room.app.app_context():
        kinds = [each.kind for each in entries_since(room.open.stream, 0) if "cast" in each.kind]
        assert kinds == ["vote.cast", "vote.cast", "vote.recast"]
    with nothing_changes(room.app):
        assert room.sends().status_code == 303


def test_what_is_wrong_stays_in_its_row_with_why_and_the_rest_is_written(room):
    answer = room.sends(one="7,2,1", two="9,3,0", three="bảy,1,0")
    assert answer.status_code == 422
    assert room.told() == [{"yes": 7, "no": 2, "abstain": 1}, None, None]
    for sentence in (
        "2 sites are not written down; what was typed stands there still.",
        "1 site is written down.",
        "12 hands are more than the 10 of this site.",
        "A whole number from 0 to 5000 is needed.",
    ):
        assert sentence in answer.text
    fields = fields_of(answer.text)
    typed = [[fields[f"hands-{each}-{key}"] for key in ("yes", "no", "abstain")] for each in room.ids]
    assert typed == [["7", "2", "1"], ["9", "3", "0"], ["bảy", "1", "0"]]

    fields |= {f"hands-{room.ids[1]}-no": "1", f"hands-{room.ids[2]}-yes": "7"}
    assert room.browser.post(f"{room.at}/hands", data=fields).status_code == 303
    assert room.told()[1:] == [{"yes": 9, "no": 1}, {"yes": 7, "no": 1}]


def test_what_a_site_sent_meanwhile_is_written_over_only_by_who_has_seen_it(room):
    before = room.fields()
    with room.app.app_context():
        room.casts(room.open, 0, yes=4, no=4)
    answer = room.sends(seen=before, one="7,2,1", two="5,0,0")
    assert answer.status_code == 422
    assert "Meanwhile another count was written down: In favour 4, Against 4." in answer.text
    assert room.told()[:2] == [{"yes": 4, "no": 4}, {"yes": 5}]

    again = fields_of(answer.text)
    assert again[f"seen-{room.ids[0]}"] == "4,4,0" and again[f"hands-{room.ids[0]}-yes"] == "7"
    assert room.browser.post(f"{room.at}/hands", data=again).status_code == 303
    assert room.told()[0] == {"yes": 7, "no": 2, "abstain": 1}


def test_the_same_as_the_site_sent_is_no_quarrel(room):
    before = room.fields()
    with room.app.app_context():
        room.casts(room.open, 0, yes=7)
    assert room.sends(seen=before, one="7,0,").status_code == 303


def test_a_count_is_not_taken_back_by_emptying_its_row(room):
    assert room.sends(one="7,2,1").status_code == 303
    answer = room.sends(one=",,")
    assert answer.status_code == 422 and "Where nobody raised a hand, type 0." in answer.text
    assert room.told()[0] == {"yes": 7, "no": 2, "abstain": 1}
    assert room.sends(one="0,0,0").status_code == 303
    assert room.told()[0] == {}


def test_nothing_typed_is_lost_when_the_vote_closes_meanwhile(room):
    before = room.fields()
    with room.app.app_context():
        actions.close(room.clerk, room.open)
    with nothing_changes(room.app):
        answer = room.sends(seen=before, one="7,2,1")
    assert answer.status_code == 409
    assert "This vote is closed and counted. 1 site is not written down" in answer.text
    assert fields_of(answer.text)[f"hands-{room.ids[0]}-yes"] == "7"
    with room.app.app_context():
        actions.reopen(room.clerk, room.open)
    assert room.browser.post(f"{room.at}/hands", data=fields_of(answer.text)).status_code == 303
    assert room.told()[0] == {"yes": 7, "no": 2, "abstain": 1}


def test_the_table_is_the_offices_and_of_votes_by_hands_that_are_open(room):
    assert 'id="hands"' in room.browser.get(room.at).text
    for browser in (room.chairs, room.technicians):
        assert 'id="hands"' not in browser.get(room.at).text
        assert room.sends(browser, one="7,2,1").status_code == 403
    with room.app.app_context():
        actions.close(room.clerk, room.open)
        named = room.opens(kind="named")
        at, voter = f"/conferences/{room.id}/votes/{named.id}/hands", room.voter(named).id
    assert 'id="hands"' not in room.browser.get(at).text
    with nothing_changes(room.app):
        refused = room.browser.post(at, data={f"hands-{voter}-yes": "1", f"seen-{voter}": ",,"})
    assert refused.status_code == 409 and "This vote is not by show of hands." in refused.text


@pytest.mark.parametrize("seen", ["", "x", "1,2", "1,2,3,4", "-1,2,3", "٧,2,1", "999999,1,1", ",,"])
def test_whatever_stands_in_the_hidden_field_nothing_is_written_over_unseen(room, seen):
    with room.app.app_context():
        room.casts(room.open, 0, yes=4)
    fields = room.fields() | {f"seen-{room.ids[0]}": seen}
    assert room.sends(seen=fields, one="7,2,1").status_code == 422
    assert room.told()[0] == {"yes": 4}


def test_voters_of_other_votes_and_unknown_ones_are_nobody_here(room):
    with nothing_changes(room.app):
        sent = {"hands-0123456789abcdef-yes": "3", "seen-0123456789abcdef": ",,"}
        assert room.browser.post(f"{room.at}/hands", data=sent).status_code == 303


def test_many_rows_cost_no_more_statements_to_look_at_than_few(room):
    def cost() -> int:
        with counted_queries(room.app) as sent:
            assert room.browser.get(f"{room.at}/hands").status_code == 200
        return len(sent)

    before = cost()
    assert room.sends(one="7,2,1", two="5,5,0", three="1,1,1").status_code == 303
    room.browser.get(f"{room.at}/hands")  # what it was told is said once
    assert cost() == before


def test_two_clerks_and_the_sites_at_once_lose_nothing_unseen(room):
    """Six press together, having seen nothing: each site keeps one count, and the sums are those of what stands."""

    def work(number):
        vote = room.open
        if number > 1:
            return room.casts(vote, number % 3, yes=number)
        hands = {each: Hands({"no": number + 1}, None) for each in room.ids}
        return len(casting.count_hands(room.clerk, vote, counted=hands))

    assert len(at_once(room, 6, work)) == 6
    with room.app.app_context():
        ballots = db.session.query(Ballot).all()
        assert len(ballots) == 3
        stands = [each.counts for each in ballots]
        assert queries.counts_of(room.open) == {
            key: sum(each.get(key, 0) for each in stands) for key in ("yes", "no", "abstain")
        }
        told = [each.kind for each in entries_since(room.open.stream, 0) if each.kind == "vote.cast"]
        assert len(told) == 3
