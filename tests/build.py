"""Builders: a thing as a test needs it, made through the actions. Say only what matters to the test."""

from datetime import UTC, date, datetime, timedelta
from itertools import count

from confsys import clock
from confsys.agenda import actions as agenda
from confsys.agenda.models import AgendaItem
from confsys.changes import transaction
from confsys.conferences import actions as conferences
from confsys.conferences.clashes import Because
from confsys.conferences.models import Conference, Participation
from confsys.conferences.transitions import TRANSITIONS
from confsys.delegates.queries import Somebody, everybody_of
from confsys.extensions import db
from confsys.ids import new_id
from confsys.invitations import answering as sites_say
from confsys.office.queries import calendar
from confsys.people import actions as people
from confsys.people import sessions
from confsys.people.models import Person
from confsys.polls import actions as polls
from confsys.polls import answering
from confsys.polls.models import Poll, PollAnswer
from confsys.polls.queries import slots_of
from confsys.screens import actions as screens
from confsys.screens import asking
from confsys.screens import queries as screens_read
from confsys.screens.codes import code_of
from confsys.screens.lost import LinkRequest
from confsys.screens.models import PairedScreen
from confsys.sites import actions as sites
from confsys.sites.models import Site

_numbers = count(1)
START = date(2025, 7, 1)


def a_site(name: str = "", *, kind: str = "xa", parent: Site | None = None, **values) -> Site:
    """A site that exists today."""
    number = next(_numbers)
    return sites.add(
        None,
        name=name or f"Xã Thử {number}",
        kind=kind,
        parent_id=parent.id if parent else None,
        gso_code=values.pop("gso_code", str(90000 + number)),
        valid_from=values.pop("valid_from", START),
        **values,
    )


def a_province() -> Site:
    """A body that organises conferences."""
    return a_site("Tỉnh Thử Nghiệm", kind="tinh")


def a_person(name: str = "", *, role: str | None = None, site: Site | None = None, password: str | None = None):
    """A person, perhaps with a role for a site."""
    number = next(_numbers)
    hashed = sessions.hash_password(password) if password else None
    with transaction():
        person = people.add(None, name=name or f"Người thử {number}", username=f"nguoi{number}", password=hashed)
        if role:
            people.give_role(None, person, role=role, site_id=(site or a_province()).id)
    return person


def a_conference(
    *,
    state: str = "draft",
    organiser: Site | None = None,
    by: Person | None = None,
    sites: list[Site] | None = None,
    starts_at: datetime | None = None,
    minutes: int = 120,
    **values,
) -> Conference:
    """A conference that has come as far as `state` by the usual steps."""
    with transaction():
        organiser = organiser or a_province()
        by = by or a_person(role="secretariat", site=organiser)
        sites = [a_site(), a_site()] if sites is None else sites
    starts_at = starts_at or an_ordinary_morning()
    conference = conferences.plan(
        by,
        title=values.pop("title", "Giao ban trực tuyến"),
        kind=values.pop("kind", "giao-ban"),
        starts_at=starts_at,
        ends_at=starts_at + timedelta(minutes=minutes),
        main_site=values.pop("main_site", organiser).id,
        sites=[site.id for site in sites],
        chairs=[chair.id for chair in values.pop("chairs", [])],
        organiser=organiser.id,
        **values,
    )
    for step in STEPS_TO[state]:
        actor = by if step != "approve" else a_person(role="approver", site=organiser)
        reason = "Vì bão" if TRANSITIONS[step].needs_reason else None
        conferences.take(actor, conference, TRANSITIONS[step], reason=reason, reasons=Because("thử"))
    return conference


def an_ordinary_morning() -> datetime:
    """08:00 of a Tuesday, a week to two from now: nothing of the day itself warns of it, nor of the days beside it."""
    day = clock.today() + timedelta(days=7)
    while day.weekday() != 1 or not all(calendar().is_working(day + timedelta(days=beside)) for beside in (-1, 0, 1)):
        day += timedelta(days=1)
    return local_time(day, 8)


def an_agenda(conference: Conference, number: int, *, minutes: int = 10) -> list[AgendaItem]:
    """That many more items at the end."""
    return [
        agenda.add(None, conference, title=f"Mục {count}", kind="bao-cao", minutes=minutes)
        for count in range(1, number + 1)
    ]


def a_poll(
    *,
    by: Person | None = None,
    organiser: Site | None = None,
    times: list[datetime] | None = None,
    minutes: int = 90,
    **values,
) -> Poll:
    """A poll about three mornings, or about these times, that takes answers for three days."""
    organiser = organiser or a_province()
    begins = times or [an_ordinary_morning() + timedelta(days=day) for day in (0, 1, 2)]
    return polls.open_poll(
        by or a_person(role="secretariat", site=organiser),
        title=values.pop("title", "Giao ban với doanh nghiệp"),
        note=values.pop("note", ""),
        organiser=organiser.id,
        slots=[(each, each + timedelta(minutes=minutes)) for each in begins],
        last_day=values.pop("last_day", clock.today() + timedelta(days=3)),
        **values,
    )


def an_answer(poll: Poll, said: str = "yes", **values) -> PollAnswer:
    """A guest who says so to each slot: yes, no, yes is "yes no yes"; one word says it to all."""
    slots, words = slots_of(poll), said.split()
    choices = {slot.id: words[place % len(words)] for place, slot in enumerate(slots)}
    name = values.pop("name", f"Khách thử {next(_numbers)}")
    more = {"key": new_id(), "office": "", **values}
    return answering.answer(None, poll, name=name, choices=choices, **more)


def a_screen(site: Site, name: str = "Phòng họp", *, by: Person | None = None) -> tuple[PairedScreen, str]:
    """A computer of a meeting room that is paired with a site, and the secret in its cookie."""
    secret = screens.wait_for_pairing("Chrome")
    code = code_of(secret, screens_read.pairing_of(secret).made_at)
    return screens.pair(by, site, code=code, name=name), secret


def a_lost_link(site: Site, who: str = "Ông Trực") -> LinkRequest:
    """The link of a site that takes part in something, asked for again."""
    asking.ask(None, site, who=who)
    return screens_read.open_request_of(site)


def a_delegate(participation: Participation, name: str = "Bà Lê Thị Sáu", office: str = "Chủ tịch UBND xã") -> Somebody:
    """Somebody the site has named, and the link that is his."""
    named = [{"name": name, "office": office, "speaks": True}]
    said = {"answer": "accepted", "heads": 1, "word": "", "delegates": named}
    sites_say.write_down(None, participation, told_by="Văn phòng xã", **said)
    return next(each for each in everybody_of(participation) if each.name == name)


TO_ISSUED = ["submit", "approve", "issue"]
TO_LIVE = [*TO_ISSUED, "start"]
STEPS_TO = {
    "draft": [],
    "requested": ["submit"],
    "approved": ["submit", "approve"],
    "issued": TO_ISSUED,
    "open": [*TO_ISSUED, "open"],
    "live": TO_LIVE,
    "recess": [*TO_LIVE, "recess"],
    "closed": [*TO_LIVE, "close"],
    "archived": [*TO_LIVE, "close", "archive"],
    "postponed": [*TO_ISSUED, "postpone"],
    "cancelled": [*TO_ISSUED, "cancel"],
}


def local_time(day: date, hour: int, minute: int = 0) -> datetime:
    """An instant by the clock on the wall in Đồng Tháp (UTC+7)."""
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=UTC) - timedelta(hours=7)


def signed_in_client(app, person: Person):
    """A browser in which `person` is signed in and whose pages come from our own address."""
    with app.app_context():
        secret = sessions.sign_in(person, db.session.get_one(Person, person.id), device="test")
    client = app.test_client()
    client.set_cookie(sessions.COOKIE, secret, domain="localhost")
    client.environ_base["HTTP_ORIGIN"] = "http://localhost"
    return client


def bearer(app, person: Person, scope: str = "all") -> dict[str, str]:
    """Headers of a program that acts as `person`."""
    with app.app_context():
        _token, secret = sessions.issue_token(person, db.session.get_one(Person, person.id), label="test", scope=scope)
    return {"Authorization": f"Bearer {secret}"}
