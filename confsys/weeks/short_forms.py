"""What the short forms in a weekly calendar mean. No database, no clock."""

import re
from collections.abc import Iterable, Mapping

# As offices write them; what a person is called by his own office comes before these.
USUAL = {
    "CT": "Chủ tịch",
    "PCTTT": "Phó Chủ tịch Thường trực",
    "PCT": "Phó Chủ tịch",
    "LĐVP": "lãnh đạo Văn phòng",
    "CVP": "Chánh Văn phòng",
    "PCVP": "Phó Chánh Văn phòng",
    "BT": "Bí thư",
    "PBT": "Phó Bí thư",
    "PBTTT": "Phó Bí thư Thường trực",
    "GĐ": "Giám đốc",
    "PGĐ": "Phó Giám đốc",
}
WORD = re.compile(r"[^\W\d_]+")


def explained(texts: Iterable[str], own: Mapping[str, str]) -> str:
    """CT: Chủ tịch; PCT: Phó Chủ tịch: those that occur in `texts`, in the usual order, an office's own ones last."""
    known = {form: meaning for form, meaning in {**USUAL, **own}.items() if form and meaning and form != meaning}
    written = set()
    for text in texts:
        written.update(WORD.findall(text))
        written.update(form for form in own if " " in form and form in text)
    return "; ".join(f"{form}: {meaning}" for form, meaning in known.items() if form in written)
