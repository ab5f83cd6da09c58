"""The page of the settings: a form for each part, as it stands or as it was typed."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from werkzeug.datastructures import MultiDict

from confsys import forms
from confsys.errors import NotFound
from confsys.office.forms import FIELDS
from confsys.office.parts import Office
from confsys.sites.models import Site

LONGEST_TYPED = 10_000
EMPTY_DAY = {"day": "", "works": "off", "why": ""}


def filled(office: Office, bodies: list[Site]) -> dict[str, forms.Form]:
    """The form of every part as it stands."""
    made = {part: forms.Form(values=_written(part, office.parts[part])) for part in FIELDS}
    for part, form in made.items():
        form.values["revision"] = office.revisions.get(part, 0)
    for body in bodies:
        lines = office.lines_of(body)
        made[body.id] = forms.Form(values=_of_body(body.id, {"above": lines.above, "below": lines.below}))
    return made | {"days": forms.Form(values=dict(EMPTY_DAY)), "logo": forms.Form()}


def typed(part: str, sent: MultiDict, errors: Mapping[str, Any]) -> forms.Form:
    """One part as somebody typed it, and a sentence for each place that was not understood."""
    names = [*FIELDS.get(part, EMPTY_DAY), "revision"]
    values: dict[str, Any] = {name: sent.get(name, "")[:LONGEST_TYPED] for name in names}
    values["weekdays"] = set(sent.getlist("weekdays"))
    return forms.Form(values=values, errors=dict(errors))


def typed_lines(body: Site, sent: MultiDict, errors: Mapping[str, Any]) -> forms.Form:
    """The lines of a body as typed; its fields carry its id, for there are several bodies on the page."""
    values = {name: sent.get(name, "")[:LONGEST_TYPED] for name in ("above", "below")}
    return forms.Form(values=_of_body(body.id, values), errors=_of_body(body.id, errors))


def year_of(asked: str, today: date) -> int:
    """The year whose days are listed; this one if the address names none that is known."""
    known = range(forms.FIRST_YEAR, forms.LAST_YEAR + 1)
    return (
        int(asked) if asked.isascii() and asked.isdecimal() and len(asked) == 4 and int(asked) in known else today.year
    )


def number_of(asked: str) -> int | None:
    """A number in an address, if it is one."""
    return int(asked) if asked.isdecimal() and asked.isascii() and len(asked) < 10 else None


def day_of(asked: str) -> date:
    """The day an address names. Raises NotFound."""
    try:
        return date.fromisoformat(asked)
    except ValueError:
        raise NotFound() from None


def _of_body(body_id: str, values: Mapping[str, Any]) -> dict[str, Any]:
    return {f"{name}-{body_id}": value for name, value in values.items()}


def _written(part: str, values: Mapping[str, Any]) -> dict[str, Any]:
    """The values of a part as they are typed."""
    written: dict[str, Any] = {name: value if isinstance(value, bool) else str(value) for name, value in values.items()}
    if part == "hours":
        written |= {name: "–".join(map(_hour, values[name])) for name in ("morning", "afternoon")}
        written["weekdays"] = {str(each) for each in values["weekdays"]}
    if part == "answers":
        written |= {name: _hour(values[name]) for name in ("due_hour", "remind_hour") if values[name]}
    return written


def _hour(kept: str) -> str:
    """07:30 -> 7h30"""
    hour, minute = kept.split(":")
    return f"{int(hour)}h{minute}"
