"""A list of units on pages: looked at line by line, kept; the same again changes nothing; no cell is a formula."""

import io
import re
import zipfile
from datetime import date

import pytest
from openpyxl import Workbook, load_workbook

from confsys.sites import actions, lists, queries, sheets
from confsys.sites.lists import BrokenList
from confsys.sites.sheets import COLUMNS, CSV, FORMS, XLSX
from tests.build import a_person, a_province, a_site, signed_in_client
from tests.queries import counted_queries
from tests.sites.office import a_list, everything, real_file

PROVINCE = "Tỉnh Thử,tinh,,,10,,,,"
XA = "Xã Một,xa,Tỉnh Thử,,20,,,,"


def a_book(*rows: list) -> bytes:
    book = Workbook()
    for row in [list(COLUMNS), *rows]:
        book.active.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


@pytest.fixture
def administrator(fresh_app):
    with fresh_app.app_context():
        return signed_in_client(fresh_app, a_person(role="administrator", site=a_province()))


def sent(client, data: bytes, name: str = "danh-sach.csv"):
    """The preview of a file."""
    return client.post("/sites/import", data={"file": (io.BytesIO(data), name)}, content_type="multipart/form-data")


def kept(client, page) -> None:
    text = page.text.partition('<textarea name="list"')[2].partition(">\n")[2].partition("</textarea>")[0]
    text = text.replace("&#39;", "'").replace("&#34;", '"').replace("&amp;", "&").replace("&lt;", "<")
    assert client.post("/sites/import/keep", data={"list": text}).status_code == 303


def fates(page) -> list[tuple[str, str]]:
    """(fate, name) of the lines of a preview."""
    return [
        (kind, re.sub("<[^>]*>", "", row.partition('class="strong">')[2].partition("<")[0]).replace("\xa0", " "))
        for kind, row in re.findall(r'<tr class="fate-(\w+)">(.*?)</tr>', page.text, re.DOTALL)
    ]


def state(app) -> list:
    with app.app_context():
        return everything()


@pytest.mark.parametrize("form", FORMS)
def test_every_line_shows_its_fate_and_nothing_is_kept_yet(fresh_app, administrator, form):
    with fresh_app.app_context():
        actions.import_list(None, lists.read(a_list(PROVINCE, XA)))
    before = state(fresh_app)
    data = a_list(
        PROVINCE, "Xã Mới tên,xa,Tỉnh Thử,,20,,,,", "Xã Hai,xa,Tỉnh Thử,,30,,,,", "Làng,lang,Tỉnh Thử,,40,,,,"
    )
    if form == XLSX:
        data = sheets.written([cells for _number, cells in sheets.cells_of(data)], XLSX)
    page = sent(administrator, data)
    assert fates(page) == [("changed", "Xã Mới tên"), ("new", "Xã Hai"), ("problem", "Làng"), ("same", "Tỉnh Thử")]
    assert "Không có loại điểm cầu “lang”" in page.text or "“lang”" in page.text
    assert state(fresh_app) == before


def test_what_can_be_kept_is_kept_and_the_same_file_changes_nothing_more(fresh_app, administrator):
    data = a_list(PROVINCE, XA, "Làng,lang,Tỉnh Thử,,40,,,,")
    kept(administrator, sent(administrator, data))
    after = state(fresh_app)
    page = sent(administrator, data)
    assert [kind for kind, _name in fates(page)] == ["problem", "same", "same"]
    kept(administrator, page)
    assert state(fresh_app) == after


def test_what_lies_below_a_broken_line_waits_for_it(administrator):
    page = sent(administrator, a_list(PROVINCE, "Huyện Lạ,quan,Tỉnh Thử,,1,,,,", "Xã Con,xa,Huyện Lạ,,2,,,,"))
    assert fates(page)[1:] == [("problem", "Huyện Lạ"), ("problem", "Xã Con")]
    assert "sửa dòng đó trước" in page.text


WRONG = {
    "a code twice": (a_list(PROVINCE, XA, "Xã Hai,xa,Tỉnh Thử,,20,,,,"), "dòng 3"),
    "a circle": (a_list(PROVINCE, "A,xa,B,,1,,,,", "B,xa,A,,2,,,,"), "trực thuộc chính nó"),
    "a parent that is not there": (a_list(PROVINCE, "Xã Một,xa,Huyện Lạ,,20,,,,"), "Danh sách không có “Huyện Lạ”"),
}


@pytest.mark.parametrize(("data", "words"), WRONG.values(), ids=WRONG)
def test_what_is_wrong_is_told_at_its_line(administrator, data, words):
    page = sent(administrator, data)
    assert page.status_code == 200
    assert words in page.text
    assert "problem" in [kind for kind, _name in fates(page)]


UNREADABLE = {
    "another alphabet": a_list(PROVINCE).decode().encode("utf-16"),
    "no file and nothing pasted": b"",
    "a column missing": b"name,kind\nA,xa\n",
    "only a head": a_list(),
    "a torn XLSX": a_book([])[:200],
    "a zip that is no book": b"PK\x03\x04 and so on",
}


@pytest.mark.parametrize("data", UNREADABLE.values(), ids=UNREADABLE)
def test_what_cannot_be_read_at_all_is_told_at_the_list(administrator, data):
    answer = sent(administrator, data)
    assert answer.status_code == 422
    assert 'id="error-list"' in answer.text


def test_more_lines_than_a_page_keeps_are_refused(administrator):
    answer = sent(administrator, a_list(*(f"Xã {n},xa,,,{n},,,," for n in range(5_001))))
    assert (answer.status_code, "5001" in answer.text) == (422, True)


# -- files -------------------------------------------------------------------------------------------------


def test_days_and_numbers_of_a_spreadsheet_are_read_as_they_are_typed():
    (row,) = lists.read(a_book(["Xã Một", "xa", None, None, 29869, date(2025, 7, 1), "2026-01-31", None, None]))
    assert (row.gso_code, row.valid_from, row.valid_to) == ("29869", date(2025, 7, 1), date(2026, 1, 31))


@pytest.mark.parametrize("sign", ["=", "+", "-", "@"])
@pytest.mark.parametrize("form", FORMS)
def test_no_cell_is_a_formula_and_it_is_read_again_as_it_was(form, sign):
    rows = lists.read(a_list(f'"{sign}1+1",xa,,,20,,,,"{sign}SUM(A1)"'))
    data = lists.write(rows, form)
    assert lists.read(data) == rows
    if form == XLSX:
        cells = [cell for row in load_workbook(io.BytesIO(data)).active.iter_rows() for cell in row]
        assert {cell.data_type for cell in cells if cell.value} == {"s"}
    else:
        assert f"'{sign}1+1" in data.decode()


def test_a_book_that_unpacks_without_end_is_refused():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("xl/worksheets/sheet1.xml", b"0" * (sheets.MOST_UNPACKED + 1))
    with pytest.raises(BrokenList, match="too large"):
        lists.read(out.getvalue())


def test_a_book_with_declarations_is_refused():
    out, book = io.BytesIO(), zipfile.ZipFile(io.BytesIO(a_book(["A"])))
    with zipfile.ZipFile(out, "w") as packed:
        for name in book.namelist():
            data = book.read(name)
            packed.writestr(name, b'<!DOCTYPE x [<!ENTITY a "b">]>' + data if "sheet1" in name else data)
    with pytest.raises(BrokenList, match="no Excel file"):
        lists.read(out.getvalue())


@pytest.mark.parametrize("form", FORMS)
def test_the_real_list_goes_out_and_comes_in_again_unchanged(fresh_app, administrator, form):
    with fresh_app.app_context():
        actions.import_list(None, lists.read(real_file("sites_dong_thap_2025.csv")))
        number = len(queries.rows_on(date(2026, 1, 1)))
    file = administrator.get(f"/sites/export.{form}?on=2026-01-01")
    assert (file.status_code, form in file.headers["Content-Disposition"]) == (200, True)
    page = sent(administrator, file.data, f"danh-ba.{form}")
    assert [kind for kind, _name in fates(page)] == ["same"] * number


@pytest.mark.parametrize("count", [1, 200])
def test_the_preview_costs_the_same_for_few_and_for_many(fresh_app, administrator, count):
    with fresh_app.app_context():
        for _turn in range(count):
            a_site()
    data = a_list(PROVINCE, *(f"Xã {n},xa,Tỉnh Thử,,{n},,,," for n in range(1000, 1000 + count)))
    sent(administrator, data)
    with counted_queries(fresh_app) as asked:
        assert sent(administrator, data).status_code == 200
    assert len(asked) == 4


def test_csv_is_what_is_written_unless_another_form_is_asked_for():
    rows = lists.read(a_list(PROVINCE))
    assert lists.write(rows) == lists.write(rows, CSV) != lists.write(rows, XLSX)
