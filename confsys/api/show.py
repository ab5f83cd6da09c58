"""Rows as the API gives them: plain values, times in the installation's zone with an offset."""

from datetime import date, datetime

from flask import current_app

from confsys import clock, journal
from confsys.agenda import limits
from confsys.agenda.queries import Scheduled
from confsys.api import shapes, shapes_of_incidents
from confsys.api import shapes_of_attendance as of_attendance
from confsys.attendance.models import NOT_CALLED, Attendance, Attendee
from confsys.calendars.models import CalendarLink
from confsys.conferences.clash import Clash
from confsys.conferences.judging import OtherTime
from confsys.conferences.models import Conference, Participation, SlotRequest
from confsys.conferences.queries import chairs_of, participations_of, slot_requests, substitutes_of, units_of
from confsys.free_time.queries import Found
from confsys.invitations.models import Answer, Delegate
from confsys.readiness.models import Incident
from confsys.scheduling.free import Free, Pick
from confsys.scheduling.taken import Taken
from confsys.sites.models import Site


def site(row: Site) -> shapes.Site:
    return {
        "id": row.id,
        "name": row.name,
        "kind": row.kind,
        "parent": row.parent_id,
        "gso_code": row.gso_code,
        "valid_from": _day(row.valid_from),
        "valid_to": _day(row.valid_to),
    }


def conference(row: Conference) -> shapes.Conference:
    """What a list shows of a conference."""
    return {
        "id": row.id,
        "code": row.code,
        "title": row.title,
        "kind": row.kind,
        "mode": row.mode,
        "reach": row.reach,
        "public": row.public,
        "state": row.state,
        "reason": row.reason,
        "starts_at": moment(row.starts_at),
        "ends_at": moment(row.ends_at),
        "main_site": row.main_site_id,
        "organiser": row.organiser_id,
        "convener": row.convener,
        "outside_chair": row.outside_chair,
        "outside_place": row.outside_place,
        "entered_afterwards": row.entered_afterwards,
        "revision": row.revision,
        "edition": row.edition,
        "url": f"{current_app.config['BASE_URL']}/conferences/{row.id}",
    }


def whole_conference(row: Conference) -> shapes.WholeConference:
    """A conference with its sites, chairs and who goes for them, room, equipment and rehearsal."""
    taking_part = participations_of(row)
    return {
        **conference(row),
        "sites": [each.site_id for each in taking_part if not each.is_main],
        "chairs": [chair.id for chair in chairs_of(row)],
        "substitutes": substitutes_of(row),
        "room": row.room_id,
        "units": units_of(row),
        "rehearsal_starts_at": _moment(row.rehearsal_starts_at),
        "rehearsal_ends_at": _moment(row.rehearsal_ends_at),
        "request": _request(slot_requests([row.id]).get(row.id)),
        "warn_minutes": row.warn_minutes,
        "danger_seconds": row.danger_seconds,
        "version": journal.version_of(row.stream),
        "location": f"/api/v1/conferences/{row.id}",
    }


def _request(row: SlotRequest | None) -> shapes.SlotRequest | None:
    if row is None:
        return None
    return {
        "code": row.code,
        "asked_at": moment(row.asked_at),
        "due_on": row.due_on.isoformat(),
        "needs": row.needs,
        "urgent": row.urgent,
        "proposed_starts_at": _moment(row.proposed_starts_at),
        "proposed_ends_at": _moment(row.proposed_ends_at),
        "declined_starts_at": _moment(row.declined_starts_at),
        "declined_ends_at": _moment(row.declined_ends_at),
        "declined_why": row.declined_why,
    }


def item(row: Scheduled) -> shapes.AgendaItem:
    it = row.item
    return {
        "id": it.id,
        "position": it.position,
        "kind": it.kind,
        "title": it.title,
        "minutes": it.minutes,
        "extra_minutes": it.extra_minutes,
        "presenter": it.presenter,
        "site": it.site_id,
        "state": it.state,
        "fixed_start": _moment(it.fixed_start),
        "counts_to_end": it.counts_to_end,
        "warn_minutes": it.warn_minutes,
        "danger_seconds": it.danger_seconds,
        "most_minutes": limits.most_minutes(it.kind, it.title),
        "planned_start": moment(row.times.planned_start),
        "planned_end": moment(row.times.planned_end),
        "expected_start": moment(row.times.expected_start),
        "expected_end": moment(row.times.expected_end),
        "lead_seconds": None if row.times.lead is None else int(row.times.lead.total_seconds()),
        "started_at": _moment(it.started_at),
        "ended_at": _moment(it.ended_at),
        "revision": it.revision,
    }


def participation(row: Participation) -> shapes.SiteInside:
    return {"id": row.site_id, "name": row.site.name, "main": row.is_main}


def site_answer(row: Answer, named: list[Delegate]) -> shapes.SiteAnswer:
    return {
        "site": row.participation.site_id,
        "answer": row.answer,
        "head_count": row.heads,
        "reason": row.word,
        "delegates": [{"name": each.name, "office": each.office, "speaks": each.speaks} for each in named],
        "way": row.way,
        "answered_at": moment(row.answered_at),
        "revision": row.revision,
    }


def site_attendance(
    participation: Participation, row: Attendance | None, seen: list[Attendee]
) -> of_attendance.SiteAttendance:
    return {
        "site": participation.site_id,
        "attendance": row.state if row else NOT_CALLED,
        "head_count": row.heads if row else 0,
        "checked_in_at": _moment(row.checked_in_at) if row else None,
        "way": row.way if row else None,
        "reason": row.word if row else "",
        "attendees": [_attendee(each) for each in seen],
        "noted_at": moment(row.noted_at) if row else None,
        "revision": row.revision if row else 0,
    }


def _attendee(row: Attendee) -> of_attendance.Attendee:
    return {
        "name": row.name,
        "office": row.office,
        "added": row.added,
        "late": row.late,
        "came_at": moment(row.came_at),
        "left_at": _moment(row.left_at),
    }


def incident(row: Incident) -> shapes_of_incidents.Incident:
    return {
        "id": row.id,
        "conference": row.participation.conference_id,
        "site": row.participation.site_id,
        "kind": row.kind,
        "opened_at": moment(row.opened_at),
        "way": row.way,
        "note": row.note,
        "taken_by": row.taken_by,
        "taken_at": _moment(row.taken_at),
        "solved_at": _moment(row.solved_at),
        "done": row.done,
    }


def calendar_link(row: CalendarLink) -> shapes.CalendarLink:
    return {
        "id": row.id,
        "kind": row.kind,
        "of": row.site_id or row.person_id,
        "label": row.label,
        "language": row.language,
        "alarms": row.alarms,
        "busy_only": row.busy_only,
        "created_at": moment(row.created_at),
        "last_used_at": _moment(row.last_used_at),
        "use_count": row.use_count,
        "revoked_at": _moment(row.revoked_at),
    }


def free_time(found: Found) -> shapes.FreeTime:
    """The times, and when everybody who was asked for is busy."""
    return {
        "total": found.number,
        "best": [_free_slot(each) for each in found.best],
        "times": [_free_slot(each) for each in found.times],
        "rows": [_busy_row(found, subject, busy) for subject, busy in found.busy.items()],
    }


def _free_slot(pick: Pick) -> shapes.FreeSlot:
    return {
        "starts_at": moment(pick.starts_at),
        "ends_at": moment(pick.ends_at),
        "required": _free_count(pick.required),
        "optional": _free_count(pick.optional),
        "sites": _free_count(pick.crowd),
        "notice": pick.notice,
    }


def _free_count(counted: Free) -> shapes.FreeCount:
    busy, unknown = ([subject.partition(":")[2] for subject in some] for some in (counted.busy, counted.unknown))
    return {"free": counted.free, "of": counted.of, "busy": busy, "unknown": unknown}


def _busy_row(found: Found, subject: str, busy: list[Taken]) -> shapes.BusyRow:
    kind, _colon, name = subject.partition(":")
    return {
        "person": name if kind == "person" else None,
        "site": name if kind == "site" else None,
        "known": subject not in found.unknown,
        "busy": [_busy_time(each, found.titles.get(each.holder)) for each in busy],
    }


def _busy_time(each: Taken, title: str | None) -> shapes.BusyTime:
    """Which conference it is, is told with its title or not at all; what else there is has only a title."""
    sort, _colon, id = each.holder.partition(":")
    return {
        "starts_at": moment(each.starts_at),
        "ends_at": moment(each.ends_at),
        "standing": each.standing,
        "conference": id if title is not None and sort == "conference" else None,
        "title": title,
    }


def moment(value: datetime) -> str:
    return clock.local(value).isoformat()


def _moment(value: datetime | None) -> str | None:
    return moment(value) if value else None


def _day(value: date | None) -> str | None:
    return value.isoformat() if value else None


def clash(each: Clash) -> shapes.Clash:
    return {"level": each.level, "id": each.id, "text": str(each.words)}


def other_time(each: OtherTime) -> shapes.OtherTime:
    return {"starts_at": moment(each.starts_at), "ends_at": moment(each.ends_at), "why": str(each.why)}
