"""Pages of a list of people: paste or send it, look what becomes of each line, keep what was chosen."""

from typing import Any

from flask import Blueprint, current_app, redirect, render_template, request, url_for

from confsys import doors, forms, web
from confsys.accounts import access, actions, fates, lists
from confsys.accounts.access import Keeper
from confsys.errors import Invalid, Refused
from confsys.people.models import Person
from confsys.words import ngettext

pages = Blueprint("people_list", __name__, url_prefix="/people/import")
KEPT = (fates.NEW, fates.CHANGED)


@pages.get("")
@doors.signed_in
def ask(person: Person):
    access.keeper(person)
    return _ask_page(forms.Form())


@pages.post("")
@doors.signed_in
def preview(person: Person):
    """What becomes of each line; nothing is kept yet. Or the list again as it was sent, to correct it."""
    keeper = access.keeper(person)
    text = _sent()
    if "correct" in request.form:
        return _ask_page(forms.Form(values={"list": text}))
    try:
        lines = lists.read(text)
    except Invalid as error:
        return _ask_page(forms.Form(values={"list": text}, errors=error.errors)), 422
    return _preview_page(keeper, text, lines)


@pages.post("/keep")
@doors.signed_in
def keep(person: Person):
    """Keep the chosen lines, all or none; the sign-in links of the new ones are shown in this answer only."""
    keeper = access.keeper(person)
    text = request.form.get("list", "")
    try:
        lines = lists.read(text)
    except Invalid as error:
        return _ask_page(forms.Form(values={"list": text}, errors=error.errors)), 422
    chosen = [line for line in lines if str(line.number) in set(request.form.getlist("keep"))]
    try:
        kept = actions.import_list(person, fates.known(chosen), keeper=keeper, lines=chosen)
    except (Invalid, Refused) as error:
        return _preview_page(keeper, text, lines, chosen, error), error.status
    return _kept(kept)


def _sent() -> str:
    """The file if there is one, else what was pasted."""
    file = request.files.get("file")
    return lists.decoded(file.read()) if file and file.filename else request.form.get("list", "")


def _kept(kept: actions.Kept):
    words = [
        ngettext("%(num)s person added.", "%(num)s people added.", len(kept.links)),
        ngettext("%(num)s changed.", "%(num)s changed.", kept.changed),
    ]
    if not kept.links:
        web.told(" ".join(words))
        return redirect(url_for("accounts.index"), 303)
    base = f"{current_app.config['BASE_URL']}/sign-in/link/"
    links = [(person, base + secret) for person, secret in kept.links]
    answer = web.unkept(render_template("accounts/sheet.html", links=links, words=" ".join(words)))
    answer.headers["Referrer-Policy"] = "no-referrer"
    return answer


def _ask_page(form: forms.Form) -> str:
    return render_template("accounts/import.html", form=form, labels=lists.LABELS, most=lists.MOST_ROWS)


def _preview_page(keeper: Keeper, text: str, lines, chosen=None, error: Any = None) -> str:
    judged = fates.judge(keeper, lines)
    counts = {kind: sum(fate.kind == kind for fate in judged) for kind in fates.KINDS}
    return render_template(
        "accounts/preview.html",
        text=text,
        fates=judged,
        counts=counts,
        chosen={line.number for line in lines if chosen is None or line in chosen},
        keepable=KEPT,
        labels=lists.LABELS,
        form=forms.Form(errors={"keep": error} if error else {}),
    )
