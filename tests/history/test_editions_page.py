"""Two editions side by side as a page."""

import re
from datetime import date, timedelta

import pytest

from confsys.agenda import actions as agenda
from confsys.conferences import actions as conferences
from confsys.conferences.transitions import TRANSITIONS
from tests.build import a_conference, a_person, a_province, a_site, an_agenda, local_time, signed_in_client
from tests.queries import counted_queries


class Office:
    """A secretariat that issued a conference and then adjusted its time and sites, and its agenda."""

    def __init__(self, app, *, sites: int = 2, items: int = 2) -> None:
        self.app = app
        with app.app_context():
            province = a_province()
            clerk = a_person(role="secretariat", site=province)
            places = [a_site(f"Xã {number}") for number in range(sites)]
            start = local_time(date(2030, 3, 5), 7, 30)
            values = {"organiser": province, "by": clerk, "sites": places, "starts_at": start}
            conference = a_conference(state="approved", chairs=[a_person("Bà Chủ trì")], **values)
            self.first, *_others = an_agenda(conference, items)
            conferences.take(clerk, conference, TRANSITIONS["issue"])
            new = a_site("Xã Mới")
            later = {"starts_at": start + timedelta(hours=1), "ends_at": start + timedelta(hours=3)}
            conferences.edit(clerk, conference, sites=[new.id, *(each.id for each in places[1:])], **later)
            agenda.add(clerk, conference, title="Tham luận mới", kind="tham-luan", minutes=5, presenter="Ông Ba")
            self.path = f"/conferences/{conference.id}"
            self.browser = signed_in_client(app, clerk)
            self.stranger = signed_in_client(app, a_person(role="secretariat"))
            self.untold = a_conference(organiser=province, by=clerk).id
        self.browser.set_cookie("lang", "en", domain="localhost")

    def pairs(self, tail: str) -> dict[str, list[str]]:
        """What stands under each mark, as text."""
        page = self.browser.get(f"{self.path}/editions/{tail}").text
        found: dict[str, list[str]] = {}
        for mark, pair in re.findall(r'<li class="pair is-(\w+)">(.*?)</li>', page, re.DOTALL):
            found.setdefault(mark, []).append(" ".join(re.sub("<[^>]+>", " ", pair).replace("\xa0", " ").split()))
        return found


@pytest.fixture
def office(kept):
    return kept(Office)


def test_what_changed_is_marked_with_its_word(office):
    pairs = office.pairs("1/2")
    assert pairs["changed"] == [
        "Begins Changed here As issued: 07:30 Tuesday 05/03/2030 Adjustment 1: 08:30 Tuesday 05/03/2030",
        "Ends Changed here As issued: 09:30 Tuesday 05/03/2030 Adjustment 1: 10:30 Tuesday 05/03/2030",
    ]
    assert pairs["gone"] == ["Gone As issued: Xã 0 Adjustment 1: –"]
    assert pairs["new"] == ["New As issued: – Adjustment 1: Xã Mới"]
    assert "Chairs As issued: Bà Chủ trì Adjustment 1: Bà Chủ trì" in pairs["same"]

    pairs = office.pairs("2/3")
    assert pairs["new"] == ["New Adjustment 1: – Adjustment 2: 08:50 5 min Tham luận mới Paper, Ông Ba"]
    assert "changed" not in pairs and "gone" not in pairs


def test_any_two_may_be_chosen_also_backwards(office):
    answer = office.browser.get(f"{office.path}/editions?a=1&b=3")
    assert (answer.status_code, answer.location) == (303, f"{office.path}/editions/1/3")
    assert len(office.pairs("1/3")["new"]) == 2 and len(office.pairs("3/1")["gone"]) == 2
    assert office.pairs("2/2").keys() == {"same"}


@pytest.mark.parametrize("asked", ["", "?a=1", "?a=7&b=1", "?a=x&b=", "?a=1&b=99999999999999999999"])
def test_without_a_choice_the_last_two_are_shown(office, asked):
    assert office.browser.get(f"{office.path}/editions{asked}").location == f"{office.path}/editions/2/3"


def test_the_tag_of_the_conference_leads_there(office):
    page = office.browser.get(office.path).text
    assert re.search(rf'<a href="{office.path}/editions">.*?Adjustment 2</a>', page)


def test_before_there_are_two_the_page_says_what_will_be_kept(office):
    answer = office.browser.get(f"/conferences/{office.untold}/editions")
    assert answer.status_code == 200 and "no two editions" in answer.text


@pytest.mark.parametrize("tail", ["1/4", "0/1", "1/99999999999999999999", "x/1"])
def test_an_edition_that_was_not_kept_is_not_found(office, tail):
    assert office.browser.get(f"{office.path}/editions/{tail}").status_code == 404


def test_another_office_is_told_nothing(office):
    assert office.browser.get(f"{office.path}/editions/1/2").status_code == 200
    assert office.stranger.get(f"{office.path}/editions/1/2").status_code == 404
    assert office.stranger.get(f"{office.path}/editions").status_code == 404


@pytest.mark.parametrize(("sites", "items"), [(2, 2), (60, 20)])
def test_it_costs_the_same_for_few_and_for_many(fresh_app, sites, items):
    office = Office(fresh_app, sites=sites, items=items)
    with counted_queries(fresh_app) as sent:
        assert office.browser.get(f"{office.path}/editions/1/2").status_code == 200
    assert len(sent) == 6
