"""When the clock of an item warns: as the office has set it for all, or as it is set for this one."""

import pytest

from confsys.agenda import actions
from confsys.agenda.queries import items_of
from confsys.conferences.links import join_token, stage_token
from confsys.conferences.models import Conference
from confsys.conferences.queries import participations_of
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


def test_what_no_clock_can_show_is_refused(office):
    browser, _program, conference_id = office
    wrong = browser.post(f"/conferences/{conference_id}/agenda", data=PLAN | {"warn_minutes": "31"})
    assert wrong.status_code == 422 and 'id="error-warn_minutes"' in wrong.text


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


def test_a_program_sets_and_reads_it(app, office):
    browser, program, conference_id = office
    path = f"/api/v1/conferences/{conference_id}/agenda"
    made = app.test_client().post(path, json=PLAN | {"warn_minutes": 3}, headers=program)
    assert (made.status_code, made.json["warn_minutes"], made.json["danger_seconds"]) == (201, 3, None)
    changed = app.test_client().patch(f"{path}/{made.json['id']}", json={"warn_minutes": None}, headers=program)
    assert changed.json["warn_minutes"] is None
