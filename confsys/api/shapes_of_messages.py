"""What the API gives of messages between the office and its sites, as types."""

from typing import Annotated, TypedDict

from confsys.api.schemas import Also
from confsys.api.shapes import Count, Id, Moment
from confsys.messages.models import STATES, WITHDRAWN
from confsys.readiness.models import WAYS

State = Annotated[str, Also(enum=[each for each in STATES if each != WITHDRAWN])]
Way = Annotated[str, Also(enum=list(WAYS))]


class Message(TypedDict):
    id: Id
    conference: Id
    site: Id | None
    text: str
    to: str
    group: str | None
    urgent: bool
    way: Way
    told_by: str
    by: Id | None
    sent_at: Moment
    answers: Id | None
    read_at: Moment | None
    on_stage: bool
    withdrawn_at: Moment | None
    recipients: Count
    delivered: Count
    seen: Count
    answered: Count


class MessageGroup(TypedDict):
    to: str
    name: str
    sites: list[Id]


class MessageAtSite(TypedDict):
    site: Id
    state: State
    delivered_at: Moment | None
    seen_at: Moment | None
    way: Way | None
    answered_at: Moment | None
    answer: str


class WholeMessage(Message):
    sites: list[MessageAtSite]


class MessageReceived(TypedDict):
    id: Id
    text: str
    urgent: bool
    sent_at: Moment
    answers: Id | None
    state: State
    seen_at: Moment | None
    answer: str


class SiteMessages(TypedDict):
    received: list[MessageReceived]
    written: list[Message]
