"""What was sent about persons, as values."""

from confsys import forms

LABEL = {"label": forms.text(100)}
TOKEN = LABEL | {"scope": forms.choice(("all", "read"))}
