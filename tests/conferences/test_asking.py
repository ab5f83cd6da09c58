"""What is written down when a slot is asked for; it is Thursday 26/11/2026, 8:00."""

from datetime import date

import pytest
import time_machine

from confsys.conferences import actions, asking, queries
from confsys.conferences.clashes import NeedsWord
from confsys.conferences.transitions import TRANSITIONS
from tests.build import a_conference, a_person, a_province, bearer, local_time

NOW = local_time(date(2026, 11, 26), 8)
FAR, NEAR = local_time(date(2026, 12, 8), 8), local_time(date(2026, 11, 30), 8)


@pytest.fixture(autouse=True)
def thursday(app):
    with time_machine.travel(NOW, tick=False):
        yield


def asked(conference, **said):
    actions.take(a_person(role="secretariat"), conference, TRANSITIONS["submit"], **said)
    return queries.slot_requests([conference.id])[conference.id]


def test_a_request_has_a_code_of_its_own_and_is_due_within_two_working_days():
    first, second = (asked(a_conference(starts_at=FAR, organiser=a_province())) for _turn in range(2))

    assert (first.code, second.code) == ("YC-2026-0001", "YC-2026-0002")
    assert (first.asked_at, first.due_on) == (NOW, date(2026, 11, 30))
    assert (first.needs, first.urgent) == ("", False)


def test_one_that_is_asked_for_again_keeps_its_code_and_what_it_needs():
    conference = a_conference(starts_at=FAR)
    code = asked(conference, needs="2 kỹ thuật viên, ghi hình").code
    actions.take(a_person(), conference, TRANSITIONS["withdraw"])

    again = asked(conference)
    assert (again.code, again.needs) == (code, "2 kỹ thuật viên, ghi hình")
    actions.take(a_person(), conference, TRANSITIONS["withdraw"])
    assert asked(conference, needs="").needs == ""


def test_short_notice_passes_only_with_a_word_which_makes_it_urgent():
    conference = a_conference(starts_at=NEAR)
    with pytest.raises(NeedsWord):
        asked(conference)
    assert queries.slot_requests([conference.id]) == {}

    assert asked(conference, reasons={"notice": "Công điện số 12"}).urgent
    assert conference.reasons == {"notice": "Công điện số 12"}


def test_moved_to_where_the_notice_is_long_enough_it_is_urgent_no_more():
    conference = a_conference(starts_at=NEAR)
    request = asked(conference, reasons={"notice": "Công điện số 12"})
    actions.edit(a_person(), conference, starts_at=FAR, ends_at=FAR.replace(hour=FAR.hour + 2))
    assert not request.urgent


def test_a_program_says_what_it_needs_and_the_history_tells_it(app):
    with app.app_context():
        body = a_province()
        person = a_person(role="secretariat", site=body)
        conference = a_conference(organiser=body, by=person, starts_at=FAR)
        key = bearer(app, person)
    address, client = f"/api/v1/conferences/{conference.id}", app.test_client()

    assert client.post(f"{address}/submit", json={"needs": 5}, headers=key).status_code == 422
    assert client.post(f"{address}/submit", json={"needs": "ghi hình"}, headers=key).status_code == 200
    entry = client.get(f"{address}/events?since=1", headers=key).json["events"][0]
    said = {"state": "requested", "code": "YC-2026-0001", "due_on": "2026-11-30", "needs": "ghi hình"}
    assert entry["after"] == said
    with app.app_context():
        assert asking.current(conference).needs == "ghi hình"
