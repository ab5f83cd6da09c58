"""Units merged, split, renamed and moved on a day: new ids, old names for what was, and everything goes along."""

import re
from datetime import date, timedelta

import pytest
from sqlalchemy import select

from confsys import clock
from confsys.agenda import actions as agenda
from confsys.agenda.queries import items_of
from confsys.conferences import actions as conferences
from confsys.conferences.queries import participations_of
from confsys.conferences.transitions import TRANSITIONS
from confsys.errors import Invalid, Refused
from confsys.extensions import db
from confsys.people.models import RoleHeld
from confsys.reorganising.actions import reorganise
from confsys.reorganising.queries import touched
from confsys.reorganising.typed import Told, told
from confsys.sites import contacting, equipping, grouping, knowing
from confsys.sites.equipment import Seen
from confsys.sites.models import Site
from confsys.sites.queries import existing_on
from confsys.sites.succession import forebears_of, successors_of
from tests.build import a_conference, a_person, a_province, a_site, an_ordinary_morning, signed_in_client
from tests.queries import counted_queries

LAST = timedelta(days=1)


class Province:
    """Four made-up communes below a province, two of them in a group, and conferences before and after a day."""

    def __init__(self) -> None:
        self.body = a_province()
        self.a, self.b, self.c, self.d = (
            a_site(f"Xã Cũ {name}", parent=self.body) for name in ("Một", "Hai", "Ba", "Bốn")
        )
        self.clerk = a_person(role="secretariat", site=self.body)
        self.officer = a_person(role="officer", site=self.a)
        self.when = an_ordinary_morning()
        self.day = clock.local(self.when).date() - timedelta(days=1)
        sites = [self.a, self.b, self.c, self.d]
        values = {"organiser": self.body, "by": self.clerk, "sites": sites}
        self.before = a_conference(starts_at=self.when - timedelta(days=14), **values)
        self.after = a_conference(state="issued", starts_at=self.when, **values)
        contacting.add_contact(None, self.a, name="Bà Một", telephone="0900000101")
        contacting.add_contact(None, self.b, name="Ông Hai", telephone="0900000102")
        equipping.check_equipment(self.officer, self.a, found={"camera": Seen("good", note="xoay")})
        self.set = grouping.add_set(None, self.body, name="Bộ cụm")
        self.group = grouping.add_group(None, self.set, name="Cụm Đông", sites=[self.a.id, self.d.id])

    def sent(self, *rows: tuple[str, ...]) -> dict[str, str]:
        """(old units, new name, code, parent) of each row, as a form."""
        names = ("old", "name", "code", "parent")
        fields = {
            f"{name}-{n}": value for n, row in enumerate(rows, 1) for name, value in zip(names, row, strict=False)
        }
        return fields | {"day": self.day.isoformat(), "rows": "30"}

    def make(self, *rows: tuple[str, ...]) -> list[Site]:
        read: Told = told(self.sent(*rows))
        made = reorganise(None, read.olds, touched(read).conferences, told=read)
        return [made[number] for number in sorted(made)]


MERGED = ("Xã Cũ Một, Xã Cũ Hai, Xã Cũ Ba", "Xã Mới", "99001")
RENAMED = ("Xã Cũ Bốn", "Phường Đổi Tên", "99002")


def names_in(conference) -> list[str]:
    return [each.site.name for each in participations_of(conference) if not each.is_main]


def names_on(day: date) -> set[str]:
    return {site.name for site in db.session.scalars(existing_on(day)) if "Xã" in site.name or "Phường" in site.name}


def test_three_are_merged_and_one_is_renamed(app):
    province = Province()
    old = {"Xã Cũ Một", "Xã Cũ Hai", "Xã Cũ Ba", "Xã Cũ Bốn"}
    merged, renamed = province.make(MERGED, RENAMED)
    assert names_on(province.day - LAST) == old
    assert names_on(province.day) == {"Xã Mới", "Phường Đổi Tên"}
    assert {merged.id, renamed.id} & {province.a.id, province.b.id, province.c.id, province.d.id} == set()
    assert (merged.parent_id, merged.valid_from) == (province.body.id, province.day)
    assert province.a.valid_to == province.day - LAST


def test_conferences_before_and_after_show_the_names_of_their_day(app):
    province = Province()
    province.make(MERGED, RENAMED)
    assert names_in(province.before) == ["Xã Cũ Ba", "Xã Cũ Bốn", "Xã Cũ Hai", "Xã Cũ Một"]
    assert sorted(names_in(province.after)) == ["Phường Đổi Tên", "Xã Mới"]


def test_an_issued_conference_gets_one_more_edition_and_keeps_who_speaks(app):
    province = Province()
    values = {"title": "Tham luận", "kind": "tham-luan", "minutes": 10, "presenter": "x"}
    agenda.add(None, province.after, site=province.b.id, **values)
    edition = province.after.edition
    merged, _renamed = province.make(MERGED, RENAMED)
    assert [item.site_id for item in items_of(province.after)] == [merged.id]
    assert province.after.edition == edition + 1


def test_roles_go_along_from_that_day_on(app):
    province = Province()
    merged, _renamed = province.make(MERGED, RENAMED)
    query = select(RoleHeld).where(RoleHeld.person_id == province.officer.id).order_by(RoleHeld.valid_to)
    held = {role.site_id: (role.role, role.valid_from, role.valid_to) for role in db.session.scalars(query)}
    assert held == {
        province.a.id: ("officer", None, province.day - LAST),
        merged.id: ("officer", province.day, None),
    }


def test_whom_to_call_equipment_and_groups_go_along(app):
    province = Province()
    merged, renamed = province.make(MERGED, RENAMED)
    assert [each.called for each in knowing.contacts_of(merged)] == ["Bà Một", "Ông Hai"]
    check = knowing.checks_of(merged)["camera"]
    assert (check.state, check.note, check.checked_by_id) == ("good", "xoay", province.officer.id)
    inside = set(grouping.members_of(province.group))
    assert inside == {province.a.id, province.d.id, merged.id, renamed.id}


def test_of_several_groups_of_a_set_the_first_counts(app):
    province = Province()
    west = grouping.add_group(None, province.set, name="Cụm Tây", sites=[province.b.id])
    (merged,) = province.make(("Xã Cũ Hai, Xã Cũ Một", "Xã Mới"))
    assert merged.id in grouping.members_of(west)
    assert merged.id not in grouping.members_of(province.group)


def test_a_unit_knows_what_it_was_and_what_came_after(app):
    province = Province()
    merged, _renamed = province.make(MERGED, RENAMED)
    assert [each.name for each in forebears_of(merged)] == ["Xã Cũ Ba", "Xã Cũ Hai", "Xã Cũ Một"]
    assert successors_of(province.b) == [merged]


def test_one_is_split(app):
    province = Province()
    east, west = province.make(("Xã Cũ Một", "Xã Đông"), ("Xã Cũ Một", "Xã Tây"))
    assert {"Xã Đông", "Xã Tây"} <= {*names_in(province.after)} and "Xã Cũ Một" not in names_in(province.after)
    assert [knowing.contacts_of(each)[0].called for each in (east, west)] == ["Bà Một"] * 2


def test_one_is_moved_below_another_that_is_new_on_the_same_page(app):
    province = Province()
    moved, above = province.make(("Xã Cũ Một", "Xã Cũ Một", "", "Xã Cũ Hai mới"), ("Xã Cũ Hai", "Xã Cũ Hai mới"))
    assert (moved.parent_id, moved.path.startswith(above.path)) == (above.id, True)


def test_what_lies_below_goes_along_on_the_day_itself(app):
    province = Province()
    hamlet = a_site("Ấp Một", kind="khac", parent=province.a)
    with pytest.raises(Invalid) as refused:
        province.make(("Xã Cũ Một", "Xã Mới"))
    assert list(refused.value.errors) == ["day"]
    province.day = clock.today()
    (new,) = province.make(("Xã Cũ Một", "Xã Mới"))
    assert (hamlet.parent_id, hamlet.path) == (new.id, f"{new.path}{hamlet.id}/")


# what is typed (old units, new name, code, parent) -> the field that is told
WRONG = {
    "nothing": ([], "old-1"),
    "a unit that is not there": ([("Xã Lạ", "X")], "old-1"),
    "a unit meant twice": ([("xa cu", "X")], "old-1"),
    "no name": ([("Xã Cũ Một", "")], "name-1"),
    "a parent that is not there": ([("Xã Cũ Một", "X", "", "Huyện Lạ")], "parent-1"),
    "a parent that ends": ([("Xã Cũ Một", "X", "", "Xã Cũ Hai"), ("Xã Cũ Hai", "Y")], "parent-1"),
    "itself above itself": ([("Xã Cũ Một", "X", "", "X")], "parent-1"),
    "a circle of new ones": ([("Xã Cũ Một", "X", "", "Y"), ("Xã Cũ Hai", "Y", "", "X")], "parent-1"),
    "a code twice": ([("Xã Cũ Một", "X", "7"), ("Xã Cũ Hai", "Y", "7")], "code-2"),
    "a formula for a name": ([("Xã Cũ Một", "=1+1")], "name-1"),
}


@pytest.mark.parametrize(("rows", "field"), WRONG.values(), ids=WRONG)
def test_what_cannot_be_is_told_at_its_field(app, rows, field):
    province = Province()
    with pytest.raises(Invalid) as refused:
        province.make(*rows)
    assert list(refused.value.errors) == [field]
    assert names_on(province.day) == {"Xã Cũ Một", "Xã Cũ Hai", "Xã Cũ Ba", "Xã Cũ Bốn"}


def test_a_unit_does_not_go_below_what_lies_below_it(app):
    province = Province()
    a_site("Ấp Một", kind="khac", parent=province.a)
    with pytest.raises(Invalid) as refused:
        province.make(("Xã Cũ Một", "Xã Mới", "", "Ấp Một"))
    assert "lies below" in str(refused.value.errors["parent-1"])


def test_a_unit_that_organises_afterwards_stays(app):
    province = Province()
    clerk = a_person(role="secretariat", site=province.d)
    a_conference(organiser=province.d, by=clerk, sites=[province.a], starts_at=province.when)
    with pytest.raises(Invalid) as refused:
        province.make(MERGED, RENAMED)
    assert list(refused.value.errors) == ["old-2"]


def test_what_moved_on_since_it_was_seen_is_refused(app):
    province = Province()
    read = told(province.sent(MERGED))
    mark = touched(read).mark
    contacting.add_contact(None, province.c, name="Bà Ba")
    with pytest.raises(Refused):
        reorganise(None, read.olds, touched(read).conferences, told=read, mark=mark)
    assert "Xã Mới" not in names_on(province.day)


class Browser:
    def __init__(self, app):
        with app.app_context():
            self.province = Province()
            self.client = signed_in_client(app, a_person(role="administrator", site=self.province.body))
            self.sent = self.province.sent(MERGED, RENAMED)
            self.day = self.province.day


@pytest.fixture
def browser(fresh_app):
    return Browser(fresh_app)


def test_the_page_shows_what_goes_along_and_one_press_does_it(browser, fresh_app):
    page = browser.client.post("/sites/reorganise", data=browser.sent)
    text = page.text.replace("\xa0", " ")
    assert page.status_code == 200
    assert all(
        words in text for words in ("Xã Mới", "Phường Đổi Tên", "Cụm Đông", "Giao ban trực tuyến", "2 người phụ trách")
    )
    told_of_them = " ".join(re.sub("<[^>]*>", " ", text.partition('id="conferences"')[2]).split())
    assert "Xã Cũ Bốn thành Phường Đổi Tên" in told_of_them
    mark = page.text.partition('name="mark" value="')[2].partition('"')[0]
    with fresh_app.app_context():
        assert "Xã Mới" not in names_on(browser.day)
    answer = browser.client.post("/sites/reorganise/keep", data=browser.sent | {"mark": mark})
    assert answer.status_code == 303
    assert "Trước là" in browser.client.get(answer.location).text
    with fresh_app.app_context():
        assert names_on(browser.day) == {"Xã Mới", "Phường Đổi Tên"}


def test_the_page_names_what_is_put_off_and_keeps_the_old_units(fresh_app):
    with fresh_app.app_context():
        province = Province()
        conferences.take(province.clerk, province.after, TRANSITIONS["postpone"], reason="mưa bão")
        client = signed_in_client(fresh_app, a_person(role="administrator", site=province.body))
        sent = province.sent(MERGED)
    page = client.post("/sites/reorganise", data=sent).text.replace("\xa0", " ")
    assert "khi khôi phục xong: Giao ban trực tuyến" in page


def test_an_old_mark_shows_the_page_again(browser):
    answer = browser.client.post("/sites/reorganise/keep", data=browser.sent | {"mark": "old"})
    assert (answer.status_code, "Xã Mới" in answer.text) == (409, True)


def test_more_rows_keep_what_was_typed(browser):
    sent = {"day": "x", "rows": "3", "old-3": "Xã Cũ Một", "more": "1"}
    page = browser.client.post("/sites/reorganise", data=sent).text
    assert 'value="Xã Cũ Một"' in page and 'id="old-6"' in page


@pytest.mark.parametrize("count", [1, 20])
def test_the_preview_costs_the_same_for_few_and_for_many(fresh_app, count):
    with fresh_app.app_context():
        body = a_province()
        olds = [a_site(f"Xã Số {n}", parent=body) for n in range(100, 100 + count)]
        for old in olds:
            a_person(role="officer", site=old)
        client = signed_in_client(fresh_app, a_person(role="administrator", site=body))
        sent = {"day": "2030-01-01", "rows": "3", "old-1": ", ".join(old.name for old in olds), "name-1": "Xã Mới"}
    client.post("/sites/reorganise", data=sent)
    with counted_queries(fresh_app) as asked:
        assert client.post("/sites/reorganise", data=sent).status_code == 200
    assert len(asked) == 19
