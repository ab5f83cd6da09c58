"""What was typed of who is there, as values; every sentence at its own field."""

from collections.abc import Mapping
from typing import Any

from confsys import forms
from confsys.attendance.models import CODE, LINK, STATES
from confsys.errors import Invalid
from confsys.forms import Form
from confsys.invitations.models import MOST_DELEGATES, MOST_HEADS
from confsys.words import _

NAME, WORD = 160, 500
REVISION = {"revision": forms.whole(0, 10**9)}
ONE = {"name": forms.text(NAME), "office": forms.text(NAME, needed=False)}
TICKS = dict.fromkeys(("there", "late", "left"), forms.yes_or_no)
NEW = "new"  # the line in which somebody is added


def _counted(raw: Any) -> int | None:
    """How many people, or that nobody has counted."""
    return forms.whole(1, MOST_HEADS)(raw) if str(raw or "").strip() else None


MARK: dict[str, forms.Read] = {
    "state": forms.choice(STATES),
    "heads": _counted,
    "word": forms.text(WORD, needed=False),
    "revision": forms.whole(0, 10**9),
}
NOT_SAID: dict[str, Any] = {"heads": None, "word": "", "revision": None}


def read_check_in(sent: Mapping[str, str]) -> dict[str, Any]:
    """A site that is there, with so many people. Raises Invalid."""
    return forms.read({"heads": forms.whole(1, MOST_HEADS)} | REVISION, sent, optional={"revision": None})


def read_mark(sent: Mapping[str, str]) -> dict[str, Any]:
    """What the office noted of one site. What is typed of how many and is not meant is no mistake. Raises Invalid."""
    fields = MARK if sent.get("state") in ("present", "online") else MARK | {"heads": lambda _raw: None}
    return forms.read(fields, sent, optional=NOT_SAID)


def read_delegates(sent: Mapping[str, str]) -> dict[str, Any]:
    """Everybody who is ticked, and who is added. Raises Invalid."""
    found: list[dict[str, Any]] = []
    errors: dict[str, Any] = {}
    for line in (*range(1, lines_of(sent) + 1), NEW):
        try:
            found += _line(sent, line)
        except Invalid as error:
            errors |= {f"{name}-{line}": words for name, words in error.errors.items()}
    if errors:
        raise Invalid(errors)
    return forms.read(REVISION, sent, optional={"revision": None}) | {"delegates": found}


def _line(sent: Mapping[str, str], line: Any) -> list[dict[str, Any]]:
    """Who stands in this line, if he was seen."""
    typed = {name: sent.get(f"{name}-{line}", "") for name in (*ONE, *TICKS)}
    if line == NEW:
        is_seen = bool(typed["name"].strip() or typed["office"].strip())
    else:
        is_seen = bool(typed["there"] or typed["left"])
    if not is_seen:
        return []
    values = forms.read({**ONE, **TICKS}, typed)
    return [{name: values[name] for name in ("name", "office", "late", "left")}]


def lines_of(sent: Mapping[str, str]) -> int:
    """How many lines of delegates the page had."""
    typed = sent.get("lines", "")
    number = int(typed) if typed.isascii() and typed.isdecimal() and len(typed) < 4 else 0
    return min(number, 2 * MOST_DELEGATES)


def way_of(sent: Mapping[str, str]) -> str:
    """Whether whoever holds a link came to it by its code."""
    return CODE if sent.get("by") == CODE else LINK


def typed(sent: Mapping[str, str], errors: dict[str, Any]) -> Form:
    """What was typed, as it was typed, with what is wrong."""
    return Form(values={name: value[:1000] for name, value in sent.items()}, errors=dict(errors))


LABELS = {"heads": _("How many are there"), "name-new": _("Name of who is added"), "word": _("Why it is absent")}
