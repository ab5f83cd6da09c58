"""Votes at the doors: the office's page, a site by its link and its account, programs."""

import re

import pytest

from confsys.changes import transaction
from confsys.commands import Command
from confsys.conferences.links import join_token
from confsys.extensions import db
from confsys.votes import actions, queries
from confsys.votes.models import Vote
from tests.attendance.office import somebody
from tests.build import a_person, signed_in_client
from tests.queries import counted_queries
from tests.shown_form import nothing_changes
from tests.votes.room import Room

QUESTION = {"question": "Thông qua", "kind": "named", "unit": "sites", "majority": "half", "base": "present"}


class Doors(Room):
    """One vote of each kind is written."""

    def __init__(self, app) -> None:
        super().__init__(app)
        with app.app_context():
            self.ids = {kind: self.writes(kind=kind).id for kind in ("hands", "named", "secret")}
            self.join = f"/join/{join_token(self.site(0))}"
            self.api = f"/api/v1/conferences/{self.id}/votes"

    def vote(self, kind: str) -> Vote:
        return db.session.get_one(Vote, self.ids[kind])

    def open(self, kind: str) -> Vote:
        actions.open_vote(self.clerk, self.vote(kind))
        return self.vote(kind)

    def press(self, kind: str, browser=None, at: str = "", **sent):
        return (browser or self.guest).post(at or f"{self.join}/vote", data={"vote": self.ids[kind]} | sent)


@pytest.fixture
def doors(kept):
    return kept(Doors)


def counts(doors, kind):
    with doors.app.app_context():
        return queries.counts_of(doors.vote(kind))


def test_the_office_writes_opens_closes_and_publishes_on_its_page(doors):
    page = f"/conferences/{doors.id}/votes"
    wrong = doors.browser.post(page, data=QUESTION | {"question": "", "options": "Một"})
    assert wrong.status_code == 422 and "Một</textarea>" in wrong.text and "This must not be empty." in wrong.text
    assert doors.browser.post(page, data=QUESTION | {"options": "Cao Lãnh\nMỹ Tho\n"}).status_code == 303
    with doors.app.app_context():
        made = queries.votes_of(doors.conference)[-1].id
    assert doors.browser.post(f"{page}/{made}/open").status_code == 303
    assert "Voting now" in doors.browser.get(page).text
    assert "Another vote is open" in doors.browser.post(f"{page}/{doors.ids['named']}/open").text
    assert doors.browser.post(f"{page}/{made}/close").status_code == 303
    assert doors.chairs.post(f"{page}/{made}/publish").status_code == 303
    assert "None has the majority: at most 0 of 3 sites present" in doors.own.get(f"{page}/{made}").text


def test_without_a_quorum_the_page_asks_for_a_word_and_opens_with_it(doors):
    with doors.app.app_context():
        doors.marks(2, "absent", word="mất điện")
    page = f"/conferences/{doors.id}/votes/{doors.ids['named']}/open"

    asked = doors.browser.post(page)
    assert asked.status_code == 409 and "There is no quorum." in asked.text
    refused = doors.app.test_client().post(f"{doors.api}/{doors.ids['named']}/open", headers=doors.programs["office"])
    assert [each["id"] for each in refused.json["warnings"]] == ["quorum"]
    assert doors.browser.post(page, data={"word": "Chủ trì yêu cầu"}).status_code == 303
    assert "Chủ trì yêu cầu" in doors.browser.get(f"/conferences/{doors.id}/votes").text


def test_a_named_ballot_is_one_press_and_may_be_changed(doors):
    with doors.app.app_context():
        doors.open("named")
    assert doors.press("named", choice="yes").status_code == 303
    assert "In favour. It can be changed" in doors.guest.get(f"{doors.join}/vote").text
    assert doors.press("named", choice="no").status_code == 303
    assert counts(doors, "named") == {"yes": 0, "no": 1, "abstain": 0}
    assert "This site has voted" in doors.guest.get(f"{doors.join}/desk").text
    with nothing_changes(doors.app):
        assert doors.press("named", choice="maybe").status_code == 422


def test_a_secret_ballot_is_asked_about_once_more_and_says_afterwards_only_that_it_was_cast(doors):
    with doors.app.app_context():
        doors.open("secret")
    with nothing_changes(doors.app):
        asked = doors.press("secret", choice="no")
        assert asked.status_code == 200 and "Cast this ballot" in asked.text and "Against" in asked.text
    assert doors.press("secret", choice="no", sure="1").status_code == 303
    assert doors.press("secret", choice="yes", sure="1").status_code == 303

    page = doors.guest.get(f"{doors.join}/vote").text
    assert "This site has cast its ballot." in page and "Against" not in page
    assert counts(doors, "secret") == {"yes": 0, "no": 1, "abstain": 0}


def test_the_office_writes_down_hands_and_names_but_no_secret_ballot(doors):
    at = f"/conferences/{doors.id}/sites/{doors.sites[1]}/vote"
    with doors.app.app_context():
        doors.open("named")
    assert "Write down who said so." in doors.press("named", doors.browser, at, choice="yes").text
    assert doors.press("named", doors.browser, at, choice="yes", told_by="Bà Hai").status_code == 303
    assert doors.press("named", doors.own, at, choice="yes").status_code == 403
    with doors.app.app_context():
        actions.close(doors.clerk, doors.vote("named"))
        doors.open("secret")
    assert "whoever casts it for somebody else knows it" in doors.browser.get(at).text
    assert doors.press("secret", doors.browser, at, choice="yes", sure="1").status_code == 409
    assert counts(doors, "secret") == {"yes": 0, "no": 0, "abstain": 0}


@pytest.mark.parametrize("kind", ["named", "secret"])
def test_nobody_reads_what_was_voted_before_it_may_be_known(doors, kind):
    with doors.app.app_context():
        doors.open(kind)
        doors.casts(doors.vote(kind), 0, no=1)
    one = f"{doors.api}/{doors.ids[kind]}"

    def seen(who="office"):
        return doors.app.test_client().get(one, headers=doors.programs[who])

    assert [each["count"] for each in seen().json["answers"]] == [None] * 3
    assert (seen().json["voted"], seen().json["result"]) == (1, None)
    pages = [f"/conferences/{doors.id}/votes/{doors.ids[kind]}{tail}" for tail in ("", "/print", ".csv")]
    for page in pages:
        assert not re.search(r"Against[^<\n]{0,3}\d", doors.browser.get(page).text)
    with doors.app.app_context():
        actions.close(doors.clerk, doors.vote(kind))
    assert [each["count"] for each in seen().json["answers"]] == [0, 1, 0]
    assert seen("site").status_code == 403
    with doors.app.app_context():
        actions.publish(doors.clerk, doors.vote(kind))
    assert [each["count"] for each in seen("site").json["answers"]] == [0, 1, 0]
    assert ("Xã Bình Thạnh,,Against," in doors.own.get(pages[2]).text) is (kind == "named")


def test_no_question_is_a_formula_to_a_spreadsheet(doors):
    with doors.app.app_context():
        vote = actions.write(doors.clerk, doors.vote("named").conference, question="=1+1", kind="hands")
        address = f"/conferences/{doors.id}/votes/{vote.id}.csv"
    assert doors.browser.get(address).text.splitlines()[0].endswith(",'=1+1")


def test_five_equal_calls_are_one_ballot_and_leave_no_command_behind(doors):
    with doors.app.app_context():
        doors.open("secret")
    headers = doors.programs["site"] | {"Idempotency-Key": "mot"}
    body = {"site": doors.sites[0], "choice": "yes"}
    at = f"{doors.api}/{doors.ids['secret']}/ballot"

    answers = [doors.app.test_client().post(at, json=body, headers=headers) for _turn in range(5)]
    assert [(each.status_code, each.json["counted"]) for each in answers] == [(200, True), *[(200, False)] * 4]
    assert counts(doors, "secret") == {"yes": 1, "no": 0, "abstain": 0}
    with doors.app.app_context():
        assert db.session.query(Command).count() == 0


def test_a_program_counts_hands_and_is_told_what_is_wrong(doors):
    with doors.app.app_context():
        doors.open("hands")
    at, own = f"{doors.api}/{doors.ids['hands']}/ballot", doors.programs["site"]

    def call(headers=own, **body):
        return doors.app.test_client().post(at, json={"site": doors.sites[0]} | body, headers=headers)

    assert call(counts={"yes": 1}).json["counted"] is True
    assert list(call(counts={"yes": 1, "no": 1}).json["errors"]) == ["counts"]
    assert list(call(counts={"yes": 1}, choice="yes").json["errors"]) == ["choice"]
    assert call(site=doors.sites[1], counts={"yes": 1}).status_code == 403
    assert call(doors.programs["office"], site=doors.sites[1], counts={"no": 1}).json["counted"] is True
    assert counts(doors, "hands") == {"yes": 1, "no": 1, "abstain": 0}


def test_live_gives_the_votes_each_may_know_of(doors):
    def live(who="office", **headers):
        return doors.app.test_client().get(
            f"/api/v1/conferences/{doors.id}/live", headers=doors.programs[who] | headers
        )

    assert [each["state"] for each in live().json["votes"]] == ["drafted"] * 3
    assert live("site").json["votes"] == []
    with doors.app.app_context():
        doors.open("secret")
    first = live("site")
    [told] = first.json["votes"]
    assert (told["id"], told["voted"], [each["count"] for each in told["answers"]]) == (
        doors.ids["secret"],
        0,
        [None] * 3,
    )
    tag = {"If-None-Match": first.headers["ETag"]}
    assert live("site", **tag).status_code == 304
    with doors.app.app_context():
        doors.casts(doors.vote("secret"), 0, no=1)
    after = live("site", **tag)
    assert (after.status_code, after.json["version"]) == (
        200,
        first.json["version"],
    )  # no version tells a secret ballot
    assert [each["voted"] for each in after.json["votes"]] == [1]
    listed = doors.app.test_client().get(doors.api, headers=doors.programs["office"]).json["items"]
    assert live().json["votes"] == listed
    with doors.app.app_context():
        actions.close(doors.clerk, doors.vote("secret"))
    assert live("site").json["votes"] == []
    assert [each["count"] for each in live().json["votes"][2]["answers"]] == [0, 1, 0]


def test_live_costs_the_same_for_few_and_many_votes(doors):
    def cost() -> int:
        with counted_queries(doors.app) as sent:
            doors.app.test_client().get(f"/api/v1/conferences/{doors.id}/live", headers=doors.programs["office"])
        return len(sent)

    cost()  # that the token was used is written once a minute
    before = cost()
    with doors.app.app_context():
        for _each in range(3):
            doors.writes()
    assert cost() == before


def test_the_pages_cost_the_same_for_few_and_many_voters(doors):
    with doors.app.app_context():
        doors.open("named")
    asked = {}
    for page in (f"/conferences/{doors.id}/votes", f"/conferences/{doors.id}/votes/{doors.ids['named']}"):
        with counted_queries(doors.app) as sent:
            assert doors.browser.get(page).status_code == 200
        asked[page.count("/")] = len(sent)
    assert asked == {3: 11, 4: 11}


@pytest.mark.parametrize("kind", ["named", "secret"])
def test_who_sees_a_conference_only_because_it_is_public_reads_the_result_and_nobodys_name(app, kind):
    room = Room(app)
    with app.app_context():
        with transaction():
            room.conference.public = True
        room.sees(somebody("Bà Hai"))
        vote = room.opens(kind=kind, unit="delegates")
        room.casts(vote, yes=1) if kind == "named" else None
        at, question = f"/conferences/{room.id}/votes/{vote.id}", vote.question
        stranger = signed_in_client(app, a_person())
    for step in ("", "/close", "/publish"):
        assert not step or room.browser.post(at + step).status_code == 303
        for tail in ("", "/print", ".csv") if step != "/close" else ():
            page = stranger.get(at + tail)
            assert (page.status_code, question in page.text, "Bà Hai" in page.text) == (200, True, False)
            assert "Bà Hai" in room.own.get(at + tail).text
