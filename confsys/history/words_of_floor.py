"""What turns to speak are called in the history."""

from collections.abc import Callable
from typing import Any

from confsys import shown
from confsys.floor.models import KIND_NAMES, STATE_NAMES
from confsys.words import _

__all__ = ["LABELS", "READERS", "SAID", "STATE_NAMES", "WORDS"]

WORDS = {
    "floor.turn_asked": _("Asked for the floor"),
    "floor.turn_withdrawn": _("Hand was taken down"),
    "floor.turn_called": _("Told to get ready to speak"),
    "floor.turn_started": _("Given the floor"),
    "floor.turn_paused": _("Speaking paused"),
    "floor.turn_resumed": _("Speaking goes on"),
    "floor.turn_finished": _("Finished speaking"),
    "floor.turn_refused": _("Was not called up"),
    "floor.turn_put_last": _("Put last in the list"),
    "floor.turn_moved": _("Changed places in the list"),
    "floor.turn_taken_up": _("Speaks as the item of the agenda"),
    "floor.turn_set_back": _("Gesture on the floor taken back"),
    "floor.turn_interrupted": _("Waits while another speaks, or a break lasts"),
    "floor.turn_given_back": _("Has the floor again"),
    "floor.turn_ended": _("Another one came, or the end: turn over"),
    "floor.turn_restored": _("Turn as it was before"),
    "floor.list_closed": _("List of speakers closed"),
    "floor.list_opened": _("List of speakers open"),
    "floor.minutes_set": _("Speaking time set"),
    "floor.time_given": _("Speaking time changed for all sites"),
}
LABELS = {
    "turn_kind": _("Kind of turn"),
    "topic": _("What it is about"),
    "speaker": _("Who speaks"),
    "turn_minutes": _("Minutes for each site"),
    "extra_for_all": _("Minutes more for all"),
}
# What the kind of an entry says already, and numbers that mean nothing to a reader.
SAID = {
    **dict.fromkeys(WORDS, frozenset({"state", "rank"})),
    "floor.turn_moved": frozenset({"state"}),
    "floor.turn_set_back": frozenset({"rank"}),
}
READERS: dict[str, Callable[[Any], Any]] = {
    "turn_kind": lambda raw: KIND_NAMES[raw],
    "turn_minutes": lambda raw: "; ".join(f"{KIND_NAMES[kind]}: {shown.minutes(n)}" for kind, n in raw.items()),
    "extra_for_all": shown.minutes,
}
