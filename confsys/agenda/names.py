"""What the kinds of agenda items are called."""

from confsys.words import _

KIND_NAMES = {
    "khai-mac": _("Opening"),
    "bao-cao": _("Report"),
    "tham-luan": _("Paper"),
    "thao-luan": _("Discussion"),
    "giai-lao": _("Break time"),
    "bieu-quyet": _("Vote"),
    "phat-bieu-chi-dao": _("Directive remarks"),
    "ket-luan": _("Conclusion"),
    "be-mac": _("Closing"),
    "khac": _("Other"),
}
