"""What other pages show of readiness: the card on which a site reports, and what is said after a tap."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from confsys import shown
from confsys.conferences.models import Conference, Participation
from confsys.people.models import Person
from confsys.readiness import queries, rules
from confsys.readiness.models import KIND_NAMES, KINDS, Incident, SelfTest
from confsys.sites.models import Site
from confsys.words import _


@dataclass(frozen=True)
class Card:
    """`rows`: each kind with its name and what is open of it; `takes`: whether something may be reported now."""

    rows: list[tuple[str, Any, Incident | None]]
    takes: bool

    @property
    def is_open(self) -> bool:
        return any(incident for _kind, _name, incident in self.rows)


def card_of(participation: Participation) -> Card:
    """For `readiness/_card.html`; one statement."""
    found = {each.kind: each for each in queries.incidents_of(participation) if each.is_open}
    rows = [(kind, KIND_NAMES[kind], found.get(kind)) for kind in KINDS]
    return Card(rows, participation.conference.state in rules.REPORTED)


@dataclass(frozen=True)
class Past:
    """A test or an incident of a unit, whichever it is, and the conference it belongs to."""

    at: datetime
    conference: Conference
    test: SelfTest | None = None
    incident: Incident | None = None


def past_of(person: Person, site: Site, *, most: int) -> list[Past]:
    """What was tested and what went wrong at a unit, the latest first; two statements."""
    tests, found = queries.tests_at(person, site, most=most), queries.incidents_at(person, site, most=most)
    rows = [Past(each.tested_at, each.participation.conference, test=each) for each in tests]
    rows += [Past(each.opened_at, each.participation.conference, incident=each) for each in found]
    return sorted(rows, key=lambda row: row.at, reverse=True)[:most]


def told(incident: Incident, *, is_new: bool) -> Any:
    """What the site hears after a tap: that it is reported, or since when, and who takes care of it."""
    at = shown.hm(incident.opened_at)
    if is_new:
        return _("Reported at %(at)s: the technicians see it now.", at=at)
    if incident.taken_by:
        return _("Reported at %(at)s already; %(name)s takes care of it.", at=at, name=incident.taken_by)
    return _("Reported at %(at)s already; nobody takes care of it yet.", at=at)
