"""Every address × everybody, for what changes nothing: who is let in, who is refused, who may not even know.

The table stands in who_may.py. An address that is missing there fails, so nothing opens by being forgotten.
"""

import pytest

from confsys.ids import new_id
from tests.matrix.rules import EVERYBODY, IN, Request
from tests.matrix.who_may import REQUESTS
from tests.matrix.world import NAMES, World, check, same_for_all


@pytest.fixture(scope="module")
def world(worlds):
    """One for all: nothing here changes it."""
    yield worlds(World)
    worlds.let_go()


@pytest.mark.parametrize("request_", [each for each in REQUESTS if not each.changes], ids=str)
def test_each_is_let_in_refused_or_told_nothing(world, request_):
    check(world, request_)


OFFICE_IDS = (
    "conference",
    "draft",
    "item",
    "participation",
    "person",
    "held",
    "room",
    "absence",
    "poll",
    "guest",
    "incident",
    "letter",
    "screen",
    "lost",
)
SWAPPED = [
    (request, name)
    for request in REQUESTS
    for name in NAMES.findall(request.path)
    if name in OFFICE_IDS and IN in request.expected.values()
]


@pytest.mark.same_on_both
@pytest.mark.parametrize(("request_", "name"), SWAPPED, ids=lambda each: str(each))
def test_ids_of_others_are_like_ids_of_nothing(world, request_, name):
    who = next(who for who in reversed(EVERYBODY) if request_.expected[who] == IN and who != "administrator")
    others, nothing = world.ids | {name: world.others[name]}, world.ids | {name: new_id()}

    answers = [same_for_all(world.ask(who, request_, ids), ids) for ids in (others, nothing)]

    assert answers[0] == answers[1]
    assert answers[0][0] in (404, 409, 422), "an id that leads nowhere was let in"


IN_BODIES = [
    ("POST", "/agenda", {"title": "Mục", "kind": "khac", "minutes": 5}, "site"),
    ("POST", "/agenda/{item}/move", {}, "before"),
    ("POST", "/agenda/{item}/move", {}, "after"),
    ("POST", "/agenda/next", {}, "expect"),
    ("PATCH", "/agenda/{item}", {}, "site"),
]


@pytest.mark.parametrize(("method", "path", "body", "name"), IN_BODIES)
def test_ids_of_others_in_a_body_are_like_ids_of_nothing(world, method, path, body, name):
    other = world.others["item" if name != "site" else "participation"]
    answers = []
    for given in (other, new_id()):
        request = Request(method, "/api/v1/conferences/{conference}" + path, {}, body | {name: given})
        answers.append(same_for_all(world.ask("secretariat", request, world.ids), world.ids | {"given": given}))

    assert answers[0] == answers[1]
    assert answers[0][0] in (404, 409, 422)
