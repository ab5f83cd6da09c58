"""What was typed into a line of a week, as values for the actions; and a line as it is typed."""

from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import time
from typing import Any

from werkzeug.datastructures import MultiDict

from confsys import forms, shown
from confsys.errors import Invalid
from confsys.folding import clean
from confsys.forms import Form, Unreadable
from confsys.weeks.cells import hour
from confsys.weeks.models import HALVES, WeekEntry

MOST_PEOPLE = 30
WORDS_OF_AN_HOUR = 3  # "7 giờ 30'" is three


def _half(raw: Any) -> str:
    return forms.choice(HALVES)(raw) if raw else ""


NOTE: dict[str, forms.Read] = {
    "prepared_by": forms.text(200, needed=False),
    "accompanied_by": forms.text(200, needed=False),
    "staff_officer": forms.text(200, needed=False),
    "own_invitation": forms.yes_or_no,
    "room_code": forms.text(40, needed=False),
}
LINE: dict[str, forms.Read] = {
    "day": forms.day,
    "at": forms.optional_hour,
    "until": forms.optional_hour,
    "half": _half,
    "title": forms.text(500),
    "place": forms.text(300, needed=False),
    "room_id": forms.optional_identifier,
    "leaders": forms.text(200, needed=False),
    **NOTE,
}

# Day and title are needed.
OPTIONAL: dict[str, Any] = dict.fromkeys(LINE.keys() - {"day", "title"}, "") | {
    "at": None,
    "until": None,
    "room_id": None,
    "own_invitation": False,
}


def line(sent: MultiDict) -> dict[str, Any]:
    """A line as it was typed; an hour may stand before the title ("8h00 Thẩm tra dự toán"). Raises Invalid."""
    typed = sent.to_dict()
    if not clean(typed.get("at", "")):
        typed["at"], typed["title"] = hour_before(typed.get("title", ""))
    errors: dict[str, Any] = {}
    try:
        values = forms.read(LINE, typed, optional=OPTIONAL)
    except Invalid as error:
        values, errors = {}, error.errors
    try:
        people = [forms.identifier(each) for each in sent.getlist("people")[:MOST_PEOPLE]]
    except Unreadable as error:
        errors["people"] = error.args[0]
    if errors:
        raise Invalid(errors)
    return values | {"people": people}


def note(sent: MultiDict) -> dict[str, Any]:
    """What is added to the line of a conference. Raises Invalid."""
    return forms.read(NOTE, sent.to_dict(), optional=dict.fromkeys(NOTE, "") | {"own_invitation": False})


def hour_before(title: str) -> tuple[str, str]:
    """The hour with which a line begins, and the rest of it; "" where there is none."""
    words = clean(title).split()
    for number in range(min(WORDS_OF_AN_HOUR, len(words) - 1), 0, -1):
        typed = " ".join(words[:number]).strip("():")
        if typed.isdecimal():
            continue  # "2 đồng chí" is no hour
        with suppress(Unreadable):
            forms.hour(typed)
            return typed, " ".join(words[number:])
    return "", title


def typed(sent: MultiDict, errors: dict[str, Any] | None = None) -> Form:
    """Everything as it was typed, with what was understood of it."""
    values: dict[str, Any] = {name: sent.get(name, "")[:1000] for name in (*LINE, "revision", "reason")}
    values["people"] = set(sent.getlist("people"))
    form = Form(values=values, errors=dict(errors or {}))
    readers: dict[str, tuple[forms.Read, Callable[[Any], str]]] = {
        "day": (forms.day, shown.full_day),
        "at": (forms.hour, hour),
        "until": (forms.hour, hour),
    }
    for name, (reader, words) in readers.items():
        with suppress(Unreadable):
            form.parsed[name] = words(reader(values[name]))
    return form


def filled(entry: WeekEntry, people: Sequence[str]) -> Form:
    """A line as it stands, as somebody would type it."""
    values: dict[str, Any] = {name: getattr(entry, name) or "" for name in LINE}
    values |= {name: _hour(getattr(entry, name)) for name in ("at", "until")}
    values |= {"day": shown.day(entry.day), "people": set(people), "revision": entry.revision}
    return Form(values=values)


def _hour(at: time | None) -> str:
    return hour(at) if at else ""
