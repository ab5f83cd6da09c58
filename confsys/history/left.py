"""What an entry of the journal left, and whether it still stands so."""

from collections.abc import Callable
from datetime import date, datetime, time
from typing import Any

from confsys.errors import Refused
from confsys.journal import Entry
from confsys.words import _

READERS: dict[str, Callable[[str], Any]] = dict.fromkeys(
    ("starts_at", "ends_at", "fixed_start", "rehearsal_starts_at", "rehearsal_ends_at", "resumes_at"),
    datetime.fromisoformat,
)
READERS |= dict.fromkeys(("valid_from", "valid_to", "first_day", "last_day", "day"), date.fromisoformat)
READERS |= dict.fromkeys(("at", "until"), time.fromisoformat)


def before(entry: Entry) -> dict[str, Any]:
    """What was before, as the actions take it: moments and days are kept as text."""
    return {name: read(name, value) for name, value in (entry.before or {}).items()}


def read(name: str, value: Any) -> Any:
    return READERS[name](value) if value and name in READERS else value


def refuse_changed(entry: Entry, now: dict[str, Any], after: dict[str, Any] | None = None) -> None:
    """Only what still is as the entry left it can be taken back by itself."""
    left = entry.after if after is None else after
    if any(now[name] != value for name, value in (left or {}).items() if name in now):
        raise changed_since()


def changed_since() -> Refused:
    return Refused(_("This has been changed again since, so it can no longer be taken back by itself."))
