"""Which scenes the hall has, and which one it shows. No database, no clock."""

from confsys.conferences.transitions import LIVE, RECESS
from confsys.words import _

SPEECH, AGENDA, VOTE, BREAK, MESSAGE, PLAIN = SCENES = ("speech", "agenda", "vote", "break", "message", "plain")
AUTOMATIC = "automatic"
CHOICES = (AUTOMATIC, *SCENES)
OFF, ON, BRIEFLY = STRIPS = ("off", "on", "briefly")  # the lower third; briefly: when somebody begins
DARK, LIGHT = THEMES = ("dark", "light")
NAMES = {
    AUTOMATIC: _("By itself"),
    SPEECH: _("Speech"),
    AGENDA: _("Agenda"),
    VOTE: _("Vote"),
    BREAK: _("Break"),
    MESSAGE: _("Message"),
    PLAIN: _("Name of the conference"),
}
STRIP_NAMES = {OFF: _("Off"), ON: _("The whole turn"), BRIEFLY: _("At its start")}
THEME_NAMES = {DARK: _("Dark"), LIGHT: _("Light")}


def by_itself(state: str, *, is_voting: bool = False, is_pausing: bool = False) -> str:
    """What follows what happens. `is_pausing`: the agenda has come to a break."""
    if state == RECESS:
        return BREAK
    if state != LIVE:
        return PLAIN
    if is_voting:
        return VOTE
    return BREAK if is_pausing else SPEECH


def shown(chosen: str, state: str, **what_happens: bool) -> str:
    """The scene that stands there. Where nobody speaks, a speech is what would be shown by itself."""
    if chosen == AUTOMATIC or (chosen == SPEECH and state != LIVE):
        return by_itself(state, **what_happens)
    return chosen
