"""The week of a body as it stands now: its conferences, and what its office has written."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import ColumnElement, Select, exists, or_, select
from sqlalchemy.orm import joinedload

from confsys import clock
from confsys.conferences.access import is_known
from confsys.conferences.leading import Leading, leading_by_conference
from confsys.conferences.models import Conference, ConferencePerson
from confsys.conferences.queries import site_counts
from confsys.conferences.transitions import PUT_OFF
from confsys.extensions import db
from confsys.people.models import APPROVER, CHAIR, SECRETARIAT, Person, RoleHeld
from confsys.scheduling.models import LONGEST
from confsys.sites.models import Site
from confsys.weeks.models import Week, WeekEntry, WeekLeader
from confsys.weeks.rows import Row, days_of, half_of, in_order

LEADERS = (CHAIR, APPROVER, SECRETARIAT)
SUNDAY = timedelta(days=6)


@dataclass(frozen=True)
class Draft:
    """The lines as they would be published now, and what they come from, by id."""

    rows: list[Row]
    entries: dict[str, WeekEntry]
    notes: dict[str, WeekEntry]  # what the office adds to the line of a conference, by the conference
    leaders: dict[str, list[Person]]  # those named in an entry


def draft(body: Site, monday: date) -> Draft:
    """Six statements, however much is on."""
    entries = _entries(body, monday)
    own, notes = [each for each in entries if not each.conference_id], [each for each in entries if each.conference_id]
    named = leaders_of([each.id for each in own])
    noted = {str(each.conference_id): each for each in notes}
    rows = [row_of(each, named.get(each.id, ())) for each in own]
    rows += _rows_of_conferences(body, monday, noted)
    return Draft(in_order(rows), {each.id: each for each in own}, noted, named)


def _entries(body: Site, monday: date) -> list[WeekEntry]:
    query = select(WeekEntry).join(WeekEntry.week).where(Week.body_id == body.id, Week.monday == monday)
    return list(db.session.scalars(query.options(joinedload(WeekEntry.room)).order_by(WeekEntry.id)))


def leaders_of(entry_ids: Sequence[str]) -> dict[str, list[Person]]:
    """Who is named in each of these, in the order in which they were named."""
    query = select(WeekLeader).where(WeekLeader.entry_id.in_(entry_ids)).options(joinedload(WeekLeader.person))
    found: dict[str, list[Person]] = {}
    for each in db.session.scalars(query.order_by(WeekLeader.position, WeekLeader.person_id)) if entry_ids else ():
        found.setdefault(each.entry_id, []).append(each.person)
    return found


def leader_ids(entry: WeekEntry) -> list[str]:
    """Who is named in one line, by id."""
    return [each.id for each in leaders_of([entry.id]).get(entry.id, [])]


def on_calendar(body: Site, monday: date) -> Select[Conference]:
    """The known conferences of a week that concern a body."""
    (begin, _), (_, end) = clock.day_span(monday), clock.day_span(monday + SUNDAY)
    during = Conference.starts_at < end, Conference.ends_at > begin, Conference.starts_at > begin - LONGEST
    return select(Conference).where(is_known(), *during, concerns(body, monday, monday + SUNDAY))


def concerns(body: Site, first: date, last: date) -> ColumnElement[bool]:
    """The conferences that a body organises, or in which somebody is named who leads it between these days."""
    leads = (RoleHeld.site_id == body.id) & RoleHeld.role.in_(LEADERS)
    begun = or_(RoleHeld.valid_from.is_(None), RoleHeld.valid_from <= last)
    lasts = or_(RoleHeld.valid_to.is_(None), RoleHeld.valid_to >= first)
    leaders = select(RoleHeld.person_id).where(leads, begun, lasts)
    people = ConferencePerson.person_id, ConferencePerson.substitute_id
    named = exists().where(
        ConferencePerson.conference_id == Conference.id, or_(*(each.in_(leaders) for each in people))
    )
    return or_(Conference.organiser_id == body.id, named)


def _rows_of_conferences(body: Site, monday: date, notes: dict[str, WeekEntry]) -> list[Row]:
    query = on_calendar(body, monday).options(joinedload(Conference.main_site), joinedload(Conference.room))
    found = list(db.session.scalars(query.order_by(Conference.starts_at, Conference.id)))
    ids = [each.id for each in found]
    chairs, sites = (leading_by_conference(ids), site_counts(ids)) if ids else ({}, {})
    days = monday, monday + SUNDAY
    return [
        row
        for each in found
        for row in _days_of(each, chairs.get(each.id, []), sites.get(each.id, 0), notes.get(each.id))
        if days[0] <= row.day <= days[1]
    ]


def _days_of(conference: Conference, chairs: list[Leading], sites: int, note: WeekEntry | None) -> Iterator[Row]:
    """Its line, one for each day."""
    start, end = clock.local(conference.starts_at), clock.local(conference.ends_at)
    is_off = conference.state in PUT_OFF
    for number, (day, at, _until) in enumerate(days_of(start, end), start=1):
        yield Row(
            key=conference.stream if number == 1 else f"{conference.stream}+{number}",
            day=day,
            half=half_of(at) if at else "morning",
            at=at,
            until=None,  # a weekly calendar says when to come
            title=conference.title,
            place=_place(conference),
            leaders=", ".join([each for each in (conference.outside_chair, *map(leads, chairs)) if each]),
            sites=0 if conference.mode == "truc-tiep" else sites,
            cancelled=is_off,
            reason=(conference.reason or "") if is_off else "",
            position=note.position if note else 0,
            **(extras_of(note) if note else {}),
        )


def _place(conference: Conference) -> str:
    """Where our own people sit, and where the chair does if that is elsewhere."""
    own = conference.room.name if conference.room else conference.main_site.name
    return "; ".join(each for each in (own, conference.outside_place) if each)


EXTRAS = ("prepared_by", "accompanied_by", "staff_officer", "own_invitation", "room_code")


def extras_of(entry: WeekEntry) -> dict:
    """The further columns of a line."""
    return {name: getattr(entry, name) for name in EXTRAS}


def row_of(entry: WeekEntry, leaders: Sequence[Person]) -> Row:
    """The line of something that is no conference."""
    return Row(
        key=f"entry:{entry.id}",
        day=entry.day,
        half=entry.half,
        at=entry.at,
        until=entry.until,
        title=entry.title,
        place="; ".join(each for each in (entry.room.name if entry.room else "", entry.place) if each),
        leaders=", ".join(each for each in (*map(called, leaders), entry.leaders) if each),
        cancelled=entry.cancelled,
        reason=entry.reason,
        position=entry.position,
        **extras_of(entry),
    )


def leads(one: Leading) -> str:
    """Vietnamese whatever language the clerk reads: it is kept in the edition."""
    if one.substitute is None:
        return called(one.person)
    return f"{called(one.substitute)} thay {called(one.person)}"


def called(person: Person) -> str:
    """As the weekly calendar calls a leader: PCTTT; by name where no short one is known."""
    return person.short_name or person.name
