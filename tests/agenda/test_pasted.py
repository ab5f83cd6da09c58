"""An agenda as people write it: each way of writing hours, minutes, kinds and presenters, and what cannot be read."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from confsys.agenda.models import KINDS
from confsys.agenda.pasted.reading import read
from confsys.agenda.pasted.rows import each_row_on_a_line
from confsys.agenda.pasted.units import Unit, Units
from confsys.errors import Invalid


def at(day, hour, minute=0):
    return datetime(2026, 12, day, hour, minute, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh"))


BEGIN, END = at(15, 7, 30), at(15, 17)
NAMES = [
    ("Sở Khoa học và Công nghệ", "", False),
    ("Sở Nông nghiệp và Môi trường", "", False),
    ("Sở Y tế", "", False),
    ("Phường Cao Lãnh", "29869", True),
    ("Xã Tháp Mười", "30037", True),
    ("Xã Tân Thành", "29938", True),
    ("Xã Tân Thạnh", "30157", True),
    ("Xã Mỹ Quí", "30043", False),
]
UNITS = Units([Unit(name, name, code, joins) for name, code, joins in NAMES])


def lines(text, end=END):
    return read(text, UNITS, BEGIN, end)


def one(text):
    (line,) = lines(text)
    return line


@pytest.mark.parametrize(
    ("text", "kind", "title", "presenter", "minutes"),
    [
        ("7h30 Khai mạc (10')", "khai-mac", "Khai mạc", "", 10),
        ("Phát biểu khai mạc 10 phút", "khai-mac", "Phát biểu khai mạc", "", 10),
        ("7h30 Báo cáo kết quả – Sở KH&CN (30')", "bao-cao", "Báo cáo kết quả", "Sở Khoa học và Công nghệ", 30),
        ("Tham luận: Số hóa – Sở NN&MT 20p", "tham-luan", "Số hóa", "Sở Nông nghiệp và Môi trường", 20),
        ("Tham luận một cửa xã - X. Tháp Mười 15 phút", "tham-luan", "Một cửa xã", "Xã Tháp Mười", 15),
        ("Tham luận – P. Cao Lãnh 15p", "tham-luan", "", "Phường Cao Lãnh", 15),
        ("Ý kiến của xã Tháp Mười (10p)", "thao-luan", "Ý kiến của xã Tháp Mười", "Xã Tháp Mười", 10),
        ("Thảo luận 40p", "thao-luan", "Thảo luận", "", 40),
        ("Biểu quyết chương trình 2027, 10p", "bieu-quyet", "Biểu quyết chương trình 2027", "", 10),
        ("KL: CT UBND tỉnh 30p", "ket-luan", "", "Chủ tịch UBND tỉnh", 30),
        ("Phát biểu chỉ đạo – PCT UBND tỉnh (1 giờ 30 phút)", "phat-bieu-chi-dao", "Phát biểu chỉ đạo", None, 90),
        ("Báo cáo (20') – Sở Y tế", "bao-cao", "Báo cáo", "Sở Y tế", 20),
        ("Báo cáo quý III do Sở Y tế trình bày (15')", "bao-cao", "Báo cáo quý III", "Sở Y tế", 15),
        ("Báo cáo quý III (Sở Y tế) 15'", "bao-cao", "Báo cáo quý III", "Sở Y tế", 15),
        ("Nghỉ giải lao 15'", "giai-lao", "Nghỉ giải lao", "", 15),
        ("10 năm nông thôn mới – xã mỹ quý 5p", "khac", "10 năm nông thôn mới", "Xã Mỹ Quí", 5),
        ("1. Việc dạy - học - thi trong năm – Sở Y tế 5p", "khac", "Việc dạy - học - thi trong năm", "Sở Y tế", 5),
        ("Vốn – Sở Lao động - Thương binh và Xã hội 5p", "khac", "Vốn", "Sở Lao động - Thương binh và Xã hội", 5),
        ("• Kế hoạch 2026 – 2030 (20 phút)", "khac", None, None, 20),
    ],
)
def test_a_line_says_what_who_and_how_long(text, kind, title, presenter, minutes):
    line = one(text)
    assert line.problem is None
    assert (line.pieces.kind, line.minutes) == (kind, minutes)
    assert title in (None, line.pieces.title)
    assert presenter in (None, line.pieces.presenter)


@pytest.mark.parametrize(
    "text",
    ["8h05 Mục", "8:05 Mục", "08.05 Mục", "0805 Mục", "8 giờ 05' Mục", "8g05: Mục", "- 8h05 – Mục", "Lúc 8h05, Mục"],
)
def test_an_hour_is_read_however_it_is_written(text):
    line = one(text)
    assert (f"{line.begins:%H:%M}", line.is_fixed, line.pieces.title) == ("08:05", True, "Mục")


def test_half_past_is_said_in_words():
    assert f"{one('8 rưỡi Mục').begins:%H:%M}" == "08:30"


def test_a_length_follows_from_the_hours():
    first, second, third = lines("7h30 - 7h50 Khai mạc\n7h50 Báo cáo\n8h20 Bế mạc")
    assert [first.minutes, second.minutes, third.minutes] == [20, 30, 5]
    assert [str(note) for note in third.notes] == ["No length is written: 5 minutes are taken."]
    assert not any(line.is_fixed for line in (first, second, third))


def test_an_hour_is_fixed_only_where_it_makes_a_difference():
    assert [line.is_fixed for line in lines("7h30 Một 30p\n8h00 Hai 30p\n9h00 Ba 30p\nBốn 5p")] == [
        False,
        False,
        True,
        False,
    ]


def test_the_afternoon_is_heard_from_its_heading():
    morning, afternoon = lines("Buổi sáng\n11h00 Kết luận\nBuổi chiều:\n2h00 Thảo luận 60p")
    assert (morning.minutes, f"{afternoon.begins:%H:%M}", afternoon.is_fixed) == (30, "14:00", True)


def test_a_second_day_is_heard_from_its_heading():
    first, second = lines("8h00 Một 30p\nNgày 16/12/2026\n8h00 Hai 30p", end=at(16, 17))
    assert (first.begins, second.begins) == (at(15, 8), at(16, 8))


def test_a_site_that_takes_part_is_the_one_that_speaks():
    assert one("Tham luận – phuong cao lanh 5p").site.name == "Phường Cao Lãnh"
    outside = one("Tham luận – Xã Mỹ Quý 5p")
    assert (outside.site, [str(note) for note in outside.notes][-1]) == (
        None,
        "Xã Mỹ Quí does not take part as a site.",
    )


# -- tables ----------------------------------------------------------------------------------------


TABLE = """STT\tThời gian\tNội dung\tĐơn vị trình bày
1\t7h30 - 7h40\tKhai mạc\tVăn phòng UBND tỉnh
\t\tBuổi chiều\t
2\t14h00\t"Báo cáo
tổng kết"\tSở Y tế
"""


def test_a_table_is_read_by_its_columns():
    opening, report = lines(each_row_on_a_line(TABLE))
    assert (opening.pieces.title, opening.pieces.presenter, opening.minutes) == ("Khai mạc", "Văn phòng UBND tỉnh", 10)
    assert (report.pieces.title, report.pieces.presenter) == ("Báo cáo tổng kết", "Sở Y tế")
    assert (f"{report.begins:%H:%M}", report.raw.count("\t")) == ("14:00", 3)


def test_a_table_without_a_heading_is_guessed():
    line = one("1\t7h30\tBáo cáo kết quả\tSở Y tế\t20'")
    assert (line.pieces.title, line.pieces.presenter, line.minutes) == ("Báo cáo kết quả", "Sở Y tế", 20)


def test_merged_cells_leave_nothing_behind():
    assert lines("\t\t\n1\t\t\n7h30\t\t\n") == []


# -- what cannot be read ---------------------------------------------------------------------------


def test_an_hour_that_cannot_be_one_is_asked_about_and_offered():
    _opening, line = lines("7h30 Khai mạc 75p\n14 rưỡi sáng nghỉ một lát")
    assert str(line.problem) == "Could not read the hour “14 rưỡi sáng”. Type it as 8h45 or 08:45."
    assert [(choice.label, choice.text) for choice in line.choices] == [("08:45", "8h45 nghỉ một lát")]
    assert one(line.choices[0].text).problem is None


@pytest.mark.parametrize("text", ["25h Nghỉ", "7h75 Nghỉ", "24:00 Nghỉ"])
def test_no_such_hour(text):
    assert "Could not read the hour" in str(one(text).problem)


def test_names_that_are_alike_are_asked_about_and_a_choice_mends_the_line():
    line = one("Ý kiến của xã Tân Thanh (10p)")
    assert str(line.problem) == ("Which one is “xã Tân Thanh”? There are: Xã Tân Thành (29938), Xã Tân Thạnh (30157).")
    mended = one(line.choices[1].text)
    assert (mended.problem, mended.site.name, mended.minutes) == (None, "Xã Tân Thạnh", 10)


def test_a_place_that_does_not_exist_is_said():
    assert str(one("Tham luận – xã Không Có 5p").problem) == "“xã Không Có” is not in the directory of that day."


@pytest.mark.parametrize("text", ["6h00 Mục", "17h00 Mục"])
def test_an_hour_outside_the_conference_is_said(text):
    assert "lies outside the conference, 07:30–17:00." in str(one(text).problem)


def test_too_many_lines_are_refused_whole():
    with pytest.raises(Invalid) as refused:
        lines("Mục\n" * 10_000)
    assert refused.value.errors.keys() == {"text"}
    assert str(refused.value) == "At most 200 lines at once; there are 10000."


@pytest.mark.parametrize("text", ["", "   \n\t\n", "---\n***\n123\n12:30\n", "\x00\x07\x1b"])
def test_nothing_is_read_from_nothing(text):
    assert lines(text) == []


anything = st.text(st.characters(exclude_categories=["Cs"]), max_size=120)
likely = st.text("0123456789hgp:.,'’–-()\t\n \"Tham luận Sở Y tế xã phút giờ rưỡi KL:CT", max_size=200)


@given(anything | likely)
def test_whatever_is_pasted_gives_items_that_can_be_kept(text):
    for line in lines(each_row_on_a_line(text)):
        assert line.pieces.kind in KINDS
        assert 1 <= line.minutes <= 600
        assert line.problem or not line.is_fixed or BEGIN <= line.begins < END
        for choice in line.choices:
            assert "\n" not in choice.text
