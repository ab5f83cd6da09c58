"""Pages of the agenda: writing it, and the buttons that run it. Every form also works without a script."""

from datetime import timedelta
from typing import Any

from flask import Blueprint, redirect, render_template, request, url_for

from confsys import clock, doors, forms, shown, web
from confsys.agenda import access, actions, clocks, limits, queries
from confsys.agenda.forms import ADJUST, FOR_ALL, MOVE, SEEN, typed
from confsys.agenda.models import AgendaItem
from confsys.agenda.names import KIND_NAMES
from confsys.changes import just_made
from confsys.conferences import access as conferences
from confsys.conferences.models import Conference
from confsys.conferences.queries import participations_of
from confsys.errors import Invalid, NotFound, Refused
from confsys.words import _

pages = Blueprint("agenda", __name__, url_prefix="/conferences/<conference_id>/agenda")
GESTURES = {
    "call": actions.call,
    "start": actions.start,
    "pause": actions.pause,
    "resume": actions.resume,
    "finish": actions.finish,
    "skip": actions.skip,
    "reopen": actions.reopen,
}
SHOWN = ("title", "kind", "minutes", "presenter", "counts_to_end", "warn_minutes", "danger_seconds", "revision")
MOMENT = timedelta(microseconds=1)
BACK = {
    "operator": "console.operate",
    "chair": "console.chair",
    "conference": "desk.conference",
    "agenda": "agenda.write",
}


@pages.get("")
@doors.signed_in
def write(person, conference_id: str):
    return _page(conferences.managed(person, conference_id), forms.Form(values={"minutes": "10", "kind": "bao-cao"}))


@pages.post("")
@doors.signed_in
def add(person, conference_id: str):
    conference = conferences.managed(person, conference_id)
    try:
        actions.add(person, conference, **typed(request.form, conference))
    except (Invalid, Refused) as error:
        return _page(conference, web.as_typed(error)), error.status
    return redirect(url_for("agenda.write", conference_id=conference_id) + "#add", 303)


@pages.post("/warnings")
@doors.signed_in
def set_warnings(person, conference_id: str):
    """When the clocks of all items warn, but for those that have warnings of their own."""
    conference = conferences.managed(person, conference_id)
    try:
        said = forms.read(FOR_ALL, request.form)
        if clocks.set_warnings(person, conference, **{name.removeprefix("all_"): said[name] for name in said}):
            web.told(_("The warnings are set."), undo=just_made())
    except (Invalid, Refused) as error:
        return _page(conference, web.as_typed(error)), error.status
    return redirect(url_for("agenda.write", conference_id=conference_id), 303)


@pages.get("/<item_id>")
@doors.signed_in
def edit(person, conference_id: str, item_id: str):
    item = access.managed_item(person, conference_id, item_id)
    values = {name: _as_typed(getattr(item, name)) for name in SHOWN}
    values |= {"site": item.site_id or "", **_fixed(item)}
    return _item_page(item, forms.Form(values=values))


def _as_typed(value: Any) -> Any:
    return "" if value is None else value


def _fixed(item: AgendaItem) -> dict[str, str]:
    """A fixed start as it would be typed."""
    if item.fixed_start is None:
        return {}
    local = clock.local(item.fixed_start)
    return {"fixed_start": f"{local:%-Hh%M}", "fixed_day": f"{local:%Y-%m-%d}"}


@pages.post("/<item_id>")
@doors.signed_in
def edited(person, conference_id: str, item_id: str):
    item = access.managed_item(person, conference_id, item_id)
    try:
        revision = forms.read(SEEN, request.form)["revision"]
        actions.edit(person, item, revision=revision, **typed(request.form, item.conference))
    except (Invalid, Refused) as error:
        return _item_page(item, web.as_typed(error)), error.status
    return redirect(url_for("agenda.write", conference_id=conference_id), 303)


@pages.post("/<item_id>/delete")
@doors.signed_in
def delete(person, conference_id: str, item_id: str):
    actions.delete(person, access.managed_item(person, conference_id, item_id))
    web.told(_("The item has been taken off the agenda."), undo=just_made())
    return redirect(url_for("agenda.write", conference_id=conference_id), 303)


@pages.post("/<item_id>/move")
@doors.signed_in
def move(person, conference_id: str, item_id: str):
    """Up or down by one, or right before or after another item."""
    item = access.managed_item(person, conference_id, item_id)
    if direction := request.form.get("direction"):
        items = queries.items_of(item.conference)
        place = [each.id for each in items].index(item.id) + (-1 if direction == "up" else 1)
        if 0 <= place < len(items):
            actions.move(person, item, **{"before" if direction == "up" else "after": items[place]})
    else:
        places = forms.read_some(MOVE, request.form)
        actions.move(person, item, **{name: access.item_of(item.conference, each) for name, each in places.items()})
    return redirect(url_for("agenda.write", conference_id=conference_id) + f"#item-{item_id}", 303)


@pages.post("/next")
@doors.signed_in
def next_item(person, conference_id: str):
    conference = conferences.run(person, conference_id)
    expect = request.form.get("expect") or None
    return web.press(person, lambda: actions.go_on(person, conference, expect=expect), lambda: _back(conference_id))


@pages.post("/<item_id>/adjust")
@doors.signed_in
def adjust(person, conference_id: str, item_id: str):
    item = access.run_item(person, conference_id, item_id)
    change = forms.read(ADJUST, request.form) | forms.read_some(SEEN, request.form)
    return web.press(person, lambda: actions.adjust(person, item, **change), lambda: _back(conference_id))


@pages.post("/<item_id>/<gesture>")
@doors.signed_in
def gesture(person, conference_id: str, item_id: str, gesture: str):
    if gesture not in GESTURES:
        raise NotFound()
    item = access.run_item(person, conference_id, item_id)
    return web.press(person, lambda: GESTURES[gesture](person, item), lambda: _back(conference_id))


def _back(conference_id: str):
    """To the page the button stood on."""
    endpoint = BACK.get(request.form.get("back", ""), BACK["agenda"])
    return redirect(url_for(endpoint, conference_id=conference_id), 303)


def _page(conference: Conference, form: forms.Form) -> str:
    rows = queries.schedule_of(conference)
    for name in FOR_ALL:
        form.values.setdefault(name, _as_typed(getattr(conference, name.removeprefix("all_"))))
    return render_template(
        "agenda/write.html",
        conference=conference,
        form=form,
        rows=rows,
        sites=[each.site for each in participations_of(conference)],
        end=queries.planned_end_of(conference, rows),
        warnings=[sentence for row in rows if (sentence := limits.too_long_of(row.item))],
        kinds=_kinds(),
        days=_days(conference),
    )


def _item_page(item: AgendaItem, form: forms.Form) -> str:
    return render_template(
        "agenda/item.html",
        item=item,
        conference=item.conference,
        form=form,
        sites=[each.site for each in participations_of(item.conference)],
        kinds=_kinds(),
        days=_days(item.conference),
    )


def _days(conference: Conference) -> list[tuple[str, str]]:
    """The days of a conference, to choose from; a conference of one day leaves no choice."""
    first, last = clock.local(conference.starts_at).date(), clock.local(conference.ends_at - MOMENT).date()
    days = [first + timedelta(days=number) for number in range((last - first).days + 1)]
    return [(day.isoformat(), shown.full_day(day)) for day in days] if len(days) > 1 else []


def _kinds() -> list[tuple[str, object]]:
    return list(KIND_NAMES.items())
