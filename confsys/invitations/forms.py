"""What was typed into the answer of a site, as values; every sentence at its own field."""

from collections.abc import Mapping
from typing import Any

from confsys import forms
from confsys.errors import Invalid
from confsys.forms import Form, Unreadable
from confsys.invitations.models import ANSWERS, MOST_DELEGATES, MOST_HEADS
from confsys.invitations.rules import refuse_half_a_stand_in
from confsys.words import _

ROWS, SPARE = 3, 2  # lines for delegates: at least so many, and so many empty ones below those filled
NAME, WORD = 160, 500
DELEGATE = {"name": forms.text(NAME), "office": forms.text(NAME, needed=False), "speaks": forms.yes_or_no}
CHOICE = _("Choose one of the three.")


def _answer(raw: Any) -> str:
    if raw not in ANSWERS:
        raise Unreadable(CHOICE)
    return raw


def _heads(raw: Any) -> int:
    return forms.whole(0, MOST_HEADS)(raw) if str(raw).strip() else 0


FIELDS: dict[str, forms.Read] = {"answer": _answer, "heads": _heads, "word": forms.text(WORD, needed=False)}
STAND_IN = {name: forms.text(NAME, needed=False) for name in ("leader", "stand_in")}
REVISION = {"revision": forms.whole(0, 10**9)}
TOLD_BY = {"told_by": forms.text(NAME)}


def read(sent: Mapping[str, str], *, by_office: bool) -> dict[str, Any]:
    """An answer as the page sends it, for the actions. Raises Invalid."""
    errors: dict[str, Any] = {}
    values: dict[str, Any] = {}
    fields = FIELDS | REVISION | (TOLD_BY if by_office else {})
    if sent.get("answer") != "accepted":  # what is typed there and not meant is no mistake
        fields = fields | {"heads": lambda _raw: 0}
    try:
        values = forms.read(fields, sent, optional={"heads": 0, "word": ""})
    except Invalid as error:
        errors = error.errors
    delegates, wrong = read_delegates(sent)
    wrong |= _wrong_stand_in(sent)
    if errors or wrong:
        raise Invalid(errors | wrong)
    return values | {"delegates": delegates}


def read_stand_in(sent: Mapping[str, str]) -> dict[str, str]:
    """Who comes for which leader; both empty for none. Raises Invalid."""
    return forms.read(STAND_IN, sent, optional={"leader": "", "stand_in": ""})


def _wrong_stand_in(sent: Mapping[str, str]) -> dict[str, Any]:
    try:
        said = read_stand_in(sent)
        refuse_half_a_stand_in(said["leader"], said["stand_in"])
    except Invalid as error:
        return dict(error.errors)
    return {}


def read_delegates(sent: Mapping[str, str]) -> tuple[list[dict[str, Any]], dict[str, Any]]:
    """Every line that has something in it; and what is wrong, at its field."""
    found: list[dict[str, Any]] = []
    errors: dict[str, Any] = {}
    for line in range(1, lines_of(sent) + 1):
        typed = {name: sent.get(f"{name}-{line}", "") for name in DELEGATE}
        if typed["name"].strip() or typed["office"].strip():
            try:
                found.append(forms.read(DELEGATE, typed))
            except Invalid as error:
                errors |= {f"{name}-{line}": words for name, words in error.errors.items()}
    return found, errors


def lines_of(sent: Mapping[str, str]) -> int:
    """How many lines for delegates there are on the page."""
    typed = sent.get("lines", "")
    number = int(typed) if typed.isascii() and typed.isdecimal() and len(typed) < 4 else ROWS
    return min(max(number, ROWS), MOST_DELEGATES)


def typed(sent: Mapping[str, str], errors: dict[str, Any] | None = None, *, more: int = 0) -> Form:
    """Everything as it was typed, with so many lines more."""
    names = ("answer", "heads", "word", "told_by", "revision", *STAND_IN)
    values: dict[str, Any] = {name: sent.get(name, "")[:1000] for name in names} | {
        "lines": min(lines_of(sent) + more, MOST_DELEGATES)
    }
    for line in range(1, values["lines"] + 1):
        values |= {f"{name}-{line}": sent.get(f"{name}-{line}", "")[:1000] for name in DELEGATE}
    return Form(values=values, errors=dict(errors or {}))


def filled(told: dict[str, Any] | None, revision: int, usual: int | None, instead: Any = None) -> Form:
    """What a site says now, as somebody would type it. `usual`: how many came last time, to begin with."""
    stand_in = {"leader": instead.leader, "stand_in": instead.name} if instead else {}
    if told is None:
        return Form(values=stand_in | {"answer": "", "heads": usual or 1, "lines": ROWS, "revision": 0})
    named = told["delegates"]
    values = {name: told[name] for name in ("answer", "heads", "word", "told_by")}
    values |= stand_in | {"revision": revision, "lines": min(max(ROWS, len(named) + SPARE), MOST_DELEGATES)}
    for line, each in enumerate(named, start=1):
        values |= {f"{name}-{line}": value for name, value in each.items()}
    return Form(values=values)
