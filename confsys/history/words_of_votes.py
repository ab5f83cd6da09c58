"""What the history says of votes: never what somebody voted."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from confsys.attendance import models as attendance
from confsys.shown import hms
from confsys.votes.models import ANSWER_NAMES, BASE_NAMES, KIND_NAMES, UNIT_NAMES, WAY_NAMES
from confsys.words import _, gettext

__all__ = ["KIND_NAMES", "LABELS", "READERS", "WORDS"]

WORDS = {
    "vote.written": _("Question for a vote written"),
    "vote.changed": _("Question for a vote changed"),
    "vote.opened": _("Vote opened"),
    "vote.cast": _("Ballot cast"),
    "vote.recast": _("Ballot changed"),
    "vote.closed": _("Vote closed and counted"),
    "vote.reopened": _("Vote opened again"),
    "vote.published": _("Result of the vote published"),
    "vote.cancelled": _("Vote broken off or not put"),
}
LABELS = {
    "question": _("Question put"),
    "unit": _("Who has a ballot"),
    "options": _("Answers of the vote"),
    "majority": _("Majority needed"),
    "entitled": _("Ballots that can be cast"),
    "quorum": _("Quorum then"),
    "counts": _("Ballots"),
    "time_over": _("Its time was over at"),
    "voter": _("Who voted"),
    "cast_way": _("How it was cast"),
}
BASES = {**attendance.BASE_NAMES, **BASE_NAMES}


def _quorum(kept: dict[str, Any]) -> str:
    said = {name: kept[name] for name in ("there", "base", "needed")}
    return gettext("%(there)s of %(base)s there, %(needed)s needed", **said)


READERS: dict[str, Callable[[Any], Any]] = {
    "unit": lambda raw: UNIT_NAMES[raw],
    "options": lambda raw: "; ".join(raw),
    "majority": lambda raw: attendance.SHARE_NAMES[raw],
    "share": lambda raw: attendance.SHARE_NAMES[raw],
    "base": lambda raw: BASES[raw],
    "time_over": lambda raw: hms(datetime.fromisoformat(raw)),
    "quorum": _quorum,
    "counts": lambda counts: "; ".join(f"{ANSWER_NAMES.get(key, key)}: {number}" for key, number in counts.items()),
    "cast_way": lambda raw: WAY_NAMES[raw],
}
