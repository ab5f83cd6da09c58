"""The directory as a list: found without tone marks, in the order of the alphabet, in pages."""

from datetime import date

import pytest

from confsys.sites import contacting
from tests.build import a_person, a_province, a_site, signed_in_client
from tests.queries import counted_queries


@pytest.fixture
def reader(fresh_app):
    with fresh_app.app_context():
        return signed_in_client(fresh_app, a_person(role="delegate", site=a_province()))


def names_in(page) -> list[str]:
    return [line.partition(">")[2].partition("<")[0] for line in page.text.split('<a href="/sites/')[1:]]


def make(fresh_app, *names, **values):
    with fresh_app.app_context():
        for name in names:
            a_site(name, **values)


def test_units_stand_in_the_order_of_the_vietnamese_alphabet(fresh_app, reader):
    make(fresh_app, "Xã Đốc", "Xã Dốc", "Xã Ân", "Xã An", "Xã Ăn")
    shown = names_in(reader.get("/sites?kind=xa"))
    assert [name.replace("\xa0", " ") for name in shown] == ["Xã An", "Xã Ăn", "Xã Ân", "Xã Dốc", "Xã Đốc"]


@pytest.mark.parametrize("typed", ["tan thanh", "Tân Thạnh", "TÂN THẠNH", "30157"])
def test_a_unit_is_found_without_marks_and_by_its_code(fresh_app, reader, typed):
    make(fresh_app, "Xã Tân Thạnh", gso_code="30157")
    make(fresh_app, "Xã Khác")
    assert len(names_in(reader.get("/sites", query_string={"q": typed}))) == 1


def test_a_day_shows_the_units_of_that_day(fresh_app, reader):
    make(fresh_app, "Huyện Cũ", kind="huyen", valid_from=date(2010, 1, 1), valid_to=date(2025, 6, 30))
    assert "Huyện Cũ" not in reader.get("/sites").text.replace("\xa0", " ")
    assert "Huyện Cũ" in reader.get("/sites?on=3/3/2015").text.replace("\xa0", " ")


def test_pages_keep_what_the_list_is_narrowed_by(fresh_app, reader):
    make(fresh_app, *(f"Xã {number}" for number in range(130)))
    first = reader.get("/sites?kind=xa")
    onward = first.text.partition('rel="next" href="')[2].partition('"')[0].replace("&amp;", "&")
    second = reader.get(f"/sites{onward}")
    assert [len(names_in(page)) for page in (first, second)] == [60, 60]
    assert not {*names_in(first)} & {*names_in(second)}
    assert len(names_in(reader.get("/sites?kind=xa&page=3"))) == 10
    assert len(names_in(reader.get("/sites?kind=xa&page=99"))) == 10


@pytest.mark.parametrize(
    "asked", ["kind=nothing", "page=abc", "page=-1", "page=99999999999", "on=31/2/2026", "q=" + "x" * 5000]
)
def test_what_cannot_be_read_is_left_out(fresh_app, reader, asked):
    assert reader.get(f"/sites?{asked}").status_code == 200


def test_an_empty_list_says_what_to_do(reader):
    assert "Xem tất cả đơn vị hôm nay" in reader.get("/sites?q=khong-co").text
    assert "Quản trị nạp danh sách đơn vị" in reader.get("/sites?on=1/1/2001").text


@pytest.mark.parametrize("count", [1, 3, 65, pytest.param(175, marks=pytest.mark.long)])
def test_the_list_costs_the_same_for_few_and_for_many(fresh_app, reader, count):
    make(fresh_app, *(f"Xã {number}" for number in range(count)))
    reader.get("/sites")
    with counted_queries(fresh_app) as sent:
        assert reader.get("/sites").status_code == 200
    assert len(sent) == 7


@pytest.mark.parametrize("count", [1, 3, 65, pytest.param(175, marks=pytest.mark.long)])
@pytest.mark.parametrize("address", ["/sites", "/sites?view=cards", "/sites?state=call"])
def test_whom_to_call_costs_the_same_for_few_and_for_many(fresh_app, address, count):
    with fresh_app.app_context():
        body = a_province()
        for _turn in range(count):
            contacting.add_contact(None, a_site(parent=body), name="Công chức", telephone="0900000101")
            a_site(parent=body)
        clerk = signed_in_client(fresh_app, a_person(role="secretariat", site=body))
    clerk.get(address)
    with counted_queries(fresh_app) as sent:
        assert "tel:0900000101" in clerk.get(address).text or "state" in address
    assert len(sent) == 11
