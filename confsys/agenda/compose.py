"""Pages that bring a whole agenda at once: pasted, or copied from another conference. It is seen before it is kept."""

from typing import Any

from flask import Blueprint, redirect, render_template, request, url_for

from confsys import commands, doors, forms, web
from confsys.agenda import actions, bring, queries
from confsys.agenda.bring import Understood
from confsys.agenda.models import AgendaItem
from confsys.agenda.names import KIND_NAMES
from confsys.agenda.pasted.reading import Line
from confsys.agenda.pasted.rows import each_row_on_a_line
from confsys.changes import just_made
from confsys.conferences import access as conferences
from confsys.conferences.models import Conference
from confsys.errors import Invalid, Refused
from confsys.ids import new_id
from confsys.words import ngettext

pages = Blueprint("compose", __name__, url_prefix="/conferences/<conference_id>/agenda")
KEEP, KEEP_ALL = "keep", "keep-all"
OFFERED = 20
COPY = {"from": forms.identifier, "replacing": forms.yes_or_no}


@pages.get("/paste")
@doors.signed_in
def paste(person, conference_id: str):
    return _paste_page(conferences.managed(person, conference_id), "", Understood(), forms.Form())


@pages.post("/paste")
@doors.signed_in
def pasted(person, conference_id: str):
    """Reads again, mends one line by a choice that was offered, or keeps what was read."""
    conference = conferences.managed(person, conference_id)
    text, replacing = each_row_on_a_line(request.form.get("text", "")), bool(request.form.get("replacing"))
    form = forms.Form(values={"replacing": replacing})
    try:
        found = bring.understood(conference, text, replacing=replacing)
        if choice := request.form.get("choose"):
            text = _mended(text, found, choice)
            found = bring.understood(conference, text, replacing=replacing)
        if request.form.get("do") not in (KEEP, KEEP_ALL):
            return _paste_page(conference, text, found, form)
        lines = found.lines if request.form["do"] == KEEP_ALL else found.good
        _keep(person, conference, lines, replacing=replacing)
    except (Invalid, Refused) as error:
        form.errors = error.by_field()
        return _paste_page(conference, text, Understood(), form), error.status
    _tell(len(lines))
    left = [line.raw for line in found.lines if line not in lines]
    if left:
        return _paste_page(
            conference, "\n".join(left), bring.understood(conference, "\n".join(left), replacing=False), forms.Form()
        )
    return redirect(url_for("agenda.write", conference_id=conference_id), 303)


def _keep(person, conference: Conference, lines: list[Line], *, replacing: bool) -> None:
    """Once for each page that was shown: loading its answer again writes nothing twice."""

    def work() -> dict[str, Any]:
        items = [bring.values_of(line) for line in lines]
        actions.write(person, conference, items=items, without=_replaced(conference, replacing))
        return {}

    commands.command(person, request.form.get("command"), [request.path, request.form.to_dict()], work)


def _tell(count: int) -> None:
    sentence = ngettext("%(num)s item has been written.", "%(num)s items have been written.", count)
    web.told(sentence, undo=just_made())


def _replaced(conference: Conference, replacing: bool) -> list[AgendaItem]:
    """What gives way: all that has not begun, if it was asked for."""
    return [item for item in queries.items_of(conference) if replacing and item.started_at is None]


def _mended(text: str, found: Understood, choice: str) -> str:
    """The text with one line as it was chosen; "5:0" is the first choice of line 5, "5:x" takes it out."""
    number, _colon, which = choice.partition(":")
    rows = text.splitlines()
    line = next((each for each in found.bad if str(each.number) == number), None)
    if line is None or line.number > len(rows):
        return text
    if which == "x":
        rows[line.number - 1] = ""
    elif which.isdecimal() and int(which) < len(line.choices):
        rows[line.number - 1] = line.choices[int(which)].text
    return "\n".join(rows)


@pages.get("/copy")
@doors.signed_in
def copy(person, conference_id: str):
    """Conferences to copy from; with `from` in the address, what would be copied."""
    conference = conferences.managed(person, conference_id)
    source = conferences.seen(person, request.args["from"]) if request.args.get("from") else None
    return _copy_page(person, conference, source, forms.Form())


@pages.post("/copy")
@doors.signed_in
def copied(person, conference_id: str):
    conference = conferences.managed(person, conference_id)
    values = forms.read(COPY, request.form, optional={"replacing": False})
    source = conferences.seen(person, values["from"])
    items = bring.copied(source, conference)
    try:
        actions.write(person, conference, items=items, without=_replaced(conference, values["replacing"]))
    except (Invalid, Refused) as error:
        form = forms.Form(errors=error.by_field())
        return _copy_page(person, conference, source, form), error.status
    _tell(len(items))
    return redirect(url_for("agenda.write", conference_id=conference_id), 303)


def _paste_page(conference: Conference, text: str, found: Understood, form: forms.Form) -> str:
    return render_template(
        "agenda/paste.html",
        text=text,
        found=found,
        form=form,
        ends=found.ends_at,
        command=new_id(),
        kinds=KIND_NAMES,
        **_common(conference),
    )


def _copy_page(person, conference: Conference, source: Conference | None, form: forms.Form) -> str:
    asked = request.args.get("q", "")[:200]
    offered = [] if source else queries.conferences_with_items(person, text=asked, without=conference, most=OFFERED)
    return render_template(
        "agenda/copy.html",
        source=source,
        items=bring.copied(source, conference) if source else [],
        offered=offered,
        asked=asked,
        form=form,
        kinds=KIND_NAMES,
        **_common(conference),
    )


def _common(conference: Conference) -> dict[str, Any]:
    """What both pages say of the agenda there is."""
    items = queries.items_of(conference)
    return {"conference": conference, "there": len(items), "begun": sum(item.started_at is not None for item in items)}
