"""Every address × everybody: who is let in, who is refused, who may not even know.

The table stands in who_may.py. An address that is missing there fails, so nothing opens by being forgotten.
"""

import re

import pytest

from confsys.calendars import links as calendar_links
from confsys.conferences import links, queries
from confsys.ids import new_id
from confsys.people import sessions
from confsys.people.models import Person
from confsys.worker import mark_alive
from tests.build import a_conference, a_person, a_province, a_site, an_agenda, bearer, signed_in_client
from tests.who_may import EVERYBODY, HIDDEN, IN, REFUSED, REQUESTS, SIGN_IN, Request

NAMES = re.compile(r"{(\w+)}")


class World:
    """A province with its office and a conference, another province with the same, and somebody's own things."""

    def __init__(self, app):
        self.app = app
        with app.app_context():
            mark_alive()
            office, self.ids = self._office()
            others, self.others = self._office()
            self.ids |= self._own_things(a_person())
            people = office | {"elsewhere": others["secretariat"]}
            self.clients = {name: signed_in_client(app, person) for name, person in people.items()}
            self.tokens = {name: bearer(app, person) for name, person in people.items()}
        self.clients["stranger"], self.tokens["stranger"] = app.test_client(), {}
        self.clients["stranger"].environ_base["HTTP_ORIGIN"] = "http://localhost"

    def _office(self) -> tuple[dict[str, Person], dict[str, str]]:
        body, site = a_province(), a_site()
        for_body = ("administrator", "secretariat", "approver", "chair", "technician")
        office = {role: a_person(role=role, site=body) for role in for_body}
        office |= {role: a_person(role=role, site=site) for role in ("officer", "delegate")}
        conference = a_conference(state="issued", organiser=body, by=office["secretariat"], sites=[site])
        draft = a_conference(organiser=body, by=office["secretariat"], sites=[site])
        participation = queries.participations_of(conference)[1]
        ids = {
            "conference": conference.id,
            "draft": draft.id,
            "item": an_agenda(conference, 2)[0].id,
            "participation": participation.id,
            "join": links.join_token(participation),
            "stage": links.stage_token(conference),
        }
        return office, ids

    def _own_things(self, owner: Person) -> dict[str, str]:
        link, feed = calendar_links.make(owner, owner, label="điện thoại")
        token, _secret = sessions.issue_token(owner, owner, label="chương trình", scope="all")
        secret = sessions.sign_in(owner, owner, device="test")
        return {
            "calendar_link": link.id,
            "feed": feed,
            "token": token.id,
            "session": sessions.session_of(secret).id,
            "sign_in_link": sessions.make_link(owner, owner),
        }

    def ask(self, who: str, request: Request, ids: dict[str, str]):
        """The answer to a request with these ids in its address."""
        path = request.path.format(**ids)
        if path.startswith("/api/"):
            sent = {"json": request.body, "headers": self.tokens[who]} if request.method != "GET" else {}
            return self.app.test_client().open(path, method=request.method, **({"headers": self.tokens[who]} | sent))
        return self.clients[who].open(path, method=request.method, data=request.body)


@pytest.fixture
def world(fresh_app):
    return World(fresh_app)


def outcome(answer) -> str:
    if answer.status_code == 401 or answer.status_code == 303 and answer.location.startswith("/sign-in?"):
        return SIGN_IN
    return {403: REFUSED, 404: HIDDEN}.get(answer.status_code, IN)


def same_for_all(answer, ids: dict[str, str]) -> tuple[int, str]:
    """What is left of an answer when the ids of its address and the nonce of its page are taken out."""
    text = answer.text
    for value in sorted(ids.values(), key=len, reverse=True):  # a link holds the id of what it leads to
        text = text.replace(value, "…")
    return answer.status_code, re.sub(r'nonce="[^"]+"', "", text)


@pytest.mark.parametrize("request_", REQUESTS, ids=str)
def test_each_is_let_in_refused_or_told_nothing(world, request_):
    answers = {who: world.ask(who, request_, world.ids) for who in EVERYBODY}

    assert {who: outcome(answer) for who, answer in answers.items()} == request_.expected
    nowhere = world.ids | {name: new_id() for name in NAMES.findall(request_.path)}
    for who, answer in answers.items():
        if outcome(answer) == HIDDEN:
            unknown = world.ask(who, request_, nowhere)
            assert same_for_all(answer, world.ids) == same_for_all(unknown, nowhere), who


OFFICE_IDS = ("conference", "draft", "item", "participation")
SWAPPED = [
    (request, name)
    for request in REQUESTS
    for name in NAMES.findall(request.path)
    if name in OFFICE_IDS and IN in request.expected.values()
]


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


def test_no_address_is_missing_from_the_table(fresh_app):
    addresses = fresh_app.url_map.bind("localhost")
    ids = dict.fromkeys(NAMES.findall(" ".join(request.path for request in REQUESTS)), "x1")
    covered = set()
    for request in REQUESTS:
        endpoint, _values = addresses.match(request.path.format(**ids).partition("?")[0], method=request.method)
        covered.add((endpoint, request.method))

    there = {
        (rule.endpoint, method)
        for rule in fresh_app.url_map.iter_rules()
        for method in rule.methods - {"HEAD", "OPTIONS"}
    }
    assert there - covered == set()


def test_everybody_stands_in_every_line():
    assert [str(request) for request in REQUESTS if set(request.expected) != set(EVERYBODY)] == []
