"""What the API gives, as types: `show` fills them, `schemas` describes them, the tests hold answers against them."""

from typing import Annotated, Any, Generic, NotRequired, TypedDict, TypeVar

from confsys import forms
from confsys.agenda import models as agenda
from confsys.api.schemas import Also
from confsys.calendars import models as calendars
from confsys.conferences import models as conferences
from confsys.conferences import transitions
from confsys.free_time.queries import AWAY
from confsys.invitations import models as invitations
from confsys.people.models import ROLES
from confsys.scheduling.models import ASKED, HELD
from confsys.sites import models as sites

T = TypeVar("T")
Id = Annotated[str, Also(pattern=forms.ID)]
Moment = Annotated[str, Also(format="date-time")]
Day = Annotated[str, Also(format="date")]
Address = Annotated[str, Also(format="uri")]
Count = Annotated[int, Also(minimum=0)]
SiteKind = Annotated[str, Also(enum=list(sites.KINDS))]
Role = Annotated[str, Also(enum=list(ROLES))]
ConferenceKind = Annotated[str, Also(enum=list(conferences.KINDS))]
Mode = Annotated[str, Also(enum=list(conferences.MODES))]
Reach = Annotated[str, Also(enum=list(conferences.REACHES))]
State = Annotated[str, Also(enum=list(transitions.STATES))]
ItemKind = Annotated[str, Also(enum=list(agenda.KINDS))]
ItemState = Annotated[str, Also(enum=list(agenda.STATES))]
Standing = Annotated[str, Also(enum=[HELD, ASKED, AWAY])]
Answer = Annotated[str, Also(enum=list(invitations.ANSWERS))]
Way = Annotated[str, Also(enum=list(invitations.WAYS))]
LinkKind = Annotated[str, Also(enum=list(calendars.KINDS))]


class Page(TypedDict, Generic[T]):
    items: list[T]
    next: str | None


class Site(TypedDict):
    id: Id
    name: str
    kind: SiteKind
    parent: Id | None
    gso_code: str | None
    valid_from: Day | None
    valid_to: Day | None


class RoleHeld(TypedDict):
    role: Role
    site: Id


class Person(TypedDict):
    id: Id
    name: str
    position: str | None
    roles: list[RoleHeld]


class Conference(TypedDict):
    id: Id
    code: str
    title: str
    kind: ConferenceKind
    mode: Mode
    reach: Reach
    public: bool
    state: State
    reason: str | None
    starts_at: Moment
    ends_at: Moment
    main_site: Id
    organiser: Id
    convener: str
    outside_chair: str
    outside_place: str
    entered_afterwards: bool
    revision: Count
    edition: Count
    url: Address


class SlotRequest(TypedDict):
    code: str
    asked_at: Moment
    due_on: Day
    needs: str
    urgent: bool
    proposed_starts_at: Moment | None
    proposed_ends_at: Moment | None
    declined_starts_at: Moment | None
    declined_ends_at: Moment | None
    declined_why: str


class WholeConference(Conference):
    sites: list[Id]
    chairs: list[Id]
    substitutes: dict[str, Id]
    room: Id | None
    units: list[Id]
    rehearsal_starts_at: Moment | None
    rehearsal_ends_at: Moment | None
    request: SlotRequest | None
    warn_minutes: Count | None
    danger_seconds: Count | None
    version: Count
    location: str


class AgendaItem(TypedDict):
    id: Id
    position: Count
    kind: ItemKind
    title: str
    minutes: Count
    extra_minutes: int
    presenter: str
    site: Id | None
    state: ItemState
    fixed_start: Moment | None
    counts_to_end: bool
    warn_minutes: Count | None
    danger_seconds: Count | None
    most_minutes: Count | None
    planned_start: Moment
    planned_end: Moment
    expected_start: Moment
    expected_end: Moment
    lead_seconds: Count | None
    started_at: Moment | None
    ended_at: Moment | None
    revision: Count


class NothingRuns(TypedDict):
    id: None
    state: None
    agenda: list[AgendaItem]


class SiteInside(TypedDict):
    id: Id
    name: str
    main: bool


class Delegate(TypedDict):
    name: str
    office: str
    speaks: bool


class SiteAnswer(TypedDict):
    site: Id
    answer: Answer
    head_count: Count
    reason: str
    delegates: list[Delegate]
    way: Way
    answered_at: Moment
    revision: Count


class JournalEntry(TypedDict):
    version: Count
    kind: str
    at: Moment
    by: Id | None
    about: dict[str, Any]
    before: dict[str, Any] | None
    after: dict[str, Any] | None
    takes_back: Count | None


class Events(TypedDict):
    events: list[JournalEntry]
    version: Count


class Parts(TypedDict):
    conference: Id
    epoch: str
    since: Count
    version: Count
    parts: dict[str, str | None]


class Entries(TypedDict):
    conference: Id
    epoch: str
    since: Count
    version: Count
    events: list[JournalEntry]


class FreeCount(TypedDict):
    free: Count
    of: Count
    busy: list[Id]
    unknown: list[Id]


class FreeSlot(TypedDict):
    starts_at: Moment
    ends_at: Moment
    required: FreeCount
    optional: FreeCount
    sites: FreeCount
    notice: int


class BusyTime(TypedDict):
    starts_at: Moment
    ends_at: Moment
    standing: Standing
    conference: Id | None
    title: str | None


class BusyRow(TypedDict):
    person: Id | None
    site: Id | None
    known: bool
    busy: list[BusyTime]


class FreeTime(TypedDict):
    total: Count
    best: list[FreeSlot]
    times: list[FreeSlot]
    rows: list[BusyRow]


class CalendarLink(TypedDict):
    id: Id
    kind: LinkKind
    of: Id
    label: str
    language: str
    alarms: bool
    busy_only: bool
    created_at: Moment
    last_used_at: Moment | None
    use_count: Count
    revoked_at: Moment | None


class NewCalendarLink(CalendarLink):
    url: Address


class Remark(TypedDict):
    id: str
    text: str


class Clash(TypedDict):
    level: Annotated[str, Also(enum=["blocks", "warns", "tells"])]
    id: str
    text: str


class OtherTime(TypedDict):
    starts_at: Moment
    ends_at: Moment
    why: str


class Clashes(TypedDict):
    clashes: list[Clash]
    alternatives: list[OtherTime]


class Problem(TypedDict):
    type: str
    title: str
    status: int
    detail: str
    errors: NotRequired[dict[str, str]]
    warnings: NotRequired[list[Remark]]
    blocks: NotRequired[list[Remark]]
    alternatives: NotRequired[list[OtherTime]]
