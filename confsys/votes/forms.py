"""What was sent about votes, as values. The pages and the API read the same fields."""

from collections.abc import Mapping
from typing import Any

from confsys import forms
from confsys.attendance.models import HALF, SHARES
from confsys.errors import Invalid
from confsys.folding import clean
from confsys.votes.models import BASES, KINDS, PRESENT, SITES, UNITS, Vote
from confsys.votes.rules import MOST_OPTIONS
from confsys.words import _

QUESTION, OPTION, NAME, LONGEST = 300, 120, 160, 240
MOST_HANDS = 5000
TEXT = {"type": "string", "minLength": 1, "maxLength": OPTION, "pattern": forms.SEEN}


@forms.accepts(type="array", items=TEXT, maxItems=MOST_OPTIONS)
def options(raw: Any) -> list[str]:
    """Two to six answers, or none. Raises Unreadable."""
    if not isinstance(raw, list) or not all(isinstance(each, str) for each in raw):
        raise forms.Unreadable(_("A list of answers is needed."))
    return [forms.text(OPTION)(each) for each in raw]


@forms.accepts(type=["integer", "null"], minimum=1, maximum=LONGEST)
def minutes(raw: Any) -> int | None:
    """How long the clock runs; nothing at all is no clock. Raises Unreadable."""
    return None if raw in (None, "") else forms.whole(1, LONGEST)(raw)


@forms.accepts(type="object", additionalProperties={"type": "integer", "minimum": 0, "maximum": MOST_HANDS})
def counts(raw: Any) -> dict[str, int]:
    """How many hands for each answer, by its key. Raises Unreadable."""
    if not isinstance(raw, dict) or len(raw) > MOST_OPTIONS:
        raise forms.Unreadable(_("Give how many hands there were for each answer."))
    return {str(key)[:40]: forms.whole(0, MOST_HANDS)(number) for key, number in raw.items()}


FIELDS: dict[str, forms.Read] = {
    "question": forms.text(QUESTION),
    "kind": forms.choice(KINDS),
    "options": options,
    "unit": forms.choice(UNITS),
    "majority": forms.choice(SHARES),
    "base": forms.choice(BASES),
    "minutes": minutes,
}
NEEDED = ("question", "kind")
OTHERWISE: dict[str, Any] = {"options": [], "unit": SITES, "majority": HALF, "base": PRESENT, "minutes": None}
BALLOT: dict[str, forms.Read] = {
    "site": forms.identifier,
    "voter": forms.optional_identifier,
    "choice": forms.text(40),
    "counts": counts,
    "told_by": forms.text(NAME, needed=False),
}


def written(sent: Mapping[str, str]) -> dict[str, Any]:
    """A question as the page's form has it: one answer a line. Raises Invalid."""
    lines = [clean(line) for line in sent.get("options", "").splitlines()]
    return forms.read(FIELDS, {**sent, "options": [line for line in lines if line]}, optional=OTHERWISE)


def as_written(vote: Vote, texts: list[str]) -> forms.Form:
    """A form with what stands there now."""
    values = {name: getattr(vote, name) for name in FIELDS if name != "options"}
    return forms.Form(values | {"options": "\n".join(texts), "minutes": vote.minutes or "", "revision": vote.revision})


def ballot(sent: Mapping[str, str], keys: list[str], *, hands: bool) -> dict[str, int]:
    """What a page sent as one ballot: the chosen answer, or how many hands for each. Raises Invalid."""
    if not hands:
        return {sent.get("choice", ""): 1}
    fields: dict[str, forms.Read] = {f"hands-{key}": _hands for key in keys}
    return {name.removeprefix("hands-"): number for name, number in forms.read(fields, sent).items()}


def said(sent: Mapping[str, Any]) -> dict[str, Any]:
    """What a program sent as a ballot. Raises Invalid."""
    values = forms.read(BALLOT, sent, optional={"voter": None, "choice": "", "counts": None, "told_by": ""})
    if bool(values["choice"]) == (values["counts"] is not None):
        raise Invalid({"choice": _("Give a choice, or counts of hands.")})
    values["counts"] = values["counts"] if values["counts"] is not None else {values["choice"]: 1}
    return values


def _hands(raw: Any) -> int:
    """Nothing typed is nobody."""
    return forms.whole(0, MOST_HANDS)(raw) if str(raw or "").strip() else 0
