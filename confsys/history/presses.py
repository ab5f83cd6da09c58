"""One press may do several things: all that its transaction wrote into the journal. What goes back with its entry."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import select

from confsys.agenda import actions as agenda
from confsys.agenda.models import AgendaItem
from confsys.extensions import db
from confsys.floor import actions as floor
from confsys.floor.models import Turn
from confsys.history import of_stage
from confsys.history.left import changed_since
from confsys.history.undo_agenda import GESTURES
from confsys.history.undo_floor import FOLLOWED
from confsys.journal import Entry

BEHIND = (*FOLLOWED, "floor.turn_taken_up", "agenda.forecast_announced")  # never what was pressed
CAUSES = ("conference.recessed", "conference.resumed", "conference.closed", "agenda.item_started")  # and the floor
SORT_OF_TURNS = "floor.turn_"


def pressed(together: Sequence[Entry]) -> Entry:
    """Which entry of one transaction says what was pressed.

    Items also stop and go on because of something else; "next" ends one item and begins another.
    """
    own = [entry for entry in together if not entry.kind.startswith("agenda.")]
    return own[0] if own else together[-1]


def take_along(actor: Any, entry: Entry) -> None:
    """What else happened by the same press is as it was before, to the second. Raises Refused if it changed since."""
    if entry.kind not in CAUSES and not entry.kind.startswith(SORT_OF_TURNS):
        return
    turns = []
    for each in _others(entry):
        if each.kind in FOLLOWED:
            turns.append(each)
        elif each.kind == "stage.shown":
            of_stage.put_back(actor, each)
    _turns_back(actor, turns)
    for each in _others(entry):
        if each.kind in GESTURES:
            _item_back(actor, each)


def _others(entry: Entry) -> list[Entry]:
    """The latest first: an item that began ends before the one before it goes on."""
    if entry.since is None:
        return []
    query = select(Entry).where(Entry.stream == entry.stream, Entry.since == entry.since)
    query = query.where(Entry.version != entry.version).order_by(Entry.version.desc())
    return list(db.session.scalars(query))


def _item_back(actor: Any, entry: Entry) -> None:
    item = db.session.get(AgendaItem, entry.about["item"])
    if item is not None and (run := _still_to_restore(item.run, entry)):
        agenda.set_back(actor, item, run=run)


def _turns_back(actor: Any, entries: Sequence[Entry]) -> None:
    runs = {}
    for each in entries:
        turn = db.session.get(Turn, each.about["turn"])
        if turn is not None and (run := _still_to_restore(turn.run, each)):
            runs[turn.id] = run
    if runs:
        floor.set_back(actor, db.session.get_one(Turn, next(iter(runs))), runs=runs)


def _still_to_restore(now: dict[str, Any], entry: Entry) -> dict[str, Any]:
    """How far it had come before; nothing where it stands there again. Its clock may have moved with its state."""
    before, after = entry.before or {}, entry.after or {}
    if all(now[name] == value for name, value in before.items()):
        return {}
    if now["state"] not in (before.get("state", now["state"]), after.get("state", now["state"])):
        raise changed_since()
    return dict(before)
