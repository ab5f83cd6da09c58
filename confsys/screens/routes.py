"""The office's pages of screens: all of them, one of them, and pairing."""

from typing import Any

from flask import Blueprint, current_app, redirect, render_template, request, url_for

from confsys import clock, doors, forms, listing, web
from confsys.conferences import access as conferences
from confsys.errors import Invalid, NotFound, Refused
from confsys.history.of_screens import VIEWS
from confsys.history.queries import latest
from confsys.people.models import Person
from confsys.presence.queries import by_screen
from confsys.screens import access, actions, floods, queries
from confsys.screens import forms as sent
from confsys.screens.models import PairedScreen
from confsys.words import _

pages = Blueprint("screens", __name__, url_prefix="/screens")
PER_PAGE = 60


@pages.get("")
@doors.signed_in
def index(person: Person):
    """Every screen this person looks after, by site: which are on, and what each shows."""
    access.operator(person)
    asked, now = listing.asked(request.args, "q"), clock.now()
    found = listing.page_of(queries.listed(person, asked["q"]), number=asked["page"], size=PER_PAGE)
    return render_template(
        "screens/index.html",
        asked=asked,
        page=found,
        here=by_screen([each.id for each in found.items]),
        chosen=queries.chosen_by(found.items, now),
        now=now,
        may_pair=access.may_pair(person),
        address=_address(),
    )


@pages.get("/pair")
@doors.signed_in
def pairing(person: Person):
    return _pair_page(access.keeper(person), forms.Form(values={"code": request.args.get("code", "")[:20]}))


@pages.post("/pair")
@doors.signed_in
def pair(person: Person):
    access.keeper(person)
    try:
        floods.refuse_guesses(person.id)
        values = forms.read(sent.PAIR, request.form)
        site = access.site_to_pair(person, values.pop("site"))
        screen = actions.pair(person, site, **values)
    except (Invalid, Refused) as problem:
        if isinstance(problem, Invalid) and "code" in problem.errors:
            floods.count_guess(person.id)
        return _pair_page(person, web.as_typed(problem)), problem.status
    web.told(_("“%(name)s” is paired and shows what %(site)s is to see.", name=screen.name, site=site.name))
    return redirect(url_for("screens.show", screen_id=screen.id), 303)


@pages.get("/<screen_id>")
@doors.signed_in
def show(person: Person, screen_id: str):
    return _page(person, access.steered(person, screen_id))


@pages.post("/<screen_id>/identify")
@doors.signed_in
def identify(person: Person, screen_id: str):
    screen = access.steered(person, screen_id)
    actions.identify(person, screen)
    return _done(screen, _("“%(name)s” shows its name for 15 seconds.", name=screen.name))


@pages.post("/<screen_id>/reload")
@doors.signed_in
def reload(person: Person, screen_id: str):
    screen = access.steered(person, screen_id)
    actions.reload(person, screen)
    return _done(screen, _("“%(name)s” loads its page anew.", name=screen.name))


@pages.post("/<screen_id>/tell")
@doors.signed_in
def tell(person: Person, screen_id: str):
    screen = access.steered(person, screen_id)
    try:
        actions.tell(person, screen, **forms.read(sent.TELL, request.form))
    except Invalid as problem:
        return _page(person, screen, web.as_typed(problem)), problem.status
    return _done(screen, _("The message stands on “%(name)s”.", name=screen.name))


@pages.post("/<screen_id>/take-away")
@doors.signed_in
def take_away(person: Person, screen_id: str):
    screen = access.steered(person, screen_id)
    actions.tell(person, screen, text="")
    return _done(screen, _("The message is taken away."))


@pages.post("/<screen_id>/view")
@doors.signed_in
def send_view(person: Person, screen_id: str):
    """What it shows from now on; without a conference, whichever is on."""
    screen = access.steered(person, screen_id)
    try:
        values = forms.read(sent.SHOW, request.form)
        meant = values["conference"] and conferences.seen(person, values["conference"])
        actions.show(person, screen, view=values["view"], conference=meant or None)
    except (Invalid, Refused) as problem:
        return _page(person, screen, web.as_typed(problem)), problem.status
    return _done(screen, _("“%(name)s” shows what you chose.", name=screen.name))


@pages.post("/<screen_id>/rename")
@doors.signed_in
def rename(person: Person, screen_id: str):
    screen = access.kept(person, screen_id)
    try:
        actions.rename(person, screen, **forms.read(sent.RENAME, request.form))
    except Invalid as problem:
        return _page(person, screen, web.as_typed(problem)), problem.status
    return _done(screen, _("The screen is called “%(name)s” now.", name=screen.name))


@pages.get("/<screen_id>/revoke")
@doors.signed_in
def ask_to_revoke(person: Person, screen_id: str):
    return render_template("screens/revoke.html", screen=access.taken_off(person, screen_id))


@pages.post("/<screen_id>/revoke")
@doors.signed_in
def revoke(person: Person, screen_id: str):
    screen = access.taken_off(person, screen_id)
    actions.revoke(person, screen)
    web.told(_("“%(name)s” is taken off and shows nothing any more.", name=screen.name))
    return redirect(url_for("screens.index"), 303)


def _address() -> str:
    """What is typed on the computer of a meeting room."""
    return f"{current_app.config['BASE_URL']}/screen"


def _done(screen: PairedScreen, words: Any):
    web.told(words)
    return redirect(url_for("screens.show", screen_id=screen.id), 303)


def _pair_page(person: Person, form: forms.Form) -> str:
    sites = access.sites_to_pair(person)
    if not sites:
        raise NotFound()
    return render_template(
        "screens/pair.html", form=form, sites=[(each.id, each.name) for each in sites], address=_address()
    )


def _page(person: Person, screen: PairedScreen, form: forms.Form | None = None) -> str:
    now = clock.now()
    return render_template(
        "screens/show.html",
        screen=screen,
        form=form or forms.Form(values={"name": screen.name, "minutes": "15", "text": ""}),
        here=by_screen([screen.id]).get(screen.id),
        chosen=queries.chosen_for(screen, now),
        conferences=queries.of_sites([screen.site_id], now).get(screen.site_id, []),
        message=screen.message_on(now),
        view_names=VIEWS,
        minutes=sent.MINUTES,
        may_keep=access.may_keep(person, screen),
        happened=latest(screen.stream),
        now=now,
    )
