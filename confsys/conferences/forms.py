"""What was sent about a conference, as values for the actions."""

from collections.abc import Mapping
from typing import Any

from confsys import forms
from confsys.conferences.models import KINDS, MODES, REACHES
from confsys.words import _

MOST_SITES, MOST_UNITS, MOST_CHAIRS = 500, 20, 20
WHY = "why-"

needs = forms.text(500, needed=False)  # what a unit needs besides a slot: technicians, a recording
NEEDED = {
    "title": forms.text(300),
    "kind": forms.choice(KINDS),
    "starts_at": forms.moment,
    "ends_at": forms.moment,
    "main_site": forms.identifier,
    "sites": forms.identifiers(MOST_SITES),
    "chairs": forms.identifiers(MOST_CHAIRS),
}
# Who outside convenes it; all empty for one of our own.
OUTSIDE = {name: forms.text(200, needed=False) for name in ("convener", "outside_chair", "outside_place")}
NOT_OUTSIDE = dict.fromkeys(OUTSIDE, "")
NOT_EQUIPPED: dict[str, Any] = {"room": None, "units": ()}
OTHERWISE: dict[str, Any] = {
    **{"mode": "truc-tuyen", "public": False, "reach": "none", "organiser": None},
    **NOT_OUTSIDE,
    **NOT_EQUIPPED,
}
FIELDS = NEEDED | {
    "mode": forms.choice(MODES),
    "public": forms.flag,
    "reach": forms.choice(REACHES),
    "organiser": forms.identifier,
    **OUTSIDE,
    "room": forms.optional_identifier,
    "units": forms.identifiers(MOST_UNITS),
}


@forms.accepts(type="object", additionalProperties={"type": "string", "pattern": forms.ID}, maxProperties=MOST_CHAIRS)
def substitutes(raw: Any) -> dict[str, str]:
    """Who goes in whose place, by their ids. Raises Unreadable."""
    if not isinstance(raw, dict) or len(raw) > MOST_CHAIRS:
        raise forms.Unreadable(_("An object of ids is needed: who goes, by whose place it is."))
    return {forms.identifier(one): forms.identifier(other) for one, other in raw.items()}


# What of a conference can be changed once it is planned.
CHANGEABLE: dict[str, forms.Read] = {name: reader for name, reader in FIELDS.items() if name != "organiser"} | {
    "substitutes": substitutes,
    "rehearsal_starts_at": forms.optional_moment,
    "rehearsal_ends_at": forms.optional_moment,
}


@forms.accepts(type="object", additionalProperties={"type": "string", "maxLength": 500}, maxProperties=200)
def reasons(raw: Any) -> dict[str, str]:
    """What is said against warnings, by their ids. Raises Unreadable."""
    if not isinstance(raw, dict) or len(raw) > 200 or not all(isinstance(each, str) for each in raw.values()):
        raise forms.Unreadable(_("An object with a word for each warning is needed."))
    return {name[:200]: forms.text(500, needed=False)(word) for name, word in raw.items()}


def reasons_typed(sent: Mapping[str, str]) -> dict[str, str]:
    """The same from the fields of a page, each named why-ID."""
    return reasons({name.removeprefix(WHY): word for name, word in sent.items() if name.startswith(WHY)})


def planned(sent: Any) -> dict[str, Any]:
    """A conference as the API sends it, whole. Raises Invalid."""
    return forms.read(FIELDS, sent, optional=OTHERWISE)


def changed(sent: Any) -> dict[str, Any]:
    """Those values of a conference that are to change. Raises Invalid."""
    return forms.read_some(CHANGEABLE, sent)
