"""What the API gives of votes, as types."""

from typing import Annotated, TypedDict

from confsys.api.schemas import Also
from confsys.api.shapes import Count, Id, Moment
from confsys.attendance.models import SHARES
from confsys.votes.models import BASES, KINDS, STATES, UNITS


class VoteAnswer(TypedDict):
    key: str
    text: str
    count: Count | None
    share: float | None
    carries: bool


class VoteQuorum(TypedDict):
    there: Count
    base: Count
    needed: Count
    met: bool


class Vote(TypedDict):
    id: Id
    conference: Id
    number: Count
    question: str
    kind: Annotated[str, Also(enum=list(KINDS))]
    unit: Annotated[str, Also(enum=list(UNITS))]
    majority: Annotated[str, Also(enum=list(SHARES))]
    base: Annotated[str, Also(enum=list(BASES))]
    minutes: int | None
    state: Annotated[str, Also(enum=list(STATES))]
    opened_at: Moment | None
    closes_at: Moment | None
    closed_at: Moment | None
    published_at: Moment | None
    answers: list[VoteAnswer]
    voted: Count
    entitled: Count
    quorum: VoteQuorum | None
    result: str | None
    revision: Count


class BallotCast(TypedDict):
    vote: Id
    site: Id
    counted: bool
