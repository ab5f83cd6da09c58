"""Sites are told by letter and calendar that their turn moves, where the office wants it."""

from datetime import date

import pytest
from sqlalchemy import select

from confsys import clock
from confsys.agenda import actions, announcing, queries
from confsys.calendars.entries import BUSY, FULL, Variant, shown
from confsys.conferences import actions as conferences
from confsys.conferences.transitions import TRANSITIONS
from confsys.extensions import db
from confsys.history.undo import CANNOT
from confsys.letters.models import Letter
from confsys.office import actions as office
from confsys.sites import contacting
from tests.build import a_conference, a_site, local_time
from tests.history.journal import last_entry

TUESDAY = date(2030, 12, 3)


@pytest.fixture
def at(monkeypatch):
    return lambda hour, minute: monkeypatch.setattr(clock, "now", lambda: local_time(TUESDAY, hour, minute))


@pytest.fixture
def hall(app, at):
    """07:30: a report of 20 minutes runs, then Xã Mỹ Hiệp has a turn at 07:50 and Xã Mỹ Thọ at 08:00."""
    at(7, 0)
    sites = [a_site("Xã Mỹ Hiệp", valid_from=None), a_site("Xã Mỹ Thọ", valid_from=None)]
    contacting.add_contact(None, sites[0], name="Bà Hai", email="hiep@example.vn")
    conference = a_conference(starts_at=local_time(TUESDAY, 7, 30), sites=sites, state="issued")
    actions.add(None, conference, title="Báo cáo", kind="bao-cao", minutes=20)
    for site in sites:
        actions.add(None, conference, title=f"Tham luận {site.name}", kind="tham-luan", minutes=10, site=site.id)
    at(7, 30)
    conferences.take(None, conference, TRANSITIONS["start"])
    actions.go_on(None, conference, expect=None)
    return conference


@pytest.fixture
def told(hall):
    office.change(None, "running", values={"tell_turns": True})


def letters():
    query = select(Letter).where(Letter.kind == "agenda.turn_moved").order_by(Letter.number)
    return [(each.mailbox_address, each.subject) for each in db.session.scalars(query)]


def test_nobody_is_told_unless_the_office_wants_it(hall, at):
    at(8, 30)
    assert (announcing.announce_all(), letters()) == (0, [])


def test_a_turn_that_moves_by_itself_is_told_and_stands_in_calendars(hall, told, at):
    revision = hall.calendar_revision
    at(7, 59)
    assert (announcing.announce_all(), hall.calendar_revision) == (0, revision)  # nine minutes are no move

    at(8, 2)
    assert announcing.announce_all() == 2

    assert letters() == [("hiep@example.vn", "Lượt của điểm cầu chuyển sang 08:02: Giao ban trực tuyến")]
    text = db.session.scalars(select(Letter.text).where(Letter.kind == "agenda.turn_moved")).one()
    assert "Tham luận Xã Mỹ Hiệp" in text and "trước là 07:50" in text
    assert hall.calendar_revision == revision + 1
    entry = shown(hall, Variant(FULL, "vi"), announcing.turns_of(hall))
    assert entry.description.endswith("Lượt phát biểu xê dịch:\n08:02 Xã Mỹ Hiệp\n08:12 Xã Mỹ Thọ")
    assert shown(hall, Variant(BUSY, "vi"), announcing.turns_of(hall)).description == ""
    kind = last_entry(hall).kind
    assert kind == "agenda.forecast_announced" and kind in CANNOT


def test_the_same_turn_is_not_told_too_often(hall, told, at):
    at(8, 2)
    announcing.announce_all()
    at(8, 14)
    assert announcing.announce_all() == 0
    at(8, 18)
    assert announcing.announce_all() == 2
    assert [subject.partition(": ")[0][-5:] for _to, subject in letters()] == ["08:02", "08:18"]


def test_what_is_back_in_its_time_is_told_again_and_what_was_held_is_not(hall, told, at):
    at(8, 2)
    announcing.announce_all()
    report, first, _second = queries.items_of(hall)
    actions.go_on(None, hall, expect=report.id)
    actions.finish(None, first)
    at(8, 20)
    assert announcing.announce_all() == 0  # the one that is left moved by eight minutes
    at(8, 23)
    assert announcing.announce_all() == 1
    assert len(letters()) == 1


def test_once_it_is_over_nobody_is_told(hall, told, at):
    at(8, 30)
    conferences.take(None, hall, TRANSITIONS["close"])
    assert (announcing.announce_all(), announcing.announce(None, hall), letters()) == (0, 0, [])
