"""What the history says of what the hall was shown, and how it is taken back."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from confsys import shown
from confsys.conferences.models import Conference
from confsys.extensions import db
from confsys.history.left import before, refuse_changed
from confsys.journal import Entry
from confsys.stage import actions
from confsys.stage.queries import stage_of
from confsys.stage.scenes import NAMES, STRIP_NAMES, THEME_NAMES
from confsys.words import _

WORDS = {"stage.shown": _("Scene of the hall chosen")}
LABELS = {
    "scene": _("Scene of the hall"),
    "resumes_at": _("Goes on at"),
    "lower_third": _("Lower third"),
    "theme": _("Ground of the hall's screen"),
}
READERS: dict[str, Callable[[Any], Any]] = {
    "scene": lambda raw: NAMES.get(raw, raw),
    "resumes_at": lambda raw: shown.hm(datetime.fromisoformat(raw)),
    "lower_third": lambda raw: STRIP_NAMES.get(raw, raw),
    "theme": lambda raw: THEME_NAMES.get(raw, raw),
}


def put_back(actor: Any, entry: Entry) -> None:
    conference = db.session.get_one(Conference, entry.about["conference"])
    refuse_changed(entry, stage_of(conference).plain)
    actions.put_back(actor, conference, chosen=before(entry))


UNDO: dict[str, Callable[[Any, Entry], None]] = {"stage.shown": put_back}
