"""The page that hands over what somebody does to whoever comes after: looked at first, then done in one step."""

from datetime import date, timedelta
from typing import Any

from flask import Blueprint, redirect, render_template, request, url_for

from confsys import clock, doors, forms, web
from confsys.accounts import access, actions, queries
from confsys.accounts.access import Keeper
from confsys.accounts.forms import handed_over, successor_and_day
from confsys.errors import Invalid, Refused
from confsys.people.models import Person
from confsys.shown import day as day_shown
from confsys.words import _

pages = Blueprint("handing", __name__, url_prefix="/people/<person_id>/hand-over")


@pages.get("")
@doors.signed_in
def ask(person: Person, person_id: str):
    """To whom and from which day; once both are known, what goes along."""
    keeper = access.keeper(person)
    leaver = access.managed(keeper, person_id)
    if "to" not in request.args:
        tomorrow = day_shown(clock.today() + timedelta(days=1))
        return _page(keeper, leaver, forms.Form(values={"day": tomorrow}))
    try:
        successor, day = successor_and_day(keeper, leaver, request.args)
    except Invalid as error:
        return _page(keeper, leaver, forms.Form(values=request.args.to_dict(), errors=error.errors)), 422
    return _page(keeper, leaver, forms.Form(values=request.args.to_dict()), successor, day)


@pages.post("")
@doors.signed_in
def hand_over(person: Person, person_id: str):
    keeper = access.keeper(person)
    leaver = access.managed(keeper, person_id)
    try:
        successor, day = successor_and_day(keeper, leaver, request.form)
    except Invalid as error:
        return _page(keeper, leaver, web.as_typed(error)), error.status
    try:
        roles, conferences = handed_over(keeper, leaver, day, request.form)
        actions.hand_over(person, leaver, successor, conferences, day=day, roles=roles)
    except (Invalid, Refused) as problem:
        return _page(keeper, leaver, web.as_typed(problem), successor, day), problem.status
    words = _("From %(day)s on, %(name)s has what was chosen.", day=day_shown(day), name=successor.name)
    web.told(words)
    return redirect(url_for("accounts.show", person_id=successor.id), 303)


def _page(
    keeper: Keeper, leaver: Person, form: forms.Form, successor: Person | None = None, day: date | None = None
) -> str:
    known: dict[str, Any] = {"roles": [], "conferences": []}
    if successor and day:
        known = {
            "roles": access.roles_to_hand_over(keeper, leaver, day),
            "conferences": queries.to_come_with(keeper, leaver, day),
        }
    return render_template(
        "accounts/hand_over.html",
        leaver=leaver,
        successor=successor,
        day=day,
        last_day=day - timedelta(days=1) if day else None,
        form=form,
        chosen={name: set(request.form.getlist(name)) for name in known} if request.method == "POST" else None,
        successors=queries.successors(keeper, leaver),
        **known,
    )
