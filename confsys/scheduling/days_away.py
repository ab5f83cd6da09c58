"""The page of the days on which people are away: those to come, one more, one less."""

from flask import Blueprint, redirect, render_template, request, url_for

from confsys import clock, doors, forms, listing, shown, web
from confsys.changes import just_made
from confsys.errors import Invalid
from confsys.folding import folded
from confsys.forms import Form, Unreadable
from confsys.people.models import Person
from confsys.scheduling import access, actions, lists
from confsys.scheduling import forms as resource_forms
from confsys.words import _

pages = Blueprint("absences", __name__, url_prefix="/absences")
PER_PAGE = 50
MOST_ALIKE = 20  # persons offered where a name fits several


@pages.get("")
@doors.signed_in
def index(person: Person):
    access.refuse_who_is_no_clerk(person)
    return _page(person, Form(values={"who": request.args.get("who", "")[:200]}))


@pages.post("")
@doors.signed_in
def enter(person: Person):
    access.refuse_who_is_no_clerk(person)
    try:
        values = resource_forms.away(request.form)
        who = _meant(person, values.pop("who"))
        actions.enter_absence(person, who, **values)
    except Invalid as error:
        return _page(person, _typed(error)), error.status
    days = _days(values["first_day"], values["last_day"])
    web.told(_("%(name)s is away %(days)s.", name=who.name, days=days), undo=just_made())
    return redirect(url_for("absences.index"), 303)


@pages.post("/<absence_id>/drop")
@doors.signed_in
def drop(person: Person, absence_id: str):
    absence = access.absence(person, absence_id)
    name, days = absence.person.name, _days(absence.first_day, absence.last_day)
    actions.drop_absence(person, absence)
    web.told(_("%(name)s is there %(days)s after all.", name=name, days=days), undo=just_made())
    return redirect(url_for("absences.index"), 303)


def _meant(person: Person, typed: str) -> Person:
    """Whoever is called so; of several the one chosen below the field. Raises Invalid."""
    found = lists.called(person, typed, most=MOST_ALIKE)
    chosen = [each for each in found if each.id == request.form.get("person")]
    if len(chosen or found) == 1:
        return (chosen or found)[0]
    if found:
        raise Invalid({"who": _("Several are called so. Choose one of them, or type more of the name.")})
    raise Invalid({"who": _("Nobody you look after is called “%(name)s”.", name=typed)})


def _typed(error: Invalid) -> Form:
    """As it was typed, with what was understood of the days."""
    typed = web.as_typed(error)
    for name in ("first_day", "last_day"):
        try:
            typed.parsed[name] = shown.full_day(forms.day(typed.values.get(name)))
        except Unreadable:
            continue
    return typed


def _days(first, last) -> str:
    """on Thứ Hai 30/11/2026; from … to …"""
    if first == last:
        return str(_("on %(day)s", day=shown.full_day(first)))
    return str(_("from %(first)s to %(last)s", first=shown.full_day(first), last=shown.full_day(last)))


def _page(person: Person, typed: Form) -> str:
    today = clock.today()
    asked = listing.asked(request.args)
    alike = lists.called(person, typed.values.get("who", ""), most=MOST_ALIKE) if "who" in typed.errors else []
    return render_template(
        "scheduling/absences.html",
        page=listing.page_of(lists.absences(person, today), number=asked["page"], size=PER_PAGE),
        form=typed,
        alike=alike if folded(typed.values.get("who", "")) else [],
        leaders=lists.leaders(person, today),
        today=today,
    )
