"""What the API gives of a conference as it stands; see `shapes`."""

from typing import TypedDict

from confsys.api.shapes import AgendaItem, Count, Id, Moment, SiteInside, State
from confsys.api.shapes_of_floor import TurnNow
from confsys.api.shapes_of_votes import Vote


class Live(TypedDict):
    conference: Id
    version: Count
    epoch: str
    now: Moment
    state: State
    agenda: list[AgendaItem]
    floor: list[TurnNow]
    votes: list[Vote]
    sites: list[SiteInside]
