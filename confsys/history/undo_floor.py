"""How an entry about the floor of a conference is taken back."""

from collections.abc import Callable
from typing import Any

from sqlalchemy import select

from confsys.conferences.models import Conference
from confsys.errors import Refused
from confsys.extensions import db
from confsys.floor import actions, queries
from confsys.floor.models import RUN, Turn
from confsys.floor.order import are_of_one_group
from confsys.history.left import changed_since, refuse_changed
from confsys.journal import Entry
from confsys.words import _


def _asked(actor: Any, entry: Entry) -> None:
    actions.withdraw(actor, _turn(entry))


def _run(actor: Any, entry: Entry) -> None:
    """With it the turns that moved along; their entries come right after."""
    runs = {}
    for each in [entry, *_others(entry)]:
        refuse_changed(each, _turn(each).run)
        runs[each.about["turn"]] = {name: value for name, value in (each.before or {}).items() if name in RUN}
    actions.set_back(actor, _turn(entry), runs=runs)


def _moved(actor: Any, entry: Entry) -> None:
    """Back behind the turn it stood behind; who came or went meanwhile does not matter."""
    turn = _turn(entry)
    group = {each.id: each for each in queries.waiting(turn.conference) if are_of_one_group(each, turn)}
    old, new = ([each for each in (side or {})["order"] if each in group] for side in (entry.before, entry.after))
    if turn.id not in group or len(old) < 2 or [each for each in group if each in new] != new:
        raise changed_since()
    place = old.index(turn.id)
    where = {"after": group[old[place - 1]]} if place else {"before": group[old[1]]}
    actions.move(actor, turn, **where)


def _list_closed(actor: Any, entry: Entry) -> None:
    if not actions.open_list(actor, _conference(entry)):
        raise changed_since()


def _list_opened(actor: Any, entry: Entry) -> None:
    if not actions.close_list(actor, _conference(entry)):
        raise changed_since()


def _minutes_set(actor: Any, entry: Entry) -> None:
    conference, after = _conference(entry), (entry.after or {})["turn_minutes"]
    now = queries.minutes_of(conference)
    if any(now[kind] != number for kind, number in after.items()):
        raise changed_since()
    actions.set_minutes(actor, conference, minutes=(entry.before or {})["turn_minutes"])


def _time_given(actor: Any, entry: Entry) -> None:
    conference, before, after = _conference(entry), entry.before or {}, entry.after or {}
    if queries.floor_of(conference).extra.get(after["turn_kind"], 0) != after["extra_for_all"]:
        raise changed_since()
    minutes = before["extra_for_all"] - after["extra_for_all"]
    actions.give_time(actor, conference, kind=after["turn_kind"], minutes=minutes)


def _others(entry: Entry) -> list[Entry]:
    number = len(entry.about.get("others", []))
    query = select(Entry).where(Entry.stream == entry.stream, Entry.version > entry.version)
    return list(db.session.scalars(query.order_by(Entry.version).limit(number)))


def _turn(entry: Entry) -> Turn:
    found = db.session.get(Turn, entry.about["turn"])
    if found is None:
        raise Refused(_("This site no longer takes part in the conference."))
    return found


def _conference(entry: Entry) -> Conference:
    return db.session.get_one(Conference, entry.about["conference"])


GESTURES = ("withdrawn", "called", "started", "paused", "resumed", "finished", "refused", "put_last")
FLOOR: dict[str, Callable[[Any, Entry], None]] = {
    "floor.turn_asked": _asked,
    **dict.fromkeys((f"floor.turn_{each}" for each in GESTURES), _run),
    "floor.turn_moved": _moved,
    "floor.list_closed": _list_closed,
    "floor.list_opened": _list_opened,
    "floor.minutes_set": _minutes_set,
    "floor.time_given": _time_given,
}
FOLLOWED = tuple(f"floor.turn_{each}" for each in ("interrupted", "given_back", "ended", "restored"))
_BY_ANOTHER = _("This followed from another step; take that one back, and it follows again.")
CANNOT: dict[str, Any] = {
    **dict.fromkeys(FOLLOWED, _BY_ANOTHER),
    "floor.turn_taken_up": _("This followed from beginning the item; take that back, and the paper waits again."),
    "floor.turn_set_back": _("This was taken back itself; make the gesture again instead."),
}
