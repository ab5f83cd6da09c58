"""What stands on the week of a body before it is published: its conferences, and what its office writes."""

from datetime import date, time, timedelta

import pytest

from confsys.conferences import actions as conferences
from confsys.conferences.transitions import TRANSITIONS
from confsys.extensions import db
from confsys.people.models import Person
from confsys.weeks import actions
from confsys.weeks.drafting import draft
from confsys.weeks.rows import days_of, monday_of
from tests.build import a_conference, a_site, local_time
from tests.queries import counted_queries
from tests.weeks.office import Office


@pytest.fixture
def office(kept):
    office = kept(Office)
    with office.app.app_context():
        yield office


def rows(office, body=None):
    return draft(body or office.body, office.monday).rows


def held(office, title="Sơ kết", *, day=1, hour=8, state="approved", **values):
    """A conference of next week."""
    starts_at = local_time(office.on(day), hour)
    values = {"organiser": office.body, "sites": [], "by": office.writer, **values}
    return a_conference(title=title, state=state, starts_at=starts_at, **values)


def test_conferences_and_entries_stand_in_one_order(office):
    held(office, day=1, hour=14)
    office.enter("Tiếp công dân", day=1, at=time(8))
    office.enter("Nghỉ bù", day=1, at=None, half="morning")

    assert [(row.half, row.at, row.title) for row in rows(office)] == [
        ("morning", None, "Nghỉ bù"),
        ("morning", time(8), "Tiếp công dân"),
        ("afternoon", time(14), "Sơ kết"),
    ]


def test_a_line_says_who_leads_where_and_with_how_many_sites(office):
    chair = db.session.get_one(Person, office.deputy)
    held(office, chairs=[chair], room=office.room, sites=[a_site(), a_site()])
    office.enter(people=[office.chairman, office.deputy], leaders="các PCT", place="Xã Cái Bè", day=0)

    own, conference = rows(office)

    assert (own.leaders, own.place, own.sites) == ("CT, PCT, các PCT", "Xã Cái Bè", 0)
    assert (conference.leaders, conference.place, conference.sites) == ("PCT", "Phòng họp số 1", 3)


def test_one_that_hanoi_convenes_names_its_chair_and_both_places(office):
    outside = {"convener": "Văn phòng Chính phủ", "outside_chair": "Phó Thủ tướng", "outside_place": "Hà Nội"}
    held(office, **outside)

    (row,) = rows(office)

    assert (row.leaders, row.place) == ("Phó Thủ tướng", "Tỉnh Thử Nghiệm; Hà Nội")


@pytest.mark.parametrize(("state", "count"), [("draft", 0), ("requested", 0), ("approved", 1), ("issued", 1)])
def test_only_what_is_approved_is_on_the_calendar(office, state, count):
    held(office, state=state)
    assert len(rows(office)) == count


@pytest.mark.parametrize("step", ["cancel", "postpone"])
def test_one_that_was_called_off_stays_and_says_why(office, step):
    conference = held(office)
    conferences.take(office.writer, conference, TRANSITIONS[step], reason="Vì bão")

    (row,) = rows(office)

    assert (row.cancelled, row.reason) == (True, "Vì bão")


def test_what_was_never_known_is_not_called_off_here(office):
    conference = held(office, state="requested")
    conferences.take(office.writer, conference, TRANSITIONS["cancel"], reason="Vì bão")
    assert rows(office) == []


def test_a_leader_takes_part_in_what_another_body_holds(office):
    other = a_site("Sở Xây dựng", kind="so")
    chair = db.session.get_one(Person, office.chairman)
    held(office, "Quy hoạch", organiser=other, by=None, main_site=other, chairs=[chair])
    held(office, "Chuyện riêng của sở", day=2, organiser=other, by=None, main_site=other)

    assert [row.title for row in rows(office)] == ["Quy hoạch"]
    assert [row.title for row in rows(office, other)] == ["Quy hoạch", "Chuyện riêng của sở"]


def test_one_over_several_days_stands_on_each_and_only_in_its_week(office):
    held(office, "Tập huấn", day=5, hour=8, minutes=2 * 24 * 60 + 9 * 60)

    assert [(row.day, row.at, row.until) for row in rows(office)] == [
        (office.on(5), time(8), None),
        (office.on(6), time(8), None),
    ]
    assert len({row.key for row in rows(office)}) == 2
    assert [row.day for row in draft(office.body, office.on(7)).rows] == [office.on(7)]


def test_the_office_adds_its_columns_to_the_line_of_a_conference(office):
    conference = held(office)
    noted = {"prepared_by": "Sở Tài chính", "own_invitation": True, "room_code": "4821"}

    actions.note(office.writer, body=office.body, monday=office.monday, conference=conference, **noted)
    actions.note(office.writer, body=office.body, monday=office.monday, conference=conference, staff_officer="Ô. Tư")

    (row,) = rows(office)
    told = row.title, row.prepared_by, row.own_invitation, row.room_code, row.staff_officer
    assert told == ("Sơ kết", "Sở Tài chính", True, "4821", "Ô. Tư")


@pytest.mark.parametrize("number", [1, 3, 65, pytest.param(175, marks=pytest.mark.long)])
def test_it_costs_the_same_for_few_and_for_many(office, number):
    chair = db.session.get_one(Person, office.chairman)
    held(office, chairs=[chair])
    for turn in range(number - 1):
        office.enter(f"Việc {turn}", at=None, people=[office.deputy])
    office.enter("Việc cuối", at=None, people=[office.deputy])
    db.session.rollback()

    with counted_queries(office.app) as sent:
        assert len(rows(office)) == number + 1
    assert len(sent) == 6  # one of them for the body itself


@pytest.mark.parametrize(
    ("day", "monday"),
    [
        (date(2021, 1, 3), date(2020, 12, 28)),  # week 53, over New Year
        (date(2026, 12, 28), date(2026, 12, 28)),
        (date(2027, 1, 1), date(2026, 12, 28)),
    ],
)
def test_any_day_leads_to_the_monday_of_its_week(day, monday):
    assert monday_of(day) == monday


def test_days_whose_hours_nobody_knows_have_none():
    first, last = local_time(date(2026, 11, 23), 14), local_time(date(2026, 11, 25), 9)
    hour = timedelta(hours=7)  # as the clock on the wall says
    assert days_of(first + hour, last + hour) == [
        (date(2026, 11, 23), time(14), None),
        (date(2026, 11, 24), None, None),
        (date(2026, 11, 25), None, None),
    ]


def test_what_begins_at_one_hour_stands_as_it_was_written(office):
    for title in ("Một", "Hai", "Ba", "Bốn"):
        office.enter(title)
    assert [row.title for row in rows(office)] == ["Một", "Hai", "Ba", "Bốn"]
