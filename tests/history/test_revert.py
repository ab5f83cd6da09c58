"""Taking back one entry of the journal: as a new change, by the rules, or with a sentence that says why not."""

from datetime import date, timedelta

import pytest

from confsys import clock
from confsys.agenda import actions as agenda
from confsys.agenda.queries import items_of
from confsys.changes import just_made
from confsys.conferences import actions as conferences
from confsys.conferences.entries import plain
from confsys.conferences.links import holder_of, join_token
from confsys.conferences.queries import chairs_of, participations_of
from confsys.conferences.transitions import TRANSITIONS
from confsys.errors import Gone, Refused
from confsys.extensions import db
from confsys.history.actions import revert
from confsys.journal import Entry, PersonalValues, entries_since, version_of
from confsys.people import actions as people
from confsys.people.models import RoleHeld
from confsys.sites import actions as sites
from tests.build import a_conference, a_person, a_province, a_site, an_agenda


def last_entry(thing) -> Entry:
    return entries_since(thing.stream, 0)[-1]


def take(conference, step, actor=None):
    conferences.take(actor, conference, TRANSITIONS[step], reason="Vì bão" if TRANSITIONS[step].needs_reason else None)
    return just_made()


def agenda_of(conference):
    return [
        (item.id, item.title, item.presenter, item.site_id, item.state, item.fixed_start)
        for item in items_of(conference)
    ]


def test_a_change_of_a_conference_is_taken_back_as_a_new_change(app):
    stay, go, come = a_site(), a_site(), a_site()
    conference = a_conference(state="issued", sites=[stay, go], chairs=[a_person("Chủ trì cũ")])
    before, main = plain(conference), conference.main_site_id
    starts_at = conference.starts_at + timedelta(days=1)
    conferences.edit(
        None,
        conference,
        title="Tên mới",
        kind="so-ket",
        starts_at=starts_at,
        ends_at=starts_at + timedelta(hours=1),
        main_site=come.id,
        sites=[stay.id],
        chairs=[a_person("Chủ trì mới").id],
    )

    revert(None, just_made())

    assert plain(conference) == before
    assert conference.main_site_id == main and [each.name for each in chairs_of(conference)] == ["Chủ trì cũ"]
    assert last_entry(conference).kind == "conference.rescheduled" and conference.edition == 3


def test_who_presides_again_takes_none_of_the_others_away(app):
    first, second = a_site(), a_site()
    conference = a_conference(main_site=first, sites=[second])
    conferences.edit(None, conference, main_site=second.id, sites=[first.id])
    revert(None, just_made())
    assert [each.site_id for each in participations_of(conference)] == [first.id, second.id]


def test_what_was_changed_again_since_is_not_taken_back(app):
    conference = a_conference()
    conferences.edit(None, conference, title="Tên hai")
    entry = just_made()
    conferences.edit(None, conference, title="Tên ba")
    version = version_of(conference.stream)

    with pytest.raises(Refused, match="changed again since"):
        revert(None, entry)

    assert (conference.title, version_of(conference.stream)) == ("Tên ba", version)


def test_other_changes_since_are_no_hindrance(app):
    conference = a_conference()
    conferences.edit(None, conference, title="Tên hai")
    entry = just_made()
    conferences.edit(None, conference, kind="so-ket")
    revert(None, entry)
    assert (conference.title, conference.kind) == ("Giao ban trực tuyến", "so-ket")


def test_a_site_that_no_longer_exists_is_refused_with_its_name(app):
    site = a_site("Xã Sắp Hết")
    conference = a_conference(sites=[site])
    conferences.edit(None, conference, sites=[])
    entry = just_made()
    sites.change(None, site, valid_to=clock.today())

    with pytest.raises(Refused, match="Xã Sắp Hết does not exist"):
        revert(None, entry)


@pytest.mark.parametrize(
    ("state", "step"),
    [
        ("draft", "submit"),
        ("requested", "refuse"),
        ("requested", "approve"),
        ("issued", "open"),
        ("issued", "start"),
        ("open", "start"),
        ("live", "recess"),
        ("recess", "resume"),
        ("live", "close"),
        ("closed", "reopen"),
        ("closed", "archive"),
        ("issued", "postpone"),
        ("draft", "cancel"),
        ("live", "cancel"),
        ("postponed", "cancel"),
        ("postponed", "restore"),
        ("cancelled", "restore"),
    ],
)
def test_a_step_is_taken_back_to_where_it_started(app, state, step):
    person = a_person()
    conference = a_conference(state=state)
    entry = take(conference, step, person)

    revert(person, entry)

    assert conference.state == state
    assert (conference.started_at is None) == (state not in ("live", "recess", "closed"))


def test_a_withdrawn_request_is_asked_again(app):
    asker = a_person(role="secretariat")
    conference = a_conference(state="requested", by=asker)
    entry = take(conference, "withdraw", asker)
    revert(asker, entry)
    assert (conference.state, conference.asked_by_id) == ("requested", asker.id)


def test_what_is_put_off_again_keeps_its_reason(app):
    conference = a_conference(state="postponed")
    revert(None, take(conference, "restore"))
    assert (conference.state, conference.reason) == ("postponed", "Vì bão")


@pytest.mark.parametrize("steps", [(), ("cancel",), ("restore", "cancel")])
def test_what_became_a_draft_is_put_off_again_as_it_was(app, steps):
    conference = a_conference(state="postponed")
    for step in steps:
        take(conference, step)
    before = conference.state, conference.state_before, conference.reason
    a_conference(state="issued", organiser=conference.organiser, starts_at=conference.starts_at)
    entry = take(conference, "restore")
    assert conference.state == "draft"

    revert(None, entry)

    assert (conference.state, conference.state_before, conference.reason) == before
    assert before[1] == "issued"


def test_a_slot_that_was_taken_meanwhile_is_not_taken_back(app):
    conference = a_conference(state="issued")
    entry = take(conference, "postpone")
    a_conference(state="issued", organiser=conference.organiser, starts_at=conference.starts_at)

    with pytest.raises(Refused, match="taken the slot"):
        revert(None, entry)
    assert conference.state == "postponed"


def test_a_site_that_comes_back_has_the_link_it_was_sent_unless_that_was_revoked(app):
    conference = a_conference(sites=[a_site("Xã An"), a_site("Xã Bình")])
    _main, kept, revoked = participations_of(conference)
    conferences.renew_link(None, kept)
    conferences.revoke_link(None, revoked)
    sent, dead = join_token(kept), join_token(revoked)
    conferences.edit(None, conference, sites=[])
    with pytest.raises(Gone):
        holder_of(sent)

    revert(None, just_made())

    assert holder_of(sent).participation.site.name == "Xã An"
    with pytest.raises(Gone):
        holder_of(dead)


def test_items_get_their_site_back_with_it(app):
    site = a_site()
    conference = a_conference(sites=[site])
    item = agenda.add(None, conference, title="x", kind="khac", minutes=5, site=site.id)
    conferences.edit(None, conference, sites=[])
    entry = just_made()
    assert item.site_id is None
    revert(None, entry)
    assert item.site_id == site.id


def test_a_start_stands_once_an_item_has_begun(app):
    conference = a_conference(state="issued")
    item = an_agenda(conference, 1)[0]
    entry = take(conference, "start")
    agenda.start(None, item)
    with pytest.raises(Refused, match="already begun"):
        revert(None, entry)


@pytest.mark.parametrize("state", ["issued"])
def test_what_others_know_of_is_not_taken_back_and_says_why(app, state):
    conference = a_conference(state=state)
    with pytest.raises(Refused, match="postpone or cancel"):
        revert(None, last_entry(conference))
    assert conference.state == state


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


def test_a_finished_item_does_not_go_on_beside_the_next(app):
    conference = a_conference(state="live")
    first, second = an_agenda(conference, 2)
    agenda.start(None, first)
    agenda.go_on(None, conference, expect=first.id)
    finished, started = entries_since(conference.stream, 0)[-2:]

    with pytest.raises(Refused, match="still running"):
        revert(None, finished)
    revert(None, started)
    revert(None, finished)
    assert [item.state for item in items_of(conference)] == ["running", "planned"]


def test_a_changed_unit_is_as_before_where_it_hung(app):
    old, new = a_site(kind="huyen"), a_site(kind="huyen")
    site = a_site("Xã Cũ", parent=old)
    sites.change(None, site, name="Xã Mới", parent_id=new.id, valid_to=date(2030, 12, 31))
    revert(None, just_made())
    assert (site.name, site.parent_id, site.valid_to) == ("Xã Cũ", old.id, None)
    assert site.path == f"{old.path}{site.id}/" and site.folded == "xa cu"


def test_a_role_given_by_mistake_is_not_held_today(app):
    province = a_province()
    person = a_person()
    held = people.give_role(None, person, role="chair", site_id=province.id)
    entry = just_made()
    revert(None, entry)
    assert held.valid_to == clock.today() - timedelta(days=1)
    with pytest.raises(Refused, match="already ended"):
        revert(None, entry)


def test_a_role_ended_by_mistake_goes_on(app):
    person = a_person(role="chair")
    held = db.session.query(RoleHeld).one()
    people.end_role(None, person, held=held, last_day=clock.today())
    revert(None, just_made())
    assert last_entry(person).kind == "person.role_given"


def test_a_refusal_leaves_nothing_half_done(app):
    conference = a_conference(state="postponed")
    entry = take(conference, "cancel")
    conference_version = version_of(conference.stream)
    with pytest.raises(Refused):
        revert(None, entries_since(conference.stream, 0)[0])
    assert version_of(conference.stream) == conference_version
    revert(None, entry)
    assert (conference.state, conference.reason) == ("postponed", "Vì bão")


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
