"""Choosing what the hall sees: what follows what happens, who may, and taking it back."""

from datetime import timedelta

import pytest

from confsys import clock
from confsys.agenda import actions as agenda
from confsys.agenda.queries import schedule_of
from confsys.attendance import actions as attendance
from confsys.conferences import actions as conferences
from confsys.conferences.queries import participations_of
from confsys.conferences.transitions import TRANSITIONS
from confsys.errors import Invalid, Refused
from confsys.extensions import db
from confsys.history.actions import revert
from confsys.journal import entries_since
from confsys.stage import actions, scenes
from confsys.stage.models import Stage
from confsys.stage.parts import hall
from confsys.votes import actions as votes
from tests.build import a_conference, a_person, a_province, signed_in_client


def chosen(conference):
    return db.session.get(Stage, conference.id).plain


def shown(conference):
    return hall(conference, schedule_of(conference))["shown"]


@pytest.mark.parametrize(
    ("choice", "state", "happens", "stands_there"),
    [
        ("automatic", "issued", {}, "plain"),
        ("automatic", "live", {}, "speech"),
        ("automatic", "live", {"is_voting": True}, "vote"),
        ("automatic", "live", {"is_pausing": True}, "break"),
        ("automatic", "recess", {"is_voting": True}, "break"),
        ("automatic", "closed", {}, "plain"),
        ("speech", "live", {"is_voting": True}, "speech"),
        ("speech", "recess", {}, "break"),
        ("speech", "postponed", {}, "plain"),
        ("agenda", "recess", {}, "agenda"),
    ],
)
def test_which_scene_stands_there(choice, state, happens, stands_there):
    assert scenes.shown(choice, state, **happens) == stands_there


def test_the_hall_follows_until_somebody_chooses_and_the_choice_is_taken_back(app):
    conference, clerk = a_conference(state="live"), a_person()

    assert shown(conference) == "speech"
    assert actions.show(clerk, conference, scene="agenda", expect="automatic")
    assert not actions.show(clerk, conference, scene="agenda", expect="automatic")  # pressed twice
    with pytest.raises(Refused):
        actions.show(clerk, conference, scene="plain", expect="automatic")
    assert shown(conference) == "agenda"

    [*_before, entry] = entries_since(conference.stream, 0)
    assert (entry.kind, entry.before, entry.after) == ("stage.shown", {"scene": "automatic"}, {"scene": "agenda"})
    revert(clerk, entry)
    assert shown(conference) == "speech"


def test_a_break_counts_down_and_ends_with_it(app):
    conference, clerk = a_conference(state="live"), a_person()
    at = clock.now() + timedelta(minutes=15)

    with pytest.raises(Invalid):
        actions.show(clerk, conference, scene="break", resumes_at=clock.now())
    actions.show(clerk, conference, scene="break", resumes_at=at)
    conferences.take(clerk, conference, TRANSITIONS["recess"])
    actions.show(clerk, conference, scene="agenda")
    assert chosen(conference)["resumes_at"] == at.isoformat()  # the conference still rests
    actions.show(clerk, conference, scene="break")
    conferences.take(clerk, conference, TRANSITIONS["resume"])

    assert (chosen(conference)["scene"], chosen(conference)["resumes_at"]) == ("automatic", None)


def test_another_scene_ends_a_break_of_the_hall_alone(app):
    conference, clerk = a_conference(state="live"), a_person()

    actions.show(clerk, conference, scene="break", resumes_at=clock.now() + timedelta(minutes=15))
    actions.show(clerk, conference, scene="speech")

    assert chosen(conference)["resumes_at"] is None


def test_a_break_on_the_agenda_is_one_in_the_hall(app):
    conference, clerk = a_conference(state="live"), a_person()
    item = agenda.add(clerk, conference, title="Giải lao", kind="giai-lao", minutes=15)
    agenda.start(clerk, item)

    found = hall(conference, schedule_of(conference))

    assert (found["shown"], found["resumes_at"]) == ("break", item.started_at + timedelta(minutes=15))


def test_what_was_voted_stays_until_something_else_begins(app):
    conference, clerk = a_conference(state="live"), a_person()
    for title in ("Thảo luận", "Kết luận"):
        agenda.add(clerk, conference, title=title, kind="thao-luan", minutes=15)
    first = agenda.go_on(clerk, conference, expect=None)
    attendance.check_in(None, participations_of(conference)[1], heads=3, way="link")
    vote = votes.write(clerk, conference, question="Thông qua?", kind="hands")
    assert shown(conference) == "speech"
    votes.open_vote(clerk, vote, reasons={"quorum": "Thử"})
    assert shown(conference) == "vote"
    votes.close(clerk, vote)
    votes.publish(clerk, vote)
    assert shown(conference) == "vote"
    agenda.go_on(clerk, conference, expect=first.id)
    assert shown(conference) == "speech"


def test_the_buttons_of_the_operator(fresh_app):
    with fresh_app.app_context():
        body = a_province()
        conference, clerk = a_conference(state="live", organiser=body), a_person(role="secretariat", site=body)
        browser, path = signed_in_client(fresh_app, clerk), f"/conferences/{conference.id}"

    def press(**sent):
        return browser.post(f"{path}/stage", data=sent).status_code

    assert [press(scene="break", again="15"), press(scene="break", again="241"), press(scene="break", again="x")] == [
        303,
        422,
        422,
    ]
    assert press(scene="agenda", expect="break") == 303
    assert press(scene="plain", expect="break") == 409
    assert press(scene="nothing") == 422
    with fresh_app.app_context():
        assert chosen(conference) == {
            "scene": "agenda",
            "resumes_at": None,
            "lower_third": "off",
            "theme": "dark",
        }


def test_a_program_chooses_too(fresh_app):
    with fresh_app.app_context():
        body = a_province()
        conference = a_conference(state="issued", organiser=body)
        browser = signed_in_client(fresh_app, a_person(role="technician", site=body))
        path = f"/api/v1/conferences/{conference.id}/stage"

    answer = browser.post(path, json={"lower_third": "on", "theme": "light"})

    assert (answer.status_code, answer.json) == (
        200,
        {"scene": "automatic", "shown": "plain", "resumes_at": None, "lower_third": "on", "theme": "light"},
    )
    assert browser.post(path, json={"scene": "agenda", "expect": "plain"}).status_code == 409
    assert browser.post(path, json={"scene": "x"}).status_code == 422
    assert browser.post(path, json={"scene": "break", "minutes": 15}).json["shown"] == "break"
