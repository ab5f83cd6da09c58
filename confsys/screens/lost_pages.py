"""The pages of a lost link: for whoever lost it, without an account, and for the office that answers.

Whoever asks is answered alike, whether the site is known, takes part in something, or has asked already.
"""

from typing import Any

from flask import Blueprint, redirect, render_template, request

from confsys import clock, doors, forms, web
from confsys.errors import Invalid, NotFound, Problem, Refused
from confsys.people.models import Person
from confsys.screens import access, asking, floods, queries
from confsys.screens.lost import OPEN, LinkRequest
from confsys.sites.knowing import contacts_of
from confsys.words import _

pages = Blueprint("lost_links", __name__)
ASKED = {"site": forms.identifier, "who": forms.text(120)}
SENT = {"participation": forms.identifier, "contact": forms.identifier}


@pages.get("/lost-link")
@doors.public
def lost():
    """The site is looked for by name, then chosen."""
    return _lost_page(forms.Form(values={"q": request.args.get("q", "")[:100]}))


@pages.post("/lost-link")
@doors.public
def ask():
    typed = forms.Form(values={name: request.form.get(name, "")[:200] for name in ("q", "site", "who")})
    try:
        floods.count_asked(request.remote_addr or "")
        said = forms.read(ASKED, request.form)
    except (Invalid, Refused) as problem:
        return _lost_page(forms.Form(values=typed.values, errors=problem.by_field()), problem), problem.status
    if (site := queries.site_of_today(said["site"])) is not None:
        asking.ask(None, site, who=said["who"])
    return redirect("/lost-link/asked", 303)


@pages.get("/lost-link/asked")
@doors.public
def asked():
    """The same for everybody."""
    return render_template("screens/asked.html")


@pages.get("/lost-links/<request_id>")
@doors.signed_in
def show(person: Person, request_id: str):
    return _page(person, access.answered(person, request_id))


@pages.post("/lost-links/<request_id>/send")
@doors.signed_in
def send(person: Person, request_id: str):
    found = access.answered(person, request_id)
    try:
        said = forms.read(SENT, request.form)
        participation = _one(queries.links_of(person, found.site, clock.now()), said["participation"])
        contact = _one(contacts_of(found.site), said["contact"])
        asking.send(person, found, participation=participation, contact=contact)
    except (Invalid, Refused) as problem:
        return _page(person, found, problem), problem.status
    return _done(_("The letter with the link leaves in 10 seconds, to %(name)s.", name=contact.called))


@pages.post("/lost-links/<request_id>/tell")
@doors.signed_in
def tell(person: Person, request_id: str):
    return _end(person, request_id, asking.tell, _("It is written down that the site was called."))


@pages.post("/lost-links/<request_id>/refuse")
@doors.signed_in
def refuse(person: Person, request_id: str):
    return _end(person, request_id, asking.refuse, _("It is written down that nothing was given out."))


def _end(person: Person, request_id: str, how: Any, words: Any):
    found = access.answered(person, request_id)
    try:
        how(person, found)
    except Refused as problem:
        return _page(person, found, problem), problem.status
    return _done(words)


def _done(words: Any):
    web.told(words)
    return redirect("/", 303)


def _one(rows: list, row_id: str):
    found = next((each for each in rows if each.id == row_id), None)
    if found is None:
        raise NotFound()
    return found


def _lost_page(form: forms.Form, problem: Problem | None = None) -> str:
    sites = queries.sites_called(form.values["q"])
    return render_template("screens/lost.html", form=form, sites=sites, problem=problem)


def _page(person: Person, found: LinkRequest, problem: Problem | None = None) -> str:
    return render_template(
        "screens/lost_link.html",
        request_=found,
        is_open=found.state == OPEN,
        contacts=contacts_of(found.site),
        links=queries.links_of(person, found.site, clock.now()),
        problem=problem,
    )
