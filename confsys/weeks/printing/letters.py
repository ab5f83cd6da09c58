"""How wide letters are: Liberation Serif, whose widths are those of Times New Roman."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from confsys.weeks.cells import Run
from confsys.weeks.printing.typeset import Piece, set_in_lines

FONTS = Path(__file__).parent / "fonts"
REGULAR, BOLD, ITALIC = "Regular", "Bold", "Italic"
for _name in (REGULAR, BOLD, ITALIC):
    pdfmetrics.registerFont(TTFont(_name, FONTS / f"LiberationSerif-{_name}.ttf"))
KNOWN = pdfmetrics.getFont(REGULAR).face.charToGlyph
UNKNOWN = "□"  # for a letter that the typeface does not have
JOINING = "\u200d\ufe0e\ufe0f"  # say how their neighbours are drawn, and are nothing themselves
BOX_SMALLER, BOX_SIDE = 2, 3.0  # points: how much smaller a word in a box is, and its distance from the edge


def font_of(run: Run) -> str:
    return BOLD if run.bold else ITALIC if run.italic else REGULAR


def shown(text: str) -> str:
    """A text as the typeface can show it."""
    return "".join(letter if ord(letter) in KNOWN else UNKNOWN for letter in text if letter not in JOINING)


def width_of(run: Run, size: float) -> float:
    """In points."""
    if run.boxed:
        return pdfmetrics.stringWidth(run.text, BOLD, size - BOX_SMALLER) + 2 * BOX_SIDE
    return pdfmetrics.stringWidth(run.text, font_of(run), size)


def lines_of(runs: Sequence[Run], width: float, size: float) -> list[list[Piece]]:
    ready = [replace(run, text=shown(run.text)) for run in runs]
    return set_in_lines(ready, width, lambda run: width_of(run, size))
