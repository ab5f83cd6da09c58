"""The forms that change a conference or take a grave step: what was typed stays, what others did is not lost."""

from datetime import date, timedelta

import pytest

from confsys.conferences import actions
from confsys.conferences.models import Conference
from confsys.extensions import db
from confsys.sites.models import Site
from tests.build import a_conference, local_time
from tests.conferences.office import MARKUP, WRONG
from tests.shown_form import ShownForm, assert_sentence_at, nothing_changes


@pytest.fixture
def planned(office):
    """The path of a conference of this office, and a form that would leave it as it is."""
    path = office.plan().location
    return path, office.form(revision="1")


@pytest.mark.parametrize("field", [name for name in WRONG if name != "organiser"])
def test_what_cannot_be_planned_cannot_be_replanned(office, planned, field):
    path, form = planned
    value, sentence = WRONG[field][-1]
    with nothing_changes(office.app):
        answer = office.browser.post(f"{path}/edit", data=form | {field: value})

    assert answer.status_code == 422
    assert assert_sentence_at(answer.text, field).startswith(sentence)
    assert ShownForm(answer.text).values["revision"] == ["1"]


def test_who_saw_an_older_revision_is_told_and_keeps_what_he_typed(office, planned):
    path, form = planned
    assert office.browser.post(f"{path}/edit", data=form | {"title": "Người khác sửa"}).status_code == 303

    with nothing_changes(office.app):
        answer = office.browser.post(f"{path}/edit", data=form | {"title": "Tôi cũng sửa", "start": "8g"})

    assert answer.status_code == 409
    shown = ShownForm(answer.text)
    assert list(shown.summary.values()) == [
        "Somebody else changed this conference meanwhile. Load it again and repeat your change."
    ]
    assert {*shown.summary} <= {*shown.ids}
    assert (shown.values["title"], shown.values["start"]) == (["Tôi cũng sửa"], ["8g"])


@pytest.mark.parametrize("revision", [..., "", "0", "-1", "x", "1e0", "9" * 10_000, "1.0"])
def test_a_revision_is_needed(office, planned, revision):
    path, form = planned
    form = {name: value for name, value in (form | {"revision": revision}).items() if value is not ...}
    with nothing_changes(office.app):
        answer = office.browser.post(f"{path}/edit", data=form | {"title": "x"})
    assert answer.status_code == 422
    assert [*ShownForm(answer.text).summary] == ["revision"]


@pytest.mark.parametrize("state", ["live", "closed", "cancelled"])
def test_what_runs_or_is_over_is_not_replanned(office, state):
    with office.app.app_context():
        province = db.session.get_one(Site, office.province)
        conference = a_conference(state=state, organiser=province)
        path, revision = f"/conferences/{conference.id}", conference.revision
    with nothing_changes(office.app):
        answer = office.browser.post(f"{path}/edit", data=office.form(revision=revision, title="Muộn"))
    assert answer.status_code == 409
    assert ShownForm(answer.text).values["title"] == ["Muộn"]


@pytest.mark.parametrize("step", ["postpone", "cancel"])
@pytest.mark.parametrize("reason", [..., "", " \u200b\u00a0", "\x00", "x" * 501, "ế" * 10_000, MARKUP * 20])
def test_a_grave_step_needs_a_reason_of_some_words(office, planned, step, reason):
    path, _form = planned
    form = {"expect": "draft"} | ({} if reason is ... else {"reason": reason})
    with nothing_changes(office.app):
        answer = office.browser.post(f"{path}/{step}", data=form)
    assert answer.status_code == 422
    assert_sentence_at(answer.text, "reason")
    assert ShownForm(answer.text).values["reason"] == ["" if reason is ... else reason]
    assert "<script>alert" not in answer.text


@pytest.mark.parametrize(
    ("typed", "hours"),
    [
        ({"start": "22h", "end": "1h30", "last_day": "2/12/2026"}, 3.5),
        ({"start": "8h", "end": "17h", "last_day": "3/12/2026"}, 57),
        ({"start": "14h", "end": "0h"}, 10),
    ],
)
def test_a_conference_of_several_days_is_saved_again_as_it_is(office, typed, hours):
    path = office.plan(**typed).location
    shown = ShownForm(office.browser.get(f"{path}/edit").text).values

    again = office.form(revision="1", **{name: shown[name][0] for name in ("day", "start", "end", "last_day")})
    assert office.browser.post(f"{path}/edit", data=again).status_code == 303

    with office.app.app_context():
        conference = db.session.query(Conference).one()
        assert conference.ends_at - conference.starts_at == timedelta(hours=hours)
        assert conference.revision == 1


def test_seconds_that_a_program_gave_stay_while_the_time_is_not_touched(office):
    path = office.plan().location
    with office.app.app_context():
        conference = db.session.query(Conference).one()
        exact = {name: getattr(conference, name) + timedelta(seconds=30) for name in ("starts_at", "ends_at")}
        actions.edit(None, conference, **exact)
        revision = conference.revision

    office.browser.post(f"{path}/edit", data=office.form(revision=revision, title="Khác", end="12h"))

    with office.app.app_context():
        conference = db.session.query(Conference).one()
        assert (conference.title, conference.starts_at) == ("Khác", exact["starts_at"])
        assert conference.ends_at == local_time(date(2026, 12, 1), 12)
