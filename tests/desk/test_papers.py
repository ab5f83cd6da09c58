"""Papers to print: the agenda, the sites, a sheet to sign."""

import pytest

from confsys.agenda import actions as agenda
from tests.build import a_conference, a_person, a_province, a_site, signed_in_client


@pytest.fixture
def office(fresh_app):
    with fresh_app.app_context():
        body = a_province()
        site, clerk = a_site("Xã Tân Thạnh", parent=body), a_person(role="secretariat", site=body)
        conference = a_conference(organiser=body, by=clerk, sites=[site])
        agenda.add(clerk, conference, title="Kết quả", kind="bao-cao", minutes=20, presenter="Sở Y tế")
        client = signed_in_client(fresh_app, clerk)
        stranger = signed_in_client(fresh_app, a_person(role="secretariat", site=a_province()))
        return client, stranger, f"/conferences/{conference.id}/papers", site.id


def test_the_agenda_names_what_when_and_who(office):
    client, _stranger, address, _site = office
    page = client.get(f"{address}/agenda").text.replace("\xa0", " ")
    assert "CHƯƠNG TRÌNH" in page
    assert "Báo cáo: Kết quả" in page
    assert "Sở Y tế" in page


def test_the_list_counts_its_sites(office):
    client, _stranger, address, _site = office
    assert "Danh sách có 2 điểm cầu." in client.get(f"{address}/sites").text


@pytest.mark.parametrize(("asked", "lines"), [("", 20), ("40", 40), ("0", 20), ("abc", 20), ("100000", 20)])
def test_a_sheet_has_the_lines_asked_for(office, asked, lines):
    client, _stranger, address, _site = office
    page = client.get(f"{address}/sign-in?lines={asked}").text
    assert page.partition('class="signed"')[2].count('<tr><td class="num">') == lines


def test_a_sheet_is_that_of_a_site(office):
    client, _stranger, address, site = office
    assert "XÃ TÂN THẠNH" in client.get(f"{address}/sign-in?site={site}").text
    assert "XÃ TÂN THẠNH" not in client.get(f"{address}/sign-in?site=khongco").text


@pytest.mark.parametrize("paper", ["agenda", "sites", "sign-in"])
def test_a_stranger_gets_none(office, paper):
    client, stranger, address, _site = office
    assert client.get(f"{address}/{paper}").status_code == 200
    assert stranger.get(f"{address}/{paper}").status_code == 404


def test_there_is_no_other_paper(office):
    client, _stranger, address, _site = office
    assert client.get(f"{address}/secret").status_code == 404
