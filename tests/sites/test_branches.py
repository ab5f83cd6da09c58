"""The directory as a tree: any depth, what is above a find stays, and pages of a sane size."""

from datetime import date, timedelta

import pytest

from confsys import clock
from confsys.extensions import db
from confsys.sites import actions, branches, lists, queries
from tests.build import a_conference, a_person, a_province, a_site, signed_in_client
from tests.queries import counted_queries
from tests.sites.office import a_list


def shape(tree: branches.Tree) -> list:
    def of(branch):
        name = branch.unit.name if branch.is_meant else f"({branch.unit.name})"
        return (name, [of(child) for child in branch.children]) if branch.children else name

    return [of(root) for root in tree.roots]


@pytest.fixture
def two_alike(app):
    """Two communes whose names part only in a mark, in two districts of which one is over."""
    with app.app_context():
        province = a_province()
        district = a_site("Huyện Một", kind="huyen", parent=province)
        past = a_site("Huyện Cũ", kind="huyen", parent=province, valid_to=date(2025, 6, 30), valid_from=None)
        a_site("Xã Bình Thạnh", parent=district, gso_code="30001")
        a_site("Xã Bình Thành", parent=past, gso_code="30002")
        yield


def test_each_unit_hangs_below_what_exists_above_it_that_day(two_alike):
    tree = branches.tree_of(clock.today())
    assert shape(tree) == [("Tỉnh Thử Nghiệm", [("Huyện Một", ["Xã Bình Thạnh"])]), "Xã Bình Thành"]


def test_what_is_above_a_find_stays_and_is_not_counted(two_alike):
    tree = branches.tree_of(clock.today(), text="30001")
    assert (shape(tree), tree.total) == ([("(Tỉnh Thử Nghiệm)", [("(Huyện Một)", ["Xã Bình Thạnh"])])], 1)


def test_binh_thanh_and_binh_thanh_are_never_confused(two_alike):
    for typed in ("binh thanh", "Bình Thạnh"):
        codes = [site.gso_code for site in db.session.scalars(queries.found(clock.today(), text=typed))]
        assert codes == ["30002", "30001"], "typed without marks both are found, in the order of the alphabet"
    for typed in ("Xã Bình Thạnh", "30001"):
        assert [site.gso_code for site in queries.meant(typed, clock.today())] == ["30001"]
    rows = lists.read(a_list("Xã Bình Thạnh,xa,,,,,,,", "Xã Bình Thành,xa,,,30002,,,,"))
    assert [row.name for row in rows] == ["Xã Bình Thạnh", "Xã Bình Thành"]


def test_of_too_many_whole_levels_are_left_out_and_counted(app, monkeypatch):
    monkeypatch.setattr(branches, "MOST", 30)
    lines = [f"Xã {number},xa,Tỉnh Đo,,{number + 10},,,," for number in range(50)]
    with app.app_context():
        actions.import_list(None, lists.read(a_list("Tỉnh Đo,tinh,,,1,,,,", *lines)))
        tree = branches.tree_of(clock.today())
        assert (shape(tree), tree.roots[0].below, tree.total) == (["Tỉnh Đo"], 50, 51)
        found = branches.tree_of(clock.today(), text="xa 4")
        assert (found.total, len(found.roots[0].children), found.left_out) == (11, 11, 0)
        with app.test_request_context():
            reader = signed_in_client(app, a_person(role="delegate", site=a_site("Sở Đo", kind="so")))
    with counted_queries(app) as sent:
        page = reader.get("/sites?view=tree").text
    assert "50 đơn vị trực thuộc" in page.replace("\xa0", " ") and len(sent) == 6


def test_the_page_of_a_unit_turns_back_through_all_its_conferences(fresh_app):
    with fresh_app.app_context():
        province = a_province()
        secretary = a_person(role="secretariat", site=province)
        for number in range(12):
            day = clock.now() - timedelta(days=30 + number)
            a_conference(organiser=province, by=secretary, sites=[], starts_at=day, title=f"Giao ban lần {number:02}")
        reader, address = signed_in_client(fresh_app, secretary), f"/sites/{province.id}"
    first, second = reader.get(address).text, reader.get(f"{address}?page=2").text
    assert (first.count("Giao ban lần"), second.count("Giao ban lần")) == (10, 2)
