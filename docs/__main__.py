"""Write the pages of these docs that are made from the product: `make docs`."""

import csv
from collections.abc import Callable
from pathlib import Path

from confsys.conferences.transitions import as_markdown
from confsys.folding import sort_key

HERE = Path(__file__).resolve().parent
TERMS = HERE.parent / "data/glossary.csv"


def glossary() -> str:
    """The words of the field, in the order of the Vietnamese alphabet."""
    with TERMS.open(encoding="utf-8", newline="") as lines:
        rows = sorted(csv.DictReader(lines), key=lambda row: sort_key(row["vi"]))
    table = [f"| {row['vi']} | {row['en']} | {row['meaning']} |" for row in rows]
    head = [
        "# Words of the field",
        "",
        f"{len(rows)} terms, made from `data/glossary.csv` by `make docs`; the tests fail when the two differ. What",
        "the product says, in code and on screen, takes its words from here.",
        "",
        "| Vietnamese | English | meaning |",
        "|---|---|---|",
    ]
    return "\n".join([*head, *table]) + "\n"


MADE: dict[str, Callable[[], str]] = {"conference-states.md": as_markdown, "glossary.md": glossary}


if __name__ == "__main__":
    for name, text in MADE.items():
        (HERE / name).write_text(text(), encoding="utf-8")
