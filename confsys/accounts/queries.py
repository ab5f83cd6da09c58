"""What is read of accounts. Nothing here tells a secret: only counts and times."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, exists, func, or_, select

from confsys import clock
from confsys.accounts.access import Keeper
from confsys.conferences.models import Conference, ConferencePerson
from confsys.conferences.queries import to_come
from confsys.extensions import db
from confsys.folding import clean, folded
from confsys.people.models import ApiToken, Person, RoleHeld, SignIn, SignInLink
from confsys.people.queries import held_on
from confsys.sites.access import until
from confsys.sites.models import Site
from confsys.sites.queries import existing_on
from confsys.words import _

OPEN, CLOSED, ALL = "open", "closed", "all"
NO_ROLE = "none"
PARTS = (_("chairs"), _("planned it"), _("asked for approval"))  # what somebody can be to a conference


def listed(
    keeper: Keeper, *, text: str = "", role: str = "", body: Site | None = None, state: str = OPEN
) -> Select[Person]:
    """The persons this keeper looks after, by the Vietnamese alphabet; `body` means it and what lies below."""
    query = select(Person).where(keeper.people()).order_by(Person.sort_key, Person.id)
    if clean(text):
        query = query.where(_called(clean(text)))
    if state != ALL:
        query = query.where(Person.disabled_at.is_(None) if state == OPEN else Person.disabled_at.is_not(None))
    if role == NO_ROLE:
        query = query.where(Person.id.not_in(_holders("", None)))
    elif role or body:
        query = query.where(Person.id.in_(_holders(role, body)))
    return query


def _called(text: str) -> ColumnElement[bool]:
    """By name without tone marks, by user name, e-mail or telephone."""
    columns = {Person.username: text.lower(), Person.email: text.lower(), Person.telephone: text.replace(" ", "")}
    found = [column.contains(typed, autoescape=True) for column, typed in columns.items()]
    if folded(text):
        found.append(Person.folded.contains(folded(text), autoescape=True))
    return or_(*found)


def _holders(role: str, body: Site | None) -> Select[str]:
    query = select(RoleHeld.person_id).where(held_on(clock.today()))
    if role:
        query = query.where(RoleHeld.role == role)
    if body:
        query = query.join(Site, Site.id == RoleHeld.site_id).where(Site.path.startswith(body.path, autoescape=True))
    return query


def roles_today(ids: list[str]) -> dict[str, list[tuple[str, str]]]:
    """Person -> the roles held today, each with the name of what it is for."""
    roles: dict[str, list[tuple[str, str]]] = {}
    query = select(RoleHeld.person_id, RoleHeld.role, Site.name, Site.valid_to).join(Site, Site.id == RoleHeld.site_id)
    query = query.where(RoleHeld.person_id.in_(ids), held_on(clock.today()))
    query = query.order_by(Site.valid_to.is_not(None), Site.path, RoleHeld.role)
    for person_id, role, name, last in db.session.execute(query):
        roles.setdefault(person_id, []).append((role, until(name, last)))
    return roles


def last_sign_ins(ids: list[str]) -> dict[str, datetime]:
    query = select(SignIn.person_id, func.max(SignIn.created_at)).where(SignIn.person_id.in_(ids))
    return dict(db.session.execute(query.group_by(SignIn.person_id)).all())


def units(keeper: Keeper, day: date) -> list[Site]:
    """The units of a day whose accounts this keeper looks after."""
    return list(db.session.scalars(existing_on(day).where(keeper.sites())))


def successors(keeper: Keeper, leaver: Person) -> list[tuple[str, str]]:
    """Who can come after `leaver`: id and what to call them."""
    query = select(Person.id, Person.name, Person.position).where(keeper.people(), Person.disabled_at.is_(None))
    found = db.session.execute(query.where(Person.id != leaver.id).order_by(Person.sort_key, Person.id))
    return [(person_id, f"{name}, {position}" if position else name) for person_id, name, position in found]


def to_come_with(keeper: Keeper, leaver: Person, day: date) -> list[tuple[Conference, list[Any]]]:
    """Conferences from `day` on that `leaver` is named in, planned or asked for, and what it is; of this keeper's."""
    named = exists().where(ConferencePerson.conference_id == Conference.id, ConferencePerson.names(leaver.id))
    conditions = (named, Conference.planned_by_id == leaver.id, Conference.asked_by_id == leaver.id)
    query = select(Conference, *conditions).where(or_(*conditions), to_come(clock.day_span(day)[0]))
    if not keeper.is_administrator:
        query = query.where(Conference.organiser_id.in_(select(Site.id).where(keeper.sites())))
    rows = db.session.execute(query.order_by(Conference.starts_at, Conference.id))
    return [
        (conference, [word for word, is_so in zip(PARTS, parts, strict=True) if is_so]) for conference, *parts in rows
    ]


@dataclass(frozen=True)
class Standing:
    """What an account has open, without a secret."""

    sessions: int
    tokens: int
    last_sign_in: datetime | None
    link_until: datetime | None


def standing(person: Person) -> Standing:
    """What ends when the account is closed, and when it was last used."""
    now = clock.now()
    living = select(func.count()).where(SignIn.person_id == person.id, SignIn.revoked_at.is_(None))
    tokens = select(func.count()).where(ApiToken.person_id == person.id, ApiToken.revoked_at.is_(None))
    links = select(func.max(SignInLink.expires_at)).where(SignInLink.person_id == person.id)
    return Standing(
        sessions=db.session.scalar(living.where(SignIn.expires_at > now)) or 0,
        tokens=db.session.scalar(tokens) or 0,
        last_sign_in=last_sign_ins([person.id]).get(person.id),
        link_until=db.session.scalar(links.where(SignInLink.used_at.is_(None), SignInLink.expires_at > now)),
    )
