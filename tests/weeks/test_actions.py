"""Writing the week of a body, publishing it, and what its entries hold."""

from datetime import time

import pytest
from sqlalchemy import select

from confsys import clock
from confsys.changes import just_made
from confsys.conferences import clashes
from confsys.conferences.proposals import of_saved
from confsys.errors import Invalid, Refused
from confsys.extensions import db
from confsys.history.actions import revert
from confsys.people.models import Person
from confsys.scheduling.models import Booking
from confsys.sites.models import Site
from confsys.weeks import actions, queries
from confsys.weeks.clashes import against
from confsys.weeks.marks import marked
from tests.build import a_conference, a_person, local_time
from tests.weeks.office import Office


@pytest.fixture
def office(kept):
    office = kept(Office)
    with office.app.app_context():
        yield office


def taken():
    query = select(Booking.subject, Booking.starts_at, Booking.ends_at).order_by(Booking.subject)
    return [tuple(row) for row in db.session.execute(query)]


def test_the_first_edition_and_the_next_keep_what_was_told(office):
    line = office.enter()
    first = office.publish()
    actions.change(office.writer, line, at=time(9))
    second = office.publish(1)

    assert (first.number, second.number) == (1, 2)
    (change,) = marked(queries.lines_of(first.rows), queries.lines_of(second.rows))
    assert (change.marks, change.before.at, change.row.at) == (("time",), time(8), time(9))


def test_a_week_in_which_nothing_changed_is_not_published_again(office):
    office.enter()
    office.publish()

    with pytest.raises(Refused, match="Nothing has changed since the last edition"):
        office.publish(1)


def test_a_week_on_which_nothing_stands_is_not_published(office):
    with pytest.raises(Refused, match="Nothing stands on this week yet"):
        office.publish()


def test_of_two_who_publish_one_hears_of_the_other(office):
    office.enter()
    office.publish()
    office.enter("Việc khác", day=1)
    office.publish(1)
    office.enter("Việc nữa", day=2)

    with pytest.raises(Refused, match="Somebody else has just published"):
        office.publish(1)
    assert queries.week_of(office.body, office.monday).edition == 2


def test_an_entry_holds_its_room_and_its_leaders_for_two_hours_where_no_end_is_given(office):
    office.enter(room_id=office.room, people=[office.deputy])
    times = local_time(office.on(0), 8), local_time(office.on(0), 10)
    assert taken() == [(f"person:{office.deputy}", *times), (f"room:{office.room}", *times)]


def test_it_holds_until_its_end_and_follows_what_becomes_of_it(office):
    line = office.enter(room_id=office.room, until=time(9, 30))
    assert taken() == [(f"room:{office.room}", local_time(office.on(0), 8), local_time(office.on(0), 9, 30))]

    actions.change(office.writer, line, day=office.on(1), people=[office.deputy], room_id=None)
    assert taken() == [(f"person:{office.deputy}", local_time(office.on(1), 8), local_time(office.on(1), 9, 30))]

    actions.change(office.writer, line, at=None, until=None, half="afternoon")
    assert taken() == []


@pytest.mark.parametrize(
    "gone",
    [
        lambda o, line: actions.remove(o.writer, line),
        lambda o, line: actions.cancel_entry(o.writer, line, reason="Mưa"),
    ],
)
def test_what_is_called_off_or_gone_holds_nothing(office, gone):
    line = office.enter(room_id=office.room, people=[office.chairman])
    gone(office, line)
    assert taken() == []


def test_a_room_that_an_entry_holds_blocks_a_conference_and_a_leader_warns(office):
    office.enter(
        "Khảo sát tại Xã Cái Bè", at=time(7, 30), until=time(14, 30), room_id=office.room, people=[office.deputy]
    )
    deputy = db.session.get_one(Person, office.deputy)
    starts_at = local_time(office.on(0), 8)
    planned = a_conference(
        organiser=office.body, by=office.writer, sites=[], starts_at=starts_at, room=office.room, chairs=[deputy]
    )

    found = {
        each.id: (each.level, str(each.words)) for each in clashes.of_one(of_saved(planned), office.writer, clock.now())
    }

    said = {level: words for level, words in found.values() if "Khảo sát" in words}
    when = f"{office.on(0):%d/%m/%Y}, 07:30–14:30."
    assert said["blocks"].startswith("Phòng họp số 1 is held by the weekly calendar: Khảo sát tại Xã Cái Bè")
    assert said["warns"].startswith("Phó Chủ tịch is already in the weekly calendar: Khảo sát tại Xã Cái Bè")
    assert all(words.endswith(when) for words in said.values())


def test_others_hear_whose_calendar_it_is_and_what_only_once_it_is_published(office):
    office.enter("Chuyện chưa công bố", room_id=office.room)
    commune = db.session.get_one(Site, office.commune)
    clerk = a_person(role="secretariat", site=commune)
    planned = a_conference(
        by=clerk, organiser=commune, sites=[], starts_at=local_time(office.on(0), 8), room=office.room
    )

    def heard():
        found = clashes.of_one(of_saved(planned), clerk, clock.now())
        return [str(each.words).split(": ")[0] for each in found if each.level == "blocks"]

    assert heard() == ["Phòng họp số 1 is held by an entry in the weekly calendar of Tỉnh Thử Nghiệm"]
    office.publish()
    assert heard() == ["Phòng họp số 1 is held by the weekly calendar"]


def test_a_room_that_a_conference_holds_is_refused_to_an_entry(office):
    starts_at = local_time(office.on(0), 8)
    a_conference(
        state="approved",
        organiser=office.body,
        by=office.writer,
        sites=[],
        starts_at=starts_at,
        room=office.room,
        title="Sơ kết",
    )

    with pytest.raises(Refused, match="Phòng họp số 1 is held by “Sơ kết”"):
        office.enter(room_id=office.room, at=time(9))
    assert queries.week_of(office.body, office.monday) is None


def test_a_leader_who_is_elsewhere_is_told_and_stays_named(office):
    office.enter("Khảo sát", people=[office.chairman])
    line = office.enter("Tiếp khách", people=[office.chairman], at=time(9))
    assert [each.level for each in against(line, office.writer)] == ["warns"]


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"at": time(9), "until": time(8)}, "until"),
        ({"at": None, "until": time(8)}, "at"),
        ({"at": None, "half": None}, "half"),
        ({"people": ["nobody"]}, "people"),
    ],
)
def test_a_line_that_cannot_be_is_refused_at_its_field(office, values, field):
    with pytest.raises(Invalid) as refusal:
        office.enter(**values)
    assert list(refusal.value.errors) == [field]


def test_a_line_stays_in_its_week_and_an_old_form_does_not_win(office):
    line = office.enter()
    with pytest.raises(Invalid, match="copy it there"):
        actions.change(office.writer, line, day=office.on(7))
    actions.change(office.writer, line, title="Mới", revision=1)
    with pytest.raises(Refused, match="meanwhile"):
        actions.change(office.writer, line, title="Cũ", revision=1)


WAYS = {
    "changed": lambda o, line: actions.change(o.writer, line, title="Khác", staff_officer="", people=[o.chairman]),
    "removed": lambda o, line: actions.remove(o.writer, line),
    "cancelled": lambda o, line: actions.cancel_entry(o.writer, line, reason="Mưa"),
}


@pytest.mark.parametrize("way", WAYS)
def test_each_change_is_taken_back_whole(office, way):
    values = {"people": [office.deputy], "leaders": "các PCT", "staff_officer": "Ô. Tư", "room_id": office.room}
    line = office.enter(**values, reason="Theo yêu cầu")
    before, holds = office_rows(office), taken()

    WAYS[way](office, line)
    assert office_rows(office) != before
    revert(office.writer, just_made())

    assert office_rows(office) == before
    assert taken() == holds


def office_rows(office):
    return actions.draft(office.body, office.monday).rows


def test_a_line_that_was_added_and_a_note_are_taken_back(office):
    conference = a_conference(
        state="approved", organiser=office.body, by=office.writer, sites=[], starts_at=local_time(office.on(0), 8)
    )
    before = office_rows(office)
    actions.note(office.writer, body=office.body, monday=office.monday, conference=conference, staff_officer="Ô. Tư")
    revert(office.writer, just_made())
    office.enter()
    revert(office.writer, just_made())
    assert office_rows(office) == before
