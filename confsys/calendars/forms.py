"""What was sent about a calendar link, as values."""

from confsys import forms
from confsys.words import LANGUAGES

PAGE = {
    "label": forms.text(100),
    "language": forms.choice(LANGUAGES),
    "alarms": forms.yes_or_no,
    "busy_only": forms.yes_or_no,
}
