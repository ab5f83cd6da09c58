"""What was measured, ticked and typed, as values; every sentence at its own field."""

import re
from collections.abc import Mapping
from typing import Any

from confsys import forms
from confsys.errors import Invalid
from confsys.forms import Form, Unreadable
from confsys.readiness.models import KINDS, POINTS, STATES
from confsys.readiness.verdict import DEVICES, FOUND, SKIPPED
from confsys.words import _

NAME, NOTE = 160, 500
FIGURE = re.compile(r"-?\d{1,13}(\.\d{1,6})?", re.ASCII)
TEN_YEARS_MS = 10 * 366 * 24 * 3600 * 1000


def figure(least: int, most: int) -> forms.Read:
    """A measured number, to a tenth; None where nothing was measured."""

    def reader(raw: Any) -> float | None:
        if raw is None or raw == "":
            return None
        value = float(raw) if isinstance(raw, str) and FIGURE.fullmatch(raw) else None
        if value is None or not least <= value <= most:
            raise Unreadable(_("A number from %(least)s to %(most)s is needed.", least=least, most=most))
        return round(value, 1)

    return reader


def worked(raw: Any) -> bool | None:
    """Whether something worked; None where it was not tried."""
    if raw not in (None, "", "yes", "no"):
        raise Unreadable(_("Yes or no is needed."))
    return {"yes": True, "no": False}.get(raw)


MEASURED: dict[str, forms.Read] = {
    "clock_offset_ms": figure(-TEN_YEARS_MS, TEN_YEARS_MS),
    "websocket": worked,
    "polling": worked,
    "delay_ms": figure(0, 600_000),
    "loss_percent": figure(0, 100),
    "down_kbps": figure(0, 100_000_000),
    "up_kbps": figure(0, 100_000_000),
    "screen_width": figure(0, 100_000),
    "screen_height": figure(0, 100_000),
    **dict.fromkeys(DEVICES, forms.choice(FOUND)),
}
NOT_TRIED = {name: SKIPPED if name in DEVICES else None for name in MEASURED}


def read_measured(sent: Mapping[str, str]) -> dict[str, Any]:
    """The figures of a test; what was not sent was not measured. Raises Invalid."""
    return forms.read(MEASURED, sent, optional=NOT_TRIED)


KIND: dict[str, forms.Read] = {"kind": forms.choice(KINDS)}
WORDS: dict[str, forms.Read] = {"note": forms.text(NOTE, needed=False)}
DONE: dict[str, forms.Read] = {"done": forms.text(NOTE, needed=False)}
SIGNATURE: dict[str, forms.Read] = {"name": forms.text(NAME)}


def read_points(sent: Mapping[str, str]) -> dict[str, dict[str, str]]:
    """Every point that was answered, with its note. Raises Invalid."""
    points, errors = {}, {}
    for point in POINTS:
        try:
            note = WORDS["note"](sent.get(f"{point}-note"))
            if sent.get(point):
                points[point] = {"state": forms.choice(STATES)(sent[point]), "note": note}
            elif note:
                errors[point] = _("Say how it is, besides the note.")
        except Unreadable as error:
            errors[f"{point}-note" if sent.get(point) in (*STATES, None, "") else point] = error.args[0]
    if errors:
        raise Invalid(errors)
    return points


def typed_points(sent: Mapping[str, str], errors: dict[str, Any]) -> Form:
    """The list as it was ticked and typed."""
    names = [*POINTS, *(f"{point}-note" for point in POINTS), "name", "revision"]
    return Form(values={name: sent.get(name, "")[:1000] for name in names}, errors=dict(errors))


def filled_points(points: Mapping[str, dict[str, str]], revision: int, name: str) -> Form:
    """The list as it stands."""
    values: dict[str, Any] = {"revision": revision, "name": name}
    for point, found in points.items():
        values |= {point: found["state"], f"{point}-note": found["note"]}
    return Form(values=values)
