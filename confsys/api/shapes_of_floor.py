"""What the API gives of the floor; see `shapes`."""

from typing import Annotated, TypedDict

from confsys.api.schemas import Also
from confsys.api.shapes import Count, Id, Moment
from confsys.floor.models import STATES, WAYS
from confsys.floor.order import KINDS

TurnKind = Annotated[str, Also(enum=list(KINDS))]
TurnState = Annotated[str, Also(enum=list(STATES))]


class TurnNow(TypedDict):
    """What everybody in the conference may know of it."""

    id: Id
    site: Id
    kind: TurnKind
    state: TurnState
    asked_at: Moment
    called_at: Moment | None
    started_at: Moment | None
    ended_at: Moment | None
    paused_at: Moment | None
    seconds: Count


class Turn(TurnNow):
    conference: Id
    topic: str
    speaker: str
    told_by: str
    reason: str
    way: Annotated[str, Also(enum=list(WAYS))]
    revision: Count


class FloorTimes(TypedDict):
    closed_at: Moment | None
    minutes_by_kind: dict[str, Count]
    extra_by_kind: dict[str, Count]
