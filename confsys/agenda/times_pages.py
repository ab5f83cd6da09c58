"""Planned against actual, item by item: a page, and the same as files."""

from typing import Any

from flask import Blueprint, jsonify, render_template

from confsys import clock, doors, shown, web
from confsys.agenda.compared import Compared, Comparison
from confsys.agenda.models import STATE_NAMES
from confsys.agenda.names import who
from confsys.agenda.queries import schedule_of
from confsys.conferences import access
from confsys.conferences.models import Conference
from confsys.people.models import Person
from confsys.sites.sheets import spreadsheet
from confsys.words import gettext

pages = Blueprint("times", __name__, url_prefix="/conferences/<conference_id>")


@pages.get("/times")
@doors.signed_in
def index(person: Person, conference_id: str):
    conference = access.watched(person, conference_id)
    return render_template("agenda/times.html", conference=conference, found=comparison_of(conference), who=who)


@pages.get("/times.csv")
@doors.signed_in
def as_csv(person: Person, conference_id: str):
    conference = access.watched(person, conference_id)
    rows = [_heads(), *map(_cells, comparison_of(conference).items)]
    return web.handed_over(spreadsheet(rows), f"{conference.code}-times.csv")


@pages.get("/times.json")
@doors.signed_in
def as_json(person: Person, conference_id: str):
    conference = access.watched(person, conference_id)
    return web.handed_over(jsonify(plain(comparison_of(conference))).data, f"{conference.code}-times.json")


def comparison_of(conference: Conference) -> Comparison:
    """As it was; of one that runs, as it is now."""
    now = clock.now() if conference.is_running else None
    rows = schedule_of(conference, now)
    slot, held = (conference.starts_at, conference.ends_at), (conference.started_at, conference.closed_at)
    return Comparison([Compared(row, now) for row in rows], slot, held)


def plain(found: Comparison) -> Any:
    """The comparison as a program reads it."""
    return {
        "began_late": found.began_late,
        "ended_late": found.ended_late,
        "planned_minutes": found.planned_minutes,
        "taken_minutes": found.taken_minutes,
        "minutes_over": found.over,
        "minutes_made_up": found.made_up,
        "items": [_plain_item(each) for each in found.items],
    }


def _plain_item(each: Compared) -> dict[str, Any]:
    begun, ended = each.actual or (None, None)
    return {
        "item": each.item.id,
        "state": each.item.state,
        "planned_start": each.planned[0].isoformat(),
        "planned_end": each.planned[1].isoformat(),
        "planned_minutes": each.planned_minutes,
        "started_at": begun and begun.isoformat(),
        "ended_at": ended.isoformat() if ended and each.is_held else None,
        "taken_minutes": each.taken_minutes,
        "minutes_over": each.over,
        "minutes_late": each.late,
    }


def _heads() -> tuple[str, ...]:
    planned = gettext("Planned start"), gettext("Planned end"), gettext("Planned minutes")
    actual = gettext("Began"), gettext("Ended"), gettext("Minutes taken")
    against = gettext("Minutes over"), gettext("Began late, minutes"), gettext("State")
    return (gettext("No."), gettext("Title"), gettext("Who"), *planned, *actual, *against)


def _cells(each: Compared) -> tuple[str | int, ...]:
    item, actual = each.item, each.actual
    begun, ended = (shown.hm(actual[0]), shown.hm(actual[1]) if each.is_held else "") if actual else ("", "")
    planned = *map(shown.hm, each.planned), str(each.planned_minutes)
    numbers = ("" if value is None else value for value in (each.taken_minutes, each.over, each.late))
    said = ", ".join(dict.fromkeys(filter(None, (item.presenter, item.site.name if item.site else ""))))
    about = str(item.position), item.title, said
    return (*about, *planned, begun, ended, *numbers, str(STATE_NAMES[item.state]))
