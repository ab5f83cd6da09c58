"""The pages of the calendar. All they show stands in their addresses."""

from typing import Any

from flask import Blueprint, redirect, render_template, request

from confsys import clock, doors
from confsys.conferences.access import may_plan_at_all
from confsys.office.queries import name_of_day
from confsys.people.models import Person
from confsys.planner import access, narrow, queries
from confsys.planner import month as months
from confsys.planner.asked import DAY, MONTH, TIMELINE, WEEK, Asked, asked
from confsys.planner.drawn import IN_A_DAY, IN_A_WEEK, Drawing, Lanes, register
from confsys.planner.rows import timeline as drawn_rows

pages = Blueprint("planner", __name__, url_prefix="/planner")


@pages.get("")
@doors.signed_in
def index(person: Person):
    return redirect(asked(WEEK, request.args).address())


@pages.get("/day")
@doors.signed_in
def day(person: Person):
    """One day, everything side by side."""
    return _days(person, asked(DAY, request.args), IN_A_DAY)


@pages.get("/week")
@doors.signed_in
def week(person: Person):
    """Seven days side by side; on a phone one of them, the others as tabs."""
    return _days(person, asked(WEEK, request.args), IN_A_WEEK)


@pages.get("/month")
@doors.signed_in
def month(person: Person):
    """A month of days, each with its first lines; on a phone the days that have any, one below the other."""
    wanted = asked(MONTH, request.args)
    found, left = _found(person, wanted)
    weeks = months.weeks(wanted.on, wanted.days, left, may_plan=may_plan_at_all(person))
    listed = register([cell.day for week in weeks for cell in week if cell.more], left)
    return _page(
        "planner/month.html", person, wanted, found, left, weeks=weeks, density=months.density(weeks), register=listed
    )


@pages.get("/timeline")
@doors.signed_in
def timeline(person: Person):
    """Rooms, leaders or sites side by side on one day."""
    access.refuse_who_plans_nothing(person)
    wanted = asked(TIMELINE, request.args, access.rows_for(person))
    found, left = _found(person, wanted)
    lines = drawn_rows(person, wanted, found, left)
    return _page("planner/timeline.html", person, wanted, found, left, timeline=lines, off=name_of_day(wanted.on))


def _days(person: Person, wanted: Asked, lanes: Lanes) -> str:
    found, left = _found(person, wanted)
    picture = Drawing(person, clock.now(), may_plan_at_all(person), lanes).picture(wanted.days, left)
    listed = register(wanted.days, left)
    return _page("planner/days.html", person, wanted, found, left, picture=picture, register=listed)


def _found(person: Person, wanted: Asked) -> tuple[list[queries.Shown], list[queries.Shown]]:
    """What there is in the days shown, and what of it is asked for."""
    found = queries.during(person, wanted.days[0], wanted.days[-1])
    return found, narrow.left(found, wanted.values)


def _page(
    template: str,
    person: Person,
    wanted: Asked,
    found: list[queries.Shown],
    left: list[queries.Shown],
    **more: Any,
) -> str:
    """With what every view shows above the days."""
    offered = narrow.choices(found, wanted.values)
    return render_template(
        template,
        asked=wanted,
        now=clock.now(),
        number=len(left),
        narrowed_to=narrow.chosen(wanted.values, offered),
        may_plan=may_plan_at_all(person),
        rows_for=access.rows_for(person),
        **offered,
        **more,
    )
