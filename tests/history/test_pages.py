"""The history of a thing as a page: what changed, before and after in words, who and when; and taking it back."""

import re
from datetime import date, timedelta

import pytest
from markupsafe import Markup

from confsys.agenda import actions as agenda
from confsys.changes import just_made
from confsys.conferences import actions as conferences
from confsys.conferences.models import Conference
from confsys.conferences.queries import participations_of
from confsys.extensions import db
from confsys.history.queries import PAGE, latest
from confsys.journal import version_of
from confsys.people import actions as people
from confsys.sites import actions as sites
from confsys.sites.models import Site
from tests.build import a_conference, a_person, a_province, a_site, an_agenda, local_time, signed_in_client
from tests.queries import counted_queries

DAY = date(2030, 3, 5)


class Office:
    """A secretariat, an administrator and a conference of two communes on Tuesday 05/03/2030."""

    def __init__(self, app) -> None:
        self.app = app
        with app.app_context():
            province = a_province()
            self.province = province.id
            self.clerk = a_person("Bà Văn thư", role="secretariat", site=province)
            self.browser = signed_in_client(app, self.clerk)
            self.administrator = signed_in_client(app, a_person(role="administrator", site=province))
            self.officer = signed_in_client(app, a_person(role="officer", site=province))
            self.sites = [a_site("Xã An"), a_site("Xã Bình")]
            start = local_time(DAY, 7, 30)
            self.id = a_conference(organiser=province, by=self.clerk, sites=self.sites, starts_at=start).id
        self.path = f"/conferences/{self.id}"
        for browser in (self.browser, self.administrator):
            browser.set_cookie("lang", "en", domain="localhost")

    @property
    def conference(self) -> Conference:
        return db.session.get_one(Conference, self.id)

    def history(self, query: str = "") -> list[str]:
        """Each entry as one line of text."""
        return rows_of(self.browser.get(f"{self.path}/history{query}").text)


def rows_of(page: str) -> list[str]:
    rows = re.findall(r'<tr id="entry-\d+">(.*?)</tr>', page, re.DOTALL)
    return [
        " ".join(Markup(re.sub(r"<span class=\"hidden\">.*?</span>|<[^>]+>", " ", row)).unescape().split())
        for row in rows
    ]


@pytest.fixture
def office(kept):
    return kept(Office)


def test_every_value_is_told_by_its_name_before_and_after(office):
    with office.app.app_context():
        conference, start = office.conference, local_time(DAY, 14)
        new = [a_site("Xã Chung"), a_site("Xã Dương"), a_site("Xã Ân")]
        conferences.edit(
            office.clerk,
            conference,
            title="Tổng kết năm",
            kind="tong-ket",
            starts_at=start,
            ends_at=start + timedelta(hours=2),
            sites=[office.sites[0].id, *(site.id for site in new)],
            chairs=[a_person("Ông Chủ trì").id],
        )

    row = office.history()[0]

    assert "Time changed" in row and "Bà Văn thư" in row
    assert "Title Giao ban trực tuyến Tổng kết năm" in row
    assert "Kind Briefing Final review" in row
    assert "Begins 07:30 Tuesday 05/03/2030 14:00 Tuesday 05/03/2030" in row
    assert "Sites +3 −1 came: Xã Chung, Xã Dương, Xã Ân went: Xã Bình" in row
    assert "Chairs Ông Chủ trì" in row


def test_items_are_named_even_after_they_were_taken_off(office):
    with office.app.app_context():
        item = agenda.add(office.clerk, office.conference, title="Tham luận", kind="khac", minutes=5, presenter="Bà Ba")
        agenda.edit(office.clerk, item, minutes=15, presenter="Ông Tư")
        agenda.delete(office.clerk, item)

    rows = office.history()[:3]

    assert "Item taken off : Tham luận Other, 15 min, Ông Tư" in rows[0].replace("\xa0", " ")
    assert "Item changed : Tham luận" in rows[1] and "Presenter Bà Ba Ông Tư" in rows[1]
    assert "Item added : Tham luận Other, 5 min, Bà Ba" in rows[2].replace("\xa0", " ")


def test_a_move_tells_the_places(office):
    with office.app.app_context():
        items = an_agenda(office.conference, 4)
        agenda.move(office.clerk, items[3], before=items[1])
    assert "Item moved : Mục 4 Place in the agenda 4 2" in office.history()[0]


def test_the_reason_of_a_step_is_told(office):
    with office.app.app_context():
        conferences.take(office.clerk, office.conference, conferences.TRANSITIONS["cancel"], reason="Vì bão số 3")
    assert "Conference cancelled Reason: Vì bão số 3" in office.history()[0]


def test_the_page_of_the_conference_keeps_its_short_list(office):
    with office.app.app_context():
        gone = an_agenda(office.conference, 1)[0]
        agenda.delete(None, gone)
        told = latest(office.conference.stream)
    assert [(str(each.words), each.about) for each in told[:2]] == [
        ("Item taken off", "Mục 1"),
        ("Item added", "Mục 1"),
    ]
    page = office.browser.get(office.path).text
    assert f'href="{office.path}/history"' in page and "Item taken off" in page


def test_it_is_filtered_by_kind_and_by_person(office):
    with office.app.app_context():
        other = a_person("Ông Khác")
        other_id = other.id
        conferences.edit(other, office.conference, title="Tên hai")
        agenda.add(office.clerk, office.conference, title="Mục", kind="khac", minutes=5)

    assert len(office.history()) == 3
    assert [row.split()[1:3] for row in office.history("?kind=agenda.item_added")] == [["Item", "added"]]
    assert ["Tên hai" in row for row in office.history(f"?by={other_id}")] == [True]
    assert office.history(f"?by={other_id}&kind=agenda.item_added") == []
    assert office.history("?kind=nothing") == []
    assert len(office.history("?below=x&by=")) == 3


def test_a_long_history_is_paged_by_version(office):
    with office.app.app_context():
        for number in range(PAGE):
            conferences.edit(office.clerk, office.conference, title=f"Tên {number}")

    page = office.browser.get(f"{office.path}/history").text
    assert (len(rows_of(page)), "below=2" in page) == (PAGE, True)
    older = office.history("?below=2")
    assert len(older) == 1 and "Conference planned" in older[0]


@pytest.mark.parametrize("changes", [1, 3, 65, pytest.param(175, marks=pytest.mark.long)])
def test_it_costs_the_same_for_few_and_for_many(office, changes):
    with office.app.app_context():
        places = [a_site(parent=db.session.get_one(Site, office.province)) for _each in range(changes)]
        for number, place in enumerate(places):
            agenda.add(office.clerk, office.conference, title="Mục", kind="khac", minutes=5, presenter="x")
            conferences.edit(office.clerk, office.conference, title=f"Tên {number}", sites=[place.id])
    with counted_queries(office.app) as sent:
        assert len(office.history()) > min(changes, PAGE - 1)
    assert len(sent) == 10, "\n".join(each[:200].replace("\n", " ") for each in sent)


# -- taking back -----------------------------------------------------------------------------------


def test_a_page_shows_what_would_follow_and_nothing_has_happened_yet(office):
    with office.app.app_context():
        site = office.sites[1]
        agenda.add(office.clerk, office.conference, title="Tham luận", kind="khac", minutes=5, site=site.id)
        conferences.edit(office.clerk, office.conference, sites=[office.sites[0].id])
        entry = just_made()
        version = version_of(office.conference.stream)
    address = f"{office.path}/history/{entry.version}"
    assert address in office.browser.get(f"{office.path}/history").text

    page = office.browser.get(address).text

    would = page[page.index("What will follow") :]
    assert "+1" in would and "Xã Bình" in would and "Items of a site that came back" in would and "Tham luận" in would
    with office.app.app_context():
        assert version_of(office.conference.stream) == version

    answer = office.browser.post(address)
    assert (answer.status_code, answer.location) == (303, f"{office.path}/history")
    with office.app.app_context():
        assert {each.site_id for each in participations_of(office.conference)} >= {site.id for site in office.sites}


def test_what_cannot_be_taken_back_says_why_and_offers_no_button(office):
    with office.app.app_context():
        conferences.edit(office.clerk, office.conference, title="Tên hai")
        entry = just_made()
        conferences.edit(office.clerk, office.conference, title="Tên ba")
        address = f"{office.path}/history/{entry.version}"

    page = office.browser.get(address)
    answer = office.browser.post(address)

    assert (page.status_code, answer.status_code) == (200, 409)
    for text in (page.text, answer.text):
        assert "changed again since" in text and f'action="{address}"' not in text
    with office.app.app_context():
        assert office.conference.title == "Tên ba"


def test_an_administrator_reads_but_changes_only_what_is_his(office):
    with office.app.app_context():
        conferences.edit(office.clerk, office.conference, title="Tên hai")
    address = f"{office.path}/history"
    page = office.administrator.get(address)
    assert page.status_code == 200 and "Tên hai" in page.text and f"{address}/2" not in page.text
    assert office.administrator.get(f"{address}/2").status_code == 403
    assert office.administrator.post(f"{address}/2").status_code == 403


def test_who_only_takes_part_has_no_business_there(office):
    assert office.officer.get(f"{office.path}/history").status_code == 404


@pytest.mark.parametrize("version", ["0", "99", "2147483647", "99999999999999999999"])
def test_an_entry_that_is_not_there_is_not_found(office, version):
    assert office.browser.get(f"{office.path}/history/{version}").status_code == 404
    assert office.browser.post(f"{office.path}/history/{version}").status_code in (404, 405)


# -- sites and persons -----------------------------------------------------------------------------


def test_a_unit_tells_its_changes_to_the_office_above_it(office):
    with office.app.app_context():
        site = a_site("Xã Cũ", parent=db.session.get_one(Site, office.province))
        sites.change(None, site, name="Xã Mới", valid_to=date(2031, 12, 31))
        path = f"/sites/{site.id}/history"

    rows = rows_of(office.browser.get(path).text)

    assert "What it is called Xã Cũ Xã Mới" in rows[0] and "Last day 31/12/2031" in rows[0] and "the system" in rows[0]
    assert office.browser.get(f"{path}/2").status_code == 403  # only the administrator keeps the directory
    assert office.administrator.post(f"{path}/2").status_code == 303
    with office.app.app_context():
        assert db.session.get_one(Site, site.id).name == "Xã Cũ"


def test_a_person_tells_roles_and_details_to_whoever_keeps_the_account(office):
    with office.app.app_context():
        person = a_person("Ông Năm")
        people.give_role(office.clerk, person, role="chair", site_id=office.province)
        people.edit(office.clerk, person, name="Ông Sáu", telephone="0277 000 000")
        path = f"/people/{person.id}/history"

    rows = rows_of(office.browser.get(path).text)

    assert "What it is called Ông Năm Ông Sáu" in rows[0] and "Telephone 0277 000 000" in rows[0]
    assert "Role given Site Tỉnh Thử Nghiệm Role Chair Bà Văn thư" in rows[1]
    assert "What it is called Ông Năm" in rows[2]
    assert office.officer.get(path).status_code == 403
    assert office.browser.post(f"{path}/3").status_code == 303
    assert "Ông Năm" in office.browser.get(path).text
