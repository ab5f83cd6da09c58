"""The pages of a poll: the office makes it, guests answer without an account, and it ends in a plan."""

import re
from datetime import UTC, datetime, timedelta
from html import unescape

import pytest

from confsys.polls import floods, links, queries
from confsys.polls.models import Poll, PollAnswer
from tests.build import a_person, a_poll, a_province, an_answer, signed_in_client

pytestmark = pytest.mark.same_on_both  # pages: what could differ is in the tests of the actions


class Office:
    """A clerk in a browser, a poll, and the browser of a guest."""

    def __init__(self, app) -> None:
        self.app = app
        with app.app_context():
            body = a_province()
            clerk = a_person(role="secretariat", site=body)
            poll = a_poll(by=clerk, organiser=body)
            self.poll, self.body = poll.id, body.id
            self.link = f"/poll/{links.token_of(poll)}"
            self.slots = [slot.id for slot in queries.slots_of(poll)]
            self.clerk, self.guest = signed_in_client(app, clerk), app.test_client()
            self.elsewhere = signed_in_client(app, a_person(role="secretariat", site=a_province()))
        self.guest.environ_base["HTTP_ORIGIN"] = "http://localhost"
        for browser in (self.clerk, self.guest, self.elsewhere):
            browser.set_cookie("lang", "en", domain="localhost")

    def said(self, said: str = "yes", name: str = "Bà Sáu", **more) -> dict[str, str]:
        return {"key": "0" * 16, "name": name} | {f"slot-{slot}": said for slot in self.slots} | more

    def answers(self) -> list[tuple[str, int]]:
        with self.app.app_context():
            found = self.app.extensions["sqlalchemy"].session.query(PollAnswer).order_by(PollAnswer.number)
            return [(each.name, each.number) for each in found]


@pytest.fixture
def office(kept):
    return kept(Office)


def test_a_guest_answers_and_changes_it_on_the_same_telephone(office):
    answer = office.guest.post(office.link, data=office.said())
    assert (answer.status_code, office.answers()) == (303, [("Bà Sáu", 1)])
    own = answer.location
    assert own.startswith(office.link + "/answer/")
    assert own in unescape(office.guest.get(office.link).text)
    assert own not in office.app.test_client().get(office.link).text

    assert office.guest.post(own, data=office.said("no", name="Bà Bảy")).status_code == 303
    assert office.answers() == [("Bà Bảy", 1)]


def test_who_was_struck_out_is_told_so_and_may_answer_again(office):
    own = office.guest.post(office.link, data=office.said()).location
    with office.app.app_context():
        [answer] = office.app.extensions["sqlalchemy"].session.query(PollAnswer)
    assert office.clerk.post(f"/polls/{office.poll}/answers/{answer.id}/strike").status_code == 303

    told = office.guest.get(own)
    assert told.status_code == 410 and "has struck out this answer" in told.text
    again = office.guest.post(office.link, data=office.said(key="1" * 16))
    assert again.status_code == 303 and office.guest.get(again.location).status_code == 200


def test_one_press_says_yes_to_everything_and_twice_is_once(office):
    sent = {"key": "0" * 16, "name": "Ông Tư", "all": "yes"}
    assert [office.guest.post(office.link, data=sent).status_code for _turn in range(2)] == [303, 303]
    assert office.answers() == [("Ông Tư", 1)]


def test_what_is_missing_is_said_and_nothing_typed_is_lost(office):
    sent = office.said("maybe", name="  ")
    del sent[f"slot-{office.slots[1]}"]
    answer = office.guest.post(office.link, data=sent | {"office": "Công ty Lúa Vàng"})

    assert (answer.status_code, office.answers()) == (422, [])
    assert "Choose one of the three." in answer.text and 'value="Công ty Lúa Vàng"' in answer.text
    assert re.search(rf'name="slot-{office.slots[0]}" value="maybe" checked', answer.text)


BAD = ["<script>alert(1)</script>", "x" * 10_000, "\u202egnp.exe", "🙂", "a\x07b", "0"]


@pytest.mark.parametrize("name", BAD)
def test_whatever_a_guest_types_is_text_or_gets_a_sentence(office, name):
    answer = office.guest.post(office.link, data=office.said(name=name))
    assert answer.status_code in (303, 422)
    assert "<script>alert(1)" not in office.clerk.get(f"/polls/{office.poll}").text


def test_guests_see_how_many_but_not_who(office):
    with office.app.app_context():
        poll = office.app.extensions["sqlalchemy"].session.get(Poll, office.poll)
        an_answer(poll, name="Ông Kín Tiếng")
    page = office.guest.get(office.link).text
    assert "Kín Tiếng" not in page and "So far" in page
    assert "Kín Tiếng" in office.clerk.get(f"/polls/{office.poll}").text


def test_others_learn_nothing_of_it(office):
    there, unknown = (office.elsewhere.get(f"/polls/{each}") for each in (office.poll, "0" * 16))
    same = [re.sub(r'nonce="[^"]*"', "", each.text.replace(office.poll, "0" * 16)) for each in (there, unknown)]
    assert (there.status_code, same[0]) == (404, same[1])
    forged = office.link[:-1] + ("0" if office.link[-1] != "0" else "1")
    assert office.guest.get(forged).status_code == 404


def test_a_revoked_link_is_gone_and_a_closed_poll_says_so(office):
    assert office.clerk.post(f"/polls/{office.poll}/close").status_code == 303
    page = office.guest.get(office.link)
    assert page.status_code == 200 and "The office closed this poll" in unescape(page.text)
    assert office.guest.post(office.link, data=office.said()).status_code == 409
    office.clerk.post(f"/polls/{office.poll}/link/revoke")
    assert office.guest.get(office.link).status_code == 410


def test_a_flood_from_one_address_waits(office, monkeypatch):
    monkeypatch.setattr(floods, "MOST", 1)
    assert office.guest.post(office.link, data=office.said()).status_code == 303
    answer = office.guest.post(office.link, data=office.said(key="1" * 16, name="Ông Năm"))
    assert answer.status_code == 429 and 'value="Ông Năm"' in answer.text


def test_it_ends_in_the_form_that_plans(office):
    with office.app.app_context():
        slot = queries.slots_of(office.app.extensions["sqlalchemy"].session.get(Poll, office.poll))[1]
    answer = office.clerk.post(f"/polls/{office.poll}/slots/{slot.id}/decide", data={"revision": "1"})
    assert answer.status_code == 303 and answer.location.startswith("/conferences/new?")
    form = unescape(office.clerk.get(answer.location).text)
    assert 'value="Giao ban với doanh nghiệp"' in form and 'value="08:00"' in form
    assert "Chosen: " in unescape(office.guest.get(office.link).text)

    stale = office.clerk.post(f"/polls/{office.poll}/slots/{slot.id}/decide", data={"revision": "1"})
    assert stale.status_code == 409


DAY, LATER = (f"{datetime.now(UTC) + timedelta(days=days):%d/%m/%Y}" for days in (40, 45))
TYPED = {
    "title": "Gặp doanh nghiệp",
    "last_day": DAY,
    "day-1": DAY,
    "start-1": "7h30",
    "end-1": "9 giờ",
}
WRONG = [
    ({"start-1": "14 rưỡi"}, "start-1"),
    ({"day-1": "31/2"}, "day-1"),
    ({"end-1": "7h"}, "end-1"),
    ({"day-1": "26/11/2020"}, "start-1"),
    ({"day-1": ""}, "day-1"),
    ({"title": " "}, "title"),
    ({"last_day": LATER}, "last_day"),
    ({"last_day": "1/1/2020"}, "last_day"),
    ({"day-1": "", "start-1": "", "end-1": ""}, "slots"),
    ({"day-1": "26/11/2036"}, "day-1"),
]


@pytest.mark.parametrize(("change", "field"), WRONG)
def test_each_mistake_of_a_new_poll_is_said_at_its_field(office, change, field, monkeypatch):
    asked = {"organiser": office.body, "key": "k", **TYPED} | change
    answer = office.clerk.post("/polls/new", data=asked)
    assert answer.status_code == 422
    assert f'id="error-{field}"' in answer.text
    for name, value in asked.items():
        if value.strip() and name not in ("organiser", "key"):
            assert f'value="{value}"' in unescape(answer.text)
