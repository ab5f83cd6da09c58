"""Doing a thing once, and not over what others did meanwhile."""

import pytest

from tests.api.program import ITEM, is_a_problem
from tests.api.test_bad_input import CHANGING
from tests.shown_form import nothing_changes


@pytest.mark.parametrize("call", CHANGING)
def test_an_id_of_a_command_is_good_for_one_body(program, call):
    bodies = {
        "POST conferences": (program.plan(), program.plan() | {"title": "Khác"}),
        "PATCH draft": ({"title": "Một"}, {"title": "Hai"}),
        "POST live/agenda": (ITEM, ITEM | {"minutes": 6}),
        "POST draft/submit": ({}, {"expect": "draft"}),
        "POST live/agenda/next": ({"expect": None}, {"expect": program.items[0]}),
    }
    (body, other), once = bodies[call], {"Idempotency-Key": "một".encode().hex()}
    method, path = program.address(call)
    first = program.call(method, path, body, **once)
    assert first.status_code in (200, 201)

    with nothing_changes(program.app):
        again = program.call(method, path, body, **once)
        assert (again.status_code, again.json) == (first.status_code, first.json)
        assert is_a_problem(program.call(method, path, other, **once), 422, "Idempotency-Key")
        assert is_a_problem(program.call(method, path, body, **{"Idempotency-Key": "x" * 201}), 422, "Idempotency-Key")


def test_a_refused_command_may_be_tried_again_with_its_id(program):
    once = {"Idempotency-Key": "1"}
    assert is_a_problem(program.call("PATCH", program.draft, {"title": ""}, **once), 422, "title")
    assert program.call("PATCH", program.draft, {"title": "Được"}, **once).status_code == 200


@pytest.mark.parametrize("call", ["PATCH draft", "PATCH live/agenda/ITEM"])
def test_a_stale_revision_changes_nothing(program, call):
    method, path = program.address(call)
    with nothing_changes(program.app):
        for stale in ({"If-Match": '"99"'}, {"If-Match": 'W/"99"'}, {"If-Match": "0"}):
            assert is_a_problem(program.call(method, path, {"title": "x"}, **stale), 409)
        for expect in (99, "99", 0, 10**300):
            assert is_a_problem(program.call(method, path, {"title": "x", "expect": expect}), 409)
        for odd in ("*", "x", '"1", "2"', "1e0", "9" * 5000, "²"):
            assert is_a_problem(program.call(method, path, {"title": "x"}, **{"If-Match": odd}), 422, "expect")
        for odd in (True, [], {}, 1.5, "x", "\ud800", "\x00", "9" * 5000):
            assert is_a_problem(program.call(method, path, {"title": "x", "expect": odd}), 422, "expect")


@pytest.mark.parametrize("expect", [0, "0", True, 1e9, [], {}, "live", "\ud800", "\x00", "x" * 10_000])
def test_an_expectation_that_is_not_so_is_refused(program, expect):
    with nothing_changes(program.app):
        for call in ("POST draft/submit", "POST live/agenda/ITEM/start"):
            assert is_a_problem(program.call(*program.address(call), {"expect": expect}), 409), call
        assert program.call("POST", f"{program.live}/agenda/next", {"expect": expect}).status_code in (409, 422)


SEEN_BEFORE = ["DELETE live/agenda/ITEM", "POST live/agenda/ITEM/move", "POST live/agenda/ITEM/adjust"]
SEEN_BEFORE += ["POST live/agenda/ITEM/start", "POST draft/submit"]


@pytest.mark.parametrize("call", SEEN_BEFORE)
def test_what_has_moved_on_since_it_was_seen_is_left_alone(program, call):
    method, path = program.address(call)
    right = {"move": {"after": program.items[1]}, "adjust": {"minutes": 5}}.get(path.rpartition("/")[2], {})
    with nothing_changes(program.app):
        assert is_a_problem(program.call(method, path, right, **{"If-Match": '"99"'}), 409)
        assert is_a_problem(program.call(method, path, right, **{"If-Match": "*"}), 422, "expect")

    assert program.call(method, path, right, **{"If-Match": '"1"'}).status_code in (200, 204)


@pytest.mark.parametrize("call", SEEN_BEFORE[:3])
def test_the_revision_may_also_stand_in_the_body(program, call):
    method, path = program.address(call)
    right = {"move": {"after": program.items[1]}, "adjust": {"minutes": 5}}.get(path.rpartition("/")[2], {})
    with nothing_changes(program.app):
        assert is_a_problem(program.call(method, path, right | {"expect": 99}), 409)

    assert program.call(method, path, right | {"expect": 1}).status_code in (200, 204)


def test_what_makes_a_row_has_nothing_to_expect(program):
    assert is_a_problem(program.call("POST", "/conferences", program.plan() | {"expect": 1}), 422, "expect")


def test_a_number_in_quotes_is_no_number(program):
    assert is_a_problem(program.call("POST", f"{program.live}/agenda", ITEM | {"minutes": "5"}), 422, "minutes")
