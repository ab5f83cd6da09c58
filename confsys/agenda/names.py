"""What the kinds of agenda items are called."""

from confsys.agenda.models import AgendaItem
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


def who(item: AgendaItem) -> str:
    """Whose name is the largest while an item runs: the site that speaks, the presenter, else what it is about."""
    return item.site.name if item.site else item.presenter or item.title


def titled(item: AgendaItem) -> str:
    """The title with its kind before it, unless that says nothing: "Giải lao", "Báo cáo: Kết quả quý III"."""
    if item.kind == "khac":
        return item.title
    kind = str(KIND_NAMES[item.kind])
    return item.title if item.title.casefold().startswith(kind.casefold()) else f"{kind}: {item.title}"
