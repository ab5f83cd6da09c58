"""Two press at the same moment, on the real server: one step, one refusal; one command sent five times acts once."""

import json
import threading
import urllib.error
import urllib.request

import pytest

from confsys.agenda import queries
from confsys.conferences.models import Conference
from confsys.extensions import db
from confsys.ids import new_id
from confsys.journal import version_of
from tests.build import a_conference, a_person, a_province, an_agenda, bearer

MINUTES = {"minutes": 3}


class Hall:
    """A conference in session on the server, and its clerk, who presses from several machines at once."""

    def __init__(self, server, items):
        self.server = server
        with server.app.app_context():
            body = a_province()
            clerk = a_person(role="secretariat", site=body)
            conference = a_conference(state="live", organiser=body, by=clerk)
            self.items = [each.id for each in an_agenda(conference, items)]
            self.id, self.headers = conference.id, bearer(server.app, clerk)

    def press(self, path, body, key=None):
        """The status and what came back."""
        headers = self.headers | {"Content-Type": "application/json"} | ({"Idempotency-Key": key} if key else {})
        address = f"{self.server.url}/api/v1/conferences/{self.id}/agenda/{path}"
        request = urllib.request.Request(address, json.dumps(body).encode(), headers, method="POST")
        try:
            with urllib.request.urlopen(request, timeout=20) as answer:
                return answer.status, json.load(answer)
        except urllib.error.HTTPError as refused:
            return refused.code, json.load(refused)

    def at_once(self, times, *pressed):
        begin, answers = threading.Barrier(times), []

        def work():
            begin.wait()
            answers.append(self.press(*pressed))

        threads = [threading.Thread(target=work) for _each in range(times)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        return answers

    def now(self):
        """The states of the items, and the version of the conference."""
        with self.server.app.app_context():
            conference = db.session.get_one(Conference, self.id)
            states = [(each.state, each.extra_minutes) for each in queries.items_of(conference)]
            return states, version_of(conference.stream)


@pytest.mark.parametrize("times", [10, pytest.param(100, marks=[pytest.mark.long, pytest.mark.timeout(600)])])
def test_two_next_at_once_are_one_step_and_one_refusal(live_server, times):
    hall = Hall(live_server, times)
    for turn, item in enumerate(hall.items):
        expect = hall.items[turn - 1] if turn else None
        _states, version = hall.now()

        answers = sorted(hall.at_once(2, "next", {"expect": expect}), key=lambda answer: answer[0])

        assert [status for status, _body in answers] == [200, 409]
        assert answers[0][1]["id"] == item
        states, later = hall.now()
        assert [state for state, _extra in states] == ["done"] * turn + ["running"] + ["planned"] * (times - turn - 1)
        assert later - version == (2 if turn else 1)


def test_one_command_sent_five_times_at_once_acts_once_and_answers_alike(live_server):
    hall = Hall(live_server, 1)
    hall.press("next", {"expect": None})
    _states, version = hall.now()

    answers = hall.at_once(5, f"{hall.items[0]}/adjust", MINUTES, new_id())

    assert answers == [answers[0]] * 5
    assert answers[0][0] == 200
    assert hall.now() == ([("running", 3)], version + 1)
