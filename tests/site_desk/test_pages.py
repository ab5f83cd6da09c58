"""All a site does in one conference, on one page: by its link and by its account."""

import json

import pytest

from confsys.invitations import answering
from confsys.live import service
from confsys.live.hub import Audience
from confsys.readiness import incidents
from tests.invitations.office import Office, said
from tests.queries import counted_queries


@pytest.fixture
def office(kept):
    office = kept(Office)
    with office.app.app_context():
        yield office


def by_link(office, number=0):
    return office.link(number).replace("/answer", "/desk")


def by_account(office, number=0):
    return office.page(number).replace("/answer", "/desk")


def test_it_leads_to_what_is_still_to_do(office):
    page = office.guest.get(by_link(office))
    assert page.status_code == 200 and page.headers["Cache-Control"] == "no-store"
    assert "Xã Bình Thạnh" in page.text and "Answer the invitation" in page.text
    assert f'href="{office.link()}"' in page.text

    answering.answer(None, office.site(), way="link", **said(heads=9))
    after = office.guest.get(by_link(office)).text
    assert "9 participants" in after and "Change the answer" in after


def test_its_officer_sees_the_same_with_addresses_of_his_own(office):
    page = office.own.get(by_account(office)).text
    assert f'href="{office.page()}"' in page and "/join/" not in page
    assert office.own.get(by_account(office, 1)).status_code == 403
    assert office.stranger.get(by_account(office)).status_code == 404


def test_it_is_drawn_with_few_statements(office):
    with counted_queries(office.app) as sent:
        office.guest.get(by_link(office))
    assert len(sent) == 26


def test_news_names_the_sites_something_happened_to(office):
    newsroom, audience = service.of(office.app).newsroom, Audience("site", "", "vi")
    shown = newsroom.latest(office.id, audience)
    incidents.open_incident(None, office.site(1), kind="sound", way="link")

    news = json.loads(newsroom.latest(office.id, audience, shown.version, shown.epoch).body)
    assert (news["parts"], news["sites"]) == ({}, [office.sites[1]])
    assert "sites" not in json.loads(newsroom.latest(office.id, Audience("screen", "", "vi")).body)
