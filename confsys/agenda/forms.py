"""What was sent about an item, as values for the actions; the same for page and API."""

from confsys import forms
from confsys.agenda.models import KINDS, LONGEST_MINUTES

NEEDED = {
    "title": forms.text(300),
    "kind": forms.choice(KINDS),
    "minutes": forms.whole(1, LONGEST_MINUTES),
}
OTHERWISE = {"presenter": "", "site": None}
FIELDS = NEEDED | {"presenter": forms.text(200, needed=False), "site": forms.optional_identifier}
MOVE = {"before": forms.identifier, "after": forms.identifier}
ADJUST = {"minutes": forms.whole(-LONGEST_MINUTES, LONGEST_MINUTES)}
