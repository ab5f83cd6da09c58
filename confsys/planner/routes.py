"""The pages of the calendar. All they show stands in their addresses."""

from typing import Any

from flask import Blueprint, redirect, render_template, request

from confsys import clock, doors
from confsys.conferences.access import may_plan_at_all
from confsys.people.models import Person
from confsys.planner import narrow, queries
from confsys.planner.asked import DAY, WEEK, Asked, asked
from confsys.planner.drawn import IN_A_DAY, IN_A_WEEK, Drawing

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


def _days(person: Person, wanted: Asked, lanes: int) -> str:
    days, may_plan = wanted.days, may_plan_at_all(person)
    found = queries.during(person, days[0], days[-1])
    left = narrow.left(found, wanted.values)
    return render_template(
        "planner/days.html",
        picture=Drawing(person, clock.now(), may_plan, lanes).picture(days, left),
        **_shown(person, wanted, narrow.choices(found, wanted.values), len(left)),
    )


def _shown(person: Person, wanted: Asked, choices: dict[str, Any], number: int) -> dict[str, Any]:
    """What every view shows above the days."""
    return {"asked": wanted, "number": number, "may_plan": may_plan_at_all(person), **choices}
