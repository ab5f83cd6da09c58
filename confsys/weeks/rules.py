"""What a line of a weekly calendar may be. No database, no clock."""

from collections.abc import Mapping
from datetime import time
from typing import Any

from confsys.errors import Invalid
from confsys.weeks.models import WeekEntry
from confsys.weeks.rows import half_of, monday_of
from confsys.words import _

NOTHING_NEW = _("Nothing has changed since the last edition, so there is nothing to publish.")
NOTHING_YET = _("Nothing stands on this week yet, so there is nothing to publish.")


def completed(values: Mapping[str, Any]) -> dict[str, Any]:
    """The values of a line with its half-day. Raises Invalid."""
    at, until = values.get("at"), values.get("until")
    refuse_hours(at, until)
    if at is None and not values.get("half"):
        raise Invalid({"half": _("Say whether it is in the morning or in the afternoon, or give an hour.")})
    return {**values, "half": half_of(at) if at else values["half"]}


def refuse_hours(at: time | None, until: time | None) -> None:
    """Raises Invalid."""
    if until is not None and at is None:
        raise Invalid({"at": _("Say when it begins, too.")})
    if until is not None and at is not None and until <= at:
        raise Invalid({"until": _("The end must come after the start.")})


def give(entry: WeekEntry, values: Mapping[str, Any]) -> None:
    """Set these, and the half-day that follows from them. Raises Invalid."""
    whole = {name: values.get(name, getattr(entry, name)) for name in ("at", "until", "half")} | dict(values)
    for name, value in completed(whole).items():
        setattr(entry, name, value)


def refuse_another_week(entry: WeekEntry, values: Mapping[str, Any]) -> None:
    """Raises Invalid."""
    if "day" in values and monday_of(values["day"]) != entry.week.monday:
        raise Invalid({"day": _("Choose a day of this week; to have it in another week, copy it there.")})
