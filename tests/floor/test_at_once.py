"""Several programs press on one floor at once: one step, and answers that are alike to the last octet."""

from concurrent.futures import ThreadPoolExecutor
from contextvars import Context

import pytest

from tests.floor.office import Hall, at, kinds


@pytest.fixture
def hall(kept):
    hall = kept(Hall)
    with hall.app.app_context():
        yield hall


def at_once(app, calls):
    """The status and body of each of these calls, made by as many threads."""

    def one(call):
        return Context().run(lambda: app.test_client().post(**call))

    with ThreadPoolExecutor(len(calls)) as pool:
        answers = list(pool.map(one, calls))
    return [(answer.status_code, answer.data) for answer in answers]


def test_the_same_command_five_times_at_once_acts_once(hall):
    turn = hall.asks(0)
    call = {
        "path": at(hall, turn, "speak"),
        "headers": hall.programs["chair"] | {"Idempotency-Key": "five times"},
    }
    answers = at_once(hall.app, [call] * 5)

    assert {status for status, _body in answers} == {200} and len({body for _status, body in answers}) == 1
    assert kinds(hall) == ["floor.turn_asked", "floor.turn_started"]


def test_two_who_invite_at_once_give_the_floor_to_one(hall):
    turns = [hall.asks(number) for number in range(2)]
    who = (hall.programs["office"], hall.programs["chair"])
    calls = [
        {"path": at(hall, turn, "speak"), "json": {"expect": None}, "headers": headers}
        for turn, headers in zip(turns, who, strict=True)
    ]

    assert sorted(status for status, _body in at_once(hall.app, calls)) == [200, 409]
    assert kinds(hall).count("floor.turn_started") == 1
