"""The sites of a day as people pick them and find them."""

from datetime import date, timedelta

import pytest

from confsys import clock
from confsys.extensions import db
from confsys.sites import queries
from confsys.sites.models import Site
from confsys.sites.tree import groups_on, names_alike
from tests.build import a_site
from tests.sites.office import brought, named

OLD, NEW = date(2025, 6, 30), date(2025, 7, 1)


def found(text="", day=NEW, **more):
    return [site.name for site in db.session.scalars(queries.found(day, text=text, **more))]


def shown(day):
    """(heading, names below it) of every group."""
    return [(str(group.name), [site.name for site in group.sites]) for group in groups_on(day)]


# -- dates of validity ---------------------------------------------------------------------------------

SPANS = {
    "always": (None, None, [True, True, True]),
    "until the day before": (None, OLD, [True, False, False]),
    "until that day": (None, NEW, [True, True, False]),
    "from that day on": (NEW, None, [False, True, True]),
    "that day only": (NEW, NEW, [False, True, False]),
    "from the day after": (NEW + timedelta(days=1), None, [False, False, True]),
}


@pytest.mark.parametrize(("first", "last", "expected"), SPANS.values(), ids=SPANS)
def test_a_site_exists_from_its_first_day_to_its_last(app, first, last, expected):
    site = a_site("Xã Một", valid_from=first, valid_to=last)
    days = [OLD, NEW, NEW + timedelta(days=1)]
    assert [site.exists_on(day) for day in days] == expected
    assert [found(day=day) == ["Xã Một"] for day in days] == expected


def test_the_province_of_a_day_is_found_by_its_code_on_that_day(real):
    assert [site.gso_code for day in (OLD, NEW) for site in queries.provinces(day)] == ["87", "82"]
    assert queries.by_gso_code("87", OLD).valid_to == OLD
    assert queries.by_gso_code("87", NEW) is None


# -- groups ----------------------------------------------------------------------------------------------


def test_before_the_merger_communes_stand_below_their_districts(real):
    groups = groups_on(OLD)
    assert [(group.name, len(group.sites)) for group in groups[1:]] == [
        *[("Huyện Cao Lãnh", 18), ("Huyện Châu Thành", 12), ("Huyện Hồng Ngự", 11), ("Huyện Lai Vung", 12)],
        *[("Huyện Lấp Vò", 13), ("Huyện Tam Nông", 12), ("Huyện Tân Hồng", 9), ("Huyện Thanh Bình", 13)],
        *[("Huyện Tháp Mười", 13), ("Thành phố Cao Lãnh", 15), ("Thành phố Sa Đéc", 9), ("Thị xã Hồng Ngự", 7)],
    ]
    assert [group.head.name for group in groups[1:]] == [group.name for group in groups[1:]]
    assert {site.parent_id == group.head.id for group in groups[1:] for site in group.sites} == {True}


def test_since_the_merger_they_stand_by_the_alphabet_wards_first(real):
    assert [(str(group.name), group.level, len(group.sites)) for group in groups_on(NEW)] == [
        ("Province and departments", "province", 13),
        ("Wards", "phuong", 20),
        ("Xã An – Gò", "xa", 18),
        ("Xã Hậu – Lương", "xa", 15),
        ("Xã Mỹ – Ngũ", "xa", 10),
        ("Xã Phong – Tam", "xa", 8),
        ("Xã Tân", "xa", 20),
        ("Xã Thanh – Vĩnh", "xa", 11),
    ]


@pytest.mark.parametrize("day", [OLD, NEW])
def test_every_site_of_a_day_stands_in_exactly_one_group(real, day):
    groups = groups_on(day)
    standing = [site.id for group in groups for site in ([group.head] if group.head else []) + group.sites]
    assert sorted(standing) == sorted(site.id for site in db.session.scalars(queries.existing_on(day)))
    assert len({group.id for group in groups}) == len(groups)


def test_the_province_comes_first_then_its_office_then_departments_by_the_alphabet(app):
    brought("Sở Y tế,so,,,,,,,", "Sở Nội vụ,so,,,,,,,", "Văn phòng,van-phong,,,,,,,", "Tỉnh Thử,tinh,,,1,,,,")
    assert shown(NEW) == [("Province and departments", ["Tỉnh Thử", "Văn phòng", "Sở Nội vụ", "Sở Y tế"])]


def test_a_commune_whose_district_is_gone_stands_by_the_alphabet(app):
    brought("Huyện Cũ,huyen,,,1,,2025-06-30,,", "Xã Một,xa,Huyện Cũ,,2,,,,", "Xã Ba,xa,Huyện Cũ,,3,,,,")
    assert shown(OLD) == [("Huyện Cũ", ["Xã Ba", "Xã Một"])]
    assert shown(NEW) == [("Communes", ["Xã Ba", "Xã Một"])]


def test_each_kind_of_commune_has_groups_of_its_own(app):
    brought("Xã Một,xa,,,1,,,,", "Thị trấn Một,thi-tran,,,2,,,,", "Phường Một,phuong,,,3,,,,")
    assert shown(NEW) == [("Wards", ["Phường Một"]), ("Communes", ["Xã Một"]), ("Townships", ["Thị trấn Một"])]


def test_a_district_without_communes_is_still_there(app):
    brought("Huyện Một,huyen,,,1,,,,")
    assert shown(NEW) == [("Huyện Một", [])]


def test_no_site_is_no_group(app):
    assert groups_on(NEW) == []


# -- names alike -------------------------------------------------------------------------------------------


def test_names_that_differ_only_in_marks_are_alike(app):
    brought("Xã Phú Thành,xa,,,1,,,,", "Xã Phú Thạnh,xa,,,2,,,,", "Xã Phú Thanh A,xa,,,3,,,,")
    alike = names_alike(groups_on(NEW))
    assert alike == {named("Xã Phú Thành").id, named("Xã Phú Thạnh").id}


def test_a_district_may_be_named_like_a_department(app):
    brought("Huyện Một,huyen,,,1,,,,", "Huyện Mốt,khac,,,2,,,,", "Xã Hai,xa,Huyện Một,,3,,,,")
    assert names_alike(groups_on(NEW)) == {named("Huyện Một").id, named("Huyện Mốt").id}


def test_names_of_another_time_are_not_alike(app):
    brought("Xã Một,xa,,,1,,2025-06-30,,", "Xã Một,xa,,,2,2025-07-01,,,")
    assert names_alike(groups_on(NEW)) == set()


@pytest.mark.parametrize("day", [OLD, NEW])
def test_the_real_names_that_are_alike_are_all_marked(real, day):
    alike = names_alike(groups_on(day))
    names = [site.folded for site in db.session.scalars(queries.existing_on(day))]
    expected = sorted(name for name in names if names.count(name) > 1)
    assert sorted(db.session.get_one(Site, site_id).folded for site_id in alike) == expected


# -- finding -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "names"),
    [
        ("cao lanh", ["Phường Cao Lãnh"]),
        ("CAO LÃNH", ["Phường Cao Lãnh"]),
        ("  cao   lanh ", ["Phường Cao Lãnh"]),
        ("Cao La\u0303nh", ["Phường Cao Lãnh"]),
        ("sa dec", ["Phường Sa Đéc"]),
        ("Xã Tháp Mười", ["Xã Tháp Mười"]),
        ("29869", ["Phường Cao Lãnh"]),
        ("2986", []),
        ("khong co o day", []),
        ("", None),
    ],
)
def test_sites_are_found_by_part_of_the_name_without_marks_or_by_the_whole_code(real, typed, names):
    assert found(typed) == (found() if names is None else names)


def test_quy_and_qui_are_one_word(app):
    brought("Xã Phú Quý,xa,,,1,,,,")
    assert [found(typed) for typed in ("phu quy", "phú quí", "Phú Quý")] == [["Xã Phú Quý"]] * 3


def test_found_sites_stand_by_the_vietnamese_alphabet(app):
    for name in ("Xã Đốc", "Xã Ăn", "Xã Dân", "Xã An"):
        a_site(name)
    assert found("xa") == ["Xã An", "Xã Ăn", "Xã Dân", "Xã Đốc"]


def test_finding_may_be_narrowed_to_a_kind_and_to_what_lies_directly_below(app):
    brought("Huyện Một,huyen,,,1,,,,", "Xã Hai,xa,Huyện Một,,2,,,,", "Ấp Hai,khac,Xã Hai,,3,,,,", "Xã Ba,xa,,,4,,,,")
    assert found("hai", kind="xa") == ["Xã Hai"]
    assert found(parent_id=named("Huyện Một").id) == ["Xã Hai"]
    assert found("hai", kind="xa", parent_id=named("Xã Hai").id) == []


def test_somebody_means_a_site_by_id_code_or_exact_name(app):
    brought("Xã Hai,xa,,,2,,,,", "Xã Hai,xa,,,3,,,,", "Xã Ba,xa,,,4,,,,")
    site = named("Xã Ba")
    assert [queries.meant(typed, clock.today()) for typed in (site.id, "4", "Xã  Ba ", "Xa\u0303 Ba")] == [[site]] * 4
    assert len(queries.meant("Xã Hai", clock.today())) == 2
    assert queries.meant("xa ba", clock.today()) == []
