"""The pages of a day and of a week: what stands where, for whom, and where they lead."""

import re
from datetime import date, timedelta
from html import unescape

import pytest

from tests.build import local_time

pytestmark = pytest.mark.same_on_both  # pages: what could differ is in the tests of the actions

THURSDAY = date(2026, 11, 26)


def column(page: str, day: str) -> str:
    """What stands under one day."""
    return page.split(f'data-column data-day="{day}"')[1].split("</section>")[0]


def titles(part: str) -> list[str]:
    return re.findall(r'<b class="lines-\d" aria-hidden="true">([^<]*)', part)


def test_the_calendar_begins_with_the_week(house):
    answer = house.browsers["clerk"].get("/planner")
    assert (answer.status_code, answer.location) == (302, "/planner/week?on=2026-11-25")


def test_a_conference_stands_under_its_day_on_its_quarters(house):
    id = house.meeting("Giao ban", local_time(THURSDAY, 8))
    page = house.see("/planner/week?on=2026-11-25")

    assert 'data-grid data-axis="y" data-first="26" data-quarters="46"' in page
    assert page.count("data-column") == 7
    there = column(page, "2026-11-26")
    assert '<ul class="group r7 h8">' in there and '<li class="r1 h8 l1">' in there
    assert f'id="block-{id}-2026-11-26"' in there
    assert f'data-conference="{id}" data-starts="2026-11-26T01:00:00Z" data-ends="2026-11-26T03:00:00Z"' in there
    assert re.search(r'data-revision="\d+" data-movable>', there)
    says = "Giao ban; Thursday 26/11/2026, 08:00–10:00; Issued; Tỉnh Thử Nghiệm; chaired by Bà Chủ trì"
    assert f'title="{says}"' in there


def test_who_may_not_move_it_gets_no_handle_and_no_way_to_the_plan(house):
    house.meeting("Giao ban", local_time(THURSDAY, 8))
    page = house.see("/planner/week", "officer")

    assert titles(page) == ["Giao ban"]
    assert "data-movable" not in page and "/conferences/new" not in page


def test_what_runs_is_not_moved(house):
    house.meeting("Giao ban", local_time(THURSDAY, 8), state="live")
    page = house.see("/planner/week")
    assert "block is-now" in page and "data-movable" not in page


def test_others_see_nothing_of_it(house):
    house.meeting("Họp kín", local_time(THURSDAY, 8))
    assert "Họp kín" in house.see("/planner/day?on=2026-11-26")
    assert "Họp kín" not in house.see("/planner/day?on=2026-11-26", "elsewhere")


def test_each_state_has_its_look(house):
    looks = {"draft": "draft", "requested": "asked", "approved": "held", "issued": "planned", "live": "now"}
    looks |= {"closed": "past", "postponed": "postponed", "cancelled": "off"}
    for hour, state in enumerate(looks, 7):
        house.meeting(state, local_time(THURSDAY, hour), minutes=60, state=state)
    page = house.see("/planner/day?on=2026-11-26")
    assert re.findall(r'class="block is-(\w+)" href', page) == list(looks.values())


def test_after_midnight_it_is_the_next_local_day(house):
    """00:30 in Đồng Tháp is still the day before in UTC."""
    house.meeting("Trực đêm", local_time(THURSDAY, 0, 30), minutes=60)
    page = house.see("/planner/week?on=2026-11-26")
    assert titles(column(page, "2026-11-26")) == ["Trực đêm"] and titles(column(page, "2026-11-25")) == []
    assert 'data-first="2"' in page


def test_over_midnight_it_stands_on_both_days(house):
    house.meeting("Trực bão", local_time(THURSDAY, 22), minutes=300)
    page = house.see("/planner/week?on=2026-11-26")
    assert [titles(column(page, f"2026-11-{day}")) for day in (25, 26, 27, 28)] == [[], ["Trực bão"], ["Trực bão"], []]
    assert "goes-on" in column(page, "2026-11-26") and "comes-in" in column(page, "2026-11-27")


def test_a_week_lies_across_the_new_year(house):
    house.meeting("Tổng kết", local_time(date(2027, 1, 1), 8))
    page = house.see("/planner/week?on=31/12/2026")

    assert "<h1>Week 53, 28/12 – 03/01/2027</h1>" in page
    assert titles(column(page, "2027-01-01")) == ["Tổng kết"]
    assert 'rel="next" href="/planner/week?on=2027-01-07"' in page
    assert "Week 1, 04/01 – 10/01/2027" in house.see("/planner/week?on=2027-01-07")


@pytest.mark.parametrize("typed", ["garbage", "31/2/2026", "2026-13-01", "9999-12-31", "0001-01-01", "1" * 300])
def test_a_day_that_cannot_be_read_is_said_and_this_week_is_shown(house, typed):
    page = house.see(f"/planner/week?on={typed}")
    assert "Week 48, 23/11 – 29/11/2026" in page
    assert "Today is shown instead." in page and 'aria-invalid="true"' in page


@pytest.mark.parametrize("day", ["2000-01-01", "2100-12-31"])
def test_the_first_and_the_last_day_there_is_have_a_week(house, day):
    page = house.see(f"/planner/week?on={day}")
    for address in re.findall(r'rel="(?:prev|next)" href="([^"]*)"', page):
        house.see(address)


def test_what_stands_side_by_side_has_no_room_for_all_and_the_day_shows_the_rest(house):
    for number in range(6):
        house.meeting(f"Họp {number}", local_time(THURSDAY, 8), state="draft")
    page = house.see("/planner/week?on=2026-11-26")
    assert len(titles(page)) == 2 and "+4" in column(page, "2026-11-26")
    assert len(titles(house.see("/planner/day?on=2026-11-26"))) == 6


def test_an_empty_half_hour_leads_to_the_plan_with_day_and_hours(house):
    page = house.see("/planner/week")
    there = column(page, "2026-11-26")
    assert 'href="/conferences/new?day=2026-11-26&start=7h00&end=8h30"' in there
    assert there.count('class="slot') == 23
    today = column(page, "2026-11-25")
    assert "start=9h00" not in today and "start=9h30" in today  # what has begun is past
    assert 'class="slot' not in column(page, "2026-11-24")

    form = unescape(house.browsers["clerk"].get("/conferences/new?day=2026-11-26&start=7h00&end=8h30").text)
    values = {name: re.search(rf'name="{name}"[^>]* value="([^"]*)"', form)[1] for name in ("day", "start", "end")}
    assert values == {"day": "26/11/2026", "start": "7h00", "end": "8h30"}


def test_now_is_a_line_through_today_alone(house):
    page = house.see("/planner/week")
    assert page.count("data-now-line") == 1 and "data-now-line" in column(page, "2026-11-25")
    assert "data-now-line" not in house.see("/planner/week?on=2026-12-02")


def test_a_day_off_is_named(house):
    page = house.see("/planner/week?on=2026-12-31")
    head = page.split('id="day-2027-01-01"')[1].split("</header>")[0]
    assert "New Year" in head
    assert 'class="closed r1 h46"' in column(page, "2027-01-01")


NARROWED = ("q=hop dat dai", "kind=tap-huan", "state=draft", "leader={chair}", "site={body}", "q=hop&kind=tap-huan")


@pytest.mark.parametrize("query", NARROWED)
def test_what_it_is_narrowed_by_holds_on_every_way_on(house, query):
    house.meeting("Họp đất đai", local_time(THURSDAY, 8), state="draft")
    query = query.format(chair=house.chair, body=house.body)
    page = house.see(f"/planner/week?{query}&on=2026-11-26")

    assert bool(titles(page)) == ("tap-huan" not in query)
    ways = re.findall(r'href="(/planner/[^"]*)"', page.split("<main")[1])
    kept = query.split("&")[0].replace(" ", "+")
    assert [way for way in ways if kept not in way and way != "/planner/week?on=2026-11-26"] == []


def test_what_is_chosen_stays_to_be_seen_where_nothing_has_it(house):
    page = house.see(f"/planner/week?leader={house.chair}")
    assert f'<option value="{house.chair}" selected>Bà Chủ trì' in page
    assert "Nothing in these days fits" in page


def test_an_empty_week_says_what_to_do(house):
    assert "Press a half hour below to plan a conference there" in house.see("/planner/week")
    assert "once they are planned or you are invited" in house.see("/planner/week", "officer")


def test_several_days_stand_on_each(house):
    house.meeting("Tập huấn", local_time(THURSDAY - timedelta(days=1), 8), minutes=2 * 24 * 60 + 60)
    page = house.see("/planner/week?on=2026-11-26")
    assert [titles(column(page, f"2026-11-{day}")) for day in range(24, 29)] == [[], *[["Tập huấn"]] * 3, []]
    assert 'data-first="26" data-quarters="46"' in page
