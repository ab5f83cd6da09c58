"""Keeping leases on lines; who came and who was lost.

The leases themselves are no events: they are said again every few seconds, in one write for each process however many
lines it holds. What follows from them is written down only where it changes.
"""

from collections.abc import Collection, Iterator, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import delete, update

from confsys import clock
from confsys.changes import action, bookkeeping, record
from confsys.conferences.models import Conference, Participation
from confsys.extensions import db, insert_missing, insert_or_replace
from confsys.presence import queries
from confsys.presence.models import Lease, Presence
from confsys.presence.rules import HYSTERESIS, KEPT, LEASE, PARTICIPATION, TOLD, Stay

AT_ONCE = 20  # sites in one transaction: more would hold up everybody else


@bookkeeping
def keep(process: str, held: Mapping[Stay, int], dropped: Collection[Stay] = ()) -> list[str]:
    """Say again which lines a process holds, each with so many screens, and which have just dropped.

    Returns whoever is here now and was not known to be.
    """
    now = clock.now()
    rows = [_lease(process, stay, screens, now, now + LEASE) for stay, screens in held.items()]
    rows += [_lease(process, stay, 0, now, now + HYSTERESIS) for stay in dropped]
    insert_or_replace(Lease, rows)
    return queries.not_here(list(dict.fromkeys(stay.subject for stay in held)))


def arrive(subjects: Collection[str]) -> None:
    """These are here now: written down, and news where it is news."""
    sites, others = _parted(subjects)
    if others:
        _begin(others)
    for conference, participations in _in_bites(queries.by_conference(sites)):
        if conference.state in TOLD:
            connect(None, conference, participations=participations)


def run_out() -> int:
    """Write down who stayed away, whichever process held the line; how many."""
    now = clock.now()
    gone = [each.subject for each in queries.run_out(now)]
    if gone:
        _write_down(gone)
    if queries.has_leases_before(now - KEPT):
        _sweep(now - KEPT)
    return len(gone)


def _write_down(gone: list[str]) -> None:
    sites, others = _parted(gone)
    known = queries.by_conference(sites)
    others += [_subject(each) for each in set(sites).difference(*known.values())]  # of who takes part no more
    if others:
        _end(others)
    for conference, participations in _in_bites(known):
        lose(None, conference, participations=participations)


@action
def connect(actor: Any, conference: Conference, *, participations: list[Participation]) -> None:
    """These sites have a screen open."""
    new = set(queries.not_here([_subject(each.id) for each in participations]))  # or another process was first
    _open(new, clock.now())
    for each in participations:
        if _subject(each.id) in new:
            record("participation.connected", conference, by=actor, participation=each, site=each.site_id)


@action
def lose(actor: Any, conference: Conference, *, participations: list[Participation]) -> None:
    """No screen of these sites has been open for a while; whoever has come back meanwhile stays."""
    subjects, now = {_subject(each.id): each for each in participations}, clock.now()
    seen = queries.last_seen(list(subjects))
    for presence in queries.run_out(now, list(subjects)):
        presence.end(max(presence.seen_at, seen.get(presence.subject, presence.seen_at)), now)
        if conference.state in TOLD:
            site = subjects[presence.subject]
            said = {"since": presence.since.isoformat(), "seen_at": presence.seen_at.isoformat()}
            record("participation.lost", conference, by=actor, participation=site, site=site.site_id, before=said)


@bookkeeping
def _begin(subjects: list[str]) -> None:
    _open(set(queries.not_here(subjects)), clock.now())


@bookkeeping
def _end(subjects: list[str]) -> None:
    now, seen = clock.now(), queries.last_seen(subjects)
    for presence in queries.run_out(now, subjects):
        presence.end(max(presence.seen_at, seen.get(presence.subject, presence.seen_at)), now)


@bookkeeping
def _sweep(before: datetime) -> None:
    db.session.execute(delete(Lease).where(Lease.until < before))


def _open(subjects: Collection[str], now: datetime) -> None:
    """These are here from now on."""
    for each in sorted(subjects):
        insert_missing(Presence, {"subject": each, "first_seen_at": now, "since": now, "seen_at": now})
    again = update(Presence).where(Presence.subject.in_(subjects), Presence.lost_at.is_not(None))
    db.session.execute(again.values(since=now, seen_at=now, lost_at=None))


def _in_bites(found: Mapping[str, list[str]]) -> Iterator[tuple[Conference, list[Participation]]]:
    """A conference and some of its participations: few enough for one transaction."""
    for conference_id, ids in found.items():
        for first in range(0, len(ids), AT_ONCE):
            yield db.session.get_one(Conference, conference_id), queries.participations(ids[first : first + AT_ONCE])


def _parted(subjects: Collection[str]) -> tuple[list[str], list[str]]:
    """The ids of participations, and the subjects of another sort."""
    mark = f"{PARTICIPATION}:"
    sites = [each.removeprefix(mark) for each in subjects if each.startswith(mark)]
    return sites, [each for each in subjects if not each.startswith(mark)]


def _subject(participation_id: str) -> str:
    return f"{PARTICIPATION}:{participation_id}"


def _lease(process: str, stay: Stay, screens: int, now: datetime, until: datetime) -> dict[str, Any]:
    words = {"process": process, "subject": stay.subject, "holder": stay.holder}
    return words | {"screens": screens, "seen_at": now, "until": until}
