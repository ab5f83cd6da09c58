"""A delegate votes on his own telephone: his own ballot and no other, one however often he presses."""

import re

import pytest
from sqlalchemy import func, select

from confsys.conferences.links import join_token
from confsys.delegates.links import token_of
from confsys.delegates.queries import everybody_of
from confsys.errors import Refused
from confsys.extensions import db
from confsys.history.actions import revert
from confsys.journal import entries_since, personal_of
from confsys.votes import actions, casting, queries
from confsys.votes.models import Ballot, Vote, Voter
from tests.attendance.office import somebody
from tests.queries import counted_queries
from tests.shown_form import nothing_changes
from tests.votes.room import Room
from tests.votes.test_any_sequence import at_once


class Phones(Room):
    """Two delegates of the first site were seen there, and one of the second; votes are written, none is open."""

    def __init__(self, app) -> None:
        super().__init__(app)
        with app.app_context():
            self.sees(somebody("Bà Hai", "Chủ tịch"), somebody("Ông Ba"))
            self.sees(somebody("Bà Hai", "Chủ tịch"), number=1)
            self.join = f"/join/{join_token(self.site(0))}"
            self.links = [self.link(number, place) for number, place in ((0, 0), (0, 1), (1, 0))]

    def link(self, number: int, place: int) -> str:
        return f"/delegate/{token_of(self.site(number), everybody_of(self.site(number))[place])}"

    def open(self, kind: str, **values) -> str:
        with self.app.app_context():
            return self.opens(kind=kind, **({"unit": "delegates"} | values)).id

    def press(self, vote_id: str, place: int, choice: str, **sent):
        return self.guest.post(f"{self.links[place]}/vote", data={"vote": vote_id, "choice": choice} | sent)

    def looks(self, place: int = 0) -> str:
        self.guest.set_cookie("lang", "en", domain="localhost")
        return self.guest.get(f"{self.links[place]}/vote").text


@pytest.fixture
def phones(kept):
    return kept(Phones)


HAI, BA, OTHER = "Bà Hai, Xã Bình Thạnh", "Ông Ba, Xã Bình Thạnh", "Bà Hai, Xã Bình Thành"


def stand(phones, vote_id) -> tuple[dict, set[str]]:
    """How many for each answer, and who has voted."""
    with phones.app.app_context():
        vote = db.session.get_one(Vote, vote_id)
        return queries.counts_of(vote), {each.words for each in queries.voters_of(vote) if each.has_voted}


def voter(vote: Vote, words: str) -> Voter:
    return next(each for each in queries.voters_of(vote) if each.words == words)


def test_a_named_ballot_is_his_own_and_nobody_else_changes_it(phones):
    vote_id = phones.open("named")
    assert "Bà Hai" in phones.looks(0) and "Ông Ba" not in phones.looks(0)
    answer = phones.press(vote_id, 0, "yes")
    assert (answer.status_code, answer.location) == (303, f"{phones.links[0]}/vote")
    assert "In favour. It can be changed until the vote closes." in phones.looks(0)
    assert phones.press(vote_id, 0, "no").status_code == 303
    assert stand(phones, vote_id) == ({"yes": 0, "no": 1, "abstain": 0}, {HAI})

    with phones.app.app_context():
        vote = db.session.get_one(Vote, vote_id)
        his = voter(vote, HAI)
        assert (queries.ballot_of(his).way, queries.ballot_of(his).told_by) == ("himself", "")
        assert [personal_of(each) for each in entries_since(vote.stream, 0) if "cast" in each.kind] == [
            {"voter": "Bà Hai"}
        ] * 2
        for way, told_by in (("link", ""), ("office", "Bà Hoa")):
            with pytest.raises(Refused, match="only he himself changes"):
                casting.cast(None, vote, his, counts={"yes": 1}, way=way, told_by=told_by)
        desk = phones.guest.get(f"{phones.join}/vote").text
    assert desk.count('name="choice"') == 3 and "He has voted on his own telephone" in desk


def test_what_the_site_wrote_for_him_he_may_change(phones):
    vote_id = phones.open("named")
    with phones.app.app_context():
        vote = db.session.get_one(Vote, vote_id)
        casting.cast(None, vote, voter(vote, BA), counts={"yes": 1}, way="link")
    assert "In favour. It can be changed" in phones.looks(1)
    assert phones.press(vote_id, 1, "abstain").status_code == 303
    assert stand(phones, vote_id)[0] == {"yes": 0, "no": 0, "abstain": 1}


def test_a_secret_ballot_is_asked_about_once_more_and_stays(phones):
    vote_id = phones.open("secret")
    with nothing_changes(phones.app):
        asked = phones.press(vote_id, 0, "no")
        assert asked.status_code == 200 and "Cast this ballot" in asked.text and "You vote in secret:" in asked.text
    assert phones.press(vote_id, 0, "no", sure="1").status_code == 303
    assert phones.press(vote_id, 0, "yes", sure="1").status_code == 303

    page = phones.looks(0)
    assert "You have cast your ballot." in page and "Against" not in page
    assert stand(phones, vote_id) == ({"yes": 0, "no": 1, "abstain": 0}, {HAI})
    assert "What it cannot promise" in phones.looks(1)


def test_nobody_casts_a_secret_ballot_of_a_delegate_for_him(phones):
    vote_id = phones.open("secret")
    with phones.app.app_context():
        vote = db.session.get_one(Vote, vote_id)
        his = voter(vote, HAI)
        his_id = his.id
        for way in ("link", "account", "office"):
            with pytest.raises(Refused, match="cast by himself on his own telephone"):
                casting.cast_in_secret(None, vote, his, choice="yes", way=way)
    desk = phones.guest.get(f"{phones.join}/vote").text
    assert "2 delegates of this site have a ballot." in desk and f"{phones.join}/delegate-links" in desk
    sent = {"vote": vote_id, "voter": his_id, "choice": "yes", "sure": "1"}
    with nothing_changes(phones.app):
        assert phones.guest.post(f"{phones.join}/vote", data=sent).status_code == 409
        program = phones.app.test_client().post(
            f"/api/v1/conferences/{phones.id}/votes/{vote_id}/ballot",
            json={"site": phones.sites[0], "voter": his_id, "choice": "yes"},
            headers=phones.programs["site"],
        )
    assert program.status_code == 409


def test_whatever_ballot_he_names_it_is_his_own(phones):
    """His namesake at another site has one of her own, and so has who sits beside him."""
    vote_id = phones.open("secret")
    with phones.app.app_context():
        other = voter(db.session.get_one(Vote, vote_id), OTHER).id
    assert phones.press(vote_id, 0, "yes", sure="1", voter=other).status_code == 303
    assert stand(phones, vote_id)[1] == {HAI}


@pytest.mark.parametrize(
    ("kind", "unit", "says"),
    [
        ("named", "sites", "each site has one ballot"),
        ("hands", "delegates", "raise yours in the room"),
        ("secret", "sites", "each site has one ballot"),
    ],
)
def test_where_he_has_no_ballot_the_page_says_why(phones, kind, unit, says):
    vote_id = phones.open(kind, unit=unit)
    page = phones.looks()
    assert says in page and 'name="choice"' not in page
    with nothing_changes(phones.app):
        assert phones.press(vote_id, 0, "yes", sure="1").status_code == 403
    assert "is-of-delegates" not in phones.guest.get(phones.links[0]).text


def test_who_was_not_there_when_it_opened_has_none(phones):
    vote_id = phones.open("secret")
    with phones.app.app_context():
        phones.sees(somebody("Bà Hai", "Chủ tịch"), somebody("Ông Ba"), somebody("Cô Muộn"))
        late = phones.link(0, 2)
    assert "is-of-delegates" in phones.guest.get(late).text
    page = phones.guest.get(f"{late}/vote").text
    assert "not on the list of those present" in page and 'name="choice"' not in page
    sent = {"vote": vote_id, "choice": "yes", "sure": "1"}
    assert phones.guest.post(f"{late}/vote", data=sent).status_code == 403


RESPELLED = ({"name": "Bà Hay", "office": "Chủ tịch"}, {"name": "Bà Hai", "office": "Phó Chủ tịch"})


@pytest.mark.parametrize("right", RESPELLED)
def test_whose_name_is_put_right_while_a_vote_is_open_keeps_link_and_ballot(phones, right):
    """Not once more: the ballot he had cast is the one he has. In the next vote he has one under his right name."""
    vote_id = phones.open("secret")
    assert phones.press(vote_id, 0, "no", sure="1").status_code == 303
    with phones.app.app_context():
        phones.sees(somebody("Ông Ba"), somebody(**right))
        people = everybody_of(phones.site(0))
        assert {each.name for each in people} == {"Ông Ba", right["name"]}
        assert phones.links[0] in {phones.link(0, place) for place in range(2)}
    assert "You have cast your ballot." in phones.looks(0)
    assert phones.press(vote_id, 0, "yes", sure="1").status_code == 303
    assert stand(phones, vote_id) == ({"yes": 0, "no": 1, "abstain": 0}, {HAI})

    with phones.app.app_context():
        actions.close(phones.clerk, db.session.get_one(Vote, vote_id))
    following = phones.open("secret")
    assert phones.press(following, 0, "yes", sure="1").status_code == 303
    assert stand(phones, following)[1] == {f"{right['name']}, Xã Bình Thạnh"}


def test_who_was_put_right_before_casting_casts_his_ballot_and_twice_put_right_too(phones):
    vote_id = phones.open("named")
    for name in ("Bà Hay", "Bà Hây", "Bà Thay"):
        with phones.app.app_context():
            phones.sees(somebody(name, "Chủ tịch"), somebody("Ông Ba"))
    assert phones.press(vote_id, 0, "yes").status_code == 303
    assert stand(phones, vote_id) == ({"yes": 1, "no": 0, "abstain": 0}, {HAI})


def test_who_comes_in_his_place_has_a_link_of_his_own(phones):
    vote_id = phones.open("secret")
    with phones.app.app_context():
        phones.sees(somebody("Ông Tư", "Chủ tịch"), somebody("Ông Ba"))
        assert phones.link(0, 0) != phones.links[0]
    with nothing_changes(phones.app):
        assert phones.press(vote_id, 0, "yes", sure="1").status_code == 410


def test_who_stands_beside_his_other_spelling_is_somebody_else(phones):
    with phones.app.app_context():
        phones.sees(somebody("Bà Hay", "Chủ tịch"))
        phones.sees(somebody("Bà Hay", "Chủ tịch"), somebody("Bà Hai", "Chủ tịch"))
        assert len({each.mark for each in everybody_of(phones.site(0))}) == 2
        assert phones.link(0, 1) == phones.links[0]


def test_taken_back_the_old_spelling_has_the_same_link(phones):
    with phones.app.app_context():
        phones.sees(somebody("Bà Hay", "Chủ tịch"), somebody("Ông Ba"))
        noted = [each for each in entries_since(f"conference:{phones.id}", 0) if each.kind.endswith("delegates_noted")]
        revert(phones.clerk, noted[-1])
        assert [phones.link(0, place) for place in range(2)] == phones.links[:2]


def test_after_the_close_and_with_an_old_link_nothing_is_cast(phones):
    vote_id = phones.open("secret")
    renew = phones.guest.get(f"{phones.links[1]}/vote")
    assert renew.status_code == 200
    with phones.app.app_context():
        mark = everybody_of(phones.site(0))[1].mark
    assert phones.guest.post(f"{phones.join}/delegate-links/{mark}/renew").status_code == 303
    with nothing_changes(phones.app):
        assert phones.press(vote_id, 1, "yes", sure="1").status_code == 410
    with phones.app.app_context():
        actions.close(phones.clerk, db.session.get_one(Vote, vote_id))
    with nothing_changes(phones.app):
        refused = phones.press(vote_id, 0, "yes", sure="1")
    assert refused.status_code == 409 and "closed and counted" in refused.text
    assert "No vote is open now." in phones.looks()


def test_a_page_costs_the_same_for_few_and_many_ballots(phones):
    vote_id = phones.open("named")

    def cost() -> int:
        with counted_queries(phones.app) as sent:
            assert phones.guest.get(f"{phones.links[0]}/vote").status_code == 200
        return len(sent)

    before = cost()
    for place in range(3):
        phones.press(vote_id, place, "yes")
    assert cost() == before


@pytest.mark.parametrize("kind", ["named", "secret"])
def test_twenty_presses_of_three_telephones_at_once_are_three_ballots(phones, kind):
    """Through the doors: everybody presses again and again, now this answer, now that."""
    vote_id = phones.open(kind)
    codes = at_once(phones, 20, lambda number: pressed(phones, vote_id, number))

    assert codes == [303] * 20
    counts, voted = stand(phones, vote_id)
    assert (sum(counts.values()), voted) == (3, {HAI, BA, OTHER})
    with phones.app.app_context():
        assert db.session.scalar(select(func.count()).select_from(Ballot)) == (0 if kind == "secret" else 3)
        told = [each.about["voter"] for each in entries_since(f"conference:{phones.id}", 0) if each.kind == "vote.cast"]
        assert sorted(told) == ([] if kind == "secret" else sorted(db.session.scalars(select(Voter.id))))


def pressed(phones, vote_id: str, number: int) -> int:
    sent = {"vote": vote_id, "choice": ("yes", "no")[number // 3 % 2], "sure": "1"}
    at = f"{phones.links[number % 3]}/vote"
    return phones.app.test_client().post(at, data=sent).status_code


def test_a_ballot_by_telephone_and_the_close_at_once_are_counted_or_refused(phones):
    vote_id = phones.open("secret")

    def work(number):
        if number == 3:
            return actions.close(None, db.session.get_one(Vote, vote_id))
        return pressed(phones, vote_id, number)

    done = at_once(phones, 4, work)
    counts, voted = stand(phones, vote_id)
    assert counts["yes"] == len(voted) == done.count(303)
    assert set(done) <= {303, 409, None}


@pytest.mark.parametrize("kind", ["named", "secret"])
def test_his_telephone_says_that_he_has_voted_and_never_what(phones, kind):
    vote_id = phones.open(kind)
    phones.guest.set_cookie("lang", "en", domain="localhost")
    before, beside = (phones.guest.get(phones.links[place]).text for place in (0, 1))
    assert "You have cast" not in before and 'data-voted=""' in before
    assert phones.press(vote_id, 0, "no", sure="1").status_code == 303

    page = phones.guest.get(phones.links[0]).text
    own = page.partition('class="own-ballot has-voted"')[2].partition('class="button primary')[0]
    assert f'data-voted="{vote_id}"' in own and "You have cast your ballot." in own
    assert ("It cannot be changed" in own, "It can be changed" in own) == (kind == "secret", kind == "named")
    assert "Against" not in own
    assert "You have cast" not in phones.guest.get(phones.links[1]).text and 'data-voted=""' in beside
    phones.guest.set_cookie("lang", "vi", domain="localhost")
    assert "Đại biểu đã bỏ phiếu." in phones.guest.get(phones.links[0]).text

    with phones.app.app_context():
        actions.close(phones.clerk, db.session.get_one(Vote, vote_id))
    assert 'data-voted=""' in phones.guest.get(phones.links[0]).text


def test_his_telephone_leads_to_his_ballot_while_there_is_one(phones):
    page = phones.guest.get(phones.links[0]).text
    assert re.search(r'<template id="vote" data-part></template>.*own-ballot', page, re.S)
    phones.open("secret")
    page = phones.guest.get(phones.links[0]).text
    assert f'href="{phones.links[0]}/vote"' in page and 'class="vote-part is-of-delegates"' in page
