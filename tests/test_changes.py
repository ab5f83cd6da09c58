"""The one path of a change."""

import threading

import pytest
from sqlalchemy import select

from confsys import changes, commands
from confsys.changes import WrittenOutsideAnAction
from confsys.conferences import actions
from confsys.conferences.models import Conference
from confsys.conferences.transitions import TRANSITIONS
from confsys.errors import Invalid, NotFound, Refused
from confsys.extensions import db
from confsys.history.undo import CANNOT, UNDO
from confsys.history.words import WORDS
from confsys.journal import Entry, version_of
from confsys.reactions import REACTIONS
from tests.build import a_conference, a_person, a_site
from tests.conftest import in_fresh_context


def entries(stream):
    return list(db.session.scalars(select(Entry).where(Entry.stream == stream).order_by(Entry.version)))


def test_every_change_has_the_next_version_of_its_stream(app):
    conference = a_conference(state="issued")

    assert [(entry.version, entry.kind) for entry in entries(conference.stream)] == [
        (1, "conference.planned"),
        (2, "conference.submitted"),
        (3, "conference.approved"),
        (4, "conference.issued"),
    ]
    assert version_of(conference.stream) == 4


def test_every_kind_of_entry_has_words_and_can_be_taken_back_or_says_why_not():
    assert WORDS.keys() == REACTIONS.keys()
    assert UNDO.keys() | CANNOT.keys() == REACTIONS.keys()
    assert UNDO.keys() & CANNOT.keys() == set()


def test_rows_changed_outside_an_action_are_refused(app):
    conference = a_conference()
    conference.title = "Đổi lén"

    with pytest.raises(WrittenOutsideAnAction):
        db.session.flush()
    db.session.rollback()
    with pytest.raises(WrittenOutsideAnAction):
        db.session.execute(Conference.__table__.update().values(title="Đổi lén"))


def test_a_refusal_leaves_nothing_behind(app):
    conference = a_conference()
    version = version_of(conference.stream)

    with pytest.raises(Refused):
        actions.take(a_person(), conference, TRANSITIONS["issue"])

    assert version_of(conference.stream) == version
    assert conference.state == "draft"


def test_a_row_that_is_gone_is_not_found(app):
    site = a_site()
    conference = a_conference(sites=[site])
    participation = next(each for each in actions.queries.participations_of(conference) if each.site_id == site.id)
    actions.edit(None, conference, sites=[])

    with pytest.raises(NotFound):
        actions.renew_link(None, participation)


def test_a_repeated_command_gets_the_first_answer(app):
    person, conference = a_person(), a_conference()

    def submit():
        actions.take(person, conference, TRANSITIONS["submit"])
        return {"state": conference.state}

    assert commands.command(person, "k1", {"a": 1}, submit) == {"state": "requested"}
    assert commands.command(person, "k1", {"a": 1}, submit) == {"state": "requested"}
    with pytest.raises(Invalid, match="already used"):
        commands.command(person, "k1", {"a": 2}, submit)
    assert version_of(conference.stream) == 2


def test_a_refused_command_may_be_tried_again(app):
    person, conference = a_person(), a_conference()

    with pytest.raises(Refused):
        commands.command(person, "k1", {}, lambda: actions.take(person, conference, TRANSITIONS["issue"]))

    assert commands.command(person, "k1", {}, lambda: {"ok": True}) == {"ok": True}


def test_the_same_command_five_times_at_once_acts_once(fresh_app):
    with fresh_app.app_context():
        person_id, conference_id = a_person().id, a_conference().id
    answers = []

    def once():
        with fresh_app.app_context():
            person = db.session.get(actions.Person, person_id)
            conference = db.session.get(Conference, conference_id)

            def submit():
                actions.take(person, conference, TRANSITIONS["submit"])
                return {"state": conference.state}

            answers.append(commands.command(person, "k1", {}, submit))

    in_threads(5, once)
    with fresh_app.app_context():
        assert answers == [{"state": "requested"}] * 5
        assert version_of(f"conference:{conference_id}") == 2


def test_forty_changes_from_six_threads_have_forty_versions(fresh_app):
    with fresh_app.app_context():
        conference = a_conference()
        conference_id, before = conference.id, version_of(conference.stream)
    todo = list(range(40))

    def rename():
        while todo:
            number = todo.pop()
            with fresh_app.app_context():
                conference = db.session.get(Conference, conference_id)
                actions.edit(None, conference, title=f"Tên {number}")

    in_threads(6, rename)
    with fresh_app.app_context():
        found = [entry.version for entry in entries(f"conference:{conference_id}")]
        assert found == list(range(1, before + 41))


def test_listeners_are_told_after_the_commit(app):
    told = []
    app.extensions["after_commit"].append(lambda change: told.append((changes._open.get(), change.versions())))
    try:
        conference = a_conference()
    finally:
        app.extensions["after_commit"].pop()

    assert told[-1] == (None, {conference.stream: (0, 1)})


def in_threads(number, work):
    threads = [threading.Thread(target=in_fresh_context, args=(work,)) for _ in range(number)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
