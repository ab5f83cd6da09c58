"""The page of a month: every day with its first lines."""

import re
from datetime import date

from tests.build import local_time

THURSDAY = date(2026, 11, 26)


def cell(page: str, day: str) -> str:
    """What stands in one day, found by the way to it."""
    return page.split(f'<p class="head"><a href="/planner/day?on={day}')[1].split("</td>")[0]


def test_a_conference_stands_in_the_cell_of_its_local_day(house):
    house.meeting("Trực đêm", local_time(THURSDAY, 0, 30))
    page = house.see("/planner/month?on=2026-11-25")

    assert "<h1>Month 11/2026</h1>" in page
    assert "Trực đêm" in cell(page, "2026-11-26") and "Trực đêm" not in cell(page, "2026-11-25")


def test_what_has_no_line_is_counted_and_the_day_shows_it(house):
    for number in range(7):
        house.meeting(f"Họp {number}", local_time(THURSDAY, 7 + number), state="draft", minutes=30)
    there = cell(house.see("/planner/month?on=2026-11-25"), "2026-11-26")

    assert re.findall(r'<b aria-hidden="true">(Họp \d)', there) == [f"Họp {number}" for number in range(4)]
    assert "+3 others" in there


def test_months_lead_over_the_new_year_in_whole_weeks(house):
    page = house.see("/planner/month?on=2026-12-31")

    assert 'rel="next" href="/planner/month?on=2027-01-01"' in page
    assert page.count("<td") == 35
    assert ">53</a>" in page


def test_a_day_to_come_leads_to_the_plan_and_a_past_one_does_not(house):
    page = house.see("/planner/month?on=2026-11-25")
    assert "/conferences/new?day=2026-11-26" in cell(page, "2026-11-26")
    assert "/conferences/new" not in cell(page, "2026-11-24")
    assert "Today" in cell(page, "2026-11-25")
