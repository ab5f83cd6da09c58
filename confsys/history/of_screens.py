"""What the history says of lines that come and go and of the screens of meeting rooms; none of it is taken back."""

from collections.abc import Callable
from typing import Any

from confsys.words import _

LINES = {
    "participation.connected": _("Site connected"),
    "participation.lost": _("Line of a site lost"),
}
SCREENS = {
    "screen.paired": _("Screen paired"),
    "screen.named": _("Screen named"),
    "screen.identified": _("Screen asked to show its name"),
    "screen.told": _("Message on a screen"),
    "screen.shown": _("Screen set to show something else"),
    "screen.reloaded": _("Screen loaded anew"),
    "screen.revoked": _("Screen taken off"),
}
LINKS = {
    "site.link_asked": _("Lost link asked for again"),
    "site.link_sent": _("Link sent to who is registered"),
    "site.link_told": _("Site called because of its link"),
    "site.link_refused": _("Lost link not given out"),
}
WORDS = LINES | LINKS | SCREENS
VIEWS = {"screen": _("Screen of the site"), "stage": _("Stage")}
LABELS = {
    "since": _("Connected since"),
    "seen_at": _("Last seen"),
    "view": _("View"),
    "message": _("Message"),
}
READERS: dict[str, Callable[[Any], Any]] = {"view": lambda raw: VIEWS.get(raw, raw)}
CANNOT: dict[str, Any] = {
    **dict.fromkeys(LINES, _("A line comes and goes by itself; what was seen stays written down.")),
    **dict.fromkeys(LINKS, _("What was asked and answered stays written down; renew the link if it went astray.")),
    **dict.fromkeys(SCREENS, _("What a screen shows is set anew on its page.")),
    "screen.paired": _("Take the screen off instead."),
    "screen.revoked": _("A screen that was taken off is paired again with a new code."),
}
