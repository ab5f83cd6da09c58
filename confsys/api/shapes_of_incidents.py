"""What the API gives of how it goes at the sites, as types."""

from typing import Annotated, TypedDict

from confsys.api.schemas import Also
from confsys.api.shapes import Id, Moment
from confsys.readiness.models import KINDS, WAYS


class Incident(TypedDict):
    id: Id
    conference: Id
    site: Id
    kind: Annotated[str, Also(enum=list(KINDS))]
    opened_at: Moment
    way: Annotated[str, Also(enum=list(WAYS))]
    note: str
    taken_by: str
    taken_at: Moment | None
    solved_at: Moment | None
    done: str
