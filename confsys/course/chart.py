"""Attendance over time as a line that only steps: SVG numbers. No database, no clock."""

from collections.abc import Sequence
from datetime import datetime

from confsys.agenda.compared import WIDTH, Axis

HEIGHT = 120


def steps(span: Axis, counts: Sequence[tuple[datetime, int]], most: int) -> str:
    """The path of a count that changes at instants: flat, then up or down. `most`: what reaches the top.

    Of what happened closer together than the eye can tell, only how it ended.
    """
    ends = {round(span.x(at)): count for at, count in counts}
    path, level = f"M0 {_y(0, most):g}", 0
    for x, count in ends.items():
        if count != level:
            path += f"H{x}V{_y(count, most):g}"
            level = count
    return f"{path}H{WIDTH}"


def filled(path: str) -> str:
    """The same as a shape down to the ground."""
    return f"{path}V{HEIGHT}H0Z"


def _y(count: int, most: int) -> float:
    return round(HEIGHT - count / max(1, most) * (HEIGHT - 8), 1)
