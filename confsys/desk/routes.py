"""The first page of the day, and the page of one conference."""

from datetime import timedelta

from flask import Blueprint, g, redirect, render_template, url_for

from confsys import clock, doors
from confsys.agenda.queries import expected_end_of, schedule_of
from confsys.conferences import access, days, queries
from confsys.conferences.transitions import RUNNING
from confsys.desk.history import told
from confsys.live.page import live_page
from confsys.people.models import Person
from confsys.sites.access import holds_anywhere
from confsys.steps.routes import ASKED_FIRST

pages = Blueprint("desk", __name__)
AHEAD = timedelta(days=7)


@pages.get("/")
@doors.public
def home():
    """What must I do now? Whoever is not signed in is asked to."""
    if g.person is None:
        return redirect(url_for("people.sign_in"), 303)
    return _home(g.person)


def _home(person: Person) -> str:
    first, next_day = clock.day_span(clock.today())
    soon = queries.all_of(queries.listed(person, begin=first, end=next_day + AHEAD).limit(100))
    waiting = queries.all_of(queries.listed(person, state="requested").limit(20))
    drafts = queries.all_of(queries.listed(person, state="draft").limit(20)) if access.may_plan_at_all(person) else []
    today = [each for each in soon if each.starts_at < next_day]
    return render_template(
        "desk/home.html",
        today=clock.today(),
        day=days.drawn(clock.today(), today),
        running=[each for each in today if each.state in RUNNING],
        todays=today,
        coming=[each for each in soon if each.starts_at >= next_day],
        waiting=waiting,
        drafts=drafts,
        may_approve=holds_anywhere(person, "approver", "administrator"),
        may_plan=access.may_plan_at_all(person),
        counts=queries.site_counts([each.id for each in [*soon, *waiting, *drafts]]),
    )


@pages.get("/conferences/<conference_id>")
@doors.signed_in
def conference(person: Person, conference_id: str):
    found = access.seen(person, conference_id)
    rows = schedule_of(found)
    return render_template(
        "desk/conference.html",
        conference=found,
        live=live_page(found, "conference"),
        rows=rows,
        participations=queries.participations_of(found),
        chairs=queries.chairs_of(found),
        steps=access.steps_for(person, found),
        asked_first=ASKED_FIRST,
        may_manage=access.may_manage(person, found),
        may_watch=access.may_watch(person, found),
        expected_end=expected_end_of(found, rows),
        history=told(found) if access.may_manage(person, found) else [],
    )
