"""What was sent about a conference, as values for the actions."""

from typing import Any

from confsys import forms
from confsys.conferences.models import KINDS, MODES, REACHES

MOST_SITES = 500

NEEDED = {
    "title": forms.text(300),
    "kind": forms.choice(KINDS),
    "starts_at": forms.moment,
    "ends_at": forms.moment,
    "main_site": forms.identifier,
    "sites": forms.identifiers(MOST_SITES),
    "chairs": forms.identifiers(20),
}
# Who outside convenes it; all empty for one of our own.
OUTSIDE = {name: forms.text(200, needed=False) for name in ("convener", "outside_chair", "outside_place")}
NOT_OUTSIDE = dict.fromkeys(OUTSIDE, "")
OTHERWISE: dict[str, Any] = {"mode": "truc-tuyen", "public": False, "reach": "none", "organiser": None, **NOT_OUTSIDE}
FIELDS = NEEDED | {
    "mode": forms.choice(MODES),
    "public": forms.flag,
    "reach": forms.choice(REACHES),
    "organiser": forms.identifier,
    **OUTSIDE,
}


def planned(sent: Any) -> dict[str, Any]:
    """A conference as the API sends it, whole. Raises Invalid."""
    return forms.read(FIELDS, sent, optional=OTHERWISE)


def changed(sent: Any) -> dict[str, Any]:
    """Those values of a conference that are to change. Raises Invalid."""
    return forms.read_some({name: reader for name, reader in FIELDS.items() if name != "organiser"}, sent)
