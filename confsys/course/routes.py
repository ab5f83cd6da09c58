"""The record of a conference: its course as a page and as files, and any moment of it again."""

from datetime import timedelta

from flask import Blueprint, current_app, render_template, request

from confsys import doors, listing, web
from confsys.aside import aside
from confsys.conferences import access
from confsys.conferences.models import Conference
from confsys.conferences.queries import participations_of
from confsys.course import chart, files, kept, queries
from confsys.course.names import KINDS_OF_MARKS, SORT_NAMES
from confsys.people.models import Person

pages = Blueprint("course", __name__, url_prefix="/conferences/<conference_id>")


@pages.get("/course")
@doors.signed_in
def index(person: Person, conference_id: str):
    conference = access.watched(person, conference_id)
    asked = listing.asked(request.args, "sort")
    sort = asked["sort"] if asked["sort"] in SORT_NAMES else "course"
    return render_template(
        "course/index.html",
        conference=conference,
        course=queries.page_of_course(conference, sort, asked["page"]),
        sort=sort,
        sorts=SORT_NAMES,
        **_drawn(conference),
    )


@pages.get("/course.csv")
@doors.signed_in
def as_csv(person: Person, conference_id: str):
    conference = access.watched(person, conference_id)
    return web.handed_over(files.as_csv(queries.course_of(conference, "all")), f"{conference.code}-course.csv")


@pages.get("/course.json")
@doors.signed_in
def as_json(person: Person, conference_id: str):
    conference = access.watched(person, conference_id)
    plain = files.as_plain(conference, queries.journal_of(conference))
    return web.handed_over(aside(current_app.json.dumps, plain).encode(), f"{conference.code}-course.json")


@pages.get("/replay")
@doors.signed_in
def replay(person: Person, conference_id: str):
    """The slider, and the moment it stands at."""
    conference = access.watched(person, conference_id)
    drawn = _drawn(conference)
    marks = [(drawn["span"].x(at), kind) for at, kind in queries.happenings(conference)]
    return render_template(
        "course/replay.html", conference=conference, marks=marks, kinds=KINDS_OF_MARKS, **drawn, **_moment(conference)
    )


@pages.get("/replay/moment")
@doors.signed_in
def moment(person: Person, conference_id: str):
    """Only the moment, for the slider."""
    conference = access.watched(person, conference_id)
    return render_template("course/_moment.html", conference=conference, **_moment(conference))


def _moment(conference: Conference) -> dict:
    """How it was so many seconds (`s`) after the beginning of the span; at its end where none is named."""
    span = queries.span_of(conference)
    asked = request.args.get("s", "")
    seconds = min(int(asked), span.seconds) if asked.isdecimal() and len(asked) < 9 else span.seconds
    at = span.begins + timedelta(seconds=seconds)
    then = kept.moment_at(conference, at)
    sites = {each.id: each.site.name for each in participations_of(conference)}
    return {"at": at, "seconds": seconds, "then": then, "rows": queries.items_at(then, at), "site_names": sites}


def _drawn(conference: Conference) -> dict:
    """What the chart of attendance needs."""
    span, counts = queries.span_of(conference), kept.attendance_over_time(conference)
    most = max([len(participations_of(conference)), *(there for _at, there, _lost in counts)])
    there = chart.steps(span, [(at, there) for at, there, _lost in counts], most)
    lost = chart.steps(span, [(at, lost) for at, _there, lost in counts], most)
    return {"span": span, "counts": counts, "most": most, "there": chart.filled(there), "lost": lost}
