"""What happened to a conference, in words: the journal as people read it."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from confsys.agenda.queries import items_of
from confsys.conferences.models import Conference
from confsys.conferences.queries import participations_of
from confsys.extensions import db
from confsys.journal import Entry
from confsys.people.models import Person
from confsys.words import _

MOST = 30
WORDS = {
    "conference.planned": _("Conference planned"),
    "conference.submitted": _("Approval asked for"),
    "conference.withdrawn": _("Request withdrawn"),
    "conference.refused": _("Returned"),
    "conference.approved": _("Slot approved"),
    "conference.issued": _("Invitation issued"),
    "conference.opened": _("Check-in opened"),
    "conference.started": _("Conference started"),
    "conference.recessed": _("Break begun"),
    "conference.resumed": _("Went on after the break"),
    "conference.closed": _("Conference closed"),
    "conference.reopened": _("Conference reopened"),
    "conference.postponed": _("Conference postponed"),
    "conference.cancelled": _("Conference cancelled"),
    "conference.restored": _("Conference restored"),
    "conference.archived": _("Conference archived"),
    "conference.edited": _("Changed"),
    "conference.rescheduled": _("Time changed"),
    "conference.sites_changed": _("Sites changed"),
    "conference.set_back": _("Last step taken back"),
    "conference.entered_from_the_past": _("Entered afterwards"),
    "conference.link_renewed": _("Link of a site renewed"),
    "conference.link_revoked": _("Link of a site revoked"),
    "conference.stage_link_renewed": _("Link of the stage renewed"),
    "agenda.item_added": _("Item added"),
    "agenda.written": _("Items written down together"),
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
    "agenda.sites_lost": _("Items left without a site"),
    "agenda.sites_given_back": _("Items of a site that came back"),
    "agenda.item_set_back": _("Gesture taken back"),
    "agenda.entered_from_the_past": _("Agenda entered afterwards"),
}


@dataclass(frozen=True)
class Told:
    """One thing that happened, as shown."""

    at: datetime
    words: object
    about: str
    by: str | None
    reason: str | None


def told(conference: Conference) -> list[Told]:
    """The latest things that happened, newest first."""
    query = select(Entry, Person.name).outerjoin(Person, Person.id == Entry.by)
    query = query.where(Entry.stream == conference.stream).order_by(Entry.version.desc()).limit(MOST)
    names = {item.id: item.title for item in items_of(conference)}
    names |= {each.id: each.site.name for each in participations_of(conference)}
    return [
        Told(
            at=entry.at,
            words=WORDS.get(entry.kind, entry.kind),
            about=_about(entry, names),
            by=name,
            reason=(entry.after or {}).get("reason"),
        )
        for entry, name in db.session.execute(query)
    ]


def _about(entry: Entry, names: dict[str, str]) -> str:
    """The item or site by its name; what was taken off is still called what it was called then."""
    thing = entry.about.get("item") or entry.about.get("participation")
    then = entry.before or entry.after or {}
    return names.get(thing, then.get("title", "")) if thing else ""
