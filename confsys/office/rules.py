"""What may not be set together. Pure; each refusal is a sentence at the field that is to change."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from confsys.errors import Invalid
from confsys.office.working_days import WorkingDays
from confsys.shown import day as shown_day
from confsys.words import _


def check(part: str, values: Mapping[str, Any]) -> None:
    """Whether a part may stand as it would stand now. Raises Invalid."""
    if part == "hours":
        check_hours(values)
    if part == "running":
        check_running(values)


def check_hours(values: Mapping[str, Any]) -> None:
    """Half-days begin before they end, one after the other, on some day of the week."""
    errors: dict[str, Any] = {}
    for name in ("morning", "afternoon"):
        start, end = values[name]
        if end <= start:
            errors[name] = _("It must end after %(start)s, when it begins.", start=start)
    noon, after_noon = values["morning"][1], values["afternoon"][0]
    if not errors and after_noon < noon:
        errors["afternoon"] = _("The afternoon may not begin before the morning ends at %(end)s.", end=noon)
    if not values["weekdays"]:
        errors["weekdays"] = _("The office must work on at least one day of the week.")
    if errors:
        raise Invalid(errors)


def check_running(values: Mapping[str, Any]) -> None:
    """First the warning, then the time to end."""
    if values["danger_at"] > values["warn_at"] * 60:
        raise Invalid({"danger_at": _("It comes after the warning, so it may be at most as long before the end.")})


def check_day(entered: Mapping[str, Any], calendar: WorkingDays, day: date, works: bool) -> None:
    """A day is entered once, and only where it would not be so anyway."""
    written = shown_day(day)
    if said := entered.get(day.isoformat()):
        off = _("%(day)s is entered as a day off already. Take that line off first.", day=written)
        on = _("%(day)s is entered as a working day already. Take that line off first.", day=written)
        raise Invalid({"day": on if said["works"] else off})
    if calendar.is_working(day) == works:
        on = _("%(day)s is a working day anyway.", day=written)
        raise Invalid({"day": on if works else _("%(day)s is a day off anyway.", day=written)})
