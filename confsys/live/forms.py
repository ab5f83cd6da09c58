"""What screens send, as values."""

from typing import Any

from flask import current_app

from confsys import forms, words
from confsys.journal import MOST_VERSION
from confsys.live import access
from confsys.words import _


def version(raw: Any) -> int:
    """The version a screen shows; none is 0."""
    if raw is None:
        return 0
    if isinstance(raw, bool) or not isinstance(raw, int) or not 0 <= raw <= MOST_VERSION:
        raise forms.Unreadable(_("This is not a version."))
    return raw


def milliseconds(raw: Any) -> int:
    """An instant as browsers count: since 1970, and before 2100."""
    if isinstance(raw, bool) or not isinstance(raw, int) or not 0 <= raw < LATEST:
        raise forms.Unreadable(_("This is not a version."))
    return raw


@forms.accepts(type="string", maxLength=100)
def epoch(raw: Any) -> str:
    return "" if raw is None else forms.text(100, needed=False)(raw)


@forms.accepts(type="string", enum=list(words.LANGUAGES))
def language(raw: Any) -> str:
    return current_app.config["LOCALE"] if raw is None else forms.choice(words.LANGUAGES)(raw)


LATEST = 4_102_444_800_000
VIEW = forms.choice(tuple(access.RULES))
JOIN = {"conference": forms.identifier, "view": VIEW, "lang": language, "since": version, "epoch": epoch}
STAND: dict[str, forms.Read] = {"lang": language}
FOLLOW = {"lang": language, "since": milliseconds}
NEXT = {"conference": forms.identifier, "expect": forms.optional_identifier, "command": forms.text(200, needed=False)}

# The same asked over HTTP, where everything is text.
ASKED = {"view": VIEW, "lang": language, "epoch": epoch, "since": forms.whole(0, MOST_VERSION)}
