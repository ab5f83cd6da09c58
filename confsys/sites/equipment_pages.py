"""Pages on which a site's check list is gone through, and its endpoints, lines and power are written down."""

from typing import Any

from flask import Blueprint, redirect, render_template, request

from confsys import doors, web
from confsys.changes import just_made
from confsys.errors import Invalid, Refused
from confsys.forms import Form
from confsys.people.models import Person
from confsys.sites import access, equipment_forms, equipping, knowing
from confsys.sites.equipment import ITEM_NAMES, LINE_NAMES, POWER_NAMES, STATE_NAMES
from confsys.sites.models import Site
from confsys.words import _

pages = Blueprint("site_equipment", __name__, url_prefix="/sites/<site_id>")
NOT_KNOWN = ("", _("not known yet"))


@pages.get("/check")
@doors.signed_in
def ask_check(person: Person, site_id: str):
    site = access.checked(person, site_id)
    values = equipment_forms.filled_checks(knowing.checks_of(site), knowing.equipment_of(site))
    return _check_page(site, Form(values=values))


@pages.post("/check")
@doors.signed_in
def check(person: Person, site_id: str):
    site = access.checked(person, site_id)
    try:
        equipping.check_equipment(person, site, **equipment_forms.checks(request.form))
    except (Invalid, Refused) as problem:
        return _check_page(site, web.as_typed(problem)), problem.status
    return _told(site, _("The check list of %(name)s has been kept.", name=site.name))


@pages.get("/connection")
@doors.signed_in
def ask_connection(person: Person, site_id: str):
    site = access.described(person, site_id)
    return _connection_page(site, Form(values=equipment_forms.filled_connection(knowing.equipment_of(site))))


@pages.post("/connection")
@doors.signed_in
def connection(person: Person, site_id: str):
    site = access.described(person, site_id)
    try:
        equipping.describe_connection(person, site, **equipment_forms.connection(request.form))
    except (Invalid, Refused) as problem:
        return _connection_page(site, web.as_typed(problem)), problem.status
    return _told(site, _("Endpoints, lines and power of %(name)s have been kept.", name=site.name))


def _told(site: Site, sentence: Any):
    web.told(sentence, undo=just_made())
    return redirect(f"/sites/{site.id}", 303)


def _check_page(site: Site, form: Form) -> str:
    return render_template("sites/check.html", site=site, form=form, items=ITEM_NAMES, states=STATE_NAMES)


def _connection_page(site: Site, form: Form) -> str:
    kinds, powers = ([NOT_KNOWN, *names.items()] for names in (LINE_NAMES, POWER_NAMES))
    return render_template("sites/connection.html", site=site, form=form, kinds=kinds, powers=powers)
