"""The first page of the day, and the page of one conference."""

from flask import Blueprint, g, redirect, render_template, url_for

from confsys import clock, doors
from confsys.agenda.queries import expected_end_of, schedule_of
from confsys.conferences import access, judging, queries
from confsys.conferences.leading import leading_of
from confsys.conferences.transitions import REQUESTED, TRANSITIONS
from confsys.desk import homes
from confsys.history.access import may_read
from confsys.history.queries import latest
from confsys.invitations.shown import answers_seen
from confsys.letters.queries import counts, listed
from confsys.letters.showing import summary
from confsys.live.page import live_page
from confsys.people.models import Person
from confsys.steps.routes import ASKED_FIRST
from confsys.tasks import distance
from confsys.words import _

pages = Blueprint("desk", __name__)
# What approvers write most often; each fills the field and can be changed there.
READY_REASONS = (
    _("The chair has another meeting at this time. Choose another hour."),
    _("The papers are not complete yet."),
    _("The same subject has already been dealt with."),
    _("The Chairman must be asked first."),
)


@pages.get("/")
@doors.public
def home():
    """What must I do now? Whoever is not signed in is asked to."""
    if g.person is None:
        return redirect(url_for("people.sign_in"), 303)
    return _home(g.person)


def _home(person: Person) -> str:
    home = homes.home_of(person, clock.now())
    heading = homes.headline(home)
    return render_template(
        "desk/home.html",
        home=home,
        heading=heading,
        reasons=READY_REASONS,
        distance=distance,
    )


@pages.get("/conferences/<conference_id>")
@doors.signed_in
def conference(person: Person, conference_id: str):
    found = access.seen(person, conference_id)
    rows = schedule_of(found)
    asked = queries.slot_requests([found.id]).get(found.id) if found.state == REQUESTED else None
    live, participations = live_page(found, "conference"), queries.participations_of(found)
    may_manage = access.may_manage(person, found)
    return render_template(
        "desk/conference.html",
        conference=found,
        live=live,
        rows=rows,
        participations=participations,
        chairs=leading_of(found),
        units=queries.equipment_of(found),
        answers=answers_seen(person, found, len(participations)),
        steps=access.steps_for(person, found),
        asked_first=ASKED_FIRST,
        may_manage=may_manage,
        may_watch=access.may_watch(person, found),
        may_hand_out_links=access.may_hand_out_links(person, found),
        expected_end=expected_end_of(found, rows),
        asked=asked,
        proposed=judging.of_proposed(found, person, asked) if asked else None,
        may_propose=access.may_take(person, found, TRANSITIONS["approve"]),
        letters=summary(counts(listed(person, conference=found.id))) if may_manage else None,
        history=latest(found.stream) if may_read(person, found) else [],
    )
