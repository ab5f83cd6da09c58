"""What was sent about a calendar link, as values."""

from typing import Any

from confsys import forms
from confsys.calendars.models import KINDS, PERSON
from confsys.words import LANGUAGES, _


def calendar(raw: Any) -> tuple[str, str | None]:
    """Whose calendar, as the list on the page gives it: "person", "site ID" or "organisation ID"."""
    kind, _space, site_id = (raw if isinstance(raw, str) else "").partition(" ")
    if kind not in KINDS or (kind == PERSON) == bool(site_id):
        raise forms.Unreadable(_("Choose one of the list."))
    return kind, forms.identifier(site_id) if site_id else None


PAGE = {
    "of": calendar,
    "label": forms.text(100),
    "language": forms.choice(LANGUAGES),
    "alarms": forms.yes_or_no,
    "busy_only": forms.yes_or_no,
}
