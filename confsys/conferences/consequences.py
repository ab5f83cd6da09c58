"""What a change of a conference brings about: pure, from plain values.

The actions count by these rules and the pages that ask first show them, so that what was announced is what happens.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from confsys.conferences.transitions import (
    AS_BEFORE,
    DRAFT,
    ISSUED,
    KNOWN,
    OPEN,
    POSTPONED,
    PUT_OFF,
    Transition,
)

ADJUSTED_IN = (ISSUED, OPEN)
ADJUSTMENTS = frozenset({"starts_at", "ends_at", "main_site", "sites", "outside_place"})
SHOWN_IN_CALENDARS = frozenset({"state", "title", "starts_at", "ends_at", "main_site", "convener", "outside_place"})
STAYS, APPEARS, CHANGES, DISAPPEARS = "stays", "appears", "changes", "disappears"


@dataclass(frozen=True)
class Stand:
    """A conference as far as a change can touch it. Sites are ids, the main one among them."""

    state: str
    starts_at: datetime
    ends_at: datetime
    main_site: str
    sites: frozenset[str]
    edition: int = 0
    state_before: str | None = None

    @property
    def is_known(self) -> bool:
        """Whether the sites and persons invited may know of it."""
        return self.state in KNOWN or (self.state in PUT_OFF and self.state_before in KNOWN)


@dataclass(frozen=True)
class Consequences:
    """A conference before and after a change, and what lies between."""

    before: Stand
    after: Stand
    calendars: str

    @property
    def changed(self) -> frozenset[str]:
        return changed_between(self.before, self.after)

    @property
    def added(self) -> frozenset[str]:
        return self.after.sites - self.before.sites

    @property
    def removed(self) -> frozenset[str]:
        return self.before.sites - self.after.sites

    @property
    def kept(self) -> frozenset[str]:
        return self.before.sites & self.after.sites

    @property
    def is_moved(self) -> bool:
        return not self.changed.isdisjoint({"starts_at", "ends_at"})

    @property
    def is_adjustment(self) -> bool:
        """Whether those who hold the invitation get a numbered change of it."""
        return self.after.edition > self.before.edition >= 1

    @property
    def tells(self) -> int:
        """How many sites see the change by themselves, on screens and in calendars."""
        seen_in = [stand for stand in (self.before, self.after) if stand.is_known]
        return len(frozenset[str]().union(*(stand.sites for stand in seen_in)))

    @property
    def shift(self) -> timedelta:
        """How much later it begins."""
        return self.after.starts_at - self.before.starts_at


def of_step(stand: Stand, step: Transition, *, revises_calendars: bool, slot_is_free: bool = True) -> Consequences:
    """What one step of the table brings about."""
    state = state_after(step, stand.state_before, slot_is_free=slot_is_free)
    edition = edition_after_step(step, stand.edition)
    after = replace(
        stand, state=state, state_before=remembered(stand.state, stand.state_before, state), edition=edition
    )
    return Consequences(stand, after, _calendars(stand, after, revises_calendars))


def of_replanning(stand: Stand, **changes: Any) -> Consequences:
    """What another time, another main site or other sites bring about."""
    after = replace(stand, **changes)
    after = replace(after, sites=after.sites | {after.main_site})
    changed = changed_between(stand, after)
    after = replace(after, edition=edition_after(stand.state, stand.edition, changed))
    return Consequences(stand, after, _calendars(stand, after, bool(changed & SHOWN_IN_CALENDARS)))


def state_after(step: Transition, state_before: str | None, *, slot_is_free: bool = True) -> str:
    """Where a step leads; restoring leads to the state before if the slot is free, else to a draft."""
    if step.target != AS_BEFORE:
        return step.target
    return state_before if state_before and slot_is_free else DRAFT


def remembered(state: str, state_before: str | None, target: str) -> str | None:
    """What a conference that is put off was before; nothing is remembered of one that is taken up again."""
    if target not in PUT_OFF:
        return None
    return state_before if state == POSTPONED else state


def edition_after_step(step: Transition, edition: int) -> int:
    """Issuing is the first edition, or the next one of what was issued before."""
    return edition + (step.name == "issue")


def edition_after(state: str, edition: int, changed: Iterable[str]) -> int:
    """Once issued, each change of time, place or sites is a numbered adjustment."""
    return edition + (state in ADJUSTED_IN and not ADJUSTMENTS.isdisjoint(changed))


def changed_between(before: Stand, after: Stand) -> frozenset[str]:
    names = ("state", "starts_at", "ends_at", "main_site", "sites")
    return frozenset(name for name in names if getattr(before, name) != getattr(after, name))


def _calendars(before: Stand, after: Stand, is_revised: bool) -> str:
    """What calendars that already show the conference, or are to show it, will do."""
    if before.is_known != after.is_known:
        return APPEARS if after.is_known else DISAPPEARS
    return CHANGES if is_revised and after.is_known else STAYS
