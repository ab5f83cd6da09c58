"""The history of a conference, a site or a person; taking an entry of it back, at once or after a look."""

from collections.abc import Callable

from flask import Blueprint, redirect, render_template, request

from confsys import doors, web
from confsys.errors import Refused
from confsys.history import access, actions, queries
from confsys.history.telling import personal_in, tell
from confsys.history.undo import UNDO
from confsys.people.models import Person
from confsys.words import _

pages = Blueprint("history", __name__)
VERSION = "int(max=2147483647):version"


@pages.post(f"/undo/<stream>/<{VERSION}>")
@doors.signed_in
def undo(person: Person, stream: str, version: int):
    """With one press what one has just done."""
    entry = access.own_entry(person, stream, version)
    return web.press(person, lambda: actions.undo(person, entry), _back)


def _back():
    web.told(_("Undone: all is as it was before."))
    return redirect(web.own_address(request.form.get("next")), 303)


def _for_each_sort(tail: str = "", method: str = "GET") -> Callable[[Callable], Callable]:
    """The same page for everything that has a history."""

    def put(view: Callable) -> Callable:
        for sort in access.SUBJECTS:
            where, values = f"/{sort}/<row_id>/history{tail}", {"sort": sort}
            pages.add_url_rule(where, view.__name__, view, methods=[method], defaults=values)
        return view

    return put


@_for_each_sort()
@doors.signed_in
def index(person: Person, sort: str, row_id: str):
    subject = access.subject(person, sort, row_id)
    asked = {name: request.args.get(name, "")[:60] for name in ("kind", "by", "below")}
    below = int(asked["below"]) if asked["below"].isdecimal() and len(asked["below"]) < 10 else None
    page = queries.page_of(subject.stream, kind=asked["kind"], by=asked["by"], below=below)
    kinds = {row.kind for row in page.rows} & UNDO.keys()
    return render_template(
        "history/index.html",
        sort=sort,
        subject=subject,
        page=page,
        asked=asked,
        kinds=queries.kinds_in(subject.stream),
        people=[(each.id, each.name) for each in queries.people_in(subject.stream)],
        revertible={kind for kind in kinds if access.may_change(person, subject.stream, kind)},
    )


@_for_each_sort(f"/<{VERSION}>")
@doors.signed_in
def ask(person: Person, sort: str, row_id: str, version: int):
    """Before an entry is taken back: what it did, and what would follow."""
    return _ask_page(person, access.subject(person, sort, row_id), version)


@_for_each_sort(f"/<{VERSION}>", "POST")
@doors.signed_in
def revert(person: Person, sort: str, row_id: str, version: int):
    subject = access.subject(person, sort, row_id)
    entry = access.entry_to_revert(person, subject, version)
    try:
        actions.revert(person, entry)
    except Refused as refusal:
        return _ask_page(person, subject, version), refusal.status
    web.told(_("It is as it was before."))
    return redirect(subject.history, 303)


def _ask_page(person: Person, subject: access.Subject, version: int) -> str:
    entry = access.entry_to_revert(person, subject, version)
    would, refusal = [], None
    try:
        would = actions.rehearse(person, entry)
    except Refused as refused:
        refusal = refused
    done = tell([entry], personal_in(subject.stream, [version]))[0]
    return render_template("history/ask.html", subject=subject, done=done, would=would, refusal=refusal)
