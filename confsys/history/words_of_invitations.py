"""What the history says of invitations, their answers, and who comes in the place of a leader."""

from confsys.words import _

WORDS = {
    "conference.reminded": _("Silent sites reminded"),
    "participation.answered": _("Answer of a site"),
    "participation.stand_in_named": _("Somebody named in the place of a leader"),
    "participation.stand_in_consented": _("Consented to who comes in the place of a leader"),
    "participation.stand_in_refused": _("Not consented to who comes in the place of a leader"),
}
LABELS = {
    "answer": _("Answer"),
    "heads": _("How many attend"),
    "way": _("How it answered"),
    "word": _("Why, or what it asks"),
    "told_by": _("Who said so on the telephone"),
    "delegate": _("Delegate"),
    "delegates": _("Delegates"),
    "leader": _("Leader who does not come"),
}
