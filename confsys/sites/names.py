"""What the kinds of units are called."""

from confsys.words import _

KIND_NAMES = {
    "tinh": _("Province"),
    "van-phong": _("Office"),
    "so": _("Department"),
    "thanh-tra": _("Inspectorate"),
    "thanh-pho": _("City"),
    "thi-xa": _("Town"),
    "huyen": _("District"),
    "thi-tran": _("Township"),
    "phuong": _("Ward"),
    "xa": _("Commune"),
    "doanh-nghiep": _("Enterprise"),
    "khac": _("Other unit"),
}
