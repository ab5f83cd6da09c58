"""Saved groups: an office's sets, a site in one group of a set at most, filters, the plan, and taking back."""

from datetime import date

import pytest
from sqlalchemy import select

from confsys import clock
from confsys.errors import Invalid, Refused
from confsys.extensions import db
from confsys.history import actions as history
from confsys.journal import Entry
from confsys.sites import grouped, grouping
from tests.build import a_person, a_province, a_site, signed_in_client
from tests.queries import counted_queries


def latest(body) -> Entry:
    query = select(Entry).where(Entry.stream == body.stream).order_by(Entry.version.desc())
    return db.session.scalars(query).first()


def inside(group_set) -> dict[str, list[str]]:
    return {group.name: grouping.members_of(group) for group in grouping.groups_of(group_set)}


class Office:
    """A province with four communes and a set of two groups."""

    def __init__(self):
        self.body = a_province()
        self.sites = [a_site(f"Xã {name}", parent=self.body).id for name in "ABCD"]
        self.a, self.b, self.c, self.d = self.sites
        self.set = grouping.add_set(None, self.body, name="Cụm 2026")
        self.east = grouping.add_group(None, self.set, name="Cụm Đông", sites=[self.a, self.b])
        self.west = grouping.add_group(None, self.set, name="Cụm Tây", sites=[self.c])


def test_a_site_is_in_one_group_of_a_set(app):
    office = Office()
    grouping.change_group(None, office.west, name="Cụm Tây", sites=[office.b, office.c])
    assert inside(office.set) == {"Cụm Đông": [office.a], "Cụm Tây": sorted([office.b, office.c])}


def test_another_set_divides_the_same_sites_in_another_way(app):
    office = Office()
    other = grouping.add_set(None, office.body, name="Theo tuyến cáp")
    grouping.add_group(None, other, name="Tuyến 1", sites=[office.a, office.c])
    assert inside(office.set)["Cụm Đông"] == sorted([office.a, office.b])


def test_what_was_taken_from_another_group_goes_back_there(app):
    office, clerk = Office(), a_person()
    before = inside(office.set)
    grouping.change_group(None, office.west, name="Cụm Tây", sites=[office.a, office.d])
    history.revert(clerk, latest(office.body))
    assert inside(office.set) == before


def test_a_group_that_was_taken_off_comes_back_without_what_is_elsewhere_now(app):
    office, clerk = Office(), a_person()
    grouping.remove_group(None, office.east)
    removed = latest(office.body)
    grouping.change_group(None, office.west, name="Cụm Tây", sites=[office.b, office.c])
    history.revert(clerk, removed)
    assert inside(office.set) == {"Cụm Đông": [office.a], "Cụm Tây": sorted([office.b, office.c])}


def test_a_new_group_goes_and_gives_back(app):
    office, clerk = Office(), a_person()
    before = inside(office.set)
    grouping.add_group(None, office.set, name="Cụm Nam", sites=[office.a, office.d])
    history.revert(clerk, latest(office.body))
    assert inside(office.set) == before


def test_a_set_comes_back_with_its_name(app):
    office, clerk = Office(), a_person()
    spare = grouping.add_set(None, office.body, name="Bộ thừa", is_default=True)
    assert not office.set.is_default
    grouping.remove_set(None, spare)
    history.revert(clerk, latest(office.body))
    sets = {each.name: each.is_default for each in grouping._sets(office.body.id)}
    assert sets == {"Cụm 2026": False, "Bộ thừa": True}


def test_a_set_with_groups_stays(app):
    with pytest.raises(Refused):
        grouping.remove_set(None, Office().set)


@pytest.mark.parametrize("name", ["Cụm Đông", "cum dong"])
def test_a_name_stands_once_in_a_set(app, name):
    with pytest.raises(Invalid):
        grouping.add_group(None, Office().set, name=name)


def test_whoever_saw_less_is_refused(app):
    office = Office()
    grouping.change_group(None, office.west, name="Cụm Tây", sites=[], revision=1)
    with pytest.raises(Refused):
        grouping.change_group(None, office.west, name="Cụm Tây", sites=[office.d], revision=1)
    assert inside(office.set)["Cụm Tây"] == []


def test_only_the_groups_of_a_day_are_shown(app):
    office = Office()
    days = {"valid_from": date(2020, 1, 1), "valid_to": date(2020, 12, 31)}
    grouping.change_group(None, office.west, name="Cụm Tây", sites=[office.c], **days)
    shown = [(each.group.name, each.count) for each in grouped.counted(office.set, clock.today())]
    assert shown == [("Cụm Đông", 2)]


class Browsers:
    def __init__(self, app):
        with app.app_context():
            self.office = Office()
            people = {role: a_person(role=role, site=self.office.body) for role in ("secretariat", "technician")}
            people["elsewhere"] = a_person(role="secretariat", site=a_province())
            self.clients = {name: signed_in_client(app, person) for name, person in people.items()}
            self.set, self.group = (f"/sites/groups/{self.office.set.id}", self.office.east.id)
            self.west = self.office.west.id


@pytest.fixture
def browsers(fresh_app):
    return Browsers(fresh_app)


def shown_in(page) -> list[str]:
    text = page.text.replace("\xa0", " ").partition('<table class="table')[2]
    return [name for name in ("Xã A", "Xã B", "Xã C", "Xã D") if f">{name}<" in text]


def test_the_directory_is_narrowed_by_a_group_and_by_none(browsers):
    clerk = browsers.clients["secretariat"]
    assert shown_in(clerk.get(f"/sites?group={browsers.group}")) == ["Xã A", "Xã B"]
    assert shown_in(clerk.get("/sites?group=none")) == ["Xã D"]
    assert shown_in(clerk.get("/sites?group=unknown")) == ["Xã A", "Xã B", "Xã C", "Xã D"]
    page = clerk.get("/sites").text
    assert page.index("Cụm Đông") < page.index("Cụm Tây") < page.index("Chưa vào cụm")


def test_another_office_sees_nothing_of_it(browsers):
    elsewhere = browsers.clients["elsewhere"]
    assert "Cụm Đông" not in elsewhere.get("/sites").text
    assert elsewhere.get(browsers.set).status_code == 404


def test_the_plan_offers_whole_groups_and_the_rest_last(browsers):
    page = browsers.clients["secretariat"].get("/conferences/new").text
    heads = [part.partition("</b>")[0] for part in page.partition('class="groups"')[2].split("<b>")[1:]]
    assert [head for head in heads if "ụm" in head] == ["Cụm Đông", "Cụm Tây", "Chưa vào cụm"]


def test_sites_are_ticked_and_kept(browsers):
    clerk, office = browsers.clients["secretariat"], browsers.office
    sent = {"name": "Cụm Đông", "revision": "1", "valid_from": "", "valid_to": "", "sites": [office.b, office.d]}
    assert clerk.post(f"{browsers.set}/{browsers.group}", data=sent).status_code == 303
    assert shown_in(clerk.get(f"/sites?group={browsers.group}")) == ["Xã B", "Xã D"]


def test_looking_for_a_site_keeps_what_was_ticked(browsers):
    clerk, office = browsers.clients["secretariat"], browsers.office
    sent = {"name": "Khác", "revision": "1", "valid_from": "", "valid_to": "", "sites": [office.d], "find": "xa c"}
    page = clerk.post(f"{browsers.set}/{browsers.group}", data=sent | {"look": "1"}).text
    boxes = {
        box.partition('"')[0]: "checked" in box.partition(">")[0] for box in page.split('name="sites" value="')[1:]
    }
    assert boxes == {office.d: True, office.c: False}
    assert shown_in(clerk.get(f"/sites?group={browsers.group}")) == ["Xã A", "Xã B"]


def test_a_site_of_elsewhere_is_not_let_in(browsers, fresh_app):
    with fresh_app.app_context():
        stranger = a_site().id
    sent = {"name": "Cụm Đông", "revision": "1", "valid_from": "", "valid_to": "", "sites": [stranger]}
    browsers.clients["secretariat"].post(f"{browsers.set}/{browsers.group}", data=sent)
    assert shown_in(browsers.clients["secretariat"].get(f"/sites?group={browsers.group}")) == []


def test_a_technician_looks_and_does_not_change(browsers):
    technician = browsers.clients["technician"]
    assert "Cụm Đông" in technician.get(browsers.set).text
    assert technician.get(f"{browsers.set}/{browsers.group}").status_code == 403


@pytest.mark.parametrize("count", [1, 30])
def test_groups_cost_the_same_for_few_and_for_many(fresh_app, count):
    with fresh_app.app_context():
        body = a_province()
        group_set = grouping.add_set(None, body, name="Bộ")
        set_id = group_set.id
        for number in range(count):
            grouping.add_group(None, group_set, name=f"Cụm {number}", sites=[a_site(parent=body).id])
        a_site(parent=body)
        clerk = signed_in_client(fresh_app, a_person(role="secretariat", site=body))
    asked = {}
    for address in ("/sites", "/sites/groups", f"/sites/groups/{set_id}", f"/sites/groups/{set_id}/new"):
        clerk.get(address)
        with counted_queries(fresh_app) as sent:
            assert clerk.get(address).status_code == 200
        asked[address.replace(set_id, "ID")] = len(sent)
    assert asked == {"/sites": 14, "/sites/groups": 6, "/sites/groups/ID": 10, "/sites/groups/ID/new": 10}
