"""What the API gives of who is there; see `shapes`."""

from typing import Annotated, TypedDict

from confsys.api.schemas import Also
from confsys.api.shapes import Count, Id, Moment
from confsys.attendance import models

AttendanceState = Annotated[str, Also(enum=list(models.STATES))]
CheckInWay = Annotated[str, Also(enum=list(models.WAYS))]


class Attendee(TypedDict):
    name: str
    office: str
    added: bool
    late: bool
    came_at: Moment
    left_at: Moment | None


class SiteAttendance(TypedDict):
    site: Id
    attendance: AttendanceState
    head_count: Count
    checked_in_at: Moment | None
    way: CheckInWay | None
    reason: str
    attendees: list[Attendee]
    noted_at: Moment | None
    revision: Count
