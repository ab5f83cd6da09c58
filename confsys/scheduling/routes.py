"""Pages on which rooms, equipment and bridges are entered and changed. The list and the page of one: see desk."""

from typing import Any

from flask import Blueprint, redirect, render_template, request, url_for

from confsys import doors, web
from confsys.changes import just_made
from confsys.errors import Invalid, Refused
from confsys.forms import Form
from confsys.people.models import Person
from confsys.scheduling import access, actions
from confsys.scheduling import forms as resource_forms
from confsys.scheduling.models import KIND_NAMES, ROOM, Resource
from confsys.words import _

pages = Blueprint("scheduling", __name__, url_prefix="/rooms")


@pages.get("/new")
@doors.signed_in
def new(person: Person):
    access.refuse_who_keeps_nothing(person)
    own = access.own_site(person)
    return _form_page(person, Form(values={"kind": ROOM, "site": own.id if own else ""}))


@pages.post("/new")
@doors.signed_in
def add(person: Person):
    access.refuse_who_keeps_nothing(person)
    try:
        values = resource_forms.added(request.form)
        site = access.chosen_site(person, values.pop("site"))
        added = actions.add_resource(person, site, **values)
    except Invalid as error:
        return _form_page(person, web.as_typed(error)), error.status
    return _told(added, _("%(name)s has been added. It is offered to whoever plans there.", name=added.name))


@pages.get("/<resource_id>/edit")
@doors.signed_in
def edit(person: Person, resource_id: str):
    resource = access.managed(person, resource_id)
    return _form_page(person, Form(values=resource_forms.filled(resource)), resource)


@pages.post("/<resource_id>/edit")
@doors.signed_in
def edited(person: Person, resource_id: str):
    resource = access.managed(person, resource_id)
    try:
        actions.change_resource(person, resource, **resource_forms.changed(resource, request.form))
    except (Invalid, Refused) as problem:
        return _form_page(person, web.as_typed(problem), resource), problem.status
    return _told(resource, _("%(name)s has been changed.", name=resource.name))


@pages.post("/<resource_id>/retire")
@doors.signed_in
def retire(person: Person, resource_id: str):
    resource = access.managed(person, resource_id)
    actions.retire_resource(person, resource)
    return _told(resource, _("%(name)s is no longer offered. What is booked there stays.", name=resource.name))


@pages.post("/<resource_id>/bring-back")
@doors.signed_in
def bring_back(person: Person, resource_id: str):
    resource = access.managed(person, resource_id)
    actions.bring_back_resource(person, resource)
    return _told(resource, _("%(name)s is offered again.", name=resource.name))


def _told(resource: Resource, sentence: Any):
    web.told(sentence, undo=just_made())
    return redirect(url_for("rooms.show", resource_id=resource.id), 303)


def _form_page(person: Person, typed: Form, resource: Resource | None = None) -> str:
    return render_template(
        "scheduling/form.html",
        form=typed,
        resource=resource,
        sites=[] if resource else access.sites_of(person),
        kinds=list(KIND_NAMES.items()),
    )
