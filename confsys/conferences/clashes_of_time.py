"""What else is on at the time: rooms, equipment, ports, leaders, sites, days away."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from confsys import shown
from confsys.conferences.clash import BLOCKS, TELLS, WARNS, Clash
from confsys.conferences.proposals import Proposal
from confsys.conferences.surroundings import Surroundings
from confsys.scheduling.booking import Want, asks_no_more
from confsys.scheduling.models import BRIDGE, HELD, Booking
from confsys.scheduling.queries import most_at_once
from confsys.words import _, n_

NAMED = 4  # sites named in a sentence


def found(proposal: Proposal, there: Surroundings, margin: timedelta) -> Iterator[Clash]:
    """All that is occupied, and who is away."""
    during = [each for each in there.bookings if _during(proposal, each)]
    for want in proposal.wants:
        others = [each for each in during if each.subject == want.subject]
        if want.resource_id:
            yield from _resource(proposal, there, want, others)
        elif want.subject.startswith("person:"):
            yield from _person(there, want, others, there.people.get(want.subject.removeprefix("person:"), "?"))
        elif want.subject.startswith("outside:"):
            yield from _person(there, want, others, proposal.outside_chair)
    yield from _sites(there, during)
    yield from _margins(proposal, there, margin)
    yield from _away(proposal, there)


def _during(proposal: Proposal, booking: Booking) -> bool:
    return booking.starts_at < proposal.ends_at and booking.ends_at > proposal.starts_at


def _resource(proposal: Proposal, there: Surroundings, want: Want, others: list[Booking]) -> Iterator[Clash]:
    resource = there.resources[want.resource_id or ""]
    times = proposal.starts_at, proposal.ends_at
    held = most_at_once(others, *times)
    if asks_no_more(there.own.get(want.subject), want, *times):
        return
    if resource.kind == BRIDGE and held + want.amount > resource.capacity:
        said = {"bridge": resource.name, "ports": resource.capacity, "held": held, "needed": want.amount}
        words = _("%(bridge)s has %(ports)s ports; %(held)s are held then, and %(needed)s are needed.", **said)
        yield Clash(BLOCKS, want.subject, words)
    elif resource.kind != BRIDGE:
        for other in others:
            yield _room(there, resource.name, other)


def _room(there: Surroundings, name: str, other: Booking) -> Clash:
    said = {"what": name, "other": title(there, other), "when": shown.when(other.starts_at, other.ends_at)}
    if other.standing == HELD:
        words = _("%(what)s is held by %(other)s: %(when)s.", **said)
        return Clash(BLOCKS, f"{other.subject}:{other.holder}", words)
    words = _("%(what)s is also asked for by %(other)s: %(when)s.", **said)
    return Clash(TELLS, f"{other.subject}:{other.holder}", words)


def _person(there: Surroundings, want: Want, others: list[Booking], name: str) -> Iterator[Clash]:
    for other in others:
        said = {"who": name, "other": title(there, other), "when": shown.when(other.starts_at, other.ends_at)}
        words = _("%(who)s is already in %(other)s: %(when)s.", **said)
        hints = (_("Somebody else goes in the place of %(who)s.", who=name), _("%(who)s leaves the other.", who=name))
        yield Clash(WARNS, f"{want.subject}:{other.holder}", words, hints)


def _sites(there: Surroundings, during: list[Booking]) -> Iterator[Clash]:
    """One line for each other conference, however many sites it shares."""
    for holder, shared in _by_holder(during).items():
        names = _names(there, shared)
        free = [room.name for each in shared for room in there.free_rooms.get(_site(each), [])]
        said = {"other": title(there, shared[0]), "when": shown.when(shared[0].starts_at, shared[0].ends_at)}
        words = n_(
            "%(num)s site is then in %(other)s, %(when)s: %(names)s. %(rooms)s",
            "%(num)s sites are then in %(other)s, %(when)s: %(names)s. %(rooms)s",
            len(shared),
            names=names,
            rooms=_("Free there: %(rooms)s.", rooms=", ".join(free[:NAMED])) if free else "",
            **said,
        )
        hints = (_("They take part from another room."), _("They leave the other conference."))
        yield Clash(WARNS, f"sites:{holder}", words, hints)


def _margins(proposal: Proposal, there: Surroundings, margin: timedelta) -> Iterator[Clash]:
    """Too little time to set up a room, or to test the lines of sites, before or after another conference."""
    near = [each for each in there.bookings if not _during(proposal, each)]
    resources = {want.subject: there.resources[want.resource_id] for want in proposal.wants if want.resource_id}
    for other in near:
        resource = resources.get(other.subject)
        if resource is not None and resource.kind != BRIDGE and other.standing == HELD:
            said = {"what": resource.name, "other": title(there, other), "left": _gap(proposal, other)}
            words = _("Only %(left)s between this and %(other)s to set up %(what)s.", **said)
            yield Clash(WARNS, f"margin:{other.subject}:{other.holder}", words)
    for holder, shared in _by_holder(near).items():
        said = {"other": title(there, shared[0]), "left": _gap(proposal, shared[0]), "names": _names(there, shared)}
        words = n_(
            "%(num)s site has only %(left)s between this and %(other)s to test its line: %(names)s.",
            "%(num)s sites have only %(left)s between this and %(other)s to test their lines: %(names)s.",
            len(shared),
            **said,
        )
        yield Clash(WARNS, f"margin:sites:{holder}", words)


def _gap(proposal: Proposal, other: Booking) -> str:
    return shown.minutes(max(proposal.starts_at - other.ends_at, other.starts_at - proposal.ends_at))


def _by_holder(bookings: list[Booking]) -> dict[str, list[Booking]]:
    found: dict[str, list[Booking]] = {}
    for each in bookings:
        if each.subject.startswith("site:"):
            found.setdefault(each.holder, []).append(each)
    return found


def _site(booking: Booking) -> str:
    return booking.subject.removeprefix("site:")


def _names(there: Surroundings, bookings: list[Booking]) -> str:
    sites = sorted((there.sites[_site(each)] for each in bookings), key=lambda site: site.sort_key)
    more = f" +{len(sites) - NAMED}" if len(sites) > NAMED else ""
    return ", ".join(site.name for site in sites[:NAMED]) + more


def _away(proposal: Proposal, there: Surroundings) -> Iterator[Clash]:
    first, last = proposal.days
    people = set(proposal.people)
    for each in there.absences:
        if each.person_id in people and each.first_day <= last and each.last_day >= first:
            said = {"who": each.person.name, "first": shown.day(each.first_day), "last": shown.day(each.last_day)}
            words = _("%(who)s is away from %(first)s to %(last)s.", **said)
            hints = (_("Somebody else goes in the place of %(who)s.", who=each.person.name),)
            yield Clash(WARNS, f"absence:{each.id}", words, hints)


def title(there: Surroundings, booking: Booking) -> Any:
    """Whose it is, as far as who asks may know."""
    other = there.others.get(booking.holder)
    return other.words if other is not None else _("another meeting")
