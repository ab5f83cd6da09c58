"""A link that was lost: whoever asks learns nothing, and the office answers only who is registered."""

import pytest

from confsys.conferences import actions as conferences
from confsys.conferences.links import join_token
from confsys.conferences.queries import participations_of
from confsys.extensions import db
from confsys.ids import new_id
from confsys.journal import Entry
from confsys.letters import links
from confsys.letters.models import Letter
from confsys.screens import floods, queries
from confsys.screens.lost import LinkRequest
from confsys.sites import contacting
from tests.build import a_conference, a_lost_link, a_person, a_province, a_site, signed_in_client

WHO = "Ông Trực ban"


@pytest.fixture
def house(app):
    return House(app)


class House:
    """An office whose site has lost the link of an issued conference; the site has somebody registered."""

    def __init__(self, app):
        self.body = a_province()
        self.clerk = a_person(role="secretariat", site=self.body)
        self.office = signed_in_client(app, self.clerk)
        self.site = a_site("Xã Tân Thạnh Đông", parent=self.body)
        registered = {"name": "Bà Văn", "telephone": "0277 3851 001", "email": "van@example.vn"}
        self.contact = contacting.add_contact(None, self.site, **registered)
        self.conference = a_conference(state="issued", organiser=self.body, by=self.clerk, sites=[self.site])
        self.participation = next(each for each in participations_of(self.conference) if not each.is_main)


def asked(client, site_id, who=WHO):
    return client.post("/lost-link", data={"site": site_id, "who": who, "q": "tan thanh"})


def test_known_unknown_idle_and_twice_asked_are_answered_alike(client, house):
    idle = a_site("Xã Không Họp")

    answers = [asked(client, each) for each in (house.site.id, house.site.id, idle.id, new_id())]

    assert {(each.status_code, each.location, each.data) for each in answers} == {
        (303, "/lost-link/asked", answers[0].data)
    }
    assert [each.site_id for each in db.session.query(LinkRequest)] == [house.site.id]


def test_the_site_is_looked_for_by_name_and_nothing_else_of_it_is_shown(client, house):
    page = client.get("/lost-link?q=tan thanh dong").text

    assert "Xã Tân Thạnh Đông" in page
    assert not [word for word in ("Bà Văn", "3851", "van@example.vn", house.conference.title) if word in page]
    assert "Xã Tân Thạnh Đông" not in client.get("/lost-link").text
    assert "Không có điểm cầu nào" in client.get("/lost-link?q=khongco").text


def test_what_is_missing_is_said_and_what_was_typed_stays(client, house):
    answer = asked(client, house.site.id, who="")

    assert answer.status_code == 422
    assert 'id="error-who"' in answer.text
    assert "Xã Tân Thạnh Đông" in answer.text


def test_one_network_asks_a_few_times_at_most(client, house):
    answers = [asked(client, new_id()).status_code for _each in range(floods.MOST_ASKED + 1)]

    assert answers == [303] * floods.MOST_ASKED + [429]


def test_the_page_of_a_dead_link_leads_there(client, house):
    token = join_token(house.participation)
    conferences.renew_link(None, house.participation)

    page = client.get(f"/join/{token}")

    assert page.status_code == 410
    assert 'href="/lost-link"' in page.text


def test_the_office_finds_a_task_calls_and_sends_the_link_to_who_is_registered(client, house):
    asked(client, house.site.id)
    office, request = house.office, queries.open_request_of(house.site)
    assert "xin lại đường dẫn" in office.get("/").text
    page = office.get(f"/lost-links/{request.id}").text
    assert all(word in page for word in (WHO, "Bà Văn", "tel:", "van@example.vn"))

    answer = office.post(
        f"/lost-links/{request.id}/send", data={"participation": house.participation.id, "contact": house.contact.id}
    )

    assert answer.status_code == 303
    letter = db.session.query(Letter).filter_by(mailbox_address="van@example.vn", kind="screens.link").one()
    token = join_token(house.participation)
    assert token not in letter.text  # filled in when it leaves
    assert f"/join/{token}" in links.filled(letter.text, letter.about)
    assert "xin lại đường dẫn" not in office.get("/").text
    assert office.post(f"/lost-links/{request.id}/tell").status_code == 409


@pytest.mark.parametrize(("press", "event"), [("tell", "site.link_told"), ("refuse", "site.link_refused")])
def test_what_the_office_did_instead_is_written_down(house, press, event):
    request, office = a_lost_link(house.site, WHO), house.office

    assert office.post(f"/lost-links/{request.id}/{press}").status_code == 303

    assert db.session.query(Entry).filter_by(stream=house.site.stream, kind=event).one().by == house.clerk.id
    assert db.session.query(Letter).filter_by(kind="screens.link").count() == 0


def test_a_revoked_link_and_the_address_of_another_site_are_not_sent(house):
    request, office = a_lost_link(house.site), house.office
    stranger = contacting.add_contact(None, a_site(), name="Ai đó", email="aido@example.vn")
    where, own = f"/lost-links/{request.id}/send", {"participation": house.participation.id}

    assert office.post(where, data=own | {"contact": stranger.id}).status_code == 404
    conferences.revoke_link(None, house.participation)
    refused = office.post(where, data=own | {"contact": house.contact.id})

    assert refused.status_code == 409
    assert "đã thu hồi" in refused.text
    assert db.session.query(Letter).filter_by(kind="screens.link").count() == 0
