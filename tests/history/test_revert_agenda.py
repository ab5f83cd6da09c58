"""Taking back what was done with an agenda: items that came, went, were changed, moved or run."""

from datetime import timedelta

import pytest

from confsys.agenda import actions as agenda
from confsys.agenda.queries import items_of
from confsys.changes import just_made
from confsys.conferences import actions as conferences
from confsys.errors import Refused
from confsys.extensions import db
from confsys.history.actions import revert
from confsys.journal import PersonalValues, entries_since
from tests.build import a_conference, a_site, an_agenda
from tests.history.journal import last_entry


def agenda_of(conference):
    return [
        (item.id, item.title, item.presenter, item.site_id, item.state, item.fixed_start)
        for item in items_of(conference)
    ]


def test_a_deleted_item_comes_back_as_it_was_at_its_place(app):
    site = a_site()
    conference = a_conference(sites=[site])
    an_agenda(conference, 1)
    item = agenda.add(
        None,
        conference,
        title="Tham luận",
        kind="tham-luan",
        minutes=15,
        presenter="Bà Thử",
        site=site.id,
        fixed_start=conference.starts_at + timedelta(minutes=40),
    )
    an_agenda(conference, 2)
    before = agenda_of(conference)
    agenda.delete(None, item)
    entry = just_made()
    assert "Bà Thử" not in f"{entry.before}{entry.after}{entry.about}"

    revert(None, entry)

    assert agenda_of(conference) == before
    assert [each.position for each in items_of(conference)] == [1, 2, 3, 4]


def test_an_item_whose_site_has_left_does_not_come_back(app):
    site = a_site()
    conference = a_conference(sites=[site])
    agenda.delete(None, agenda.add(None, conference, title="x", kind="khac", minutes=5, site=site.id))
    entry = just_made()
    conferences.edit(None, conference, sites=[])
    with pytest.raises(Refused, match="does not take part"):
        revert(None, entry)
    assert items_of(conference) == []


def test_an_item_comes_back_once(app):
    conference = a_conference()
    agenda.delete(None, an_agenda(conference, 1)[0])
    entry = just_made()
    revert(None, entry)
    with pytest.raises(Refused, match="already"):
        revert(None, entry)


def test_an_erased_presenter_does_not_come_back(app):
    conference = a_conference()
    item = agenda.add(None, conference, title="x", kind="khac", minutes=5, presenter="Ông Thử")
    agenda.delete(None, item)
    entry = just_made()
    erase(entry)
    revert(None, entry)
    assert [each.presenter for each in items_of(conference)] == [""]


def erase(entry):
    with db.engine.begin() as connection:
        connection.execute(PersonalValues.__table__.delete().where(PersonalValues.stream == entry.stream))


def test_an_item_that_was_added_goes_again_unless_somebody_worked_on_it(app):
    conference = a_conference()
    first, second = an_agenda(conference, 2)
    added, also_added = entries_since(conference.stream, 1)
    agenda.edit(None, first, minutes=25)

    revert(None, also_added)
    with pytest.raises(Refused, match="changed again"):
        revert(None, added)
    assert [item.id for item in items_of(conference)] == [first.id]


def test_an_edited_item_is_as_before_with_its_presenter(app):
    conference = a_conference()
    item = agenda.add(None, conference, title="Báo cáo", kind="bao-cao", minutes=5, presenter="Ông Một")
    before = agenda_of(conference)
    agenda.edit(None, item, title="Khác", minutes=7, presenter="Bà Hai")
    entry = just_made()

    revert(None, entry)

    assert agenda_of(conference) == before and item.minutes == 5
    agenda.edit(None, item, presenter="Bà Hai")
    entry = just_made()
    agenda.edit(None, item, presenter="Bà Ba")
    with pytest.raises(Refused, match="changed again"):
        revert(None, entry)


@pytest.mark.parametrize(("what", "where"), [(0, 2), (2, 0), (1, 0), (3, 1)])
def test_a_moved_item_goes_back_though_others_came_and_went(app, what, where):
    conference = a_conference()
    items = an_agenda(conference, 4)
    before = [item.id for item in items]
    agenda.move(None, items[what], **{"before" if what > where else "after": items[where]})
    entry = just_made()
    new = an_agenda(conference, 1)[0]

    revert(None, entry)

    assert [item.id for item in items_of(conference)] == [*before, new.id]


def test_a_move_stands_once_the_order_is_another(app):
    conference = a_conference()
    first, second, third = an_agenda(conference, 3)
    agenda.move(None, first, after=second)
    entry = just_made()
    agenda.move(None, third, before=second)
    with pytest.raises(Refused, match="changed again"):
        revert(None, entry)


GESTURES = {
    "call": [],
    "start": [],
    "pause": ["start"],
    "resume": ["start", "pause"],
    "finish": ["start"],
    "skip": [],
    "reopen": ["start", "finish"],
}


@pytest.mark.parametrize("gesture", GESTURES)
def test_a_gesture_is_as_if_it_had_never_been_made(app, gesture):
    conference = a_conference(state="live")
    item = an_agenda(conference, 1)[0]
    for each in GESTURES[gesture]:
        getattr(agenda, each)(None, item)
    before = item.run
    getattr(agenda, gesture)(None, item)
    assert item.run != before

    revert(None, just_made())

    db.session.expire(item)
    assert item.run == before


def test_minutes_that_were_given_are_taken_again(app):
    conference = a_conference(state="live")
    item = an_agenda(conference, 1)[0]
    agenda.adjust(None, item, minutes=5)
    revert(None, just_made())
    assert item.extra_minutes == 0


def test_a_finished_item_goes_on_when_the_next_is_taken_back_and_not_beside_it(app):
    conference = a_conference(state="live")
    first, second = an_agenda(conference, 2)
    agenda.start(None, first)
    agenda.go_on(None, conference, expect=first.id)
    finished, started = entries_since(conference.stream, 0)[-2:]

    with pytest.raises(Refused, match="still running"):
        revert(None, finished)
    revert(None, started)
    assert [item.state for item in items_of(conference)] == ["running", "planned"]


def test_what_was_written_together_goes_again_and_what_it_replaced_comes_back(app):
    conference = a_conference()
    old = agenda.add(None, conference, title="Cũ", kind="bao-cao", minutes=5, presenter="Ông A")
    values = {"kind": "khac", "minutes": 5, "presenter": "", "site": None, "fixed_start": None}
    agenda.write(None, conference, items=[{"title": "Mới", **values}], without=[old])
    written = last_entry(conference)

    revert(None, written)

    assert [(item.title, item.presenter) for item in items_of(conference)] == [("Cũ", "Ông A")]
    with pytest.raises(Refused, match="changed again since"):
        revert(None, written)
