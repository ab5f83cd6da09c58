"""What stays on a screen once nothing more will come: nothing is announced, and what was left is called so."""

import pytest

from confsys.agenda import actions as agenda
from confsys.conferences import actions as conferences
from confsys.conferences.queries import participations_of
from confsys.conferences.transitions import TRANSITIONS
from confsys.live import service
from tests.build import a_conference, an_agenda


@pytest.fixture
def conference(app):
    """In session, with the first of three items running; a site presents the last."""
    conference = a_conference(state="live")
    last = an_agenda(conference, 3)[-1]
    agenda.edit(None, last, site=participations_of(conference)[1].site_id)
    agenda.go_on(None, conference, expect=None)
    return conference


def parts(app, conference, view):
    shown = service.of(app).newsroom.first(conference.id, view, "en").parts
    return {name: html and html.replace("\u00a0", " ") for name, html in shown.items()}


def test_a_closed_conference_announces_nothing(app, conference):
    before = {view: parts(app, conference, view) for view in ("screen", "chair")}
    assert all("Mục 2" in each["coming"] for each in before.values()) and "Mục 3" in before["screen"]["turns"]
    assert "Mục 2" in parts(app, conference, "stage")["scene"]

    conferences.take(None, conference, TRANSITIONS["close"])

    after = {view: parts(app, conference, view) for view in before}
    assert {view: each["coming"] for view, each in after.items()} == dict.fromkeys(before)
    assert after["screen"]["turns"] is None
    hall = parts(app, conference, "stage")["scene"]
    assert "Mục 2" not in hall and "1 of 3 items were held" in hall and "passed" not in hall
    operator = parts(app, conference, "operator")
    assert "Ended at" in operator["figures"] and "Expected end" not in operator["figures"]
    assert f'/conferences/{conference.id}"' in operator["controls"]


def test_what_was_left_is_called_not_held(app, conference):
    assert (
        "Not held" not in parts(app, conference, "operator")["items"] + parts(app, conference, "conference")["agenda"]
    )

    conferences.take(None, conference, TRANSITIONS["close"])

    assert parts(app, conference, "operator")["items"].count("Not held") == 2
    assert parts(app, conference, "conference")["agenda"].count("Not held") == 2


def test_a_postponed_conference_keeps_its_agenda_but_announces_none_of_it(app):
    conference = a_conference(state="issued")
    an_agenda(conference, 2)
    conferences.take(None, conference, TRANSITIONS["postpone"], reason="Vì bão")

    shown = parts(app, conference, "operator")
    assert parts(app, conference, "chair")["coming"] is None
    assert "Mục 2" in shown["items"] and "Not held" not in shown["items"]
