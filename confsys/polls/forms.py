"""What was typed about a poll or into it, as values; every sentence at its own field."""

from collections.abc import Collection, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Any

from werkzeug.datastructures import MultiDict

from confsys import clock, forms, shown
from confsys.errors import Invalid
from confsys.forms import Form, Unreadable
from confsys.polls.models import CHOICES, MOST_SLOTS
from confsys.polls.rules import Time, problem_of
from confsys.words import _

NAME, OFFICE, NOTE = 120, 160, 500
ROWS, SPARE = 3, 2  # lines for times: at least so many, and so many empty ones below those filled
SLOT = {"day": forms.day, "start": forms.hour, "end": forms.end_hour}
FIELDS = {
    "title": forms.text(300),
    "note": forms.text(NOTE, needed=False),
    "last_day": forms.day,
    "names_shown": forms.yes_or_no,
}
NEW = {"organiser": forms.identifier, "conference": forms.optional_identifier}
GUEST = {"name": forms.text(NAME), "office": forms.text(OFFICE, needed=False), "key": forms.identifier}
TOLD = {"told_by": forms.text(NAME, needed=False)}
REOPENED = {"reason": forms.reason, "last_day": forms.day}
WANTED = ("sites", "people", "optional")
MOST_WANTED = 500


@dataclass
class Typed:
    """The lines of times as they were typed: what could be read, and what is wrong, by the name of the field."""

    times: list[Time] = field(default_factory=list)
    errors: dict[str, Any] = field(default_factory=dict)
    parsed: dict[str, str] = field(default_factory=dict)


def read_poll(sent: MultiDict, *, new: bool, kept: Collection[Time] = ()) -> dict[str, Any]:
    """A poll as the page sends it, for the actions. `kept`: the times it has already. Raises Invalid."""
    errors, values = {}, {}
    try:
        values = forms.read(FIELDS | (NEW if new else {}), sent)
    except Invalid as error:
        errors = error.errors
    typed = read_slots(sent, kept)
    if errors or typed.errors:
        raise Invalid(errors | typed.errors)
    return values | {"slots": typed.times}


def read_slots(sent: Mapping[str, str], kept: Collection[Time] = ()) -> Typed:
    """Every line that has something in it. A line says what is wrong with it at the field where it is wrong."""
    typed = Typed()
    for line in range(1, MOST_SLOTS + 1):
        raw = {name: sent.get(f"{name}-{line}", "").strip() for name in SLOT}
        if any(raw.values()):
            _read_line(typed, line, raw, kept)
    return typed


def _read_line(typed: Typed, line: int, raw: Mapping[str, str], kept: Collection[Time]) -> None:
    values: dict[str, Any] = {}
    for name, reader in SLOT.items():
        try:
            values[name] = reader(raw[name])
            typed.parsed[f"{name}-{line}"] = _words(values[name])
        except Unreadable as error:
            typed.errors[f"{name}-{line}"] = error.args[0]
    if len(values) < len(SLOT):
        return
    slot = forms.span(values["day"], values["start"], values["end"])
    if problem := problem_of(slot, typed.times, kept, clock.now()):
        typed.errors[f"{problem[0]}-{line}"] = problem[1]
    typed.times.append(slot)


def typed_poll(sent: MultiDict, errors: Mapping[str, Any] | None = None) -> Form:
    """Everything as it was typed, what was understood, and the sentences."""
    names = [*FIELDS, *NEW, *WANTED, "revision", "key", *(f"{each}-{n}" for each in SLOT for n in _lines())]
    form = Form(values={name: sent.get(name, "")[:2000] for name in names}, errors=dict(errors or {}))
    form.parsed = read_slots(form.values).parsed
    with suppress(Unreadable):
        form.parsed["last_day"] = _words(forms.day(form.values["last_day"]))
    filled = [line for line in _lines() if any(form.values[f"{each}-{line}"].strip() for each in SLOT)]
    asked = int(sent.get("lines", "0")) if sent.get("lines", "").isdecimal() else 0
    form.values["lines"] = min(MOST_SLOTS, max(ROWS, asked, max(filled, default=0) + SPARE))
    return form


def filled_poll(values: Mapping[str, Any], slots: Collection[Time]) -> Form:
    """A form with these values and times, typed as a person would type them."""
    typed = MultiDict({name: value for name, value in values.items() if value})
    for line, (starts_at, ends_at) in enumerate(sorted(slots)[:MOST_SLOTS], 1):
        there, end = clock.local(starts_at), clock.local(ends_at)
        typed.update(
            {
                f"day-{line}": shown.day(starts_at),
                f"start-{line}": there.strftime("%-Hh%M"),
                f"end-{line}": end.strftime("%-Hh%M"),
            }
        )
    return typed_poll(typed)


def read_guest(sent: Mapping[str, str], fields: Mapping[str, forms.Read], slots: Collection[str]) -> dict[str, Any]:
    """Who answers, and what to each slot; with `all`, the same to every one. Raises Invalid."""
    errors: dict[str, Any] = {}
    choices = {slot: sent.get("all") or sent.get(f"slot-{slot}", "") for slot in slots}
    errors |= {f"slot-{slot}": _("Choose one of the three.") for slot, said in choices.items() if said not in CHOICES}
    try:
        values = forms.read(fields, sent)
    except Invalid as error:
        values, errors = {}, errors | error.errors
    if errors:
        raise Invalid(errors)
    return values | {"choices": choices}


def typed_guest(sent: Mapping[str, str], slots: Collection[str], errors: Mapping[str, Any] | None = None) -> Form:
    """What a guest typed and chose."""
    names = [*GUEST, *TOLD, *(f"slot-{slot}" for slot in slots)]
    values = {name: sent.get(name, "")[:500] for name in names}
    if sent.get("all") in CHOICES:
        values |= {f"slot-{slot}": sent["all"] for slot in slots}
    return Form(values=values, errors=dict(errors or {}))


def _lines() -> range:
    return range(1, MOST_SLOTS + 1)


def _words(value: date | time | datetime) -> str:
    return value.strftime("%H:%M") if isinstance(value, time) else f"{shown.weekday(value)}, {shown.day(value)}"
