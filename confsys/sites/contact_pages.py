"""Pages on which it is written down who answers for a site."""

from typing import Any

from flask import Blueprint, redirect, render_template, request

from confsys import doors, web
from confsys.changes import just_made
from confsys.errors import Invalid, Refused
from confsys.forms import Form
from confsys.people.models import Person
from confsys.sites import access, contact_forms, contacting, knowing
from confsys.sites.contacts import Contact
from confsys.sites.models import Site
from confsys.words import _

pages = Blueprint("site_contacts", __name__, url_prefix="/sites/<site_id>/contacts")


@pages.get("/new")
@doors.signed_in
def new(person: Person, site_id: str):
    return _form_page(access.described(person, site_id), Form(values={"revision": 0}))


@pages.post("/new")
@doors.signed_in
def add(person: Person, site_id: str):
    site = access.described(person, site_id)
    try:
        values = contact_forms.told(request.form, _accounts(site))
        values.pop("revision")
        added = contacting.add_contact(person, site, **values)
    except (Invalid, Refused) as problem:
        return _form_page(site, web.as_typed(problem)), problem.status
    return _told(site, _("%(name)s can be called now.", name=added.called))


@pages.get("/<contact_id>")
@doors.signed_in
def edit(person: Person, site_id: str, contact_id: str):
    contact = access.contact(person, site_id, contact_id)
    return _form_page(contact.site, Form(values=contact_forms.filled(contact)), contact)


@pages.post("/<contact_id>")
@doors.signed_in
def edited(person: Person, site_id: str, contact_id: str):
    contact = access.contact(person, site_id, contact_id)
    accounts = [*_accounts(contact.site), *filter(None, [contact.person_id])]
    try:
        contacting.change_contact(person, contact, **contact_forms.told(request.form, accounts))
    except (Invalid, Refused) as problem:
        return _form_page(contact.site, web.as_typed(problem), contact), problem.status
    return _told(contact.site, _("What is known of %(name)s has been changed.", name=contact.called))


@pages.post("/<contact_id>/first")
@doors.signed_in
def first(person: Person, site_id: str, contact_id: str):
    contact = access.contact(person, site_id, contact_id)
    contacting.move_contact(person, contact, rank=1)
    return _told(contact.site, _("%(name)s is responsible now.", name=contact.called))


@pages.post("/<contact_id>/up")
@doors.signed_in
def up(person: Person, site_id: str, contact_id: str):
    contact = access.contact(person, site_id, contact_id)
    contacting.move_contact(person, contact, rank=contact.rank - 1)
    return _told(contact.site, _("%(name)s is called earlier now.", name=contact.called))


@pages.post("/<contact_id>/remove")
@doors.signed_in
def remove(person: Person, site_id: str, contact_id: str):
    contact = access.contact(person, site_id, contact_id)
    site, name = contact.site, contact.called
    contacting.remove_contact(person, contact)
    return _told(site, _("%(name)s is no longer called.", name=name))


def _accounts(site: Site) -> list[str]:
    return [each.id for each in knowing.accounts_at(site)]


def _told(site: Site, sentence: Any):
    web.told(sentence, undo=just_made())
    return redirect(f"/sites/{site.id}", 303)


def _form_page(site: Site, form: Form, contact: Contact | None = None) -> str:
    accounts = [(each.id, each.name) for each in knowing.accounts_at(site)]
    if contact and contact.person and contact.person_id not in dict(accounts):
        accounts.append((contact.person.id, contact.person.name))
    choices = [("", _("no account")), *accounts]
    return render_template("sites/contact.html", site=site, form=form, contact=contact, accounts=choices)
