"""What an office must do about its conferences, by whom and by when; it is Thursday 26/11/2026, 8:00."""

from datetime import date, timedelta

import pytest
import time_machine

from confsys import clock
from confsys.conferences import actions as conferences
from confsys.conferences import notice, proposing
from confsys.conferences.tasks import tasks_of, waiting_of
from confsys.conferences.transitions import TRANSITIONS
from confsys.extensions import db
from confsys.people import actions as people
from confsys.people.models import Person
from confsys.scheduling.actions import add_resource
from tests.build import a_conference, a_person, a_province, a_site, local_time
from tests.queries import counted_queries

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


def test_one_whose_hour_has_come_is_to_be_started_at_first(office):
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
    assert str(waiting[0].why) == "YC-2026-0001, for Thursday 03/12/2026, 08:00–10:00"
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


def test_what_stands_against_it_comes_with_the_word_that_was_said(office):
    chair = a_person("Bà Phó Chủ tịch")
    at = local_time(NEXT_THURSDAY, 8)
    office.holds("issued", at + timedelta(minutes=90), title="Giao ban", chairs=[chair], main_site=a_site())
    office.holds("requested", at, title="Xin họp", chairs=[chair])

    said = "Bà Phó Chủ tịch is already in “Giao ban” (Tỉnh Thử Nghiệm): Thursday 03/12/2026, 09:30–11:30."
    assert remarks_on(office, "Xin họp") == [("warns", f"{said} Reason: thử")]


@pytest.mark.parametrize("state", ["draft", "postponed", "cancelled"])
def test_what_takes_no_time_stands_against_nothing(office, state):
    office.holds(state, local_time(NEXT_THURSDAY, 8), title="Không còn", kind="so-ket")
    office.holds("requested", local_time(NEXT_THURSDAY, 8), title="Xin họp")
    assert [level for level, _words in remarks_on(office, "Xin họp")] == ["tells"]


def chips_on(office, title: str) -> list[str]:
    task = next(each for each in tasks_of(office.people["approver"], NOW) if each.title == title)
    return [str(chip.words) for chip in task.chips]


def test_an_urgent_one_is_stamped(office):
    office.holds("requested", local_time(MONDAY, 8), title="Họp khẩn")
    assert remarks_on(office, "Họp khẩn") == [
        ("warns", "Only 2 working days of notice; 3 are asked for (QĐ 45). Reason: thử")
    ]
    assert chips_on(office, "Họp khẩn") == ["1 reminder", "Urgent"]


def test_a_row_says_what_the_unit_needs_and_its_code(office):
    conference = office.holds("draft", local_time(NEXT_THURSDAY, 8))
    conferences.take(office.people["secretariat"], conference, TRANSITIONS["submit"], needs="2 kỹ thuật viên")

    task = tasks_of(office.people["approver"], NOW)[0]
    label, value = task.asked[-1]
    assert (str(label), value) == ("What is needed besides", "2 kỹ thuật viên")
    assert str(task.why).endswith("YC-2026-0001")


# -- what is blocked ---------------------------------------------------------------------------------------


def a_blocked(office, rows: int = 1, **values):
    """Requests for a room that somebody else has got by now."""
    room = add_resource(None, office.body, kind="room", name="Hội trường")
    at = local_time(NEXT_THURSDAY, 8)
    blocked = [office.holds("requested", at, title=f"Xin {row}", room=room.id, **values) for row in range(rows)]
    office.holds("approved", at, title="Đã giữ", room=room.id)
    return blocked


def test_with_a_block_the_button_proposes_the_nearest_time_and_nothing_approves(office):
    conference = a_blocked(office)[0]

    assert office.seen_by("approver") == [("Xin 0", "Propose 13:30, Thursday 03/12", "30/11 17:00")]
    task = tasks_of(office.people["approver"], NOW)[0]
    assert (task.verb.fields["day"], task.verb.fields["start"]) == ("03/12/2026", "13h30")
    assert [str(each.words) for each in task.also] == ["Another hour"]
    assert "approve" not in f"{task}"
    assert chips_on(office, "Xin 0")[0] == "Blocked: 1"
    assert task.verb.url == f"/conferences/{conference.id}/propose"


def test_a_proposed_time_waits_for_the_unit(office):
    conference = a_blocked(office)[0]
    at = local_time(NEXT_THURSDAY, 14)
    proposing.propose(office.people["approver"], conference, starts_at=at, ends_at=at + timedelta(hours=2))

    assert [verb for _title, verb, _due in office.seen_by("approver")] == ["Propose another one"]
    assert chips_on(office, "Xin 0")[0] == "The unit has not answered yet"
    label, value = tasks_of(office.people["approver"], NOW)[0].asked[1]
    assert (str(label), value) == ("Proposed", "Thursday 03/12/2026, 14:00–16:00")


def test_who_asked_takes_the_proposed_time_or_says_why_not(office):
    conference = a_blocked(office)[0]
    at = local_time(NEXT_THURSDAY, 14)
    proposing.propose(office.people["approver"], conference, starts_at=at, ends_at=at + timedelta(hours=2), why="bận")

    title, verb, due = office.seen_by("secretariat")[0]
    assert (title, verb, due) == ("Another time is proposed: Xin 0", "Take 14:00, Thursday 03/12", "30/11 17:00")
    task = next(each for each in tasks_of(office.people["secretariat"], NOW) if str(each.title) == title)
    assert str(task.why) == "instead of Thursday 03/12/2026, 08:00–10:00. The approver wrote: bận"
    assert [task.verb.url, task.quiet.url] == [
        f"/conferences/{conference.id}/{a}-proposal" for a in ("accept", "decline")
    ]
    assert waiting_of(office.people["secretariat"], NOW) == []


QUEUE = 10  # statements, whatever waits; each blocked row that is looked for another time adds LOOKED_FOR
LOOKED_FOR = 2


@pytest.mark.same_on_both
@pytest.mark.parametrize("rows", [1, 3, 30])
def test_the_queue_costs_the_same_for_few_and_for_many(app, office, rows):
    office.holds("approved", local_time(NEXT_THURSDAY, 8))
    for row in range(rows):
        office.holds("requested", local_time(NEXT_THURSDAY, 8), title=f"Xin {row}")
    assert len(a_look(app, office)) == QUEUE


@pytest.mark.same_on_both
@pytest.mark.parametrize(("rows", "looked_for"), [(1, 1), (3, 3), (7, 5)])
def test_another_time_is_looked_for_at_most_five_times(app, office, rows, looked_for):
    a_blocked(office, rows)
    assert len(a_look(app, office)) == QUEUE + 2 + LOOKED_FOR * looked_for


def a_look(app, office) -> list[str]:
    db.session.expire_all()
    approver = db.session.get_one(Person, office.people["approver"].id)
    with counted_queries(app) as sent:
        [(str(task.why), [str(each.words) for each in task.remarks]) for task in tasks_of(approver, NOW)]
    return sent


HALF_DAYS = [((7, 30), 240, 1), ((7, 30), 300, 1), ((7, 30), 301, 2), ((7, 30), 600, 2), ((7, 30), 33 * 60, 4)]


@pytest.mark.parametrize(("start", "minutes", "expected"), HALF_DAYS)
def test_how_many_half_days_it_takes(app, start, minutes, expected):
    starts_at = local_time(THURSDAY, *start)
    assert notice.half_days(starts_at, starts_at + timedelta(minutes=minutes)) == expected


def test_a_meeting_without_a_named_kind_may_last(app):
    starts_at = local_time(THURSDAY, 8)
    assert not notice.is_too_long("hop-khac", starts_at, starts_at + timedelta(days=3))
    assert notice.is_too_long("tap-huan", starts_at, starts_at + timedelta(days=3))
