"""The page of a unit: what it is, and the conferences it takes part in that the reader may see."""

from datetime import timedelta

import pytest

from confsys import clock
from tests.build import a_conference, a_person, a_province, a_site, signed_in_client
from tests.queries import counted_queries


@pytest.fixture
def office(fresh_app):
    with fresh_app.app_context():
        body = a_province()
        site = a_site("Xã Tân Thạnh", parent=body)
        clerk = a_person(role="secretariat", site=body)
        a_conference(organiser=body, by=clerk, sites=[site], title="Họp sắp tới")
        long_ago = clock.now() - timedelta(days=30)
        a_conference(organiser=body, by=clerk, sites=[site], title="Họp đã qua", starts_at=long_ago)
        clients = {
            "clerk": signed_in_client(fresh_app, clerk),
            "elsewhere": signed_in_client(fresh_app, a_person(role="secretariat", site=a_province())),
        }
        return clients, f"/sites/{site.id}"


def test_it_shows_what_comes_and_what_was(office):
    clients, address = office
    page = clients["clerk"].get(address).text.replace("\xa0", " ")
    assert page.index("Xã Tân Thạnh") < page.index("Họp sắp tới") < page.index("Họp đã qua")


def test_another_office_sees_the_unit_but_not_the_conferences(office):
    clients, address = office
    answer = clients["elsewhere"].get(address)
    assert answer.status_code == 200
    assert "Họp" not in answer.text.replace("\xa0", " ").partition("<main")[2].partition("Hội nghị sắp tới")[0]
    assert "Họp sắp tới" not in answer.text.replace("\xa0", " ")


def test_an_unknown_unit_is_not_found(office):
    clients, _address = office
    assert clients["clerk"].get("/sites/khongco").status_code == 404


@pytest.mark.parametrize("conferences", [1, 12])
def test_it_costs_the_same_for_few_and_for_many(fresh_app, conferences):
    with fresh_app.app_context():
        body = a_province()
        site, clerk = a_site(parent=body), a_person(role="secretariat", site=body)
        for _turn in range(conferences):
            a_conference(organiser=body, by=clerk, sites=[site])
        client, address = signed_in_client(fresh_app, clerk), f"/sites/{site.id}"
    client.get(address)
    with counted_queries(fresh_app) as sent:
        assert client.get(address).status_code == 200
    assert len(sent) == 19
