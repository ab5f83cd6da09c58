"""How a conference was at a moment: its journal told again up to then. No database, no clock.

Every kind of entry that says what became of something has its line in RETOLD; what the others say is not shown here.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

Values = dict[str, Any]


@dataclass
class Moment:
    """What stood then, by ids: items in the order of the agenda, sites by their participation."""

    state: str = "draft"
    starts_at: datetime | None = None
    started_at: datetime | None = None
    items: dict[str, Values] = field(default_factory=dict)
    sites: dict[str, Values] = field(default_factory=dict)
    incidents: dict[str, Values] = field(default_factory=dict)  # those not solved
    turns: dict[str, Values] = field(default_factory=dict)
    votes: dict[str, Values] = field(default_factory=dict)
    version: int = 0

    @property
    def there(self) -> int:
        """How many sites the roll says are there."""
        return sum(site.get("state") in ("present", "online") for site in self.sites.values())

    @property
    def lost(self) -> list[str]:
        """The participations whose line was lost and has not come back."""
        return [each for each, site in self.sites.items() if site.get("is_here") is False]


def retold(entries: Iterable[Any], moment: Moment | None = None) -> Moment:
    """The moment after these entries; `moment`: to go on from one, which is changed."""
    moment = moment or Moment()
    for entry in entries:
        for name in (entry.kind, entry.kind.partition(".")[0]):
            if tell := RETOLD.get(name):
                tell(moment, entry)
                break
        moment.version = entry.version
    return moment


# -- what each sort of entry says -------------------------------------------------------------------


def _conference(moment: Moment, entry: Any) -> None:
    after = entry.after or {}
    moment.state = after.get("state", moment.state)
    if after.get("starts_at") and entry.kind != "conference.time_proposed":
        moment.starts_at = datetime.fromisoformat(after["starts_at"])
    if entry.kind == "conference.started":
        moment.started_at = entry.at


NEW_ITEM: Values = {"state": "planned", "extra_minutes": 0, "paused_seconds": 0}


def _item_added(moment: Moment, entry: Any) -> None:
    values = NEW_ITEM | entry.after
    before = list(moment.items.items())
    place = values.pop("position", len(before) + 1) - 1
    moment.items = dict([*before[:place], (entry.about["item"], values), *before[place:]])


def _written(moment: Moment, entry: Any) -> None:
    for item in (entry.before or {}).get("items", {}):
        moment.items.pop(item, None)
    moment.items |= {item: NEW_ITEM | values for item, values in entry.after["items"].items()}


def _item_deleted(moment: Moment, entry: Any) -> None:
    moment.items.pop(entry.about["item"], None)


def _item_moved(moment: Moment, entry: Any) -> None:
    moment.items = {item: moment.items[item] for item in entry.after["order"] if item in moment.items}


def _sites_handed(moment: Moment, entry: Any) -> None:
    """Items of a site that left, or that came back."""
    for item, site in (entry.after or {}).get("sites", dict.fromkeys((entry.before or {}).get("sites", ()))).items():
        moment.items[item]["site"] = site


def _item(moment: Moment, entry: Any) -> None:
    item = moment.items.get(entry.about.get("item", ""))
    if item is not None:
        item |= {name: value for name, value in (entry.after or {}).items() if not _says_only_by_how_much(entry, name)}


def _says_only_by_how_much(entry: Any, name: str) -> bool:
    return entry.kind == "agenda.item_adjusted" and name == "minutes"


def _site(moment: Moment, entry: Any) -> None:
    if "state" in (entry.after or {}):
        _of(moment.sites, entry, "participation")["state"] = entry.after["state"]
    elif entry.kind == "participation.marked":  # as not called
        _of(moment.sites, entry, "participation").pop("state", None)


def _connected(moment: Moment, entry: Any) -> None:
    _of(moment.sites, entry, "participation")["is_here"] = entry.kind == "participation.connected"


def _incident(moment: Moment, entry: Any) -> None:
    if entry.kind == "incident.solved":
        moment.incidents.pop(entry.about["incident"], None)
        return
    found = moment.incidents.setdefault(entry.about["incident"], {"since": entry.at.isoformat()})
    found |= {"kind": (entry.after or {}).get("incident"), "participation": entry.about["participation"]}
    found["taken"] = entry.kind == "incident.taken" or found.get("taken", False)


def _turn(moment: Moment, entry: Any) -> None:
    found = _of(moment.turns, entry, "turn")
    found |= {"participation": entry.about.get("participation")} | (entry.after or {})
    found.setdefault("state", "waiting")


VOTE_STATES = {
    **{"opened": "open", "reopened": "open", "closed": "closed", "published": "published"},
    **{"cancelled": "cancelled", "written": "drafted"},
}


def _vote(moment: Moment, entry: Any) -> None:
    found = _of(moment.votes, entry, "vote")
    happened = entry.kind.partition(".")[2]
    if happened == "cast":
        found["ballots"] = found.get("ballots", 0) + 1
    else:
        found |= entry.after or {}
        found["state"] = VOTE_STATES.get(happened, found.get("state", "drafted"))


def _of(rows: dict[str, Values], entry: Any, name: str) -> Values:
    """What is known of the thing an entry is about."""
    return rows.setdefault(entry.about[name], {}) if name in entry.about else {}


RETOLD: dict[str, Callable[[Moment, Any], None]] = {
    "conference": _conference,
    "agenda.item_added": _item_added,
    "agenda.written": _written,
    "agenda.item_deleted": _item_deleted,
    "agenda.item_moved": _item_moved,
    "agenda.sites_lost": _sites_handed,
    "agenda.sites_given_back": _sites_handed,
    "agenda": _item,
    "participation.connected": _connected,
    "participation.lost": _connected,
    "participation": _site,
    "incident": _incident,
    "floor": _turn,
    "vote": _vote,
}
