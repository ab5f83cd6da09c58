"""Bringing the directory up to a list: the real lists of Đồng Tháp, and what makes a unit the same one."""

from collections import Counter
from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import select

from confsys import clock, demo
from confsys.extensions import db
from confsys.journal import Entry
from confsys.sites import actions, lists, queries
from confsys.sites.lists import BrokenList
from confsys.sites.models import COMMUNE_LEVEL, DISTRICT_LEVEL, Site
from tests.build import START, a_site
from tests.sites.office import REAL, a_list, brought, brought_file, everything, named, real_file

LAST = "2025-06-30"


def kinds_on(day: date) -> Counter:
    return Counter(site.kind for site in db.session.scalars(queries.existing_on(day)))


def test_the_real_lists_bring_every_unit_of_both_times(real):
    assert real == [(175, 0, 0), (115, 0, 0)]
    assert kinds_on(demo.DAY_2015) == {
        **{"tinh": 1, "van-phong": 1, "so": 16, "thanh-tra": 1, "thanh-pho": 2, "thi-xa": 1, "huyen": 9},
        **{"thi-tran": 8, "phuong": 17, "xa": 119},
    }
    assert kinds_on(clock.today()) == {"tinh": 1, "van-phong": 1, "so": 10, "thanh-tra": 1, "phuong": 20, "xa": 82}


@pytest.mark.parametrize(("day", "number"), [(demo.DAY_2015, 157), (date(2025, 6, 30), 157), (START, 103), (None, 103)])
def test_as_many_sites_take_part_in_a_conference_of_the_whole_province(real, day, number):
    kinds = kinds_on(day or clock.today())
    assert sum(kinds[kind] for kind in ("tinh", *DISTRICT_LEVEL, *COMMUNE_LEVEL)) == number


def test_the_same_list_again_changes_nothing(real):
    before = everything()
    assert [brought_file(real_file(name)) for name in REAL] == [(0, 0, 175), (0, 0, 115)]
    assert everything() == before


@pytest.mark.parametrize("day", [demo.DAY_2015, START])
def test_what_was_exported_changes_nothing_when_it_is_imported(real, day):
    before = everything()
    number = sum(kinds_on(day).values())
    assert brought_file(lists.write(queries.rows_on(day))) == (0, 0, number)
    assert everything() == before


@pytest.mark.parametrize(("name", "day"), [(REAL[0], demo.DAY_2015), (REAL[1], START)])
def test_the_directory_of_a_day_is_exported_as_it_was_imported(real, name, day):
    exported = lists.read(lists.write(queries.rows_on(day)))
    assert {replace(row, line=0) for row in exported} == {replace(row, line=0) for row in lists.read(real_file(name))}


@pytest.mark.parametrize(
    "line",
    ["Xã Hai,lang,Tỉnh Thử,,3,,,,", "Xã Hai,xa,Huyện Lạ,,3,,,,", "Xã Hai,xa,Tỉnh Thử,,2,,,,", '"Xã Hai,xa,,,3,,,,'],
)
def test_of_a_refused_list_nothing_at_all_is_kept(app, line):
    brought("Tỉnh Thử,tinh,,,1,,,,")
    before = everything()
    with pytest.raises(BrokenList):
        brought("Tỉnh Đổi Tên,tinh,,,1,,,,", "Xã Một,xa,Tỉnh Đổi Tên,,2,,,,", line)
    assert everything() == before


def test_an_import_that_is_stopped_on_the_way_leaves_nothing(app, monkeypatch):
    brought("Tỉnh Thử,tinh,,,1,,,,")
    before, rows = everything(), lists.read(a_list("Tỉnh Mới,tinh,,,1,,,,", "Xã Một,xa,Tỉnh Mới,,2,,,,"))
    monkeypatch.setattr(actions, "_add", lambda *_args, **_values: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        actions.import_list(None, rows)
    assert everything() == before


def many(number: int) -> list[lists.Row]:
    return lists.read(a_list(*(f"Xã {each},xa,,,{each},,,," for each in range(number))))


def test_others_write_while_a_long_list_is_brought_in(app, monkeypatch):
    between = []
    monkeypatch.setattr(actions.time, "sleep", lambda _seconds: between.append(a_site(f"Xã xen {len(between)}")))
    number = 2 * actions.TOGETHER + 1

    assert actions.import_list(None, many(number)) == actions.Imported(number, 0, 0)

    assert len(between) == 3
    assert {site.name for site in between} < set(db.session.scalars(select(Site.name)))


def test_a_long_list_that_is_stopped_on_the_way_is_completed_by_the_same_list(app, monkeypatch):
    rows = many(2 * actions.TOGETHER + 1)
    monkeypatch.setattr(actions.time, "sleep", lambda _seconds: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        actions.import_list(None, rows)
    monkeypatch.undo()

    assert actions.import_list(None, rows) == actions.Imported(actions.TOGETHER + 1, 0, actions.TOGETHER)


def test_what_hangs_on_units_that_came_before_lies_below_them(app, monkeypatch):
    monkeypatch.setattr(actions, "TOGETHER", 1)
    brought("Ấp Một,khac,Xã Một,,3,,,,", "Xã Một,xa,Huyện Một,,2,,,,", "Huyện Một,huyen,,,1,,,,")
    district, commune = named("Huyện Một"), named("Xã Một")
    assert named("Ấp Một").path == f"/{district.id}/{commune.id}/{named('Ấp Một').id}/"


def test_what_the_list_does_not_name_stays(app):
    brought("Xã Một,xa,,,1,,,,", "Xã Hai,xa,,,2,,,,")
    assert brought("Xã Một,xa,,,1,,,,") == (0, 0, 1)
    assert named("Xã Hai").valid_to is None


# -- what makes it the same unit -------------------------------------------------------------------


def test_a_unit_that_got_another_name_is_the_same_by_its_code(app):
    brought("Xã Một,xa,,,1,,,,")
    before = named("Xã Một").id
    assert brought("Xã Đổi Tên,phuong,,,1,,,,") == (0, 1, 0)
    site = named("Xã Đổi Tên")
    assert (site.id, site.kind, site.revision) == (before, "phuong", 2)
    assert [found.id for found in db.session.scalars(queries.found(clock.today(), text="doi ten"))] == [before]
    entry = db.session.query(Entry).filter_by(kind="site.changed").one()
    assert (entry.before, entry.after) == (
        {"name": "Xã Một", "kind": "xa"},
        {"name": "Xã Đổi Tên", "kind": "phuong"},
    )


@pytest.mark.parametrize(
    "other",
    {
        "another code": "Xã Một,xa,,,2,,,,",
        "another first day": "Xã Một,xa,,,1,2025-07-01,,,",
        "no code": "Xã Một,xa,,,,,,,",
    }.values(),
)
def test_the_same_name_alone_is_another_unit(app, other):
    brought("Xã Một,xa,,,1,,,,")
    assert brought(other) == (1, 0, 0)


@pytest.mark.parametrize(
    ("line", "counts"),
    [
        ("SỞ Y TẾ,so,Tỉnh Thử,,,,,,", (0, 1, 1)),
        ("Sở Y tế,so,Tỉnh Thử,000.01,,,2025-06-30,,", (0, 1, 1)),
        ("Sở Y tế,khac,Tỉnh Thử,,,,,,", (1, 0, 1)),
        ("Sở Y tế,so,,,,,,,", (1, 0, 1)),
        ("Sở Y tế,so,Tỉnh Thử,,,2025-07-01,,,", (1, 0, 1)),
    ],
)
def test_a_unit_without_a_code_is_known_by_kind_parent_name_and_first_day(app, line, counts):
    brought("Tỉnh Thử,tinh,,,1,,,,", "Sở Y tế,so,Tỉnh Thử,,,,,,")
    assert brought("Tỉnh Thử,tinh,,,1,,,,", line) == counts


def test_a_unit_that_ends_and_its_successor_of_the_same_name_are_two(app):
    brought("Xã Một,xa,,,1,,,,")
    assert brought(f"Xã Một,xa,,,1,,{LAST},,", "Xã Một,xa,,,1,2025-07-01,,,") == (1, 1, 0)
    assert [site.valid_from for site in db.session.scalars(queries.existing_on(date(2025, 6, 30)))] == [None]
    assert [site.valid_from for site in db.session.scalars(queries.existing_on(START))] == [START]


# -- where it hangs ----------------------------------------------------------------------------------


def test_a_unit_lies_below_everything_above_it(app):
    brought("Ấp Một,khac,Xã Một,,3,,,,", "Xã Một,xa,Huyện Một,,2,,,,", "Huyện Một,huyen,,,1,,,,")
    district, commune, hamlet = named("Huyện Một"), named("Xã Một"), named("Ấp Một")
    assert (district.path, district.parent_id) == (f"/{district.id}/", None)
    assert (commune.path, commune.parent_id) == (f"/{district.id}/{commune.id}/", district.id)
    assert (hamlet.path, hamlet.parent_id) == (f"{commune.path}{hamlet.id}/", commune.id)


def test_a_unit_that_moves_takes_along_what_lies_below_also_if_it_is_not_named(app):
    brought("Huyện Một,huyen,,,1,,,,", "Xã Một,xa,Huyện Một,,2,,,,", "Ấp Một,khac,Xã Một,,3,,,,")
    assert brought("Huyện Hai,huyen,,,4,,,,", "Xã Một,xa,Huyện Hai,,2,,,,") == (1, 1, 0)
    district, commune, hamlet = named("Huyện Hai"), named("Xã Một"), named("Ấp Một")
    assert commune.path == f"/{district.id}/{commune.id}/"
    assert hamlet.path == f"/{district.id}/{commune.id}/{hamlet.id}/"
    entry = db.session.query(Entry).filter_by(kind="site.changed").one()
    assert (entry.before, entry.after) == ({"parent_id": named("Huyện Một").id}, {"parent_id": district.id})


def test_parent_and_child_may_change_places(app):
    brought("A,khac,,,1,,,,", "B,khac,A,,2,,,,", "C,khac,B,,3,,,,")
    assert brought("B,khac,,,2,,,,", "A,khac,B,,1,,,,") == (0, 2, 0)
    a, b, c = named("A"), named("B"), named("C")
    assert (b.path, a.path, c.path) == (f"/{b.id}/", f"/{b.id}/{a.id}/", f"/{b.id}/{c.id}/")


def test_one_added_by_hand_is_found_by_the_next_list(app):
    actions.add(None, name="Xã Một", kind="xa", gso_code="1", valid_from=START)
    assert brought("Xã Một,xa,,,1,2025-07-01,,,") == (0, 0, 1)


@pytest.mark.parametrize(("kind", "sentence"), [("lang", "no kind of site “lang”"), ("xa", "in the directory already")])
def test_a_unit_added_by_hand_is_refused_if_it_cannot_be(app, kind, sentence):
    brought("Xã Một,xa,,,1,,,,")
    with pytest.raises(actions.Invalid, match=sentence):
        actions.add(None, name="Xã Một", kind=kind, gso_code="1")
