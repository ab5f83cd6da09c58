"""The world in which every address is tried: a province with its office, a neighbour, and somebody's own things."""

import re
from collections.abc import Sequence
from datetime import date

from sqlalchemy import select

from confsys import clock
from confsys.accounts.access import roles_with_sites
from confsys.calendars import links as calendar_links
from confsys.conferences import links, queries
from confsys.delegates import links as delegate_links
from confsys.extensions import db
from confsys.floor import actions as floor
from confsys.ids import new_id
from confsys.letters.models import Letter
from confsys.messages import actions as messages
from confsys.office import actions as office
from confsys.office.queries import current
from confsys.people import actions as persons
from confsys.people import sessions
from confsys.people.models import Person
from confsys.polls import links as poll_links
from confsys.polls import queries as polls
from confsys.readiness import incidents
from confsys.scheduling import actions as scheduling
from confsys.sites import contacting, grouping
from confsys.votes import actions as votes
from confsys.weeks import actions as weeks
from confsys.worker import mark_alive
from tests.build import (
    a_conference,
    a_delegate,
    a_lost_link,
    a_person,
    a_poll,
    a_province,
    a_screen,
    a_site,
    an_agenda,
    an_answer,
    bearer,
    signed_in_client,
)
from tests.conftest import ON_POSTGRESQL
from tests.matrix.rules import EVERYBODY, HIDDEN, IN, REFUSED, SIGN_IN, Request

NAMES = re.compile(r"{(\w+)}")  # of the ids in an address


class World:
    """A province with its office and a conference, another province with the same, and somebody's own things."""

    def __init__(self, app):
        self.app = app
        with app.app_context():
            mark_alive()
            office, self.ids = self._office()
            others, self.others = self._office()
            self.ids |= self._own_things(a_person()) | self._of_the_installation()
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
        persons.edit(None, office["officer"], email=f"{body.id}@example.vn")
        conference = a_conference(state="issued", organiser=body, by=office["secretariat"], sites=[site])
        draft = a_conference(organiser=body, by=office["secretariat"], sites=[site])
        participation = queries.participations_of(conference)[1]
        kept = a_person(role="technician", site=body)
        held = roles_with_sites(kept)[0][0]
        room = scheduling.add_resource(None, body, kind="room", name="Phòng họp")
        scheduling.change_resource(None, room, seats=40)
        absence = scheduling.enter_absence(None, kept, first_day=date(2030, 1, 1), last_day=date(2030, 1, 2))
        poll = a_poll(by=office["secretariat"], organiser=body)
        guest = an_answer(poll)
        line = {"body": body, "day": date(2030, 1, 7), "at": None, "half": "morning"}
        entry, spare = (weeks.enter(office["secretariat"], title=title, **line) for title in ("Khảo sát", "Thừa"))
        weeks.publish(office["secretariat"], body=body, monday=date(2030, 1, 7), expect=0)
        group_set = grouping.add_set(None, body, name="Bộ cụm")
        question = {"question": "Thông qua", "kind": "named", "unit": "sites", "majority": "half", "base": "present"}
        broken = {"kind": "sound", "way": "link"}
        somebody = a_delegate(participation)
        ids = {
            "turn": floor.ask(None, participation, kind="request", way="link").id,
            "message": messages.send(office["secretariat"], conference, text="Mời bật micro").id,
            "written": messages.write(None, participation, text="Mất tiếng", way="link").id,
            "delegate": delegate_links.token_of(participation, somebody),
            "mark": somebody.mark,
            "incident": incidents.open_incident(None, participation, **broken)[0].id,
            "vote": votes.write(office["secretariat"], conference, minutes=None, **question).id,
            "screen": a_screen(body)[0].id,
            "lost": a_lost_link(site).id,
            "set": group_set.id,
            "group": grouping.add_group(None, group_set, name="Cụm thử").id,
            "contact": contacting.add_contact(None, body, name="Trực ban").id,
            "week": entry.week_id,
            "entry": entry.id,
            "spare": spare.id,
            "conference_day": clock.local(conference.starts_at).date().isoformat(),
            "letter": db.session.scalars(select(Letter.id).where(Letter.body_id == body.id)).one(),
            "poll": poll.id,
            "slot": polls.slots_of(poll)[0].id,
            "guest": guest.id,
            "poll_link": poll_links.token_of(poll),
            "guest_link": poll_links.secret_of(guest),
            "room": room.id,
            "absence": absence.id,
            "body": body.id,
            "person": kept.id,
            "held": held.id,
            "site": site.id,
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

    def _of_the_installation(self) -> dict[str, str]:
        office.enter_day(None, day=date(2027, 6, 1), works=False, why="Ngày truyền thống")
        office.hang_logo(None, png=b"a picture")
        return {"day": "2027-06-01", "logo": current().logo}

    def ask(self, who: str, request: Request, ids: dict[str, str]):
        """The answer to a request with these ids in its address."""
        path = request.path.format(**ids)
        if path.startswith("/api/"):
            sent = {"json": request.body, "headers": self.tokens[who]} if request.method != "GET" else {}
            return self.app.test_client().open(path, method=request.method, **({"headers": self.tokens[who]} | sent))
        return self.clients[who].open(path, method=request.method, data=request.body)


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


def _asking(request: Request) -> Sequence[str]:
    """Everybody; on a second database those who come to something there, since it is not what refuses the others."""
    if not ON_POSTGRESQL:
        return EVERYBODY
    return [who for who in EVERYBODY if request.expected[who] == IN] or EVERYBODY


def check(world: World, request: Request) -> None:
    """Each is let in, refused or told nothing, as the table says; nothing is told in the bytes of what never was."""
    answers = {who: world.ask(who, request, world.ids) for who in _asking(request)}

    got = {who: outcome(answer) for who, answer in answers.items()}
    expected = {who: request.expected[who] for who in answers}
    assert got == expected, {w: (got[w], answers[w].status_code) for w in got if got[w] != expected[w]}
    nowhere = world.ids | {name: new_id() for name in NAMES.findall(request.path)}
    for who, answer in answers.items():
        if outcome(answer) == HIDDEN:
            unknown = world.ask(who, request, nowhere)
            assert same_for_all(answer, world.ids) == same_for_all(unknown, nowhere), who
