"""Writing the week of a body: its lines, what is added to conferences, and publishing the next edition."""

from datetime import timedelta
from typing import Any

from flask import Blueprint, redirect, render_template, request, url_for

from confsys import clock, doors, forms, shown, web
from confsys.changes import just_made
from confsys.conferences.leading import leading_of
from confsys.errors import Invalid, Problem, Refused
from confsys.forms import Form
from confsys.office.queries import lines_of
from confsys.people.models import Person
from confsys.sites.models import Site
from confsys.weeks import access, actions, clashes, ordering, pages, queries
from confsys.weeks import forms as sent
from confsys.weeks.drafting import EXTRAS, draft, leader_ids
from confsys.weeks.leaders import parts_of, understood
from confsys.weeks.marks import counted, marked
from confsys.weeks.models import WeekEntry
from confsys.weeks.pages import Asked
from confsys.words import _

drafts = Blueprint("week_drafts", __name__, url_prefix="/week")
MOVE: dict[str, forms.Read] = {"key": forms.text(100), "way": forms.choice(tuple(ordering.STEPS))}
PUBLISH = {"expect": forms.whole(0, 10**6)}


@drafts.get("/edit")
@doors.signed_in
def edit(person: Person):
    """The draft, with what would be told if it were published now."""
    asked, body = _asked(person)
    day = asked.on if "on" in request.args else clock.today()
    return _edit_page(asked, body, Form(values={"day": shown.day(day), "people": set()}))


@drafts.post("/edit")
@doors.signed_in
def add(person: Person):
    asked, body = _asked(person)
    try:
        entry = actions.enter(person, body=body, **_line(body))
    except (Invalid, Refused) as problem:
        return _edit_page(asked, body, sent.typed(request.form, problem.by_field()), problem), problem.status
    return _told(entry.day, body, _added(entry, person))


def _line(body: Site) -> dict[str, Any]:
    """A line as it was sent, with the leaders that its words name. Raises Invalid."""
    values = sent.line(request.form)
    known = [*access.leaders(body), *access.leaders_called(body, parts_of(values["leaders"]))]
    named, values["leaders"] = understood(values["leaders"], list(dict.fromkeys(known)))
    return values | {"people": list(dict.fromkeys([*values["people"], *named]))}


def _added(entry: WeekEntry, person: Person) -> Any:
    """Said with what stands against it: a leader who is elsewhere is only mentioned."""
    against = clashes.against(entry, person)
    if not against:
        return _("“%(title)s” stands on the draft.", title=entry.title)
    return _("“%(title)s” stands on the draft. Note: %(what)s", title=entry.title, what=against[0].words)


@drafts.post("/move")
@doors.signed_in
def move(person: Person):
    """One line changes places with the one above or below it."""
    asked, body = _asked(person)
    sent = forms.read(MOVE, request.form)
    rows = draft(body, asked.monday).rows
    order = ordering.exchanged(ordering.beside(rows, sent["key"]), sent["key"], sent["way"])
    actions.arrange(person, body=body, monday=asked.monday, order=order)
    return _told(asked.on, body, _("The line stands elsewhere now."))


@drafts.post("/publish")
@doors.signed_in
def publish(person: Person):
    asked, body = _asked(person)
    expect = forms.read(PUBLISH, request.form)["expect"]
    edition = actions.publish(person, body=body, monday=asked.monday, expect=expect)
    words = _("The week is published.")
    if edition.number > 1:
        words = _("Adjustment %(n)s is published.", n=edition.number - 1)
    web.told(words)
    return redirect(asked.address("/week", body), 303)


@drafts.get("/entries/<entry_id>")
@doors.signed_in
def line(person: Person, entry_id: str):
    entry = access.entry(person, entry_id)
    return _line_page(entry, sent.filled(entry, leader_ids(entry)))


@drafts.post("/entries/<entry_id>")
@doors.signed_in
def change(person: Person, entry_id: str):
    entry = access.entry(person, entry_id)
    try:
        revision = forms.read({"revision": forms.whole(1, 10**9)}, request.form)["revision"]
        actions.change(person, entry, revision=revision, **_line(entry.week.body))
    except (Invalid, Refused) as problem:
        return _line_page(entry, sent.typed(request.form, problem.by_field()), problem), problem.status
    return _told(entry.day, entry.week.body, _added(entry, person))


@drafts.post("/entries/<entry_id>/remove")
@doors.signed_in
def remove(person: Person, entry_id: str):
    entry = access.entry(person, entry_id)
    day, body, title = entry.day, entry.week.body, entry.title
    actions.remove(person, entry)
    return _told(day, body, _("“%(title)s” is taken off.", title=title))


@drafts.post("/entries/<entry_id>/cancel")
@doors.signed_in
def cancel(person: Person, entry_id: str):
    entry = access.entry(person, entry_id)
    try:
        reason = forms.read({"reason": forms.reason}, request.form)["reason"]
        actions.cancel_entry(person, entry, reason=reason)
    except (Invalid, Refused) as problem:
        form = sent.filled(entry, leader_ids(entry))
        form.errors = problem.by_field()
        return _line_page(entry, form, problem), problem.status
    return _told(entry.day, entry.week.body, _("“%(title)s” is cancelled.", title=entry.title))


@drafts.post("/entries/<entry_id>/restore")
@doors.signed_in
def restore(person: Person, entry_id: str):
    entry = access.entry(person, entry_id)
    actions.restore_entry(person, entry)
    return _told(entry.day, entry.week.body, _("“%(title)s” takes place after all.", title=entry.title))


@drafts.post("/entries/<entry_id>/copy")
@doors.signed_in
def copy(person: Person, entry_id: str):
    """The same a week later: what comes back every week is written once."""
    entry = access.entry(person, entry_id)
    names = ("at", "until", "half", "title", "place", "room_id", "leaders", *EXTRAS)
    values = {name: getattr(entry, name) for name in names}
    values |= {"people": leader_ids(entry), "day": entry.day + timedelta(days=7)}
    made = actions.enter(person, body=entry.week.body, **values)
    return _told(made.day, made.week.body, _added(made, person))


@drafts.get("/conferences/<conference_id>")
@doors.signed_in
def conference(person: Person, conference_id: str):
    """What the office adds to the line of a conference."""
    asked, body = _asked(person)
    found = access.conference(body, asked.monday, conference_id)
    there = draft(body, asked.monday).notes.get(found.id)
    values = {name: getattr(there, name) if there else "" for name in EXTRAS}
    return _note_page(asked, body, found, Form(values=values))


@drafts.post("/conferences/<conference_id>")
@doors.signed_in
def note(person: Person, conference_id: str):
    asked, body = _asked(person)
    found = access.conference(body, asked.monday, conference_id)
    try:
        actions.note(person, body=body, monday=asked.monday, conference=found, **sent.note(request.form))
    except (Invalid, Refused) as problem:
        return _note_page(asked, body, found, sent.typed(request.form, problem.by_field())), problem.status
    return _told(asked.on, body, _("The line of “%(title)s” says more now.", title=found.title))


def _asked(person: Person) -> tuple[Asked, Site]:
    """The week an address names, of a body whose week this person writes."""
    asked = pages.asked(request.args)
    site = asked.body or access.own_body(person).id
    return asked, access.edited(person, site)


def _told(day, body: Site, words: Any):
    web.told(words, undo=just_made())
    return redirect(url_for("week_drafts.edit", on=day.isoformat(), of=body.id), 303)


def _edit_page(asked: Asked, body: Site, form: Form, problem: Problem | None = None) -> str:
    week, now = queries.week_of(body, asked.monday), draft(body, asked.monday)
    edition = week.edition if week else 0
    rows = queries.rows_by_edition(week, [edition]) if week and edition else {}
    lines = marked(rows.get(edition), now.rows)
    return render_template(
        "weeks/edit.html",
        asked=asked,
        body=body,
        lines_above=lines_of(body),
        week=week,
        edition=edition,
        days=pages.days_of(asked.monday, lines),
        number=len(now.rows),
        ways=ordering.movable(now.rows),
        marks=counted(lines),
        is_new=now.rows != rows.get(edition, []),
        today=clock.today(),
        **_choices(body, form, problem),
    )


def _line_page(entry: WeekEntry, form: Form, problem: Problem | None = None) -> str:
    body = entry.week.body
    return render_template("weeks/line.html", entry=entry, body=body, **_choices(body, form, problem))


def _choices(body: Site, form: Form, problem: Problem | None) -> dict[str, Any]:
    """The form of a line, and what it may choose from."""
    refusal = problem if isinstance(problem, Refused) else None
    rooms = access.rooms(body, form.values.get("room_id") or None)
    return {"form": form, "refusal": refusal, "leaders": access.leaders(body), "rooms": rooms}


def _note_page(asked: Asked, body: Site, found: Any, form: Form) -> str:
    chairs = found.names_of_chairs(leading_of(found))
    return render_template("weeks/note.html", asked=asked, body=body, conference=found, chairs=chairs, form=form)
