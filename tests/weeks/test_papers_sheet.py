"""What is said on a printed week, before anything draws it."""

from dataclasses import replace
from datetime import time

import pytest

from confsys.weeks.cells import clean, line_of
from confsys.weeks.marks import marked
from confsys.weeks.short_forms import explained
from tests.weeks.sheets import BEFORE, NOW, a_row, a_sheet, said

ROW = a_row("a")


def test_the_head_says_which_week_and_which_edition():
    sheet = a_sheet()
    assert (sheet.above, sheet.below) == ("ỦY BAN NHÂN DÂN TỈNH ĐỒNG THÁP", "VĂN PHÒNG")
    assert sheet.title == "LỊCH CÔNG TÁC TUẦN 48"
    assert said(sheet.second) == (
        "Từ ngày 23/11/2026 đến ngày 29/11/2026 (Điều chỉnh lần 3) (Cập nhật lần cuối: 09:12 23/11/2026)"
    )
    assert [run.bold for run in sheet.second] == [False, True, False]
    assert sheet.file == "Lịch công tác tuần 48-2026, điều chỉnh lần 3"


def test_the_first_edition_adjusts_nothing():
    sheet = a_sheet(before=None, edition=1)
    assert "Điều chỉnh" not in said(sheet.second)
    assert sheet.file == "Lịch công tác tuần 48-2026"
    assert sheet.foot == "CT: Chủ tịch; PCTTT: Phó Chủ tịch Thường trực; PCT: Phó Chủ tịch; LĐVP: lãnh đạo Văn phòng."


def test_the_foot_explains_and_counts():
    assert a_sheet().foot.endswith("So với lần 2: 1 mới, 2 đổi, 1 hủy. Lịch này thay bản điều chỉnh lần 2.")
    assert a_sheet(NOW, NOW, 2).foot.endswith("So với bản đầu: không đổi dòng nào. Lịch này thay bản đầu.")


def test_seven_days_stand_with_their_halves():
    days = a_sheet().days
    assert [(day.name, day.date) for day in days][::6] == [("Thứ Hai", "23/11"), ("Chủ Nhật", "29/11")]
    assert [[(half.name, len(half.lines)) for half in day.halves] for day in days] == [
        [("Sáng", 2), ("Chiều", 1)],
        [],
        [("Chiều", 1)],
        [("Sáng", 1), ("Chiều", 1)],
        [("Chiều", 1)],
        [],
        [],
    ]


@pytest.mark.parametrize(
    ("key", "content"),
    [
        ("a", "(7h30) Chào cờ, giao ban đầu tuần"),
        ("b", "(9h00–11h00) Tiếp công dân định kỳ"),
        ("c", "Đổi nơi (14h00) Làm việc với Sở Xây dựng Trước là: Sở Xây dựng"),
        ("d", "Đổi giờ (15h00) Họp kinh phí mua sắm tập trung Trước là: 9h00 cùng ngày"),
        ("e", "(8h00) Giao ban chuyển đổi số (trực tuyến, 103\u00a0điểm cầu, mã phòng\u00a04821)"),
        ("f", "Mới (14h00) Họp khẩn ứng phó triều cường (trực tuyến, 9\u00a0điểm cầu)"),
        ("g", "Hủy (13h30) Gặp mặt doanh nghiệp Lý do: dời sang tuần 49"),
    ],
)
def test_a_line_says_what_is_and_what_was(key, content):
    line = next(line_of(line) for line in marked(BEFORE, NOW) if line.row.key == key)
    assert said(line.content) == content


def test_the_style_of_a_word_says_what_it_is():
    tag, hour, title, reason = line_of(marked(BEFORE, NOW)[-1]).content
    assert (tag.boxed, hour.bold, hour.struck, title.struck, reason.italic) == (True, True, True, True, True)
    assert not tag.struck and not reason.struck


@pytest.mark.parametrize(
    ("before", "told"),
    [
        ({"day": a_row("x", 1).day}, "Đổi giờ (8h00) Thẩm tra dự toán Trước là: 8h00 24/11"),
        ({"at": None}, "Đổi giờ (8h00) Thẩm tra dự toán Trước là: buổi sáng cùng ngày"),
        ({"place": ""}, "Đổi nơi (8h00) Thẩm tra dự toán Trước là: chưa có địa điểm"),
        ({"room_code": "12"}, "Đổi nơi (8h00) Thẩm tra dự toán Trước là: mã phòng\u00a012"),
        ({"title": "Thẩm tra"}, "Sửa (8h00) Thẩm tra dự toán Trước là: Thẩm tra"),
        ({"leaders": "CT"}, "Sửa (8h00) Thẩm tra dự toán Trước là: lãnh đạo: CT"),
        ({"prepared_by": ""}, "Sửa (8h00) Thẩm tra dự toán"),
        (
            {"at": time(9), "place": "Hội trường"},
            "Đổi giờ Đổi nơi (8h00) Thẩm tra dự toán Trước là: 9h00 cùng ngày; Hội trường",
        ),
    ],
)
def test_what_was_before_stands_behind(before, told):
    (line,) = marked([replace(ROW, **before)], [ROW])
    assert said(line_of(line).content) == told


def test_who_prepares_and_who_goes_along_share_a_column():
    row = replace(ROW, accompanied_by="LĐVP", staff_officer="Ông An", own_invitation=True)
    (line,) = marked(None, [row])
    assert line_of(line).along == "Sở Tài chính; LĐVP cùng dự; chuyên viên: Ông An; giấy mời riêng"


def test_what_has_no_hour_says_none():
    (line,) = marked(None, [replace(ROW, at=None)])
    assert said(line_of(line).content) == "Thẩm tra dự toán"


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("Ho\u0323\u0302p", "Hộp"),
        ("một\n\thai\u00a0 ba", "một hai ba"),
        ("a\x07b\x1bc\ufffe", "abc"),
        ("\u202eđảo ngược\u202c", "đảo ngược"),
        ("🎉 mừng", "🎉 mừng"),
        ("  ", ""),
    ],
)
def test_only_whole_letters_reach_the_paper(typed, shown):
    assert clean(typed) == shown


def test_only_short_forms_that_occur_are_explained():
    assert explained(["PCT, CT", "UBND"], {}) == "CT: Chủ tịch; PCT: Phó Chủ tịch"
    assert explained(
        ["PCT văn xã"], {"PCT": "Phó Chủ tịch UBND tỉnh", "PCT văn xã": "Phó Chủ tịch phụ trách văn xã"}
    ) == ("PCT: Phó Chủ tịch UBND tỉnh; PCT văn xã: Phó Chủ tịch phụ trách văn xã")
    assert explained(["Sở Tài chính"], {}) == ""
