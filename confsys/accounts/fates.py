"""What becomes of each line of a list: somebody new, somebody changed, nothing, or a sentence that says why not."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import or_, select

from confsys import clock
from confsys.accounts.access import Keeper, may_manage
from confsys.accounts.lists import Line
from confsys.extensions import db
from confsys.folding import folded
from confsys.people.models import Person, RoleHeld
from confsys.sites.models import Site
from confsys.sites.queries import existing_on
from confsys.words import _

KINDS = NEW, CHANGED, SAME, PROBLEM = ("new", "changed", "same", "problem")
MOST_NAMED = 5  # units that may be meant


@dataclass(frozen=True)
class Fate:
    """A line and what becomes of it. `told`: values to set; `role`: one to give."""

    line: Line
    kind: str
    person: Person | None = None
    told: dict[str, Any] = field(default_factory=dict)
    role: dict[str, Any] | None = None
    sentence: Any = None


class Trouble(ValueError):
    """Why a line cannot be kept; carries its sentence."""


def judge(keeper: Keeper, lines: Sequence[Line]) -> list[Fate]:
    """The fate of every line as things stand now; costs the same few queries for few and for many."""
    register = _Register(keeper, [line for line in lines if not line.problem])
    return [_fate(register, line) for line in lines]


def known(lines: Sequence[Line]) -> list[Person]:
    """Those whom the lines speak of and who are there already."""
    return list(
        {person.id: person for person in _people({key for line in lines for key in line.keys}).values()}.values()
    )


def _fate(register: "_Register", line: Line) -> Fate:
    if line.problem:
        return Fate(line, PROBLEM, sentence=line.problem)
    try:
        person = register.person(line)
        role = register.role(line, person)
    except Trouble as trouble:
        return Fate(line, PROBLEM, sentence=trouble.args[0])
    told = {name: value for name, value in line.told.items() if value}  # an empty cell leaves what is known
    if person is None:
        return Fate(line, NEW, told=line.told, role=role)
    told = {name: value for name, value in told.items() if getattr(person, name) != value}
    return Fate(line, CHANGED if told or role else SAME, person, told, role)


class _Register:
    """Everybody and every unit that the lines speak of, read at once."""

    def __init__(self, keeper: Keeper, lines: list[Line]) -> None:
        self.keeper = keeper
        self.people = _people({key for line in lines for key in line.keys})
        self.held = _held({person.id for person in self.people.values()})
        self.sites = list(db.session.scalars(existing_on(clock.today())))

    def person(self, line: Line) -> Person | None:
        """Who is meant; None for somebody new. Raises Trouble."""
        found = {person.id: person for key in line.keys if (person := self.people.get(key))}
        if len(found) > 1:
            raise Trouble(_("The user name and the e-mail belong to two different people."))
        person = next(iter(found.values()), None)
        if person and not may_manage(self.keeper, self.held.get(person.id, [])):
            raise Trouble(_("Only an administrator changes this account."))
        if person and not self.keeper.is_administrator and not self._is_ours(person):
            raise Trouble(_("Only an administrator changes this account."))
        if person and person.disabled_at:
            raise Trouble(_("This account is closed. Open it again first."))
        return person

    def _is_ours(self, person: Person) -> bool:
        return any(self.keeper.covers(site) for _role, site in self.held.get(person.id, []))

    def role(self, line: Line, person: Person | None) -> dict[str, Any] | None:
        """The role to give from today on; None if it is held already or none is named. Raises Trouble."""
        if line.role is None:
            if person is None and not self.keeper.is_administrator:
                raise Trouble(_("Somebody new needs a role and a unit."))
            return None
        site, today = self._site(line.site), clock.today()
        if not self.keeper.may_give(line.role, site):
            raise Trouble(_("You do not give this role for %(name)s.", name=site.name))
        held = self.held.get(person.id, []) if person else []
        if any(role.role == line.role and place.id == site.id and role.touches(today, today) for role, place in held):
            return None
        return {"role": line.role, "site_id": site.id, "valid_from": today}

    def _site(self, typed: str) -> Site:
        """The unit of today with this code or full name; Raises Trouble that names those alike."""
        exact = [site for site in self.sites if typed in (site.gso_code, site.name)]
        if len(exact) == 1:
            return exact[0]
        alike = exact or [site for site in self.sites if f" {site.folded}".endswith(f" {folded(typed)}")]
        if not alike or not folded(typed):
            raise Trouble(_("There is no unit “%(name)s” today.", name=typed[:80]))
        names = ", ".join(f"{site.name} ({site.gso_code or '–'})" for site in alike[:MOST_NAMED])
        raise Trouble(_("Which unit is “%(name)s”? There is: %(names)s.", name=typed[:80], names=names))


def _people(keys: set[str]) -> dict[str, Person]:
    query = select(Person).where(or_(Person.username.in_(keys), Person.email.in_(keys)))
    return {key: person for person in db.session.scalars(query) for key in (person.username, person.email) if key}


def _held(ids: Iterable[str]) -> dict[str, list[tuple[RoleHeld, Site]]]:
    held: dict[str, list[tuple[RoleHeld, Site]]] = {}
    query = select(RoleHeld, Site).join(Site, Site.id == RoleHeld.site_id).where(RoleHeld.person_id.in_(ids))
    for role, site in db.session.execute(query):
        held.setdefault(role.person_id, []).append((role, site))
    return held
