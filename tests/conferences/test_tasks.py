"""What an office must do about its conferences, by whom and by when; it is Thursday 26/11/2026, 8:00."""

from datetime import date, timedelta

import pytest
import time_machine

from confsys import clock
from confsys.conferences import notice
from confsys.conferences.tasks import tasks_of, waiting_of
from confsys.people import actions as people
from tests.build import a_conference, a_person, a_province, a_site, local_time

THURSDAY, FRIDAY, MONDAY, NEXT_THURSDAY = date(2026, 11, 26), date(2026, 11, 27), date(2026, 11, 30), date(2026, 12, 3)
NOW = local_time(THURSDAY, 8)


@pytest.fixture
def office(app):
    with time_machine.travel(NOW, tick=False):
        yield Office()


class Office:
    """A province with one person for each role."""

    def __init__(self) -> None:
        self.body = a_province()
        self.people = {role: a_person(role=role, site=self.body) for role in ("secretariat", "approver", "technician")}

    def holds(self, state: str, starts_at, **values):
        return a_conference(
            state=state, organiser=self.body, by=self.people["secretariat"], starts_at=starts_at, **values
        )

    def seen_by(self, role: str) -> list[tuple[str, str, str]]:
        """Title, the verb, and by when, as each of them reads it."""
        tasks = tasks_of(self.people[role], clock.now())
        return [(str(task.title), str(task.verb.words), f"{clock.local(task.due):%d/%m %H:%M}") for task in tasks]


def test_an_approved_one_is_to_be_issued_in_time_for_three_working_days(office):
    office.holds("approved", local_time(NEXT_THURSDAY, 8), title="Giao ban")

    assert office.seen_by("secretariat") == [("Issue the invitation: Giao ban", "Issue", "30/11 17:00")]
    assert office.seen_by("technician") == office.seen_by("approver") == []


def test_where_the_notice_is_already_short_it_says_so_and_counts_to_the_beginning(office):
    office.holds("approved", local_time(MONDAY, 8), title="Họp khẩn")

    assert office.seen_by("secretariat") == [("Issue the invitation: Họp khẩn", "Issue", "30/11 08:00")]
    task = tasks_of(office.people["secretariat"], NOW)[0]
    said = ["2 working days until it begins", "at least 3 are asked for (QĐ 45)"]
    assert [str(chip.words) for chip in task.chips] == said


def test_check_in_is_to_be_opened_an_hour_before_by_office_and_technician(office):
    office.holds("issued", local_time(THURSDAY, 14), title="Chiều nay")
    office.holds("issued", local_time(FRIDAY, 14), title="Chiều mai")

    expected = [("Open check-in: Chiều nay", "Open check-in", "26/11 13:00")]
    assert office.seen_by("secretariat") == office.seen_by("technician") == expected
    assert office.seen_by("approver") == []


def test_one_whose_hour_has_come_is_to_be_started_by_the_office(office):
    office.holds("open", NOW - timedelta(minutes=5), title="Đến giờ")

    assert office.seen_by("secretariat") == [
        ("Start the conference: Đến giờ", "Open the operator's desk", "26/11 07:55")
    ]
    assert office.seen_by("technician") == []


@pytest.mark.parametrize("state", ["draft", "live", "recess", "closed", "archived", "postponed", "cancelled"])
def test_in_other_states_nothing_is_asked(office, state):
    office.holds(state, local_time(THURSDAY, 14))
    assert [office.seen_by(role) for role in office.people] == [[], [], []]


def test_nobody_is_asked_about_another_office(office):
    for state in ("requested", "approved", "issued"):
        a_conference(state=state, starts_at=local_time(THURSDAY, 14))
    assert [office.seen_by(role) for role in office.people] == [[], [], []]


# -- the approver's queue ----------------------------------------------------------------------------------


def remarks_on(office, title: str) -> list[tuple[str, str]]:
    task = next(each for each in tasks_of(office.people["approver"], NOW) if each.title == title)
    return [(remark.level, str(remark.words)) for remark in task.remarks]


def test_a_request_is_for_the_approver_and_waits_for_who_asked(office):
    conference = office.holds("requested", local_time(NEXT_THURSDAY, 8), title="Xin họp")

    assert office.seen_by("approver") == [("Xin họp", "Approve 03/12, 08:00", "30/11 17:00")]
    assert office.seen_by("secretariat") == []
    waiting = waiting_of(office.people["secretariat"], NOW)
    assert [task.quiet.url for task in waiting] == [f"/conferences/{conference.id}/withdraw"]
    colleague = a_person(role="secretariat", site=office.body)
    assert [task.quiet for task in waiting_of(colleague, NOW)] == [None]


@pytest.mark.parametrize(
    ("day", "due"),
    [(date(2026, 12, 10), "30/11 17:00"), (date(2026, 12, 2), "27/11 17:00"), (MONDAY, "30/11 08:00")],
    ids=["within two working days", "sooner where the notice needs it", "before it begins where that is past"],
)
def test_by_when_a_request_must_be_answered(office, day, due):
    office.holds("requested", local_time(day, 8))
    assert [by for _title, _verb, by in office.seen_by("approver")] == [due]


def test_with_nothing_against_it_the_row_says_what_holds(office):
    office.holds("requested", local_time(NEXT_THURSDAY, 8), title="Xin họp")
    assert remarks_on(office, "Xin họp") == [("tells", "In time: 5 working days. It lasts 2\u00a0h.")]


def test_nobody_is_asked_to_decide_on_his_own_request(office):
    both = a_person(role="secretariat", site=office.body)
    office.people["approver"] = both
    people.give_role(None, both, role="approver", site_id=office.body.id)
    a_conference(state="requested", organiser=office.body, by=both, starts_at=local_time(NEXT_THURSDAY, 8))
    a_conference(state="requested", organiser=office.body, title="Của người khác", starts_at=local_time(MONDAY, 8))

    assert [title for title, _verb, _due in office.seen_by("approver")] == ["Của người khác"]


def test_the_same_chair_at_the_same_time_stands_against_it(office):
    chair = a_person("Bà Phó Chủ tịch")
    at = local_time(NEXT_THURSDAY, 8)
    office.holds("issued", at + timedelta(minutes=90), title="Giao ban", chairs=[chair], main_site=a_site())
    office.holds("requested", at, title="Xin họp", chairs=[chair])

    assert remarks_on(office, "Xin họp") == [("warns", "Bà Phó Chủ tịch already chairs “Giao ban”, 09:30–11:30.")]


def test_the_same_main_site_warns_and_the_same_office_is_only_told(office):
    at = local_time(NEXT_THURSDAY, 8)
    office.holds("approved", at, title="Cùng nơi")
    office.holds("approved", at, title="Nơi khác", main_site=a_site())
    office.holds("requested", at, title="Xin họp")

    assert sorted(remarks_on(office, "Xin họp")) == [
        ("tells", "The same office also holds “Nơi khác”, 08:00–10:00."),
        ("warns", "The main site already has “Cùng nơi”, 08:00–10:00."),
    ]


@pytest.mark.parametrize("state", ["draft", "postponed", "cancelled"])
def test_what_takes_no_time_stands_against_nothing(office, state):
    office.holds(state, local_time(NEXT_THURSDAY, 8), title="Không còn")
    office.holds("requested", local_time(NEXT_THURSDAY, 8), title="Xin họp")
    assert [level for level, _words in remarks_on(office, "Xin họp")] == ["tells"]


def test_one_that_begins_when_the_other_ends_does_not_overlap(office):
    office.holds("issued", local_time(NEXT_THURSDAY, 10), title="Sau đó")
    office.holds("requested", local_time(NEXT_THURSDAY, 8), title="Xin họp")
    assert [level for level, _words in remarks_on(office, "Xin họp")] == ["tells"]


def test_another_offices_conference_is_not_named_to_who_may_not_know_of_it(office):
    chair = a_person("Ông Chủ tịch")
    a_conference(state="issued", title="Họp kín", chairs=[chair], starts_at=local_time(NEXT_THURSDAY, 8))
    office.holds("requested", local_time(NEXT_THURSDAY, 8), title="Xin họp", chairs=[chair])

    said = "Ông Chủ tịch already chairs “another office's conference”, 08:00–10:00."
    assert remarks_on(office, "Xin họp") == [("warns", said)]


def test_short_notice_and_a_long_briefing_are_said(office):
    office.holds("requested", local_time(MONDAY, 7, 30), title="Xin họp", minutes=9 * 60)
    assert remarks_on(office, "Xin họp") == [
        ("warns", "Only 2 working days of notice; 3 are asked for."),
        ("warns", "It lasts 9\u00a0h; one of this kind may last half a day."),
    ]


HALF_DAYS = [((7, 30), 240, 1), ((7, 30), 300, 1), ((7, 30), 301, 2), ((7, 30), 600, 2), ((7, 30), 33 * 60, 4)]


@pytest.mark.parametrize(("start", "minutes", "expected"), HALF_DAYS)
def test_how_many_half_days_it_takes(app, start, minutes, expected):
    starts_at = local_time(THURSDAY, *start)
    assert notice.half_days(starts_at, starts_at + timedelta(minutes=minutes)) == expected


def test_a_meeting_without_a_named_kind_may_last(app):
    starts_at = local_time(THURSDAY, 8)
    assert not notice.is_too_long("hop-khac", starts_at, starts_at + timedelta(days=3))
    assert notice.is_too_long("tap-huan", starts_at, starts_at + timedelta(days=3))
