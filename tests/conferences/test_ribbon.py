"""The day as a ribbon: how long it is, where conferences stand on it, and what is drawn of a real day."""

from datetime import date, time, timedelta

import pytest

from confsys import clock
from confsys.conferences import days
from confsys.conferences.ribbon import Place, clipped, hours_of, place_of, share_of
from tests.build import a_conference, a_person, a_province, signed_in_client

USUAL = range(6, 18)


def at(hour, minute=0):
    return hour * 60 + minute


@pytest.mark.parametrize(
    ("spans", "hours"),
    [
        ([], USUAL),
        ([(at(8), at(18))], USUAL),
        ([(at(5, 30), at(8))], range(5, 18)),
        ([(at(17), at(18, 1))], range(6, 19)),
        ([(0, at(24))], range(24)),
    ],
)
def test_the_day_is_as_long_as_its_conferences_need(spans, hours):
    assert hours_of(spans) == hours


@pytest.mark.parametrize(
    ("span", "place"),
    [
        ((at(6), at(7)), Place(1, 4)),
        ((at(7, 30), at(11, 45)), Place(7, 17)),
        ((at(8, 10), at(8, 20)), Place(9, 2)),
        ((at(17, 55), at(18)), Place(48, 1)),
        ((at(9), at(9)), Place(13, 1)),
    ],
)
def test_a_conference_covers_every_quarter_it_touches(span, place):
    assert place_of(span, USUAL) == place


def test_the_line_of_now_stands_in_proportion_and_only_on_the_ribbon():
    assert [share_of(minute, USUAL) for minute in (at(6), at(9), at(18))] == [0, 25, 100]
    assert [share_of(minute, USUAL) for minute in (at(5, 59), at(18, 1))] == [None, None]


def test_of_several_days_only_what_falls_on_this_one_is_shown():
    assert [clipped(-300, 600), clipped(900, 9000), clipped(-10, 2000)] == [(0, 600), (900, 1440), (0, 1440)]


@pytest.fixture
def office(app):
    province = a_province()
    return province, a_person(role="secretariat", site=province)


def on(day, hour):
    return clock.instant(day, time(hour))


def test_each_state_looks_like_what_it_is_and_what_is_off_is_not_shown(office):
    province, clerk = office
    day = date(2030, 5, 14)
    states = ("draft", "requested", "approved", "issued", "live", "closed", "cancelled", "postponed")
    for number, state in enumerate(states):
        a_conference(state=state, organiser=province, by=clerk, starts_at=on(day, 8 + number), minutes=30)

    drawn = days.day_of(clerk, day)

    assert [block.look for block in drawn.blocks] == ["held", "held", "held", "planned", "now", "past"]
    assert [block.place for block in drawn.blocks][:2] == [Place(9, 2), Place(13, 2)]
    assert (drawn.now, drawn.share) == (None, None)


def test_what_is_not_for_somebody_is_not_on_his_ribbon(office):
    province, clerk = office
    day = date(2030, 5, 15)
    a_conference(organiser=province, by=clerk, starts_at=on(day, 8))
    stranger = a_person(role="secretariat", site=a_province())

    assert len(days.day_of(clerk, day).blocks) == 1
    assert days.day_of(stranger, day).blocks == []


def test_the_day_stands_over_the_first_page_and_over_planning(fresh_app):
    with fresh_app.app_context():
        province = a_province()
        clerk = a_person(role="secretariat", site=province)
        start = clock.day_span(clock.today())[0] + timedelta(hours=9)
        a_conference(title="Giao ban trên dải ngày", organiser=province, by=clerk, starts_at=start, minutes=90)
        browser = signed_in_client(fresh_app, clerk)

    home, plan = browser.get("/").text, browser.get("/conferences/new").text

    assert 'class="f13 s6' in home
    assert home.count("data-ribbon-time") == 2
    assert 'class="ribbon"' in plan
    assert "data-ribbon-line" not in plan  # planning opens on another day
