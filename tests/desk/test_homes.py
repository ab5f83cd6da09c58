"""The first page of the day: what each role finds there. It is Thursday 26/11/2026, 8:00 in Đồng Tháp."""

import re
from datetime import date, timedelta

import pytest
import time_machine

from confsys.agenda import actions as agenda
from confsys.conferences import actions as conferences
from confsys.conferences.models import Conference
from confsys.conferences.transitions import TRANSITIONS
from confsys.extensions import db
from confsys.people import actions as people
from confsys.worker import mark_alive
from tests.build import a_conference, a_person, a_province, a_site, an_agenda, local_time, signed_in_client
from tests.conftest import in_fresh_context

THURSDAY, FRIDAY, NEXT_THURSDAY = date(2026, 11, 26), date(2026, 11, 27), date(2026, 12, 3)
NOW = local_time(THURSDAY, 8)


class House:
    """A province with its office and one site; each role opens its own first page."""

    def __init__(self, app) -> None:
        self.app = app
        self.body, self.site = a_province(), a_site("Xã Dự Họp")
        self.clerk = a_person("Văn phòng", role="secretariat", site=self.body)

    def holds(self, state: str, hour: int, day=THURSDAY, **values) -> Conference:
        values = {"sites": [self.site], "starts_at": local_time(day, hour), **values}
        return a_conference(state=state, organiser=self.body, by=self.clerk, **values)

    def someone(self, *roles: str):
        person = a_person()
        for role in roles:
            site = self.site if role in ("officer", "delegate") else self.body
            people.give_role(None, person, role=role, site_id=site.id)
        return person

    def page(self, person) -> str:
        """The first page of this person, whose browser `get` and `post` go on from there."""
        self.browser = signed_in_client(self.app, person)
        self.browser.set_cookie("lang", "en", domain="localhost")
        answer = self.get("/")
        assert answer.status_code == 200
        return answer.text

    def get(self, path: str):
        return in_fresh_context(self.browser.get, path)

    def post(self, path: str, **form: str):
        return in_fresh_context(lambda: self.browser.post(path, data=form))

    def state_of(self, conference: Conference) -> str:
        def read() -> str:
            with self.app.app_context():
                return db.session.get_one(Conference, conference.id).state

        return in_fresh_context(read)


@pytest.fixture
def house(app):
    with time_machine.travel(NOW, tick=False):
        yield House(app)


def heading(page: str) -> str:
    return re.search(r"<h1>(.*?)</h1>", page, re.DOTALL)[1].replace("\u00a0", " ")


def panels(page: str) -> list[str]:
    return re.findall(r"<section class=\"panel[^>]*aria-labelledby=\"([a-z-]+)", page)


def test_a_stranger_is_asked_to_sign_in(client):
    answer = client.get("/")
    assert (answer.status_code, answer.location) == (303, "/sign-in")


def test_the_title_counts_what_waits_and_what_is_due_this_morning(house):
    house.holds("issued", 9, title="Sắp họp")
    house.holds("approved", 8, NEXT_THURSDAY)
    house.holds("draft", 8, NEXT_THURSDAY)

    assert heading(house.page(house.clerk)) == "4 things to do today, 2 of them to be done this morning"


def test_in_the_afternoon_what_is_left_of_the_day_counts(house):
    house.holds("issued", 16)
    house.holds("draft", 8, NEXT_THURSDAY)
    with time_machine.travel(local_time(THURSDAY, 14), tick=False):
        page = house.page(house.clerk)

    assert heading(page) == "3 things to do today, 2 of them to be done before the day ends"


def test_the_most_urgent_stands_first_whoever_named_it(house):
    house.holds("approved", 8, NEXT_THURSDAY, title="Phát hành sau")
    house.holds("draft", 8, FRIDAY, title="Nháp gấp")
    house.holds("issued", 10, title="Mở điểm danh trước")

    titles = re.findall(r"<h3><a [^>]*>[^:<]*: ([^<]*)</a>", house.page(house.clerk))
    assert titles == ["Mở điểm danh trước", "Mở điểm danh trước", "Nháp gấp", "Phát hành sau"]  # and: who is silent


def test_what_is_near_is_marked_as_pressing(house):
    house.holds("issued", 11)
    house.holds("draft", 8, NEXT_THURSDAY)
    assert (
        len(re.findall(r"<li [^>]*class=\"is-pressing\">", house.page(house.clerk))) == 2
    )  # check-in, and who is silent


def test_an_office_with_nothing_to_do_is_told_what_will_come_and_what_it_can_do(house):
    page = house.page(house.clerk)
    assert "Nothing waits for you" in page
    assert "Nothing in the next seven days" in page
    assert page.count('href="/conferences/new"') == 2
    assert heading(page) == "Nothing waits, and no conference in the next seven days"


PANELS = {
    "administrator": ["house", "week", "changes", "sign-ins"],
    "secretariat": ["tasks", "week", "changes"],
    "approver": ["tasks", "week", "changes"],
    "technician": ["tasks", "week", "changes"],
    "chair": ["first", "week", "own-calendar"],
    "officer": ["first", "tasks", "week", "own-calendar"],
    "delegate": ["first", "week", "own-calendar"],
}


@pytest.mark.parametrize("role", PANELS)
def test_each_role_has_a_page_of_its_own(house, role):
    house.holds("issued", 14)
    assert panels(house.page(house.someone(role))) == PANELS[role]


def test_whoever_holds_several_roles_gets_the_panels_of_all(house):
    person = house.someone("secretariat", "approver", "chair", "administrator")
    house.holds("issued", 14)
    house.holds("requested", 8, NEXT_THURSDAY)

    page = house.page(person)

    assert panels(page) == ["first", "tasks", "waiting", "house", "week", "changes", "sign-ins"]
    assert "Desk of: Administrator, Secretariat, Approver, Chair" in page


def test_what_is_in_session_stands_beside_the_tasks_with_its_running_item(house):
    conference = house.holds("live", 7, title="Đang họp đây")
    with time_machine.travel(NOW - timedelta(minutes=5), tick=False):
        first, _second = an_agenda(conference, 2, minutes=20)
        agenda.start(house.clerk, first)

    page = house.page(house.clerk)

    assert "Item 1/2: Mục 1" in page
    assert re.search(r"data-countdown[^>]*>15:00<", page)
    assert re.search(r"<rect class=\"fill\" width=\"250\"", page)
    assert f'href="/conferences/{conference.id}/operate"' in page


def test_a_chair_sees_first_what_he_chairs_himself(house):
    chair = house.someone("chair")
    house.holds("issued", 9, title="Người khác chủ trì")
    own = house.holds("issued", 14, title="Tôi chủ trì", chairs=[chair], minutes=90)
    agenda.add(None, own, title="Khai mạc", kind="khai-mac", minutes=10, presenter="Sở Nội vụ")

    page = house.page(chair)

    assert heading(page) == "Next conference: 14:00, 6 h left"
    assert re.search(r"aria-labelledby=\"first\".*?<h2 id=\"first\"><a [^>]*>Tôi chủ trì", page, re.DOTALL)
    assert "Sở Nội vụ" in page
    assert f'class="button primary large" href="/conferences/{own.id}/operate"' in page


def test_an_officer_finds_the_screen_of_the_site_and_nothing_of_others(house):
    own = house.holds("issued", 9, title="Có xã tôi")
    house.holds("issued", 10, title="Công khai nơi khác", sites=[], public=True)
    house.holds("draft", 11, title="Chưa ai biết")

    page = house.page(house.someone("officer"))

    assert f'class="button primary large" href="/conferences/{own.id}/screen"' in page
    assert "Công khai nơi khác" not in page and "Chưa ai biết" not in page
    assert "data-site" in house.get(f"/conferences/{own.id}/screen").text


def test_a_conference_without_his_site_shows_an_officer_the_screen_without_a_turn(house):
    elsewhere = house.holds("issued", 10, sites=[], public=True)
    house.page(house.someone("officer"))
    assert "data-our-turn" not in house.get(f"/conferences/{elsewhere.id}/screen").text


def test_a_technician_gets_the_links_of_what_is_being_connected(house):
    issued, approved = house.holds("issued", 9), house.holds("approved", 10)

    page = house.page(house.someone("technician"))

    assert f'href="/conferences/{issued.id}/links"' in page and f'href="/conferences/{issued.id}/links/sheet"' in page
    assert f'href="/conferences/{approved.id}/links"' not in page
    links = house.get(f"/conferences/{issued.id}/links")
    assert links.status_code == 200
    assert "/renew" not in links.text and "/revoke" not in links.text
    assert house.get(f"/conferences/{issued.id}/links/sheet").status_code == 200


def test_the_house_says_whether_the_worker_runs(house):
    administrator = house.someone("administrator")
    assert "never seen" in house.page(administrator)
    assert heading(house.page(administrator)) == "The worker is not running: nothing is archived or sent"

    mark_alive()
    assert "last seen at 08:00:00" in house.page(administrator)
    with time_machine.travel(NOW + timedelta(minutes=1), tick=False):
        assert "silent since 08:00 26/11/2026" in house.page(administrator)


def test_what_changed_last_is_told_once_for_each_conference(house):
    house.holds("issued", 14, title="Giao ban")
    a_conference(state="issued", title="Của nơi khác")

    changes = house.page(house.clerk).partition('id="changes"')[2]

    assert re.findall(r"<b>([^<]*)</b>: <a [^>]*>([^<]*)</a>", changes) == [("Invitation issued", "Giao ban")]


# -- deciding where it stands ------------------------------------------------------------------------------


def test_an_approver_approves_in_the_row_and_is_back_at_his_desk(house):
    conference = house.holds("requested", 8, NEXT_THURSDAY, title="Xin họp")
    house.page(house.someone("approver"))

    answer = house.post(f"/conferences/{conference.id}/approve", back="home", expect="requested")

    assert (answer.status_code, answer.location) == (303, "/")
    assert "“Xin họp” is now in the state “Approved”." in house.get("/").text
    assert house.state_of(conference) == "approved"


def test_returning_in_the_row_needs_a_reason(house):
    conference = house.holds("requested", 8, NEXT_THURSDAY)
    page = house.page(house.someone("approver"))
    assert f'action="/conferences/{conference.id}/refuse"' in page

    refused = house.post(f"/conferences/{conference.id}/refuse", back="home", reason=" ")
    assert (refused.status_code, house.state_of(conference)) == (422, "requested")

    done = house.post(f"/conferences/{conference.id}/refuse", back="home", reason="Trùng giờ")
    assert (done.status_code, done.location, house.state_of(conference)) == (303, "/", "draft")
    assert "The approver wrote: Trùng giờ" in house.page(house.clerk)


def test_a_row_that_somebody_else_has_decided_meanwhile_is_refused(house):
    conference = house.holds("requested", 8, NEXT_THURSDAY)
    house.page(house.someone("approver"))
    other = house.someone("approver")
    conferences.take(other, db.session.get_one(Conference, conference.id), TRANSITIONS["approve"])

    late = house.post(f"/conferences/{conference.id}/approve", back="home", expect="requested")

    assert late.status_code == 409
    assert house.state_of(conference) == "approved"
