"""Taking back one entry of the journal: as a new change, by the rules, or with a sentence that says why not."""

from datetime import date, timedelta

import pytest

from confsys import clock
from confsys.agenda import actions as agenda
from confsys.changes import just_made
from confsys.conferences import actions as conferences
from confsys.conferences.entries import plain
from confsys.conferences.links import holder_of, join_token
from confsys.conferences.queries import chairs_of, participations_of
from confsys.errors import Gone, Refused
from confsys.history.actions import revert
from confsys.journal import entries_since, version_of
from confsys.sites import actions as sites
from tests.build import a_conference, a_person, a_site, an_agenda
from tests.history.journal import last_entry, take


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


def test_a_changed_unit_is_as_before_where_it_hung(app):
    old, new = a_site(kind="huyen"), a_site(kind="huyen")
    site = a_site("Xã Cũ", parent=old)
    sites.change(None, site, name="Xã Mới", parent_id=new.id, valid_to=date(2030, 12, 31))
    revert(None, just_made())
    assert (site.name, site.parent_id, site.valid_to) == ("Xã Cũ", old.id, None)
    assert site.path == f"{old.path}{site.id}/" and site.folded == "xa cu"


def test_a_refusal_leaves_nothing_half_done(app):
    conference = a_conference(state="postponed")
    entry = take(conference, "cancel")
    conference_version = version_of(conference.stream)
    with pytest.raises(Refused):
        revert(None, entries_since(conference.stream, 0)[0])
    assert version_of(conference.stream) == conference_version
    revert(None, entry)
    assert (conference.state, conference.reason) == ("postponed", "Vì bão")
