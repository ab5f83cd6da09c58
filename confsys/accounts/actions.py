"""Changes that take several steps at once. Each step is an action of the house below."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from confsys.accounts import fates
from confsys.accounts.access import Keeper
from confsys.accounts.lists import Line
from confsys.changes import action, record
from confsys.conferences import actions as plans
from confsys.conferences.models import Conference
from confsys.errors import Invalid, Refused
from confsys.people import actions as people
from confsys.people import sessions
from confsys.people.models import Person, RoleHeld
from confsys.words import _


@dataclass(frozen=True)
class Kept:
    """What a list came to: the new ones with the secrets of their links, and how many were changed."""

    links: list[tuple[Person, str]]
    changed: int


@action
def enter(actor: Person | None, *, told: dict[str, Any], role: dict[str, Any] | None = None) -> Person:
    """A new person, with a first role: somebody without one would belong to no office. Raises Invalid."""
    person = people.add(actor, **told)
    if role:
        people.give_role(actor, person, **role)
    return person


@action
def import_list(actor: Person, known: Sequence[Person], *, keeper: Keeper, lines: Sequence[Line]) -> Kept:
    """Bring people up to these lines, all of them or none; read twice, the second time changes nothing.

    `known`: those the lines speak of, so that they are locked. Raises Refused for a line that cannot be kept.
    """
    if not lines:
        raise Invalid({"keep": _("Choose at least one line.")})
    links, changed = [], 0
    for fate in fates.judge(keeper, lines):
        if fate.kind == fates.PROBLEM:
            raise Refused(_("Line %(line)s can no longer be kept: %(why)s", line=fate.line.number, why=fate.sentence))
        if fate.kind == fates.NEW:
            person = enter(actor, told=fate.told, role=fate.role)
            links.append((person, sessions.make_link(actor, person)))
        elif fate.kind == fates.CHANGED:
            _bring_up(actor, fate)
            changed += 1
    return Kept(links, changed)


def _bring_up(actor: Person, fate: fates.Fate) -> None:
    assert fate.person is not None
    if fate.told:
        people.edit(actor, fate.person, **fate.told)
    if fate.role:
        people.give_role(actor, fate.person, **fate.role)


@action
def hand_over(
    actor: Person,
    leaver: Person,
    successor: Person,
    conferences: Sequence[Conference],
    *,
    day: date,
    roles: Sequence[RoleHeld],
) -> None:
    """From `day` on `successor` has these roles and conferences; `leaver` keeps the roles until the day before."""
    if successor.disabled_at is not None:
        raise Refused(_("This account is closed. Open it again first."))
    for held in roles:
        first = max(day, held.valid_from or day)
        given = {"role": held.role, "site_id": held.site_id, "valid_from": first, "valid_to": held.valid_to}
        people.give_role(actor, successor, **given)
        people.end_role(actor, leaver, held=held, last_day=day - timedelta(days=1))
    for conference in conferences:
        plans.hand_over(actor, conference, leaver=leaver, successor=successor)
    after = {"day": day.isoformat(), "roles": len(roles), "conferences": len(conferences)}
    record("person.handed_over", leaver, by=actor, successor=successor, after=after)
