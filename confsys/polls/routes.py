"""The office's pages of polls: the list, asking, how it stands, and how it ends."""

from typing import Any

from flask import Blueprint, Response, redirect, render_template, request, url_for

from confsys import clock, commands, doors, forms, listing, shown, web
from confsys.changes import just_made
from confsys.conferences.forms import reasons_typed
from confsys.conferences.offered import bodies, own_body
from confsys.errors import Invalid, NotFound, Problem, Refused
from confsys.ids import hashed, new_id
from confsys.people.models import Person
from confsys.polls import access, actions, beginning, links, queries
from confsys.polls import forms as sent
from confsys.polls import pages as page
from confsys.polls.models import MOST_SLOTS, STATE_NAMES, Poll, PollSlot
from confsys.words import _

pages = Blueprint("polls", __name__, url_prefix="/polls")
PER_PAGE = 40
LINK_WORDS = {
    "renew": _("The poll has a new link; the old one no longer works."),
    "revoke": _("The link of the poll no longer works."),
}
LINK_CHANGES = {"renew": actions.renew_poll_link, "revoke": actions.revoke_poll_link}


@pages.get("")
@doors.signed_in
def index(person: Person):
    bodies(person)
    asked = listing.asked(request.args)
    found = listing.page_of(queries.listed(person), number=asked["page"], size=PER_PAGE)
    return render_template(
        "polls/index.html",
        page=found,
        asked=asked,
        counts=queries.counts_of(found.items),
        chosen=queries.chosen_of(found.items),
        today=clock.today(),
        state_words=STATE_NAMES,
    )


@pages.get("/new")
@doors.signed_in
def new(person: Person):
    bodies(person)
    return _form_page(person, beginning.form_of(person, request.args))


@pages.post("/new")
@doors.signed_in
def make(person: Person):
    bodies(person)
    if "lines" in request.form:
        return _form_page(person, sent.typed_poll(request.form))
    try:
        values = sent.read_poll(request.form, new=True)
        key = f"{request.form.get('key', '')[:40]}-{hashed(repr(sorted(request.form.items(multi=True))))[:16]}"
        made = commands.command(person, key, request.path, lambda: {"poll": _opened(person, values).id})
    except Invalid as error:
        return _form_page(person, sent.typed_poll(request.form, error.errors)), error.status
    web.told(_("The poll is open. Send its link to the guests."))
    return redirect(url_for("polls.show", poll_id=made["poll"]), 303)


def _opened(person: Person, values: dict[str, Any]) -> Poll:
    """Of the body that was chosen, or of that of the conference it is asked for."""
    conference = access.draft(person, values.pop("conference")) if values.get("conference") else None
    values.pop("conference", None)
    body = own_body(person, conference.organiser_id if conference else values.pop("organiser"))
    values["organiser"] = body.id
    return actions.open_poll(person, conference=conference, wanted=beginning.wanted(request.form), **values)


@pages.get("/<poll_id>")
@doors.signed_in
def show(person: Person, poll_id: str):
    return _poll_page(person, access.managed(person, poll_id))


@pages.get("/<poll_id>/edit")
@doors.signed_in
def edit(person: Person, poll_id: str):
    poll = access.managed(person, poll_id)
    return _form_page(person, beginning.form_of_poll(poll), poll)


@pages.post("/<poll_id>/edit")
@doors.signed_in
def edited(person: Person, poll_id: str):
    poll = access.managed(person, poll_id)
    if "lines" in request.form:
        return _form_page(person, sent.typed_poll(request.form), poll)
    before = {each.time for each in queries.slots_of(poll)}
    try:
        values = sent.read_poll(request.form, new=False, kept=before)
        revision = forms.read({"revision": forms.whole(1, 10**9)}, request.form)["revision"]
        actions.change_poll(person, poll, revision=revision, **values)
    except (Invalid, Refused) as problem:
        return _form_page(person, sent.typed_poll(request.form, problem.by_field()), poll), problem.status
    web.told(beginning.what_was_kept(before, set(values["slots"])))
    return _back(poll)


@pages.post("/<poll_id>/close")
@doors.signed_in
def close(person: Person, poll_id: str):
    poll = access.managed(person, poll_id)
    actions.close_poll(person, poll)
    web.told(_("The poll is closed; guests see how it stands."), undo=just_made())
    return _back(poll)


@pages.post("/<poll_id>/reopen")
@doors.signed_in
def reopen(person: Person, poll_id: str):
    poll = access.managed(person, poll_id)
    try:
        actions.reopen_poll(person, poll, **forms.read(sent.REOPENED, request.form))
    except (Invalid, Refused) as problem:
        return _poll_page(person, poll, problem), problem.status
    web.told(_("The poll takes answers again, until %(day)s.", day=shown.full_day(poll.last_day)))
    return _back(poll)


@pages.post("/<poll_id>/slots/<slot_id>/decide")
@doors.signed_in
def decide(person: Person, poll_id: str, slot_id: str):
    """End it in a slot: its conference moves there, or the form opens that plans one."""
    poll = access.managed(person, poll_id)
    slot = access.slot_of(poll, slot_id)
    revision = forms.read({"revision": forms.whole(1, 10**9)}, request.form)["revision"]
    reasons = reasons_typed(request.form)
    try:
        actions.decide(person, poll, poll.conference, slot=slot, revision=revision, reasons=reasons)
    except (Invalid, Refused) as problem:
        return _poll_page(person, poll, problem, slot), problem.status
    if poll.conference_id is None:
        web.told(_("The time is chosen, and guests see it. Complete the plan and save it."))
        return redirect(page.plan_address(poll, slot), 303)
    web.told(_("The conference has moved to %(when)s, and guests see it.", when=shown.when(*slot.time)))
    return _back(poll)


@pages.post("/<poll_id>/erase-names")
@doors.signed_in
def erase_names(person: Person, poll_id: str):
    poll = access.managed(person, poll_id)
    actions.erase_names(person, poll)
    web.told(_("The names of the guests are erased."))
    return _back(poll)


@pages.post("/<poll_id>/link/<change>")
@doors.signed_in
def change_link(person: Person, poll_id: str, change: str):
    poll = access.managed(person, poll_id)
    if change not in LINK_CHANGES:
        raise NotFound()
    LINK_CHANGES[change](person, poll)
    web.told(LINK_WORDS[change])
    return _back(poll)


@pages.get("/<poll_id>/code.svg")
@doors.signed_in
def code(person: Person, poll_id: str):
    """The QR code of the link, drawn when it is looked at."""
    address = links.address_of(access.managed(person, poll_id))
    return Response(shown.qr_svg(address), mimetype="image/svg+xml", headers={"Cache-Control": "private, no-store"})


def _form_page(person: Person, form: forms.Form, poll: Poll | None = None) -> str:
    form.values["key"] = form.values.get("key") or new_id()
    return render_template(
        "polls/form.html",
        form=form,
        poll=poll,
        bodies=[(each.id, each.name) for each in page.bodies_that_exist(bodies(person))],
        conference=beginning.conference_of(person, form, poll),
        most=MOST_SLOTS,
    )


def _poll_page(person: Person, poll: Poll, problem: Problem | None = None, slot: PollSlot | None = None) -> Response:
    """`problem`: why it does not end in this slot, or does not open again."""
    standing = queries.standing_of(poll)
    # The link on it is a secret.
    return web.unkept(
        render_template(
            "polls/show.html",
            poll=poll,
            standing=standing,
            rows=page.rows(standing, person),
            state=poll.state_on(clock.today()),
            state_words=STATE_NAMES,
            link=None if poll.link_revoked_at else links.address_of(poll),
            message=page.text_to_send(poll, standing.slots),
            plan=page.plan_address(poll, standing.chosen) if standing.chosen else "",
            problem=problem,
            form=web.as_typed(problem if slot is None else None),
            wished=slot,
            judged=page.judged(poll, slot, person, reasons_typed(request.form)) if slot else None,
        )
    )


def _back(poll: Poll):
    return redirect(url_for("polls.show", poll_id=poll.id), 303)
