"""What was sent about the floor, as values."""

from confsys import forms
from confsys.floor import times
from confsys.floor.order import KINDS
from confsys.words import _

TOPIC, NAME, WORD = 200, 160, 300
KIND: dict[str, forms.Read] = {"kind": forms.choice(KINDS)}
SAID: dict[str, forms.Read] = {
    "topic": forms.text(TOPIC, needed=False),
    "speaker": forms.text(NAME, needed=False),
}
TOLD: dict[str, forms.Read] = {"told_by": forms.text(NAME, needed=False)}
NOT_SAID = {"topic": "", "speaker": ""}
REFUSE: dict[str, forms.Read] = {"reason": forms.text(WORD)}
MINUTES: dict[str, forms.Read] = {"minutes": forms.whole(1, times.LONGEST)}
MORE: dict[str, forms.Read] = {"minutes": forms.whole(-times.MOST_EXTRA, times.MOST_EXTRA)}
LABELS = {
    "kind": _("Kind of turn"),
    "topic": _("What it is about"),
    "speaker": _("Who speaks"),
    "told_by": _("Who said so on the telephone"),
    "site": _("Site"),
}
