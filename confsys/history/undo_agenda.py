"""How an entry about an agenda is taken back."""

from typing import Any

from confsys.agenda import actions, clocks, entries
from confsys.agenda.models import RUN, AgendaItem
from confsys.agenda.queries import items_of
from confsys.conferences.models import Conference
from confsys.errors import Refused
from confsys.extensions import db
from confsys.history.left import before, changed_since, read, refuse_changed
from confsys.journal import Entry, personal_of
from confsys.words import _


def _item_added(actor: Any, entry: Entry) -> None:
    item = _item(entry)
    refuse_changed(entry, entries.plain(item))
    actions.delete(actor, item)


def _item_edited(actor: Any, entry: Entry) -> None:
    item, named = _item(entry), personal_of(entry)
    refuse_changed(entry, entries.plain(item))
    values = before(entry)
    if named:
        refuse_changed(entry, {"presenter": item.presenter}, after={"presenter": named["presenter"]})
        values["presenter"] = named["before"]
    actions.edit(actor, item, **values)


def _item_deleted(actor: Any, entry: Entry) -> None:
    conference, values, named = _conference(entry), before(entry), personal_of(entry)
    if db.session.get(AgendaItem, entry.about["item"]) is not None:
        raise Refused(_("The item is back on the agenda already."))
    position = values.pop("position", len(items_of(conference)) + 1)
    presenter, site = (named or {}).get("before", ""), values.pop("site")
    actions.put_back(
        actor,
        conference,
        item_id=entry.about["item"],
        position=position,
        presenter=presenter,
        site_id=site,
        **values,
    )


def _item_moved(actor: Any, entry: Entry) -> None:
    """Back behind the item it stood behind; what came or went meanwhile does not matter."""
    item = _item(entry)
    items = {each.id: each for each in items_of(item.conference)}
    old, new = ([each for each in (side or {})["order"] if each in items] for side in (entry.before, entry.after))
    if [each for each in items if each in new] != new:
        raise changed_since()
    place = old.index(item.id)
    where = {"after": items[old[place - 1]]} if place else {"before": items[old[1]]}
    actions.move(actor, item, **where)


def _written(actor: Any, entry: Entry) -> None:
    """What was written goes, and what it replaced comes back."""
    conference, named = _conference(entry), personal_of(entry) or {}
    here = {item.id: item for item in items_of(conference)}
    added = (entry.after or {})["items"]
    if not added.keys() <= here.keys():
        raise changed_since()
    for name, values in added.items():
        refuse_changed(entry, entries.plain(here[name]), after=values)
    removed = (entry.before or {})["items"].values()
    presenters = named.get("before") or [""] * len(removed)
    items = [
        {name: read(name, value) for name, value in values.items()} | {"presenter": presenter}
        for values, presenter in zip(removed, presenters, strict=True)
    ]
    actions.write(actor, conference, items=items, without=[here[name] for name in added])


def _warnings_set(actor: Any, entry: Entry) -> None:
    conference, values = _conference(entry), entry.before or {}
    refuse_changed(entry, {name: getattr(conference, name) for name in values})
    clocks.set_warnings(actor, conference, **values)


def _item_run(actor: Any, entry: Entry) -> None:
    item = _item(entry)
    refuse_changed(entry, item.run)
    actions.set_back(actor, item, run={name: value for name, value in (entry.before or {}).items() if name in RUN})


def _conference(entry: Entry) -> Conference:
    return db.session.get_one(Conference, entry.about["conference"])


def _item(entry: Entry) -> AgendaItem:
    item = db.session.get(AgendaItem, entry.about["item"])
    if item is None:
        raise Refused(_("The item is no longer on the agenda."))
    return item


GESTURES = tuple(
    f"agenda.item_{happened}"
    for happened in ("called", "started", "paused", "resumed", "finished", "skipped", "reopened", "adjusted")
)
AGENDA = {
    "agenda.item_added": _item_added,
    "agenda.written": _written,
    "agenda.item_edited": _item_edited,
    "agenda.item_deleted": _item_deleted,
    "agenda.item_moved": _item_moved,
    "agenda.warnings_set": _warnings_set,
    **dict.fromkeys(GESTURES, _item_run),
}
