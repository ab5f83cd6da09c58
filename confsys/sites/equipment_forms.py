"""What was sent about equipment, endpoints, lines and power, as values for the actions."""

import re
from collections.abc import Mapping
from typing import Any

from confsys import forms
from confsys.errors import Invalid
from confsys.forms import Unreadable
from confsys.sites.equipment import (
    BROKEN,
    CONNECTION,
    GENERATOR,
    ITEMS,
    LINE_KINDS,
    LINES,
    POWERS,
    STATES,
    UNCHECKED,
    UPS,
    Check,
    Equipment,
    Seen,
)
from confsys.words import _

MOST_BROKEN, MOST_MBITS, MOST_MINUTES = 999, 400_000, 10_000
HOST = r"[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)*"
WEB = re.compile(rf"https?://{HOST}(:\d{{1,5}})?([/?#][^\s\"<>]*)?", re.ASCII | re.IGNORECASE)
ROOM_CODE = re.compile(r"[A-Za-z0-9][A-Za-z0-9 ._-]{0,39}", re.ASCII)
SIP = re.compile(rf"(sips?:)?([a-z0-9._+%-]{{1,64}}@)?{HOST}(:\d{{1,5}})?", re.ASCII | re.IGNORECASE)
H323 = re.compile(rf"(h323:)?([\w.+-]{{1,64}}@)?{HOST}(:\d{{1,5}})?(##\d{{1,20}})?", re.ASCII | re.IGNORECASE)


def _shaped(shape: re.Pattern[str], sentence: Any, longest: int = 200) -> forms.Read:
    line = forms.text(longest, needed=False)

    def reader(raw: Any) -> str:
        value = line(raw)
        if value and not shape.fullmatch(value):
            raise Unreadable(sentence)
        return value

    return reader


def _maybe(reader: forms.Read) -> forms.Read:
    return lambda raw: None if raw in (None, "") else reader(raw)


NOT_WEB = _("A link begins with https:// and has no spaces, such as https://hop.example.vn/caolanh.")
NOT_ROOM = _("Letters without marks, digits, spaces, dots and hyphens, such as 4821.")
NOT_SIP = _("A SIP address looks like caolanh@hop.example.vn or 10.8.1.20.")
NOT_H323 = _("An H.323 address is a number such as 4821, an IP such as 10.8.1.20, or both: 10.8.1.20##4821.")
ADDRESSES: dict[str, forms.Read] = {
    "web": _shaped(WEB, NOT_WEB, 500),
    "room_code": _shaped(ROOM_CODE, NOT_ROOM),
    "sip": _shaped(SIP, NOT_SIP),
    "h323": _shaped(H323, NOT_H323),
}
LINE: dict[str, forms.Read] = {
    "provider": forms.text(100, needed=False),
    "kind": forms.choice(("", *LINE_KINDS)),
    "mbits": _maybe(forms.whole(1, MOST_MBITS)),
}
FIELDS = (
    ADDRESSES
    | {f"{line}_{name}": reader for line in LINES for name, reader in LINE.items()}
    | {"power": forms.choice(("", *POWERS)), "power_minutes": _maybe(forms.whole(1, MOST_MINUTES))}
)
REVISION = {"revision": forms.whole(0, 10**9)}
FOUND: dict[str, forms.Read] = {
    "state": forms.choice(STATES),
    "broken": _maybe(forms.whole(0, MOST_BROKEN)),
    "note": forms.text(200, needed=False),
}


def connection(sent: Mapping[str, Any]) -> dict[str, Any]:
    """Endpoints, lines and power, and the revision that was seen. Raises Invalid."""
    values = forms.read(REVISION | FIELDS, sent)
    if values["power_minutes"] and values["power"] not in (UPS, GENERATOR):
        raise Invalid({"power_minutes": _("Minutes belong to a UPS or a generator: choose which one there is.")})
    return values


def filled_connection(kept: Equipment | None) -> dict[str, Any]:
    """The form as things stand."""
    values = {name: getattr(kept, name) if kept else "" for name in CONNECTION}
    return {name: "" if value is None else value for name, value in values.items()} | {
        "revision": kept.revision if kept else 0
    }


def checks(sent: Mapping[str, Any]) -> dict[str, Any]:
    """What was found of each item, and the revision that was seen. Raises Invalid."""
    fields = {f"{item}-{name}": reader for item in ITEMS for name, reader in FOUND.items()}
    values = forms.read(REVISION | fields, sent)
    errors = {f"{item}-broken": CONTRARY for item in ITEMS if _is_contrary(values, item)}
    if errors:
        raise Invalid(errors)
    return {"revision": values["revision"], "found": {item: _seen(values, item) for item in ITEMS}}


CONTRARY = _("Choose “broken” where some are broken, or leave the number out.")


def _is_contrary(values: dict[str, Any], item: str) -> bool:
    return bool(values[f"{item}-broken"]) and values[f"{item}-state"] != BROKEN


def _seen(values: dict[str, Any], item: str) -> Seen:
    """One is broken where nobody says how many."""
    state = values[f"{item}-state"]
    return Seen(state, (values[f"{item}-broken"] or 1) if state == BROKEN else 0, values[f"{item}-note"])


def filled_checks(rows: Mapping[str, Check], kept: Equipment | None) -> dict[str, Any]:
    """The check list as it was left."""
    values: dict[str, Any] = {"revision": kept.revision if kept else 0}
    for item in ITEMS:
        row = rows.get(item)
        values[f"{item}-state"] = row.state if row else UNCHECKED
        values[f"{item}-broken"] = (row.broken if row else 0) or ""
        values[f"{item}-note"] = row.note if row else ""
    return values
