"""What the other rooms know of every site of a conference, in a fixed number of statements."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import func, select

from confsys import clock
from confsys.attendance.models import NOT_CALLED
from confsys.attendance.queries import attendance_by_participation
from confsys.board.models import SiteNote
from confsys.board.standing import Known, Trouble
from confsys.board.tiles import Board, board_of
from confsys.conferences.models import Conference, Participation
from confsys.conferences.queries import participations_of, site_counts
from confsys.extensions import db
from confsys.invitations.models import DECLINED
from confsys.invitations.queries import answers_by_participation
from confsys.presence.queries import by_participation
from confsys.readiness.models import Incident
from confsys.readiness.queries import check_lists, latest_tests, open_incidents
from confsys.sites.grouped import groups_in, set_of


def read_board(conference: Conference) -> Board:
    """Every site with all that is known of it."""
    day = clock.local(conference.starts_at).date()
    chosen = set_of(conference.organiser)
    saved = groups_in(chosen, day) if chosen else []
    taking_part = participations_of(conference)
    return board_of(taking_part, known_of(conference, taking_part), conference.state, saved)


def known_of(conference: Conference, taking_part: list[Participation]) -> dict[str, Known]:
    """By participation; one statement for each room that is asked."""
    rows: dict[str, Mapping[str, Any]] = {
        "answer": answers_by_participation(conference),
        "there": attendance_by_participation(conference),
        "here": by_participation(conference),
        "test": latest_tests(conference),
        "listed": check_lists(conference),
        "incidents": open_incidents(conference),
        "note": latest_notes(conference),
    }
    return {each.id: _known(**{name: found.get(each.id) for name, found in rows.items()}) for each in taking_part}


def _known(*, answer: Any, there: Any, here: Any, test: Any, listed: Any, incidents: Any, note: Any) -> Known:
    """From the rows about one site, each of them None where there is none."""
    counted = there if there and there.heads else answer
    return Known(
        has_answered=answer is not None,
        declines=answer is not None and answer.answer == DECLINED,
        heads=counted.heads if counted else 0,
        attendance=there.state if there else NOT_CALLED,
        trouble=_trouble(incidents[0]) if incidents else None,
        is_here=here is not None and here.is_here,
        seen_at=here.seen_at if here else None,
        tested_at=test.tested_at if test else None,
        verdict=test.verdict if test else "",
        signed_at=listed.signed_at if listed else None,
        is_checked=listed is not None,
        said=note.text if note else "",
        said_at=note.at if note else None,
        changed_at=_changed_at(answer, there, here, test, listed, incidents, note),
    )


def _trouble(incident: Incident) -> Trouble:
    return Trouble(incident.kind, incident.opened_at, incident.taken_by)


MOMENTS = ("answered_at", "noted_at", "since", "lost_at", "tested_at", "signed_at", "opened_at", "taken_at", "at")


def _changed_at(*rows: Any) -> datetime | None:
    """When the last of all this happened."""
    flat = [each for row in rows if row for each in (row if isinstance(row, list) else [row])]
    found = [getattr(row, name, None) for row in flat for name in MOMENTS]
    return max((each for each in found if each), default=None)


def count_of(conference: Conference) -> int:
    return site_counts([conference.id]).get(conference.id, 0)


def latest_notes(conference: Conference) -> Mapping[str, SiteNote]:
    """The last note about each site, in one statement."""
    order = (SiteNote.at.desc(), SiteNote.id)
    place = func.row_number().over(partition_by=SiteNote.participation_id, order_by=order)
    ranked = (
        select(SiteNote.id, place.label("place"))
        .join(Participation, Participation.id == SiteNote.participation_id)
        .where(Participation.conference_id == conference.id)
        .subquery()
    )
    query = select(SiteNote).join(ranked, ranked.c.id == SiteNote.id).where(ranked.c.place == 1)
    return {each.participation_id: each for each in db.session.scalars(query)}


def notes_of(participation: Participation, most: int = 20) -> list[SiteNote]:
    """What was written down about one site, the latest first."""
    query = select(SiteNote).where(SiteNote.participation_id == participation.id)
    return list(db.session.scalars(query.order_by(SiteNote.at.desc(), SiteNote.id).limit(most)))
