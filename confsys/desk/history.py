"""What happened to a conference, in words: the journal as people read it."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from confsys.conferences.models import Conference
from confsys.conferences.transitions import TRANSITIONS
from confsys.extensions import db
from confsys.journal import Entry
from confsys.people.models import Person
from confsys.words import _

MOST = 30
WORDS = {step.event: step.label for step in TRANSITIONS.values()} | {
    "conference.planned": _("Planned"),
    "conference.edited": _("Changed"),
    "conference.rescheduled": _("Time changed"),
    "conference.sites_changed": _("Sites changed"),
    "conference.entered_from_the_past": _("Entered afterwards"),
    "conference.link_renewed": _("Link of a site renewed"),
    "conference.link_revoked": _("Link of a site revoked"),
    "conference.stage_link_renewed": _("Link of the stage renewed"),
    "agenda.item_added": _("Item added"),
    "agenda.item_edited": _("Item changed"),
    "agenda.item_deleted": _("Item taken off"),
    "agenda.item_moved": _("Item moved"),
    "agenda.item_called": _("Item called"),
    "agenda.item_started": _("Item begun"),
    "agenda.item_paused": _("Item paused"),
    "agenda.item_resumed": _("Item went on"),
    "agenda.item_finished": _("Item finished"),
    "agenda.item_skipped": _("Item skipped"),
    "agenda.item_reopened": _("Item put back"),
    "agenda.item_adjusted": _("Time of an item adjusted"),
    "agenda.entered_from_the_past": _("Agenda entered afterwards"),
}


@dataclass(frozen=True)
class Told:
    """One thing that happened, as shown."""

    at: datetime
    words: object
    by: str | None
    reason: str | None


def told(conference: Conference) -> list[Told]:
    """The latest things that happened, newest first."""
    query = select(Entry, Person.name).outerjoin(Person, Person.id == Entry.by)
    query = query.where(Entry.stream == conference.stream).order_by(Entry.version.desc()).limit(MOST)
    return [
        Told(entry.at, WORDS.get(entry.kind, entry.kind), name, (entry.after or {}).get("reason"))
        for entry, name in db.session.execute(query)
    ]
