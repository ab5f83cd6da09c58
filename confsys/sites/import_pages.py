"""Pages of a list of units: send it, look what becomes of each line, keep it; and the directory as a file."""

from collections import Counter
from datetime import date
from typing import Any

from flask import Blueprint, Response, redirect, render_template, request, stream_template

from confsys import clock, doors, forms, web
from confsys.aside import giving_way
from confsys.errors import Invalid, NotAllowed, NotFound
from confsys.people.models import Person
from confsys.sites import access, actions, fates, lists, queries, sheets
from confsys.sites.sheets import COLUMNS, CSV, FORMS, XLSX, BrokenList, Cells
from confsys.words import _, gettext

pages = Blueprint("site_lists", __name__, url_prefix="/sites")
MOST_ROWS = 5_000  # half a minute; a file of more is too large to be sent
TYPES = {CSV: "text/csv; charset=utf-8", XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"}
KEPT = (fates.NEW, fates.CHANGED)


@pages.get("/export.<form>")
@doors.signed_in
def export(person: Person, form: str):
    """The directory of a day as a file that can be brought in again."""
    if form not in FORMS:
        raise NotFound()
    day = _day(request.args.get("on", ""))
    rows = queries.rows_on(day)
    data = lists.write(rows, form)
    headers = {"Content-Disposition": f'attachment; filename="sites-{day}.{form}"', "Cache-Control": "no-store"}
    return Response(data, content_type=TYPES[form], headers=headers)


@pages.get("/import")
@doors.signed_in
def ask(person: Person):
    _refuse_others(person)
    return _ask_page(forms.Form())


@pages.post("/import")
@doors.signed_in
def preview(person: Person):
    """What becomes of each line; nothing is kept yet. Or the list again as it was sent, to correct it."""
    _refuse_others(person)
    if "correct" in request.form:
        return _ask_page(forms.Form(values={"list": request.form.get("list", "")}))
    try:
        lines = _lines(_sent())
    except Invalid as error:
        return _ask_page(web.as_typed(error)), error.status
    return _preview_page(lines)


@pages.post("/import/keep")
@doors.signed_in
def keep(person: Person):
    """Keep every line that can be kept, a few at a time."""
    _refuse_others(person)
    try:
        lines = _lines(request.form.get("list", "").encode())
    except Invalid as error:
        return _ask_page(web.as_typed(error)), error.status
    done = actions.import_list(person, fates.keepable(fates.judge(lists.examined(lines))))
    figures = {"added": done.added, "changed": done.changed, "same": done.same}
    web.told(gettext("%(added)s added, %(changed)s changed, %(same)s as before.", **figures))
    return redirect("/sites", 303)


def _refuse_others(person: Person) -> None:
    if not access.is_administrator(person):
        raise NotAllowed(_("Only an administrator brings in a list of units."))


def _sent() -> bytes:
    """The file if there is one, else what was pasted."""
    file = request.files.get("file")
    return file.read() if file and file.filename else request.form.get("list", "").encode()


def _lines(data: bytes) -> list[Cells]:
    """Raises Invalid where the list as a whole cannot be read."""
    if not data.strip():
        raise Invalid({"list": _("Choose a file, or paste the list.")})
    try:
        lines = sheets.cells_of(data)
    except BrokenList as broken:
        raise Invalid({"list": str(broken)}) from None
    if not lines:
        raise Invalid({"list": _("The list is empty.")})
    if len(lines) > MOST_ROWS:
        words = {"most": MOST_ROWS, "count": len(lines)}
        raise Invalid({"list": _("At most %(most)s lines here, there are %(count)s: use “sites import”.", **words)})
    return lines


def _ask_page(form: forms.Form) -> str:
    return render_template("sites/import.html", form=form, columns=COLUMNS, most=MOST_ROWS)


def _preview_page(lines: list[Cells]) -> str:
    judged = fates.judge(lists.examined(lines))
    counts: dict[str, Any] = dict.fromkeys(fates.KINDS, 0) | Counter(fate.kind for fate in judged)
    text = sheets.written([cells for _number, cells in lines], CSV).decode()
    may_keep = any(counts[kind] for kind in KEPT)
    pieces = stream_template("sites/preview.html", text=text, fates=judged, counts=counts, may_keep=may_keep)
    return "".join(giving_way(pieces))


def _day(typed: str) -> date:
    try:
        return forms.day(typed)
    except forms.Unreadable:
        return clock.today()
