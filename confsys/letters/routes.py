"""The secretariat's pages of letters: all of them with how each stands, and one as it leaves or left."""

from typing import Any

from flask import Blueprint, redirect, render_template, request, url_for

from confsys import clock, doors, listing, web
from confsys.errors import Invalid, Refused
from confsys.letters import access, actions, envelope, links, queries, server, showing
from confsys.letters.models import DEAD, SENT, STATES, Letter
from confsys.people.models import Person
from confsys.words import _, n_

pages = Blueprint("letters", __name__, url_prefix="/letters")
PER_PAGE = 50
NARROWED_BY = ("q", "state", "conference")


@pages.get("")
@doors.signed_in
def index(person: Person):
    """The latest first; what it is narrowed by stands in the address."""
    access.reader(person)
    asked, now = listing.asked(request.args, *NARROWED_BY), clock.now()
    state = asked["state"] if asked["state"] in STATES else ""
    found = listing.page_of(
        queries.listed(person, **_narrowed(asked), state=state), number=asked["page"], size=PER_PAGE
    )
    has_server, last = server.is_set_up(), queries.last_attempts([each.id for each in found.items])
    return render_template(
        "letters/index.html",
        asked=asked,
        page=found,
        rows=[(each, showing.standing(each, last.get(each.id), now, has_server)) for each in found.items],
        last=last,
        counts=queries.counts(queries.listed(person, **_narrowed(asked))),
        conference=found.items[0].conference if asked["conference"] and found.items else None,
        states=[(each, showing.STATE_NAMES[each]) for each in STATES],
        has_server=has_server,
        stuck_since=queries.stuck_since(now) if has_server else None,
    )


def _narrowed(asked: Any) -> dict[str, str]:
    return {"text": asked.get("q", "")[:200], "conference": asked.get("conference", "")[:40]}


@pages.post("/resend")
@doors.signed_in
def resend_dead(person: Person):
    """All that are dead of what the list was narrowed to."""
    access.reader(person)
    dead = queries.some_of(queries.listed(person, **_narrowed(request.form), state=DEAD))
    number = actions.resend_all(person, dead)
    words = n_("%(num)s letter leaves again", "%(num)s letters leave again", number)
    web.told(words if number else _("None of them can be sent: correct their addresses first."))
    return redirect(url_for("letters.index", conference=request.form.get("conference") or None), 303)


@pages.get("/<letter_id>")
@doors.signed_in
def show(person: Person, letter_id: str):
    return _letter_page(person, access.seen(person, letter_id))


@pages.post("/<letter_id>/withdraw")
@doors.signed_in
def withdraw(person: Person, letter_id: str):
    letter = access.seen(person, letter_id)
    try:
        actions.withdraw(person, letter)
    except Refused as refusal:
        return _letter_page(person, letter, refusal), refusal.status
    web.told(_("The letter is withdrawn and does not leave."))
    return redirect(url_for("letters.show", letter_id=letter.id), 303)


@pages.post("/<letter_id>/resend")
@doors.signed_in
def resend(person: Person, letter_id: str):
    letter = access.seen(person, letter_id)
    try:
        actions.resend(person, letter, address=request.form.get("address", "").strip()[:300])
    except (Invalid, Refused) as problem:
        return _letter_page(person, letter, problem), problem.status
    web.told(_("The letter leaves again in 10 seconds."))
    return redirect(url_for("letters.show", letter_id=letter.id), 303)


def _letter_page(person: Person, letter: Letter, problem: Invalid | Refused | None = None) -> str:
    attempts, now = queries.attempts_of(letter), clock.now()
    instead = str(_("(a personal link, for the receiver alone)"))
    text, short = (links.shown_to(person, each, letter.about, instead) for each in (letter.text, letter.short))
    form = web.as_typed(problem)
    form.values.setdefault("address", queries.address_now(letter))
    return render_template(
        "letters/show.html",
        letter=letter,
        standing=showing.standing(letter, attempts[-1] if attempts else None, now, server.is_set_up()),
        why=showing.why_dead(letter, attempts) if letter.state == DEAD else None,
        attempts=[(each, showing.outcome(each, letter.mailbox, now)) for each in attempts],
        paragraphs=showing.paragraphs(text),
        short=f"{letter.subject}\n{short}",
        sender=envelope.sender(),
        form=form,
        problem=problem if isinstance(problem, Refused) else None,
        has_left=letter.state == SENT,
        has_server=server.is_set_up(),
    )
