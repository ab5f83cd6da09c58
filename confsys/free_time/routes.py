"""The page on which a time is found: everybody side by side, the three best on top. All of it stands in its address."""

from typing import Any

from flask import Blueprint, render_template, request

from confsys import clock, doors
from confsys.conferences.access import may_plan_at_all
from confsys.free_time import drawing, offered, pages, queries, rows
from confsys.people.models import Person

routes = Blueprint("free_time", __name__)


@routes.get("/find-time")
@doors.signed_in
def show(person: Person):
    asked = offered.only_what_there_is(pages.asked(request.args))
    found = queries.find(person, asked.wanted())
    days, before, after = pages.at_once(pages.columns(asked.first, asked.last), asked.shown_from)
    drawn = rows.picture(found, [each.day for each in days], asked.opened)
    current = next((each for each in days if each.day == asked.day), days[0] if days else None)
    return render_template(
        "free_time/show.html",
        asked=asked,
        form=asked.form,
        found=found,
        cards=pages.cards(asked, found),
        ask=pages.ask_address(asked, found),
        days=[_column(found, day, axis) for day, axis in zip(days, drawn.axes, strict=True)],
        current=current,
        before=before,
        after=after,
        drawn=drawn,
        sizes=drawing,
        now=clock.now(),
        may_plan=may_plan_at_all(person),
        lengths=pages.lengths(asked.minutes),
        windows=pages.windows(asked.days),
        **offered.choices(asked),
    )


def _column(found: queries.Found, day: pages.Day, axis: drawing.Axis) -> dict[str, Any]:
    """One day with the best times that lie on it."""
    best = [(number, axis.place(each.starts_at, each.ends_at), each) for number, each in enumerate(found.best, 1)]
    closed = drawing.closed(found.grid, day.day, axis)
    return {"day": day.day, "off": day.off, "axis": axis, "closed": closed, "best": [each for each in best if each[1]]}
