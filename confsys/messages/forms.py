"""What was typed into a message, as values."""

import re
from typing import Any

from confsys import forms
from confsys.conferences.forms import MOST_SITES
from confsys.messages.audiences import BRANCH
from confsys.messages.models import ALL, LONGEST, LONGEST_ANSWER, LONGEST_NAME
from confsys.words import _

TEXT: dict[str, forms.Read] = {"text": forms.text(LONGEST), "urgent": forms.yes_or_no}
ANSWER: dict[str, forms.Read] = {"text": forms.text(LONGEST_ANSWER)}
TOLD: dict[str, forms.Read] = {"told_by": forms.text(LONGEST_NAME, needed=False)}
GROUP = f"^{BRANCH}[0-9a-f]{{16}}$"
_ids = forms.identifiers(MOST_SITES)


@forms.accepts(
    anyOf=[
        {"type": "string", "const": ALL},
        {"type": "string", "pattern": GROUP},
        {"type": "array", "items": {"type": "string", "pattern": forms.ID}, "minItems": 1, "maxItems": MOST_SITES},
    ]
)
def recipients(raw: Any) -> list[str] | str | None:
    """ "all", which is None, the ids of sites, or a group as it is listed. Raises Unreadable."""
    if raw == ALL:
        return None
    if isinstance(raw, str) and re.fullmatch(GROUP, raw, re.ASCII):
        return raw
    if not isinstance(raw, list) or not raw:
        raise forms.Unreadable(_("“all” is needed here, a list with the ids of sites, or a group as it is listed."))
    return list(_ids(raw))


SENT: dict[str, forms.Read] = {"to": recipients, "text": forms.text(LONGEST)} | {
    "urgent": forms.flag,
    "on_stage": forms.flag,
}
