"""How long an item may take by rule. Kết luận 226-KL/TW: a concluding speech lasts at most 50 minutes."""

from typing import Any

from confsys.agenda.models import AgendaItem
from confsys.folding import folded
from confsys.office.queries import current
from confsys.words import _

CONCLUSION, DIRECTIVE = "ket-luan", "phat-bieu-chi-dao"


def concludes(kind: str, title: str) -> bool:
    """Whether it is a concluding speech: directive remarks are one where their title says so."""
    return kind == CONCLUSION or (kind == DIRECTIVE and "ket luan" in folded(title))


def most_minutes(kind: str, title: str) -> int | None:
    """The longest it may take; None if no rule limits it."""
    return current().longest_conclusion if concludes(kind, title) else None


def too_long(kind: str, title: str, minutes: int) -> Any:
    """A sentence where more is planned than the rule allows, else None."""
    most = most_minutes(kind, title)
    if most is None or minutes <= most:
        return None
    said = {"title": title, "n": minutes, "most": most}
    return _(
        "“%(title)s”: %(n)s minutes are planned; a concluding speech may last %(most)s at most (Conclusion 226-KL/TW).",
        **said,
    )


def too_long_of(item: AgendaItem) -> Any:
    return too_long(item.kind, item.title, item.minutes + item.extra_minutes)
