"""Schemathesis at a real server: it makes up calls from the description and holds each answer against its checks."""

from collections import Counter, defaultdict
from datetime import timedelta

import schemathesis
from schemathesis.config import SchemathesisConfig
from schemathesis.engine import events, from_schema

from confsys import clock, words
from confsys.agenda.routes import GESTURES
from confsys.api.openapi import document
from confsys.attendance import actions as attending
from confsys.calendars import links as calendar_links
from confsys.conferences import proposing
from confsys.conferences.models import Conference
from confsys.conferences.queries import participations_of
from confsys.conferences.transitions import TRANSITIONS
from confsys.extensions import db
from confsys.floor import actions as floor
from confsys.messages import actions as messages
from confsys.people.models import Person
from confsys.readiness import incidents
from confsys.scheduling import actions as scheduling
from confsys.scheduling.models import ROOM, UNIT
from confsys.sites.models import Site
from confsys.sites.queries import by_ids
from confsys.votes import actions as voting
from tests.api.program import Program
from tests.build import a_conference, a_person, a_site, an_agenda

SAME_EACH_TIME = 20261126
# An id of a command that was used, a revision that moved on, a page that is none: refused, whatever the description.
TESTED_ELSEWHERE = ("Idempotency-Key", "If-Match", "next", "expect")
NAMED_TWICE = "/conferences/{conference_id}/sites/{site_id}/delegates"  # nobody is, which a schema cannot say
OUTSIDE = ("convener", "outside_chair", "outside_place")  # all three or none, which a schema cannot say
TURNS: dict[str, list[str]] = {
    **dict.fromkeys(("call", "speak", "withdraw", "refuse", "put_last", "move"), []),
    **{"pause": ["speak"], "finish": ["speak"], "resume": ["speak", "pause"]},
}
COMES_AFTER: dict[str, list[str]] = {
    **{"call": [], "start": [], "skip": [], "adjust": [], "pause": ["start"], "finish": ["start"]},
    **{"resume": ["start", "pause"], "reopen": ["start", "finish"]},
}
OF_A_SITE = ("mark_message_read", "reply_to_message")
MESSAGE_CALLS = (
    *("read_message", "withdraw_message", "release_message", "take_down_message", "see_message", "answer_message"),
    *OF_A_SITE,
)


class Run:
    """One run: what failed, which checks were made, and which answers each call gave."""

    def __init__(self, schema) -> None:
        self.failures: dict[str, set[str]] = defaultdict(set)
        self.checks: set[str] = set()
        self.answers: dict[str, Counter[int]] = defaultdict(Counter)
        for event in from_schema(schema).execute():
            if isinstance(event, events.ScenarioFinished):
                self._note(event.recorder)
            elif isinstance(event, events.NonFatalError):
                self.failures[event.label].add(str(event.value))
            elif isinstance(event, events.FatalError):
                raise event.exception

    def _note(self, recorder) -> None:
        for case_id, interaction in recorder.interactions.items():
            assert interaction.response is not None, f"no answer at all to {interaction.request.uri}"
            operation = recorder.cases[case_id].value.operation
            if interaction.request.method == operation.method.upper():
                self.answers[operation.label][interaction.response.status_code] += 1
        for case_id, checks in recorder.checks.items():
            self.checks |= {check.name for check in checks}
            for found in [check for check in checks if check.failure_info is not None]:
                told = f"{found.name}: {found.failure_info.failure.message}\n{found.failure_info.code_sample}"
                self.failures[recorder.cases[case_id].value.operation.label].add(told)

    def done(self) -> set[str]:
        """The calls that were done at least once, not only refused."""
        return {name for name, answers in self.answers.items() if any(200 <= status < 300 for status in answers)}


class World:
    """The ids and times there are, by the names under which calls speak of them."""

    def __init__(self, program: Program) -> None:
        self.program = program
        self.draft, self.live = (each.rpartition("/")[2] for each in (program.draft, program.live))
        with program.app.app_context():
            self._build()
        self.pages = {path: program.call("GET", f"/{path}?limit=1").json["next"] for path in ("sites", "conferences")}

    def _build(self) -> None:
        person = db.session.get_one(Person, self.program.person)
        self.today = clock.today()
        usual = {"organiser": db.session.get_one(Site, self.program.province), "by": person}
        usual["sites"] = list(by_ids(self.program.sites).values())
        body = usual["organiser"]
        self.room, self.unit = (scheduling.add_resource(None, body, kind=kind, name=kind).id for kind in (ROOM, UNIT))
        live = db.session.get_one(Conference, self.live)
        self.begins = live.starts_at
        self.link = calendar_links.make(None, person, label="x")[0].id
        self.places = {"delete_item": ([self.live], [item.id for item in an_agenda(live, 3)])}
        for step in TRANSITIONS.values():
            ready = [
                a_conference(state=step.sources[0], **usual | {"main_site": a_site(), "sites": []}).id
                for _turn in range(2)
            ]
            self.places[step.name] = (ready, [])
        for answer in ("accept_proposal", "decline_proposal"):
            self.places[answer] = ([self._proposed(usual).id for _turn in range(2)], [])
        for gesture, before in COMES_AFTER.items():
            conference = a_conference(state="live", **usual)
            [item] = an_agenda(conference, 1)
            for each in before:
                GESTURES[each](person, item)
            self.places[f"{gesture}_item"] = ([conference.id], [item.id])
        self._put_to_the_vote(person, usual)
        for gesture in ("take", "note", "solve", "reopen"):
            conference = a_conference(state="live", **usual)
            main = participations_of(conference)[0]
            incident, _is_new = incidents.open_incident(person, main, kind="sound", way="office")
            if gesture == "reopen":
                incidents.solve(person, incident, way="office")
            self.places[f"{gesture}_incident"] = ([conference.id], [incident.id])

        for gesture, before in TURNS.items():
            self.places[f"{gesture}_turn"] = self._asked(person, before, usual)
        self._with_messages(person, usual)

    def _with_messages(self, person: Person, usual: dict) -> None:
        """One of the office and one of a site, for each call that is made of one; the second is for who sits there."""
        for call in MESSAGE_CALLS:
            conference = a_conference(state="live", **usual)
            site = next(each for each in participations_of(conference) if not each.is_main)
            if call in OF_A_SITE:
                message = messages.write(None, site, text="x", way="link")
            else:
                message = messages.send(person, conference, text="x")
            self.places[call] = ([conference.id], [message.id])

    def _asked(self, person: Person, before: list[str], usual: dict) -> tuple[list[str], list[str]]:
        """A conference in which three sites ask to speak; the first of them has come further."""
        conference = a_conference(state="live", **usual)
        sites = participations_of(conference)[:3]
        turns = [floor.ask(person, each, kind="request", way="office") for each in sites]
        for each in before:
            getattr(floor, each)(person, turns[0])
        return [conference.id], [turn.id for turn in (turns if before == [] else turns[:1])]

    def _put_to_the_vote(self, person: Person, usual: dict) -> None:
        """A vote for each call, in a conference of its own: one is open at a time."""
        question = {"question": "Thông qua", "kind": "hands", "unit": "sites", "majority": "half", "base": "present"}
        for name in (
            *(f"{each}_vote" for each in ("open", "close", "publish", "cancel", "change", "read")),
            "cast_ballot",
        ):
            conference = a_conference(state="live", **usual)
            for site in participations_of(conference):
                attending.check_in(None, site, way="link")
            vote = voting.write(person, conference, minutes=None, **question)
            if name in ("close_vote", "publish_vote", "cast_ballot"):
                voting.open_vote(person, vote)
            if name == "publish_vote":
                voting.close(person, vote)
            self.places[name] = ([conference.id], [vote.id])

    def _proposed(self, usual: dict) -> Conference:
        """One for which another time is proposed, with nothing beside it."""
        conference = a_conference(state="requested", **usual | {"main_site": a_site(), "sites": []})
        approver, day = a_person(role="approver", site=usual["organiser"]), timedelta(days=1)
        times = {"starts_at": conference.starts_at + day, "ends_at": conference.ends_at + day}
        proposing.propose(approver, conference, why="", **times)
        return conference

    def of_path(self, name: str) -> dict[str, list]:
        """What is taken through steps and gestures, or deleted, is none of what the other calls need."""
        usual = [self.live] if name.endswith(("_item", "_turn", "_turns")) else [self.draft, self.live]
        conferences, items = self.places.get(name, (usual, self.program.items))
        rows = dict.fromkeys(("item_id", "incident_id", "message_id", "turn_id", "vote_id"), items)
        return {"conference_id": conferences, **rows, "link_id": [self.link], "site_id": self.program.sites}

    def of_body(self, name: str) -> dict[str, dict]:
        program, hour = self.program, timedelta(hours=1)
        times = [(self.begins + number * hour).isoformat() for number in (-1, 0, 2, 3)]
        values = {
            **dict.fromkeys(("main_site", "organiser"), [program.province]),
            **dict.fromkeys(("before", "after"), self.places[name][1] if name == "move_turn" else program.items),
            **dict.fromkeys(("rehearsal_starts_at", "rehearsal_ends_at"), [None]),  # both, or neither
            "resumes_at": [None],  # a moment that is still to come, which a schema cannot say
            **{"site": [None, *program.sites], "of": [program.person], "room": [None, self.room]},
            "conference": [self.draft],
            **{"starts_at": times[:2], "ends_at": times[2:], "fixed_start": [None, times[1]]},
        }
        lists = {"sites": program.sites, "chairs": [program.person], "units": [self.unit]}
        found = {each: {"enum": known} for each, known in values.items()}
        found |= {each: {"items": {"enum": known}} for each, known in lists.items()}
        found["substitutes"] = {"maxProperties": 0}
        if name.endswith("_vote"):  # no two answers alike, and none in secret by delegates, which a schema cannot say
            found |= {"options": {"maxItems": 0}, "unit": {"enum": ["sites"]}}
        if name == "cast_ballot":
            found |= {"site": {"enum": program.sites}, "voter": {"enum": [None]}, "choice": {"enum": ["yes", "no"]}}
        found |= {"kind": {"enum": ["person"]}} if name == "make_link" else {}
        found |= {"to": {"enum": ["all"]}} if name == "send_message" else {}
        return found | ({"minutes": {"enum": [1]}} if name in ("adjust_item", "give_floor_time") else {})

    def of_query(self, name: str) -> dict[str, list]:
        """Where the values of an address must go together."""
        soon, later = (self.today + timedelta(days=number) for number in (1, 3))
        days = {"from": ["", soon.isoformat()], "to": [soon.isoformat(), f"{later}T12:00:00+07:00"]}
        ids = {"sites": ["", ",".join(self.program.sites)], "people": ["", self.program.person], "optional": [""]}
        return {**days, **ids} if name == "free_time" else {}


def narrowed(program: Program) -> dict:
    """The description with the ids and times there are: then what is right by it is right, and most of it is done."""
    world = World(program)
    with program.app.app_context():
        words.speak("en")
        whole = document(program.app)
    whole["paths"].pop(NAMED_TWICE)
    for path, methods in whole["paths"].items():
        for operation in methods.values():
            _narrow(operation, world, path.strip("/"))
    return whole


def _narrow(operation: dict, world: World, path: str) -> None:
    name, mark = operation["operationId"], world.pages.get(path)
    kept = [each for each in operation["parameters"] if each["name"] not in TESTED_ELSEWHERE]
    kept += [each | {"schema": {"enum": [mark]}} for each in operation["parameters"] if each["name"] == "next" and mark]
    known, asked = world.of_path(name), world.of_query(name)
    for parameter in kept:
        if parameter["in"] == "path":
            parameter["schema"] |= {"enum": known[parameter["name"]]}
        elif parameter["name"] in asked:
            parameter["schema"] = {"enum": asked[parameter["name"]]}
    operation["parameters"] = kept
    content = operation.get("requestBody", {}).get("content", {}).get("application/json", {})
    content.pop("example", None)
    properties, known = content.get("schema", {}).get("properties", {}), world.of_body(name)
    for each in (*OUTSIDE, "expect" if name != "next_item" else "", "counts"):  # instead of a choice
        properties.pop(each, None)
    for each in properties.keys() & known.keys():
        properties[each] |= known[each]


def run(program: Program, server: str, *, examples: int) -> Run:
    config = SchemathesisConfig(seed=SAME_EACH_TIME)
    schema = schemathesis.openapi.from_dict(narrowed(program), config=config)
    schema.config.update(base_url=f"{server}/api/v1", headers=program.headers)
    schema.config.generation.update(max_examples=examples, deterministic=True)
    return Run(schema)
