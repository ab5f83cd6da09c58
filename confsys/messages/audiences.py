"""Whom a message can be for: all, a branch or a saved group, or one site; as the office picks them."""

import hashlib
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from confsys import clock, forms
from confsys.conferences.models import Conference, Participation
from confsys.conferences.queries import participations_of
from confsys.errors import Invalid
from confsys.forms import Unreadable
from confsys.messages.models import ALL
from confsys.sites.grouped import groups_in, set_of
from confsys.sites.models import Site
from confsys.sites.tree import KIND_TITLES, groups_of
from confsys.words import _

BRANCH = "branch:"
SAVED = "group-"  # what the tree calls groups that the office has saved


@dataclass(frozen=True)
class Branch:
    """Some sites under one name. Its value names them, so that a group which changed meanwhile is another one."""

    name: Any
    sites: tuple[str, ...]

    @property
    def value(self) -> str:
        return BRANCH + hashlib.sha256(",".join(self.sites).encode()).hexdigest()[:16]


@dataclass(frozen=True)
class Choice:
    """What the office chooses from. `number`: how many sites all are."""

    participations: list[Participation]
    branches: list[Branch]

    @property
    def number(self) -> int:
        return sum(not each.is_main for each in self.participations)


def choice_of(conference: Conference) -> Choice:
    """Three statements, however many sites there are."""
    chosen = set_of(conference.organiser)
    saved = groups_in(chosen, clock.local(conference.starts_at).date()) if chosen else []
    taking_part = participations_of(conference)
    return Choice(taking_part, branches_of([each.site for each in taking_part if not each.is_main], saved))


def branches_of(sites: Sequence[Site], saved: Sequence[tuple[str, Collection[str]]] = ()) -> list[Branch]:
    """Districts with what lies below, saved groups, then kinds; a branch of all or of one says nothing more."""
    named = [
        Branch(group.name, _ids([group.head, *group.sites] if group.head else group.sites))
        for group in groups_of(sites, saved)
        if group.level == "district" or group.id.startswith(SAVED)
    ]
    kinds = [Branch(name, _ids([site for site in sites if site.kind == kind])) for kind, name in KIND_TITLES.items()]
    found = {each.sites: each for each in (*named, *kinds) if 1 < len(each.sites) < len(sites)}
    return list(found.values())


def _ids(sites: Collection[Site]) -> tuple[str, ...]:
    return tuple(sorted(each.id for each in sites))


@dataclass(frozen=True)
class Meant:
    """The sites that were chosen, None for all, and what they are together in words."""

    sites: list[str] | None
    audience: str = ""


def meant_by(conference: Conference, to: str | list[str] | None) -> Meant:
    """The same of what a program says: None for all, ids of sites, or the value of a branch. Raises Invalid."""
    if not isinstance(to, str):
        return Meant(to)
    try:
        return meant(to, [], choice_of(conference))
    except Unreadable as problem:
        raise Invalid({"to": problem.args[0]}) from None


def meant(raw: Any, ticked: Sequence[str], choice: Choice) -> Meant:
    """What stands in the select, unless sites are ticked one by one. Raises Unreadable."""
    if ticked:
        return Meant(list(dict.fromkeys(ticked)))
    if raw == ALL:
        return Meant(None)
    if isinstance(raw, str) and raw.startswith(BRANCH):
        for each in choice.branches:
            if each.value == raw:
                return Meant(list(each.sites), str(each.name))
        raise Unreadable(_("This group has changed meanwhile. Choose it again."))
    return Meant([forms.identifier(raw)])
