"""When the clock of an item warns: as it is set for this one, else for its conference, else by the office for all."""

import pytest

from confsys.agenda import actions, clocks
from confsys.agenda.queries import items_of
from confsys.conferences.links import join_token, stage_token
from confsys.conferences.models import Conference
from confsys.conferences.queries import participations_of
from confsys.errors import Refused
from confsys.extensions import db
from confsys.history.actions import revert
from confsys.journal import entries_since
from tests.build import a_conference, a_person, a_province, bearer, signed_in_client

PLAN = {"title": "Báo cáo", "kind": "bao-cao", "minutes": 10}


@pytest.fixture
def office(app):
    """(the office's browser, its program, the id of a conference in session)."""
    with app.app_context():
        body = a_province()
        clerk = a_person(role="secretariat", site=body)
        conference = a_conference(state="live", organiser=body, by=clerk)
        yield signed_in_client(app, clerk), bearer(app, clerk), conference.id


def marks(text):
    """What the first clock of a page is told."""
    _before, _mark, rest = text.partition('data-near="')
    near, _mark, rest = rest.partition('" data-danger="')
    return int(near), int(rest.partition('"')[0])


def test_a_screen_warns_as_it_is_set_for_the_item_and_else_as_for_all(app, office):
    browser, _program, conference_id = office
    path = f"/conferences/{conference_id}/agenda"
    form = {**PLAN, "presenter": "", "site": "", "fixed_start": ""}
    browser.post(path, data=form | {"warn_minutes": "5", "danger_seconds": "60"})
    browser.post(path, data=form | {"warn_minutes": "", "danger_seconds": ""})
    conference = db.session.get_one(Conference, conference_id)
    first, second = items_of(conference)
    screens = [f"/join/{join_token(participations_of(conference)[1])}", f"/stage/{stage_token(conference)}"]

    for item, said in ((first, (300, 60)), (second, (120, 30))):
        actions.go_on(None, conference, expect=None if item is first else first.id)
        assert [marks(browser.get(each).text) for each in screens] == [said, said]
    assert 'id="warn_minutes" name="warn_minutes" type="text" value="5"' in browser.get(f"{path}/{first.id}").text
    assert 'id="warn_minutes" name="warn_minutes" type="text" value=""' in browser.get(f"{path}/{second.id}").text


def test_one_that_has_no_warnings_of_its_own_warns_as_its_conference(app, office):
    browser, _program, conference_id = office
    path = f"/conferences/{conference_id}/agenda"
    conference = db.session.get_one(Conference, conference_id)
    for own in ({}, {"warn_minutes": 1}):
        actions.add(None, conference, **PLAN, **own)
    form = {"all_warn_minutes": "4", "all_danger_seconds": ""}
    assert browser.post(f"{path}/warnings", data=form).status_code == 303
    db.session.refresh(conference)
    screens = [f"/join/{join_token(participations_of(conference)[1])}", f"/stage/{stage_token(conference)}"]
    first, second = items_of(conference)

    for seen, said in ((None, (240, 30)), (first.id, (60, 30))):
        actions.go_on(None, conference, expect=seen)
        assert [marks(browser.get(each).text) for each in screens] == [said, said]
    assert "để trống: 4, như mọi mục" in browser.get(f"{path}/{second.id}").text
    assert 'name="all_warn_minutes" type="text" value="4"' in browser.get(path).text


def test_what_no_clock_can_show_is_refused(office):
    browser, _program, conference_id = office
    wrong = browser.post(f"/conferences/{conference_id}/agenda", data=PLAN | {"warn_minutes": "31"})
    assert wrong.status_code == 422 and 'id="error-warn_minutes"' in wrong.text
    form = {"all_warn_minutes": "4", "all_danger_seconds": "601"}
    wrong = browser.post(f"/conferences/{conference_id}/agenda/warnings", data=form)
    assert wrong.status_code == 422 and 'id="error-all_danger_seconds"' in wrong.text and 'value="601"' in wrong.text


def test_where_the_time_to_end_comes_first_there_is_no_warning(office):
    _browser, program, conference_id = office
    path = f"/api/v1/conferences/{conference_id}/agenda"
    made = office[0].application.test_client().post(path, json=PLAN | {"warn_minutes": 0}, headers=program)
    assert (made.status_code, made.json["warn_minutes"], made.json["danger_seconds"]) == (201, 0, None)


def test_it_can_be_taken_back(office):
    _browser, _program, conference_id = office
    conference = db.session.get_one(Conference, conference_id)
    item = actions.add(None, conference, **PLAN)
    actions.edit(None, item, warn_minutes=5)
    revert(None, entries_since(conference.stream, 0)[-1])
    assert item.warn_minutes is None

    clocks.set_warnings(None, conference, warn_minutes=5, danger_seconds=60)
    clocks.set_warnings(None, conference, warn_minutes=5, danger_seconds=90)
    first, second = entries_since(conference.stream, 0)[-2:]
    with pytest.raises(Refused, match="changed again since"):
        revert(None, first)
    revert(None, second)
    assert (conference.warn_minutes, conference.danger_seconds) == (5, 60)


def test_a_program_sets_and_reads_it(app, office):
    browser, program, conference_id = office
    path = f"/api/v1/conferences/{conference_id}/agenda"
    made = app.test_client().post(path, json=PLAN | {"warn_minutes": 3}, headers=program)
    assert (made.status_code, made.json["warn_minutes"], made.json["danger_seconds"]) == (201, 3, None)
    changed = app.test_client().patch(f"{path}/{made.json['id']}", json={"warn_minutes": None}, headers=program)
    assert changed.json["warn_minutes"] is None

    whole = app.test_client().post(f"{path}/warnings", json={"danger_seconds": 45}, headers=program)
    assert (whole.status_code, whole.json["warn_minutes"], whole.json["danger_seconds"]) == (200, None, 45)
