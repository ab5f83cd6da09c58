"""The files of a printed week, each read back as those read it who get it."""

import hashlib
import io
import pickle
import re
import subprocess
import sys
from datetime import datetime, time

import pytest
from docx import Document
from docx.oxml.ns import qn
from openpyxl import load_workbook

from confsys.config import ROOT
from confsys.weeks.printing import docx, pdf, xlsx
from tests.weeks.sheets import MONDAY, a_full_sheet, a_row, a_sheet, text_of_pdf

MIDNIGHT = datetime.combine(MONDAY, time())
pytestmark = pytest.mark.same_on_both
FONTS = {
    "LiberationSerif-Bold.ttf": "446a4421f297698427170fd7db20e59169a4188baaaf940e9bea58af6341a723",
    "LiberationSerif-Italic.ttf": "c1830c433ab41379f1139fac388989d37c9f08c81e1bd643efdcc7946db30753",
    "LiberationSerif-Regular.ttf": "29d12439831b7f59194efec85872f24f54eff05738933f9a860220d2abff88ba",
}
LONG = "Hội nghị sơ kết công tác cải cách hành chính " * 7  # more than 300 letters
STRANGE = [
    LONG,
    "Đ" * 300,
    "🎉 Lễ kỷ niệm 👩\u200d💻",
    "a\x07b\x1b[1m",
    '=HYPERLINK("http://x")',
    "+1",
    "@SUM(1)",
    "-2",
    "<b>&amp;",
]


@pytest.fixture(scope="module")
def sheet():
    return a_sheet()


# -- PDF ---------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def drawn(sheet):
    return pdf.draw(sheet)


def test_the_text_of_a_pdf_can_be_copied(drawn):
    (page,) = text_of_pdf(drawn)
    assert page.split("\n")[:8] == [
        "ỦY BAN NHÂN DÂN TỈNH ĐỒNG THÁP",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "VĂN PHÒNG",
        "Độc lập - Tự do - Hạnh phúc",
        "LỊCH CÔNG TÁC TUẦN 48",
        "Từ ngày 23/11/2026 đến ngày 29/11/2026",
        "(Điều chỉnh lần 3)",
        "(Cập nhật lần cuối: 09:12 23/11/2026)",
    ]
    assert "Đổi nơi (14h00) Làm việc với Sở Xây dựng Trước là: Sở Xây dựng Phòng họp số 3" in page.replace("\n", " ")
    assert page.split("\n")[-5:-2] == ["Chủ Nhật", "29/11", "Không có lịch."]
    assert page.endswith("Trang 1/1")


def test_a_pdf_says_what_it_is_and_carries_its_letters(drawn):
    assert b"/Lang (vi-VN)" in drawn and b"/DisplayDocTitle true" in drawn
    assert "Lịch công tác tuần 48-2026, điều chỉnh lần 3".encode("utf-16-be")[:6] in eval_title(drawn)
    assert drawn.count(b"/FontFile2") == 3 and b"Helvetica" not in drawn
    assert len(drawn) < 120_000


def eval_title(data: bytes) -> bytes:
    """The title as PDF keeps it, its escapes undone."""
    escaped = data.split(b"/Title (")[1].split(b") /Trapped")[0]
    return escaped.decode("latin-1").encode().decode("unicode_escape").encode("latin-1")


def test_sixty_lines_take_several_pages_each_with_its_head():
    pages = text_of_pdf(pdf.draw(a_full_sheet()))
    assert len(pages) == 4
    for number, page in enumerate(pages, start=1):
        assert "Chuẩn bị, cùng dự" in page and page.endswith(f"Trang {number}/4")
    assert "".join(pages).count("Thẩm tra dự toán") == 60
    days = [day for page in pages for day in ("Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu") if day in page]
    assert days == ["Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu"]  # none on two pages


def test_a_day_longer_than_a_page_goes_on_on_the_next():
    rows = [a_row(f"{place:02}", 0, time(8), title=LONG) for place in range(12)]
    pages = text_of_pdf(pdf.draw(a_sheet(rows, None)))
    assert len(pages) > 1 and all("Thứ Hai" in page for page in pages[:-1])
    assert "".join(pages).count("(8h00)") == 12


def test_a_line_longer_than_a_page_is_cut_and_lost_nowhere():
    words = " ".join(f"chữ{number}" for number in range(2000))
    pages = text_of_pdf(pdf.draw(a_sheet([a_row("a", leaders=words)], None)))
    assert len(pages) > 1
    assert [word for word in " ".join(pages).split() if word.startswith("chữ")] == words.split()


# -- XLSX --------------------------------------------------------------------------------------------


def page_of(data: bytes, **how):
    return load_workbook(io.BytesIO(data), **how).active


def test_a_workbook_has_real_dates_and_hours(sheet):
    page = page_of(xlsx.draw(sheet))
    assert [cell.value for cell in page[6]] == [
        *("Thứ", "Ngày", "Buổi", "Giờ", "Nội dung", "Địa điểm", "Lãnh đạo", "Chuẩn bị, cùng dự"),
    ]
    assert [cell.value for cell in page[8]] == [
        *(None, None, None, time(9)),
        "(đến 11h00) Tiếp công dân định kỳ",
        *("Phòng họp số 2", "PCTTT", "Sở Tài chính; LĐVP cùng dự"),
    ]
    assert (page["A7"].value, page["B7"].value, page["C7"].value) == ("Thứ Hai", MIDNIGHT, "Sáng")
    assert page["E9"].value == "[Đổi nơi] Làm việc với Sở Xây dựng Trước là: Sở Xây dựng"
    assert {str(each) for each in page.merged_cells.ranges} >= {"A7:A9", "B7:B9", "C7:C8", "A3:H3", "D10:H10"}


def test_a_workbook_keeps_the_style_of_words(sheet):
    page = page_of(xlsx.draw(sheet), rich_text=True)
    cell = next(row[4] for row in page.iter_rows(min_row=7) if "Gặp mặt" in str(row[4].value))
    tag, _space, title, _gap, reason = cell.value
    assert (tag.font.b, title.font.strike, reason.font.i) == (True, True, True)
    assert page.cell(cell.row, 4).font.strike


def test_a_workbook_prints_on_a4_landscape(sheet):
    page = page_of(xlsx.draw(sheet))
    assert (page.page_setup.orientation, page.page_setup.paperSize) == ("landscape", 9)
    assert (page.page_setup.fitToWidth, page.page_setup.fitToHeight) == (
        1,
        0,
    ) and page.sheet_properties.pageSetUpPr.fitToPage
    assert page.print_title_rows == "$6:$6" and page.oddFooter.right.text == "Trang &P/&N"
    assert all(cell.alignment.wrap_text for cell in page[8][4:])


def test_nothing_typed_is_a_formula():
    rows = [
        a_row(str(place), at=None, title=text, place=text, leaders=text, prepared_by=text)
        for place, text in enumerate(STRANGE)
    ]
    page = page_of(xlsx.draw(a_sheet(rows, None, 1)))
    cells = [cell for row in page.iter_rows() for cell in row if cell.value is not None]
    assert "f" not in {cell.data_type for cell in cells}
    typed = [cell for cell in cells if str(cell.value)[:1] in "=+-@"]
    assert len(typed) == 16 and all(cell.quotePrefix for cell in typed)
    assert '=HYPERLINK("http://x")' in {cell.value for cell in cells}


# -- DOCX --------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def written(sheet):
    return Document(io.BytesIO(docx.draw(sheet)))


def test_a_document_has_every_line(written):
    rows = [[cell.text.strip() for cell in row.cells] for row in written.tables[1].rows]
    assert rows[0] == ["Ngày", "Buổi", "Nội dung", "Địa điểm", "Lãnh đạo", "Chuẩn bị, cùng dự"]
    assert rows[1][:3] == ["Thứ Hai\n23/11", "Sáng", "(7h30) Chào cờ, giao ban đầu tuần"]
    assert rows[2][:2] == rows[1][:2]  # one cell over both rows
    assert rows[3][1:3] == ["Chiều", "Đổi nơi\u00a0 (14h00) Làm việc với Sở Xây dựng Trước là: Sở Xây dựng"]
    assert rows[-1] == ["Chủ Nhật\n29/11", "", *["Không có lịch."] * 4]
    assert [paragraph.text for paragraph in written.paragraphs if paragraph.text][0] == "LỊCH CÔNG TÁC TUẦN 48"


def test_a_document_is_a4_landscape_with_the_margins_of_the_decree(written):
    page = written.sections[0]
    assert [round(each.mm) for each in (page.page_width, page.page_height)] == [297, 210]
    assert [round(each.mm) for each in (page.left_margin, page.right_margin, page.top_margin)] == [30, 15, 20]
    assert written.core_properties.title == "Lịch công tác tuần 48-2026, điều chỉnh lần 3"
    assert "NUMPAGES" in page.footer._element.xml and "CT: Chủ tịch" in page.footer.paragraphs[0].text


def test_heads_repeat_rows_stay_whole_and_tags_have_a_box(written):
    table = written.tables[1]
    assert [row._tr.xpath("./w:trPr/w:tblHeader") != [] for row in table.rows] == [True] + [False] * (
        len(table.rows) - 1
    )
    assert all(row._tr.xpath("./w:trPr/w:cantSplit") for row in table.rows)
    boxed = [run for run in table._tbl.iter(qn("w:r")) if run.xpath("./w:rPr/w:bdr")]
    assert [run.text.strip() for run in boxed] == ["Đổi nơi", "Đổi giờ", "Mới", "Hủy"]


def test_the_order_in_which_word_wants_things_is_kept(written):
    """Word says that a document is damaged where a child stands in another order."""
    order = ["tcW", "gridSpan", "vMerge", "tcBorders", "vAlign"]
    for cell in written.tables[1]._tbl.iter(qn("w:tcPr")):
        names = [child.tag.rpartition("}")[2] for child in cell]
        assert names == sorted(names, key=order.index)
    names = [child.tag.rpartition("}")[2] for child in written.tables[1]._tbl.tblPr]
    assert names.index("tblBorders") < names.index("tblLayout") < names.index("tblLook")


def test_a_day_longer_than_a_page_is_not_asked_to_stay_on_one():
    def held(number: int) -> int:
        rows = [a_row(f"{place:02}", title=LONG) for place in range(number)]
        document = Document(io.BytesIO(docx.draw(a_sheet(rows, None))))
        return sum(row.cells[2].paragraphs[0].paragraph_format.keep_with_next for row in document.tables[1].rows[1:])

    assert (held(3), held(12)) == (2, 0)


# -- all of them -------------------------------------------------------------------------------------


@pytest.mark.parametrize("form", [pdf, xlsx, docx], ids=lambda form: form.__name__)
def test_any_text_and_any_number_of_lines_make_a_file(form):
    strange = [a_row(str(place), place % 7, title=text, place=text, leaders=text) for place, text in enumerate(STRANGE)]
    for sheet in (
        a_sheet([], None, 1),
        a_sheet([a_row("a", at=None)], None, 1),
        a_sheet(strange, None),
        a_full_sheet(),
    ):
        assert len(form.draw(sheet)) > 5_000


@pytest.mark.parametrize("name", ["pdf", "xlsx", "docx"])
def test_a_process_of_its_own_draws(sheet, name):
    command = [sys.executable, "-m", "confsys.weeks.printing", name]
    done = subprocess.run(command, input=pickle.dumps(sheet), capture_output=True, cwd=ROOT, check=True, timeout=30)
    assert done.stdout[:4] == {"pdf": b"%PDF"}.get(name, b"PK\x03\x04") and done.stderr == b""


def test_the_server_loads_none_of_this():
    large = re.compile(
        r"^(?:from|import) (?:reportlab|openpyxl|docx|confsys\.weeks\.printing|confsys\.sites\.workbooks)\b",
        re.MULTILINE,
    )
    loading = {file.parent.name for file in (ROOT / "confsys").rglob("*.py") if large.search(file.read_text())}
    assert loading == {"printing", "workbooks"}  # each a process of its own


def test_the_typeface_is_as_it_came():
    marks = {
        file.name: hashlib.sha256(file.read_bytes()).hexdigest()
        for file in (ROOT / "confsys/weeks/printing/fonts").glob("*.ttf")
    }
    assert marks == FONTS
