"""Another time: typed as people type, shown before it happens, then made with one press."""

import pytest

from confsys.conferences import actions
from tests.conferences.office import WRONG
from tests.shown_form import ShownForm, assert_sentence_at, nothing_changes
from tests.steps.conftest import DAY, Office, local_time, values_of, words_of

TYPED = {"day": "04/12/2030", "start": "14h", "end": "16h30", "last_day": ""}
BUTTON = "Move and tell 4 sites"


def revision(office):
    return {"revision": office.conference(lambda it: it.revision)}


def test_the_form_begins_with_the_time_it_has(office):
    shown = ShownForm(office.browser.get(f"{office.path}/reschedule").text)
    assert {name: shown.values[name] for name in TYPED} == {
        "day": ["03/12/2030"],
        "start": ["8h00"],
        "end": ["10h00"],
        "last_day": [""],
    }


def test_a_look_changes_nothing_and_shows_what_would(office):
    with nothing_changes(office.app):
        answer = office.post("reschedule", **TYPED, **revision(office))

    assert answer.status_code == 200
    page = words_of(answer.text)
    assert "Tuesday 03/12/2030, 08:00–10:00 Wednesday 04/12/2030, 14:00–16:30 1 day 6 h later" in page
    assert "Agenda 3 items, from 08:00 moves along: from 14:00 to 15:30" in page
    assert "Edition Adjustment 3 Adjustment 4" in page and "they change for everybody who subscribed" in page
    assert "taking it back is one adjustment more" in page and BUTTON in page
    assert ShownForm(answer.text).parsed["end"] == "16:30"


def test_it_is_made_as_it_was_shown(office):
    sent = values_of(office.post("reschedule", **TYPED, **revision(office)).text, BUTTON)
    assert sent == {"day": ["04/12/2030"], "start": ["14h00"], "end": ["16h30"], "last_day": [""], "revision": ["4"]}

    assert office.post("reschedule", confirm="1", **sent).status_code == 303

    day = DAY.replace(day=4)
    assert office.conference(lambda it: (it.starts_at, it.ends_at)) == (local_time(day, 14), local_time(day, 16, 30))
    page = words_of(office.browser.get(office.path).text)
    assert "The time is now Wednesday 04/12/2030, 14:00–16:30. Undo" in page


def test_it_can_be_taken_back(office):
    office.post("reschedule", confirm="1", **TYPED, **revision(office))
    html = office.browser.get(office.path).text
    undo = html.split('<form method="post" action="/undo/')[1].split('"')[0]

    office.browser.post(f"/undo/{undo}", data={"next": office.path})

    assert office.conference(lambda it: (it.starts_at, it.edition)) == (local_time(DAY, 8), 6)


def test_an_agenda_that_no_longer_fits_is_said(office):
    answer = office.post("reschedule", **TYPED | {"end": "15h"}, **revision(office))
    assert "The agenda takes 30 min more than the time for it." in words_of(answer.text)


def test_a_time_that_has_passed_is_said(office):
    page = words_of(office.post("reschedule", **TYPED | {"day": "04/12/2025"}, **revision(office)).text)
    assert "This time has already passed." in page


@pytest.mark.parametrize("confirm", [{}, {"confirm": "1"}], ids=["look", "confirm"])
@pytest.mark.parametrize(
    ("field", "typed", "sentence"),
    [
        *[(field, each, sentence) for field in ("day", "start") for each, sentence in WRONG[field] if each is not ...],
        *[("last_day", each, sentence) for each, sentence in WRONG["last_day"]],
        ("end", "25h", "Could not read the hour “"),
        ("end", "13h59", "The end must come after the start."),
        ("last_day", "31/12/2030", "A conference lasts at most 14 days."),
        ("day", "01/06/2025", "Tỉnh Thử Nghiệm does not exist on 01/06/2025."),
    ],
)
def test_what_cannot_be_is_said_where_it_stands_and_kept(office, field, typed, sentence, confirm):
    with nothing_changes(office.app):
        answer = office.post("reschedule", **TYPED | {field: typed}, **revision(office), **confirm)

    assert answer.status_code == 422
    where = "end" if sentence.startswith("A conference lasts") else field
    assert assert_sentence_at(answer.text, where).startswith(sentence)
    assert ShownForm(answer.text).values[field][0] == typed[:10_000]


def test_the_time_it_has_is_no_change(office):
    answer = office.post("reschedule", **TYPED | {"day": "3/12/2030", "start": "8h", "end": "10h"}, **revision(office))
    assert answer.status_code == 422
    assert assert_sentence_at(answer.text, "day") == "It is planned for this time already."


@pytest.mark.parametrize("confirm", [{}, {"confirm": "1"}], ids=["look", "confirm"])
def test_who_saw_an_older_revision_is_shown_what_is_now(office, confirm):
    seen = revision(office)
    office.conference(lambda it: actions.edit(None, it, title="Tên mới"))

    with nothing_changes(office.app):
        answer = office.post("reschedule", **TYPED, **seen, **confirm)

    assert answer.status_code == 409
    page = words_of(answer.text)
    assert "Somebody else changed this conference meanwhile." in page and "Tên mới" in page and BUTTON in page
    assert ShownForm(answer.text).values["start"][0] == "14h"
    assert values_of(answer.text, BUTTON)["revision"] == ["5"]


@pytest.mark.parametrize("state", ["live", "closed", "cancelled"])
def test_what_runs_or_is_over_is_not_moved(fresh_app, state):
    office = Office(fresh_app, state=state)
    with nothing_changes(fresh_app):
        answer = office.post("reschedule", confirm="1", **TYPED, **revision(office))
    assert answer.status_code == 409
    assert "This conference can no longer be replanned" in words_of(answer.text)


def test_a_stranger_learns_nothing_and_a_chair_may_not(office):
    assert office.stranger.post(f"{office.path}/reschedule", data=TYPED).status_code == 404
    assert office.colleague.post(f"{office.path}/reschedule", data=TYPED).status_code == 403
