"""A conference in session with four sites; its office, an officer of the first site, a chair."""

from datetime import timedelta

import time_machine

from confsys import clock
from confsys.agenda import actions as agenda
from confsys.agenda import queries as agendas
from confsys.conferences import actions as conferences
from confsys.conferences import links, queries
from confsys.conferences.models import Conference, Participation
from confsys.conferences.transitions import TRANSITIONS
from confsys.extensions import db
from confsys.floor import actions
from confsys.floor import queries as floor
from confsys.floor.models import Turn
from confsys.journal import entries_since
from confsys.people.models import Person
from tests.build import a_conference, a_person, a_province, a_site, bearer, signed_in_client

MINUTE = timedelta(minutes=1)


class Hall:
    def __init__(self, app, state: str = "live") -> None:
        self.app = app
        with app.app_context():
            body = a_province()
            self.sites = [a_site(name) for name in ("Xã An", "Xã Bình", "Xã Châu", "Xã Duy")]
            clerk = a_person("Thư ký", role="secretariat", site=body)
            people = {
                "office": clerk,
                "chair": a_person("Chủ trì", role="chair", site=body),
                "officer": a_person("Cán bộ", role="officer", site=self.sites[0]),
                "other officer": a_person("Cán bộ khác", role="officer", site=self.sites[1]),
            }
            self.ids = {name: each.id for name, each in people.items()}
            conference = a_conference(state=state, organiser=body, by=clerk, sites=self.sites)
            self.id, self.starts_at = conference.id, conference.starts_at
            self.base = f"/conferences/{self.id}"
            self.clients = {name: signed_in_client(app, each) for name, each in people.items()}
            self.programs = {name: bearer(app, each) for name, each in people.items()}
            self.links = [f"/join/{links.join_token(self.site(number))}" for number in range(4)]
        for client in self.clients.values():
            client.set_cookie("lang", "en", domain="localhost")

    @property
    def clerk(self) -> Person:
        return db.session.get_one(Person, self.ids["office"])

    @property
    def conference(self) -> Conference:
        return db.session.get_one(Conference, self.id)

    def site(self, number: int = 0) -> Participation:
        return queries.participations_of(self.conference)[1:][number]

    def take(self, step: str) -> None:
        reason = "Vì bão" if TRANSITIONS[step].needs_reason else None
        conferences.take(self.clerk, self.conference, TRANSITIONS[step], reason=reason)

    def asks(self, number: int = 0, kind: str = "request", **values) -> Turn:
        return actions.ask(None, self.site(number), kind=kind, way="link", **values)

    def speaks(self, turn: Turn, **values) -> None:
        actions.speak(self.clerk, turn, **values)

    def item(self, kind: str = "tham-luan", number: int | None = 0, title: str = "Tham luận", minutes: int = 20):
        """An item of the agenda that a site presents, and that begins at once."""
        site = None if number is None else self.site(number).site_id
        found = agenda.add(self.clerk, self.conference, title=title, kind=kind, minutes=minutes, site=site)
        agenda.start(self.clerk, found)
        return found

    def listed(self) -> list[str]:
        return [turn.id for turn in floor.waiting(self.conference)]

    def states(self) -> dict[str, str]:
        """The state of each turn by the name of its site and its kind."""
        found = floor.turns_of(self.conference)
        return dict(sorted((f"{each.participation.site.name} {each.kind}", each.state) for each in found))

    @property
    def holder(self) -> Turn | None:
        return floor.on_floor(self.conference)

    @property
    def current(self) -> str:
        item = agendas.current_of(self.conference)
        return item.state if item else ""


def later(minutes: float):
    return time_machine.travel(clock.now() + minutes * MINUTE, tick=False)


def latest(hall, kind):
    return [each for each in entries_since(f"conference:{hall.id}", 0) if each.kind == kind][-1]


def kinds(hall):
    db.session.rollback()  # others wrote meanwhile
    return [each.kind for each in entries_since(f"conference:{hall.id}", 0) if each.kind.startswith("floor.")]


def at(hall, turn, gesture):
    return f"/api/v1/conferences/{hall.id}/floor/{turn.id}/{gesture}"
