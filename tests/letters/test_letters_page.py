"""The pages of letters: what a secretariat sees of them, and what it can do."""

from datetime import timedelta

import pytest
import time_machine
from sqlalchemy import select

from confsys import clock
from confsys.changes import transaction
from confsys.conferences import actions as conferences
from confsys.conferences.clashes import Because
from confsys.extensions import db
from confsys.letters.models import HOLD, SENT, Attempt, Letter
from confsys.letters.tasks import tasks_of
from confsys.people import actions as people
from confsys.people.models import Person
from tests.build import a_conference, a_person, a_province, a_site, signed_in_client
from tests.queries import counted_queries


class Office:
    """A secretariat in its browser; a conference issued to so many sites, whose officers have mail."""

    def __init__(self, app, *, sites: int = 3) -> None:
        self.app = app
        with app.app_context():
            body = a_province()
            clerk = a_person(role="secretariat", site=body)
            places = [a_site(f"Xã Mỹ Quí {turn}", parent=body) for turn in range(sites)]
            for turn, place in enumerate(places):
                officer = a_person(f"Bà Đỗ Thị {turn}", role="officer", site=place)
                people.edit(None, officer, email=f"xa{turn}@example.vn")
            conference = a_conference(state="issued", organiser=body, by=clerk, sites=places, title="Sơ kết quý")
            self.conference, self.clerk, self.written = conference.id, clerk.id, clock.now()
            self.browser = signed_in_client(app, clerk)
            self.officer = signed_in_client(app, officer) if sites else None
            self.ids = {each.mailbox_address.partition("@")[0]: each.id for each in db.session.scalars(select(Letter))}

    def page(self, path: str = "/letters") -> str:
        answer = self.browser.get(path)
        assert answer.status_code == 200
        return answer.text.replace("\u00a0", " ")

    def end(self, name: str, state: str, reason: str = "") -> None:
        with self.app.app_context(), transaction():
            letter = db.session.get_one(Letter, self.ids[name])
            letter.end(state, clock.now(), reason)
            if state == "dead":
                now = {"begun_at": clock.now(), "ended_at": clock.now()}
                words = {"outcome": "refused", "code": 550, "reply": "5.1.1 No such user"}
                db.session.add(Attempt(letter_id=letter.id, number=1, lease=letter.id, **now, **words))

    def state(self, name: str) -> tuple[str, str]:
        with self.app.app_context():
            letter = db.session.get_one(Letter, self.ids[name])
            return letter.state, letter.mailbox_address


@pytest.fixture
def office(kept):
    return kept(Office)


def test_the_list_says_who_is_told_what_and_that_nothing_leaves_without_a_server(office):
    page = office.page()

    assert page.count("Mời dự: Sơ kết quý") == 3 and "Bà Đỗ Thị 1" in page and "xa1@example.vn" in page
    assert "3 thư chờ: chưa có máy chủ thư" in page and "CONFSYS_SMTP_URL" in page
    assert page.count("Chờ máy chủ thư") == 3


def test_with_a_server_a_letter_counts_down_and_then_waits_its_turn(office, monkeypatch):
    monkeypatch.setitem(office.app.config, "SMTP_URL", "smtp://mail.example.vn")
    with time_machine.travel(office.written, tick=True):
        assert office.page().count("data-countdown") == 3
    with time_machine.travel(office.written + HOLD, tick=True):
        assert office.page().count("Chờ đến lượt") == 3
    with time_machine.travel(office.written + timedelta(minutes=5), tick=True):
        assert "chưa đi được" in office.page()


def test_what_is_dead_shows_the_words_of_the_server_and_is_a_task_at_home(office):
    office.end("xa0", SENT)
    office.end("xa1", "dead", "refused")
    page = office.page()

    assert "Đã gửi 1 trên 3" in page and "550 5.1.1 No such user" in page
    with office.app.app_context():
        [task] = tasks_of(db.session.get_one(Person, office.clerk), clock.now())
        assert task.url == f"/letters?state=dead&conference={office.conference}"
    assert "1 thư không gửi được" in office.page("/") and "1 thư không đến" not in office.page("/")
    assert "Máy chủ thư không biết địa chỉ này" in office.page(f"/letters/{office.ids['xa1']}")


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("q=do+thi+2", ["xa2"]),
        ("q=Đỗ Thị 2", ["xa2"]),
        ("q=so+ket", ["xa0", "xa1", "xa2"]),
        ("state=dead", ["xa1"]),
        ("state=nothing-like-this", ["xa0", "xa1", "xa2"]),
        ("q=khongcogi", []),
        ("conference=khongcogi", []),
    ],
)
def test_the_list_is_narrowed_in_its_address(office, asked, found):
    office.end("xa1", "dead", "refused")
    page = office.page(f"/letters?{asked}")

    assert [name for name in office.ids if f"{name}@example.vn" in page] == found


@pytest.mark.parametrize("sites", [1, 3, 103])
def test_the_list_costs_the_same_for_few_and_for_many(kept, sites):
    office = kept(Office, sites=sites)
    costs = []
    for path in ("/letters", f"/letters?conference={office.conference}&state=waiting", f"/letters/{office.ids['xa0']}"):
        office.app.extensions["forget_everything"]()
        with counted_queries(office.app) as sent:
            office.page(path)
        costs.append(len(sent))
    assert costs == [7, 7, 6]


def test_a_letter_is_shown_as_it_leaves_with_its_links(office):
    page = office.page(f"/letters/{office.ids['xa1']}")

    assert "Kính gửi Bà Đỗ Thị 1," in page and "trân trọng kính mời dự" in page
    assert f'href="http://localhost/conferences/{office.conference}"' in page and "http://localhost/join/j" in page
    assert "{link:" not in page


def test_an_administrator_reads_it_without_the_link_that_is_the_receivers(office):
    with office.app.app_context():
        administrator = signed_in_client(office.app, a_person(role="administrator"))
    page = administrator.get(f"/letters/{office.ids['xa1']}").text.replace("\u00a0", " ")

    assert "Kính gửi Bà Đỗ Thị 1," in page and "/join/" not in page


def test_an_officer_sees_no_letters(office):
    assert office.officer.get("/letters").status_code == 403
    assert office.officer.get(f"/letters/{office.ids['xa1']}").status_code == 404


def test_withdrawn_it_does_not_leave_and_is_sent_after_all_to_another_address(office):
    path = f"/letters/{office.ids['xa1']}"
    assert office.browser.post(f"{path}/withdraw").status_code == 303
    assert office.state("xa1") == ("withdrawn", "xa1@example.vn")
    assert office.browser.post(f"{path}/withdraw").status_code == 409

    refused = office.browser.post(f"{path}/resend", data={"address": "không phải"})
    assert (
        refused.status_code == 422
        and 'value="không phải"' in refused.text
        and "Gõ như vanphong@example.vn" in refused.text
    )
    assert office.browser.post(f"{path}/resend", data={"address": "MOI@example.vn"}).status_code == 303
    assert office.state("xa1") == ("waiting", "moi@example.vn")
    assert office.browser.post(f"{path}/resend", data={"address": "moi@example.vn"}).status_code == 409


def test_one_press_sends_all_that_is_dead_to_the_addresses_of_now(office):
    for name in ("xa0", "xa1"):
        office.end(name, "dead", "refused")
    with office.app.app_context():
        people.edit(None, db.session.get_one(Letter, office.ids["xa0"]).person, email="dung@example.vn")
        people.disable(None, db.session.get_one(Letter, office.ids["xa1"]).person)
    assert "Gửi lại cả 2" in office.page()
    assert office.browser.post("/letters/resend", data={"q": "", "conference": office.conference}).status_code == 303

    assert office.state("xa0") == ("waiting", "dung@example.vn")
    assert office.state("xa1") == ("dead", "xa1@example.vn")
    assert office.state("xa2") == ("waiting", "xa2@example.vn")


def test_a_letter_that_gave_way_leads_to_the_one_that_says_all(office):
    with office.app.app_context():
        conference = db.session.get_one(Letter, office.ids["xa1"]).conference
        clerk = db.session.get_one(Person, office.clerk)
        times = {name: getattr(conference, name) + timedelta(hours=3) for name in ("starts_at", "ends_at")}
        conferences.edit(clerk, conference, **times, reasons=Because("thử"))
        later = db.session.scalars(select(Letter.id).where(Letter.state == "waiting")).all()
    page = office.page(f"/letters/{office.ids['xa1']}")

    assert any(f'href="/letters/{each}"' in page for each in later)


def test_the_page_of_a_conference_says_how_its_letters_stand(office):
    office.end("xa0", SENT)
    page = office.page(f"/conferences/{office.conference}")

    assert f'href="/letters?conference={office.conference}"' in page and "1 đã gửi, 2 đang chờ" in page
    officer = office.officer.get(f"/conferences/{office.conference}").text
    assert "Sơ kết quý" in officer and "/letters" not in officer


def test_letters_of_another_office_are_hidden(office):
    with office.app.app_context():
        elsewhere = signed_in_client(office.app, a_person(role="secretariat", site=a_province()))
    assert "Sơ kết quý" not in elsewhere.get("/letters").text
    assert elsewhere.get(f"/letters/{office.ids['xa1']}").status_code == 404
    assert elsewhere.post(f"/letters/{office.ids['xa1']}/withdraw").status_code == 404
    elsewhere.post("/letters/resend", data={"conference": office.conference})
    assert office.state("xa1") == ("waiting", "xa1@example.vn")


def test_before_a_conference_is_issued_it_is_said_how_many_sites_a_letter_reaches(office):
    with office.app.app_context():
        letter = db.session.get_one(Letter, office.ids["xa1"])
        people.edit(None, letter.person, email=None)
    page = office.page(f"/conferences/{office.conference}/postpone")

    assert "2 điểm cầu nhận thư" in page and "2 điểm cầu chưa có ai có địa chỉ thư" in page
