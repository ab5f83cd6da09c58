"""What was sent about the settings, as values; and settings as people type them."""

import re
from typing import Any

from werkzeug.datastructures import MultiDict

from confsys import forms
from confsys.folding import clean
from confsys.forms import Unreadable
from confsys.office.parts import LONGEST
from confsys.words import _

SPAN = re.compile(r"(.+?)\s*(?:–|—|-|~|đến|to)\s*(.+)")
LABEL = r"(?!-)[a-z0-9-]{1,63}(?<!-)"
HOST = re.compile(rf"(?:{LABEL}\.)+(?!\d+$){LABEL}", re.ASCII)
NUMBER = re.compile(r"\+?[\d .()-]{3,30}", re.ASCII)
HALF_DAYS = (0, 1, 2, 3, 4, 6, 8, 10)


def hours(raw: Any) -> list[str]:
    """Two hours of one half-day as people type them: 7h00–11h30, 7:00 - 11:30, 7h đến 11h30."""
    typed = clean(raw) if isinstance(raw, str) else ""
    match = SPAN.fullmatch(typed[:60])
    if not match:
        raise Unreadable(_("Two hours are needed, such as 7h00–11h30."))
    return [forms.hour(each).strftime("%H:%M") for each in match.groups()]


def weekdays(raw: Any) -> list[int]:
    """The boxes that were ticked, Monday is 0."""
    if not isinstance(raw, list) or not all(each in "0123456" and len(each) == 1 for each in raw):
        raise Unreadable(_("Choose days of the week."))
    return sorted({int(each) for each in raw})


def at_hour(raw: Any) -> str:
    return forms.hour(raw).strftime("%H:%M")


def at_hour_or_never(raw: Any) -> str:
    """An hour; "" for never."""
    found = forms.optional_hour(raw)
    return found.strftime("%H:%M") if found else ""


def half_days(raw: Any) -> int:
    return int(forms.choice(tuple(map(str, HALF_DAYS)))(raw))


def host(raw: Any) -> str:
    """The name of a machine on the internet, in small letters."""
    typed = clean(raw).lower() if isinstance(raw, str) else ""
    if len(typed) > 253 or not HOST.fullmatch(typed):
        raise Unreadable(_("A host name such as hop.dongthap.gov.vn is needed: letters a–z, digits, hyphens, dots."))
    return typed


def telephone(raw: Any) -> str:
    """A number that can be dialled, or nothing."""
    typed = forms.text(40, needed=False)(raw)
    if typed and (not NUMBER.fullmatch(typed) or sum(each.isdigit() for each in typed) < 3):
        raise Unreadable(_("A telephone number has digits, spaces, dots and a plus sign only."))
    return typed


FIELDS: dict[str, dict[str, forms.Read]] = {
    "names": {"agency": forms.text(120), "product": forms.text(60), "telephone": telephone},
    "hours": {"morning": hours, "afternoon": hours, "weekdays": weekdays},
    "rules": {
        "notice_days": forms.whole(0, 30),
        "approve_within": forms.whole(1, 30),
        "conclude_within": forms.whole(1, 30),
        "longest_conclusion": forms.whole(5, 240),
        "set_up": forms.whole(0, 240),
        "province_wide": forms.whole(0, 100),
        "commune_wide": forms.whole(0, 100),
        "rehearse": forms.yes_or_no,
        "one_person": forms.yes_or_no,
        **{f"longest-{kind}": half_days for kind in LONGEST},
    },
    "answers": {
        "due_hour": at_hour,
        "list_closes": forms.whole(0, 240),
        "remind_after": forms.whole(0, 80),
        "remind_hour": at_hour_or_never,
    },
    "running": {
        "warn_at": forms.whole(0, 30),
        "danger_at": forms.whole(0, 600),
        "tell_turns": forms.yes_or_no,
        "tell_moves": forms.whole(1, 120),
        "tell_every": forms.whole(5, 240),
    },
    "calendars": {"uid_domain": host, "week_public": forms.yes_or_no},
}
LINES = {"above": forms.text(120, needed=False), "below": forms.text(120)}
DAY = {"day": forms.day, "works": forms.choice(("off", "on")), "why": forms.text(100)}


def read(part: str, sent: MultiDict) -> dict[str, Any]:
    """The values of a whole part. Raises Invalid."""
    raw = {name: sent[name] for name in FIELDS[part] if name in sent}
    return forms.read(FIELDS[part], raw | {"weekdays": sent.getlist("weekdays")})


def revision(sent: MultiDict) -> int:
    """The revision of the part the person saw."""
    return forms.read({"revision": forms.whole(0, 10**9)}, sent)["revision"]
