"""What was sent about the hall, as values for the action: a break's minutes or its hour become an instant."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from confsys import clock, forms
from confsys.errors import Invalid
from confsys.folding import clean
from confsys.stage.scenes import CHOICES, STRIPS, THEMES
from confsys.words import _

LONGEST = 240  # minutes of a break
MINUTES = forms.whole(1, LONGEST)
CHOSEN: dict[str, forms.Read] = {
    "scene": forms.choice(CHOICES),
    "lower_third": forms.choice(STRIPS),
    "theme": forms.choice(THEMES),
}
SENT = CHOSEN | {"minutes": MINUTES, "resumes_at": forms.optional_moment, "expect": forms.choice(CHOICES)}


def sent(body: Mapping[str, Any]) -> dict[str, Any]:
    """What a program named. Raises Invalid."""
    values = forms.read_some(SENT, body)
    minutes = values.pop("minutes", None)
    return values if minutes is None else values | {"resumes_at": in_minutes(minutes)}


def typed(form: Mapping[str, Any]) -> dict[str, Any]:
    """What a button or a field of the page said: `again` is a number of minutes or an hour. Raises Invalid."""
    again = clean(form.get("again", ""))
    values = forms.read_some(CHOSEN | {"expect": forms.choice(CHOICES)}, form)
    return values | {"resumes_at": _again(again)} if again else values


def in_minutes(minutes: int) -> datetime:
    return clock.now() + timedelta(minutes=minutes)


def _again(typed: str) -> datetime:
    """When it goes on: “15” is in 15 minutes, “15h” or “10:30” the next time that it is so late."""
    if typed.isascii() and typed.isdecimal() and len(typed) < 4:
        return in_minutes(forms.read({"again": MINUTES}, {"again": typed})["again"])
    hour = forms.read({"again": forms.hour}, {"again": typed})["again"]
    at = clock.instant(clock.today(), hour)
    if at <= clock.now():
        at = clock.instant(clock.today() + timedelta(days=1), hour)
    if at > in_minutes(LONGEST):
        raise Invalid({"again": _("A break lasts four hours at most: give minutes, or an hour of today.")})
    return at
