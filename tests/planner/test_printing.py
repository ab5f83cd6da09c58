"""The calendar on paper: A4 across, black on white in either theme, nothing to press, and nothing that is lost."""

import re
import shutil
import subprocess

import pytest

from tests.planner.paper import printed, white

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not shutil.which("pdftotext"), reason="poppler-utils reads what is printed"),
]


@pytest.fixture
def on(full):
    return full.on


@pytest.fixture
def file(tmp_path):
    return tmp_path / "sheet.pdf"


@pytest.mark.parametrize("view", ["day", "week"])
def test_days_are_a_picture_on_one_sheet_and_all_of_it_in_words_behind(chair, full, on, file, view):
    first, *others = printed(chair, f"/planner/{view}?on={on}", file)

    title = chair.page.locator("h1").inner_text().replace("\u00a0", " ")
    assert "LỊCH HỘI NGHỊ" in first and title in first and "17h" in first
    assert re.search(r"In lúc \d\d:\d\d, \d\d/\d\d/\d{4}", first) and "Bản nháp" in first
    assert "Lên lịch hội nghị" not in first and "Hôm nay" not in first and "Ngày khác" not in first
    listed = re.findall(r"Giao ban số \d+\.", "".join(others))
    assert sorted(listed) == sorted(full.titles)
    assert len(others) == 2 and all(title in sheet and "17h" not in sheet for sheet in others)


def test_a_month_of_six_full_weeks_stays_on_one_sheet(chair, full, file):
    first, *others = printed(chair, f"/planner/month?on={full.weeks[0]}", file)

    assert first.count("+2 khác") == 6
    assert "Đã phát hành" in first  # what the signs mean stands below the last week
    assert len(re.findall(r"\d\d-12", "".join(others))) == 6  # the last of each day, which had no line


def test_rooms_go_on_over_sheets_under_the_same_hours(chair, full, on, file):
    sheets = printed(chair, f"/planner/timeline?on={on}&of=rooms", file)

    rows = [sheet for sheet in sheets if "Phòng 01" in sheet or "Phòng 36" in sheet][:2]
    assert ["7h" in sheet and "17h" in sheet and f"{on:%d/%m/%Y}" in sheet for sheet in rows] == [True, True]
    assert "Phòng 36" not in rows[0] and "Phòng 01" not in rows[1]
    assert "trang 1" not in "".join(sheets)


def test_what_it_is_narrowed_to_stands_on_the_sheet(chair, on, file):
    first, second = printed(chair, f"/planner/week?on={on}&q=giao+ban+so+7&kind=giao-ban", file)
    assert "đang lọc: “giao ban so 7”; Giao ban" in first
    assert re.findall(r"Giao ban số \d+\.", second) == ["Giao ban số 7."]


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("view", ["week", "month", "timeline"])
def test_it_is_black_on_white_a4_across(chair, on, file, view, theme):
    chair.page.emulate_media(color_scheme=theme)
    printed(chair, f"/planner/{view}?on={on}", file)
    size = subprocess.run(["pdfinfo", file], capture_output=True, check=True, text=True).stdout
    assert re.search(r"Page size: +84[12]\S* x 59[45]\S* pts \(A4\)", size)
    assert white(file) > 0.8


def test_the_button_prints_and_stays_after_news(chair, on):
    chair.page.add_init_script("window.print = () => { window.printed = true }")
    chair.visit(f"/planner/week?on={on}")
    chair.page.evaluate("document.dispatchEvent(new CustomEvent('page:shown'))")
    chair.page.get_by_role("button", name="In", exact=True).click()
    assert chair.page.evaluate("window.printed") is True
