"""What was sent about an item, as values for the actions; a page's hours and the API's instants become the same."""

from collections.abc import Mapping
from typing import Any

from confsys import clock, forms
from confsys.agenda.models import KINDS, LONGEST_MINUTES
from confsys.conferences.clocks import MOST_DANGER_SECONDS, MOST_WARN_MINUTES
from confsys.conferences.models import Conference

WARNINGS = {
    "warn_minutes": forms.optional_whole(0, MOST_WARN_MINUTES),
    "danger_seconds": forms.optional_whole(0, MOST_DANGER_SECONDS),
}
FOR_ALL = {f"all_{name}": read for name, read in WARNINGS.items()}  # as the page of the agenda names them
NEEDED = {
    "title": forms.text(300),
    "kind": forms.choice(KINDS),
    "minutes": forms.whole(1, LONGEST_MINUTES),
}
OTHERWISE = {
    "presenter": "",
    "site": None,
    "fixed_start": None,
    "counts_to_end": False,
    "warn_minutes": None,
    "danger_seconds": None,
}
ANYWHERE = NEEDED | {
    "presenter": forms.text(200, needed=False),
    "site": forms.optional_identifier,
    "counts_to_end": forms.yes_or_no,
    **WARNINGS,
}
FIELDS = ANYWHERE | {"fixed_start": forms.optional_moment, "counts_to_end": forms.flag}
TYPED = ANYWHERE | {"fixed_start": forms.optional_hour, "fixed_day": forms.optional_day}
MOVE = {"before": forms.identifier, "after": forms.identifier}
ADJUST = {"minutes": forms.whole(-LONGEST_MINUTES, LONGEST_MINUTES)}
SEEN = {"revision": forms.whole(1, 10**9)}


def typed(sent: Mapping[str, Any], conference: Conference) -> dict[str, Any]:
    """The values of a page's form; an hour is of the first day unless a day is named. Raises Invalid."""
    values = forms.read(TYPED, sent, optional=OTHERWISE | {"fixed_day": None})
    day, hour = values.pop("fixed_day"), values["fixed_start"]
    if hour is not None:
        values["fixed_start"] = clock.instant(day or clock.local(conference.starts_at).date(), hour)
    return values
