"""Pages of accounts: the list, one person, what is told of him, his roles, and the way in."""

from typing import Any

from flask import Blueprint, current_app, redirect, render_template, request, url_for

from confsys import clock, doors, forms, listing, web
from confsys.accounts import access, actions, queries
from confsys.accounts import forms as account_forms
from confsys.accounts.access import Keeper
from confsys.changes import just_made
from confsys.errors import Invalid, Refused
from confsys.people import actions as people
from confsys.people import sessions
from confsys.people.models import ROLE_NAMES, ROLES, Person
from confsys.shown import day
from confsys.words import _, ngettext

pages = Blueprint("accounts", __name__, url_prefix="/people")
PER_PAGE = 50
STATES = {
    queries.OPEN: _("open accounts"),
    queries.CLOSED: _("closed accounts"),
    queries.ALL: _("all accounts"),
}
TOLD = ("name", "position", "short_name", "username", "email", "telephone")


@pages.get("")
@doors.signed_in
def index(person: Person):
    """Persons by name; filters stand in the address."""
    keeper = access.keeper(person)
    asked = _asked()
    units = queries.units(keeper, clock.today())
    body = next((unit for unit in units if unit.id == asked["body"]), None)
    query = queries.listed(keeper, text=asked["q"], role=asked["role"], body=body, state=asked["state"])
    page = listing.page_of(query, number=asked["page"], size=PER_PAGE)
    ids = [each.id for each in page.items]
    return render_template(
        "accounts/index.html",
        page=page,
        roles=queries.roles_today(ids),
        seen=queries.last_sign_ins(ids),
        asked=asked,
        units=[(unit.id, unit.name) for unit in units],
        states=list(STATES.items()),
        is_filtered=any(asked[name] for name in ("q", "role", "body")) or asked["state"] != queries.OPEN,
    )


def _asked() -> dict[str, Any]:
    """What the address asks for; what cannot be read is left out."""
    asked = listing.asked(request.args, "q", "role", "body", "state")
    asked["role"] = asked["role"] if asked["role"] in (*ROLES, queries.NO_ROLE) else ""
    asked["state"] = asked["state"] if asked["state"] in STATES else queries.OPEN
    return asked


@pages.get("/new")
@doors.signed_in
def new(person: Person):
    return _form_page(access.keeper(person), forms.Form(values=account_forms.blank_role()))


@pages.post("/new")
@doors.signed_in
def enter(person: Person):
    keeper = access.keeper(person)
    try:
        added = actions.enter(person, **account_forms.entered(keeper, request.form))
    except Invalid as error:
        return _form_page(keeper, web.as_typed(error)), error.status
    return _told(keeper, added, _("%(name)s has been added. Make a sign-in link to let them in.", name=added.name))


@pages.get("/<person_id>")
@doors.signed_in
def show(person: Person, person_id: str):
    keeper = access.keeper(person)
    return _person_page(keeper, access.seen(keeper, person_id), forms.Form(values=account_forms.blank_role()))


@pages.get("/<person_id>/edit")
@doors.signed_in
def edit(person: Person, person_id: str):
    keeper = access.keeper(person)
    found = access.managed(keeper, person_id)
    values = {name: getattr(found, name) or "" for name in TOLD} | {"revision": found.revision}
    return _form_page(keeper, forms.Form(values=values), found)


@pages.post("/<person_id>/edit")
@doors.signed_in
def edited(person: Person, person_id: str):
    keeper = access.keeper(person)
    found = access.managed(keeper, person_id)
    try:
        revision = forms.read({"revision": forms.whole(1, 10**9)}, request.form)["revision"]
        people.edit(person, found, revision=revision, **account_forms.told(request.form))
    except (Invalid, Refused) as problem:
        return _form_page(keeper, web.as_typed(problem), found), problem.status
    return _told(keeper, found, _("What is known of %(name)s has been changed.", name=found.name))


@pages.post("/<person_id>/roles")
@doors.signed_in
def give_role(person: Person, person_id: str):
    keeper = access.keeper(person)
    found = access.seen(keeper, person_id)
    try:
        given = account_forms.role_given(keeper, request.form)
        people.give_role(person, found, **given)
    except Invalid as error:
        return _person_page(keeper, found, web.as_typed(error)), error.status
    return _told(keeper, found, _("%(name)s is now: %(role)s.", name=found.name, role=ROLE_NAMES[given["role"]]))


@pages.get("/<person_id>/roles/<held_id>/end")
@doors.signed_in
def ask_end(person: Person, person_id: str, held_id: str):
    keeper = access.keeper(person)
    found = access.seen(keeper, person_id)
    form = forms.Form(values={"last_day": day(clock.today())})
    return _end_page(found, access.role_of(keeper, found, held_id), form)


@pages.post("/<person_id>/roles/<held_id>/end")
@doors.signed_in
def end_role(person: Person, person_id: str, held_id: str):
    keeper = access.keeper(person)
    found = access.seen(keeper, person_id)
    held, site = access.role_of(keeper, found, held_id)
    try:
        people.end_role(person, found, held=held, **forms.read({"last_day": forms.day}, request.form))
    except (Invalid, Refused) as problem:
        return _end_page(found, (held, site), web.as_typed(problem)), problem.status
    return _told(keeper, found, _("The role has an end now."))


@pages.post("/<person_id>/link")
@doors.signed_in
def make_link(person: Person, person_id: str):
    """The link is shown in the answer itself: it is kept nowhere, so it cannot be shown again."""
    keeper = access.keeper(person)
    found = access.managed(keeper, person_id)
    address = f"{current_app.config['BASE_URL']}/sign-in/link/{sessions.make_link(person, found)}"
    form = forms.Form(values=account_forms.blank_role())
    return web.unkept(_person_page(keeper, found, form, new_link=address))


@pages.get("/<person_id>/disable")
@doors.signed_in
def ask_disable(person: Person, person_id: str):
    found = access.managed(access.keeper(person), person_id)
    return _disable_page(found, forms.Form())


@pages.post("/<person_id>/disable")
@doors.signed_in
def disable(person: Person, person_id: str):
    keeper = access.keeper(person)
    found = access.managed(keeper, person_id)
    try:
        people.disable(person, found)
    except Refused as refusal:
        return _disable_page(found, web.as_typed(refusal)), refusal.status
    return _told(keeper, found, _("The account of %(name)s is closed.", name=found.name))


@pages.post("/<person_id>/enable")
@doors.signed_in
def enable(person: Person, person_id: str):
    keeper = access.keeper(person)
    found = access.managed(keeper, person_id)
    people.enable(person, found)
    again = _("The account of %(name)s is open again, for the password or a new sign-in link.", name=found.name)
    return _told(keeper, found, again)


def _form_page(keeper: Keeper, form: forms.Form, found: Person | None = None) -> str:
    return render_template("accounts/form.html", form=form, found=found, **_choices(keeper))


def _person_page(keeper: Keeper, found: Person, form: forms.Form, new_link: str = "") -> str:
    held = access.roles_with_sites(found)
    return render_template(
        "accounts/person.html",
        found=found,
        form=form,
        held=[(role, site, keeper.may_give(role.role, site)) for role, site in held],
        standing=queries.standing(found),
        may_manage=access.may_manage(keeper, held),
        is_oneself=found.id == keeper.person.id,
        new_link=new_link,
        **_choices(keeper),
    )


def _end_page(found: Person, held, form: forms.Form) -> str:
    return render_template("accounts/end_role.html", found=found, held=held[0], site=held[1], form=form)


def _disable_page(found: Person, form: forms.Form) -> str:
    standing = queries.standing(found)
    ends = [
        ngettext("%(num)s device is signed out.", "%(num)s devices are signed out.", standing.sessions),
        ngettext("%(num)s token stops working.", "%(num)s tokens stop working.", standing.tokens),
    ]
    return render_template("accounts/disable.html", found=found, form=form, ends=ends)


def _choices(keeper: Keeper) -> dict[str, Any]:
    """What may be chosen for a role."""
    today = clock.today()
    return {
        "role_choices": [("", _("choose a role")), *((role, ROLE_NAMES[role]) for role in keeper.roles)],
        "site_choices": [("", _("choose a unit")), *((unit.id, unit.name) for unit in queries.units(keeper, today))],
        "role_is_needed": not keeper.is_administrator,
        "today": today,
    }


def _told(keeper: Keeper, found: Person, sentence: Any):
    """Say what was done. A role may be given to somebody whose account is not this keeper's to set back."""
    may_take_back = access.may_manage(keeper, access.roles_with_sites(found))
    web.told(sentence, undo=just_made() if may_take_back else None)
    return redirect(url_for("accounts.show", person_id=found.id), 303)
