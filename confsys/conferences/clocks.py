"""When the clocks of a conference warn: as it is set for an item of its agenda, and for all of them."""

from collections.abc import Iterable

from sqlalchemy import CheckConstraint
from sqlalchemy.orm import Mapped, mapped_column

MOST_WARN_MINUTES, MOST_DANGER_SECONDS = 30, 600


class Warns:
    """So long before an item's end its clock warns; None: as it is set one step above, by the office at last."""

    warn_minutes: Mapped[int | None] = mapped_column(
        CheckConstraint(f"warn_minutes BETWEEN 0 AND {MOST_WARN_MINUTES}", name="warn_minutes")
    )
    danger_seconds: Mapped[int | None] = mapped_column(
        CheckConstraint(f"danger_seconds BETWEEN 0 AND {MOST_DANGER_SECONDS}", name="danger_seconds")
    )


def nearest(*those: Warns) -> tuple[int | None, int | None]:
    """Minutes and seconds as the first of them has set each of the two."""
    return _first(each.warn_minutes for each in those), _first(each.danger_seconds for each in those)


def _first(values: Iterable[int | None]) -> int | None:
    return next((value for value in values if value is not None), None)
