"""What is typed on the pages of screens, as values."""

from typing import Any

from confsys import forms
from confsys.screens.codes import LENGTH, read
from confsys.screens.models import VIEWS
from confsys.words import _

NAME, MESSAGE = 60, 200
MINUTES = (5, 15, 30, 60)


def code(raw: Any) -> str:
    """Eight characters, however they are typed."""
    found = read(raw if isinstance(raw, str) else "")
    if len(found) != LENGTH:
        raise forms.Unreadable(_("A code has eight characters, as they stand on the screen."))
    return found


def minutes(raw: Any) -> int | None:
    """For how long; nothing means until it is taken away."""
    return forms.whole(1, 24 * 60)(raw) if str(raw or "").strip() else None


PAIR = {"code": code, "site": forms.identifier, "name": forms.text(NAME)}
RENAME = {"name": forms.text(NAME)}
TELL = {"text": forms.text(MESSAGE), "minutes": minutes}
SHOW = {"view": forms.choice(VIEWS), "conference": forms.optional_identifier}
