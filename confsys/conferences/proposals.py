"""A conference as it is meant to be, saved or not: what the check of clashes is asked about."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from confsys import clock
from confsys.conferences import queries
from confsys.conferences.models import Conference, Span
from confsys.conferences.occupying import occupied, wanted
from confsys.conferences.rehearsing import after, at_first, holder_beside
from confsys.folding import folded
from confsys.scheduling.booking import Want
from confsys.scheduling.queries import bookings_by_holder
from confsys.sites.models import Site


@dataclass(frozen=True)
class Proposal:
    """What, when, where and with whom. `holder`: whose bookings are its own, "" for one that is not saved yet.

    `wants`: all it would occupy. `as_saved`: it is asked about as it stands, so its own bookings say what it wants.
    """

    title: str
    kind: str
    reach: str
    starts_at: datetime
    ends_at: datetime
    organiser: Site
    wants: tuple[Want, ...]
    outside_chair: str = ""
    is_ours: bool = True
    rehearsal: Span | None = None
    holder: str = ""
    as_saved: bool = False

    @property
    def own(self) -> tuple[str, str]:
        """The holders of what it has itself: its own, and that of its rehearsal."""
        return self.holder, holder_beside(self.holder)

    @property
    def days(self) -> tuple[date, date]:
        return clock.local(self.starts_at).date(), clock.local(self.ends_at).date()

    @property
    def folded(self) -> str:
        return folded(self.title)

    @property
    def people(self) -> list[str]:
        """The ids of the persons named in it."""
        return [want.subject.removeprefix("person:") for want in self.wants if want.subject.startswith("person:")]


def of_requests(conferences: Sequence[Conference]) -> list[Proposal]:
    """These as they stand, each asked for or held already: one statement, however many."""
    own = bookings_by_holder([each.stream for each in conferences])
    found = []
    for each in conferences:
        wants = tuple(Want(row.subject, row.resource_id, row.amount) for row in own.get(each.stream, []))
        found.append(_of(each, wants, as_saved=True))
    return found


def of_saved(conference: Conference, values: Mapping[str, Any] | None = None) -> Proposal:
    """One as it stands, also a draft, which occupies nothing yet; with other values, those `edit` takes."""
    new = values or {}
    room, units, sites, people = occupied(conference)
    main, others = new.get("main_site", sites[0]), new.get("sites", sites[1:])
    wants = wanted(
        room=new.get("room", room),
        units=new.get("units", units),
        sites=list(dict.fromkeys([main, *others])),
        people=_going(conference, new) if {"chairs", "substitutes"} & new.keys() else people,
        organiser=conference.organiser,
        online=new.get("mode", conference.mode) != "truc-tiep",
        outside_chair=new.get("outside_chair", conference.outside_chair),
    )
    same = {name: new[name] for name in ("title", "kind", "reach", "starts_at", "ends_at") if name in new}
    return replace(_of(conference, tuple(wants)), **same, rehearsal=after(conference, new))


def _going(conference: Conference, new: Mapping[str, Any]) -> list[str]:
    """Whose time it takes with other chairs, or with others in their places."""
    named = new.get("chairs", [each.id for each in queries.chairs_of(conference)])
    instead = new.get("substitutes", queries.substitutes_of(conference))
    return [instead.get(each, each) for each in named]


def of_values(values: Mapping[str, Any], organiser: Site) -> Proposal:
    """One that is only typed yet: the values `plan` takes."""
    wants = wanted(
        room=values.get("room"),
        units=list(values.get("units", ())),
        sites=list(dict.fromkeys([values["main_site"], *values["sites"]])),
        people=list(values.get("chairs", ())),
        organiser=organiser,
        online=values.get("mode") != "truc-tiep",
        outside_chair=values.get("outside_chair", ""),
    )
    same = {name: values[name] for name in ("title", "kind", "starts_at", "ends_at")}
    return Proposal(
        **same,
        reach=values.get("reach", "none"),
        organiser=organiser,
        wants=tuple(wants),
        outside_chair=values.get("outside_chair", ""),
        is_ours=not values.get("convener"),
        rehearsal=at_first(values["starts_at"], values.get("mode", ""), values.get("rehearse")),
    )


def _of(conference: Conference, wants: tuple[Want, ...], *, as_saved: bool = False) -> Proposal:
    same = ("title", "kind", "reach", "starts_at", "ends_at", "organiser")
    return Proposal(
        **{name: getattr(conference, name) for name in same},
        wants=wants,
        outside_chair=conference.outside_chair,
        is_ours=not conference.convener,
        rehearsal=conference.rehearsal,
        holder=conference.stream,
        as_saved=as_saved,
    )
