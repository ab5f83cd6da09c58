"""Six-digit codes of sites: drawn when a conference is issued, drawn anew with the link, gone a day after its close.

They say the same as the link and are short enough for the telephone, so what keeps them is that few tries are let
through (guesses.py) and that no two conferences alive share one.
"""

import secrets
from collections.abc import Collection

from sqlalchemy import delete, or_, select
from sqlalchemy.orm import joinedload

from confsys import clock
from confsys.attendance.models import SiteCode, SiteDevice, WrongCodes
from confsys.changes import Event, bookkeeping
from confsys.conferences.links import join_token
from confsys.conferences.models import LINK_AFTER_CLOSE, Conference, Participation
from confsys.conferences.queries import participations_of
from confsys.conferences.transitions import CANCELLED, TOLD
from confsys.extensions import db, insert_or_lock
from confsys.ids import hashed

DIGITS = 6


def draw(happened: Event) -> None:
    """Every site of a conference that is told has a code; a site that came later gets one."""
    conference = happened.thing
    if conference.state in TOLD:
        has = codes_of(conference)
        _draw([each for each in participations_of(conference) if each.id not in has])


def draw_anew(happened: Event) -> None:
    """The code goes with the link: whoever held the old one must not get in again."""
    participation = happened.about["participation"]
    db.session.execute(delete(SiteCode).where(SiteCode.participation_id == participation.id))
    if participation.conference.state in TOLD:
        _draw([participation])


def codes_of(conference: Conference) -> dict[str, str]:
    """The code of each site, by the id of its participation."""
    query = select(SiteCode).join(Participation, Participation.id == SiteCode.participation_id)
    found = db.session.scalars(query.where(Participation.conference_id == conference.id))
    return {each.participation_id: each.code for each in found}


def code_of(participation: Participation) -> str:
    """Its code; "" while it has none, or while its link is revoked."""
    found = db.session.get(SiteCode, participation.id)
    return found.code if found and not participation.link_revoked_at else ""


def found_by(code: str) -> str | None:
    """The token of the link for which a code stands; None if it stands for nothing now."""
    query = select(Participation).join(SiteCode, SiteCode.participation_id == Participation.id)
    query = query.join(Participation.conference).where(SiteCode.code == code, Participation.link_revoked_at.is_(None))
    ended = clock.now() - LINK_AFTER_CLOSE
    query = query.where(or_(Conference.closed_at.is_(None), Conference.closed_at > ended))
    found = db.session.scalars(query.options(joinedload(Participation.conference))).first()
    return join_token(found) if found and found.conference.state in TOLD else None


@bookkeeping
def note_wrong() -> None:
    """One more code today that leads nowhere: the office sees how many."""
    [today] = insert_or_lock(WrongCodes, [{"day": clock.today(), "times": 0}])
    today.times += 1


def wrong_today() -> int:
    found = db.session.get(WrongCodes, clock.today())
    return found.times if found else 0


@bookkeeping
def note_device(participation_id: str, mark: str, way: str) -> None:
    """The link or code of a site was used on this device, which keeps `mark`."""
    now, key = clock.now(), {"participation_id": participation_id, "device": hashed(mark)}
    [found] = insert_or_lock(SiteDevice, [key | {"way": way, "first_at": now, "last_at": now}])
    found.last_at = now


def devices_of(participation: Participation) -> list[SiteDevice]:
    """On which devices its link or code was used, the first one first."""
    query = select(SiteDevice).where(SiteDevice.participation_id == participation.id)
    return list(db.session.scalars(query.order_by(SiteDevice.first_at, SiteDevice.device)))


def _draw(sites: Collection[Participation]) -> None:
    if not sites:
        return
    _let_go()
    taken = set(db.session.scalars(select(SiteCode.code)))
    for each in sites:
        code = f"{secrets.randbelow(10**DIGITS):0{DIGITS}}"
        while code in taken:
            code = f"{secrets.randbelow(10**DIGITS):0{DIGITS}}"
        taken.add(code)
        db.session.add(SiteCode(participation_id=each.id, code=code))
    db.session.flush()


def _let_go() -> None:
    """The codes of conferences that are over are free for others."""
    ended = clock.now() - LINK_AFTER_CLOSE
    over = select(Participation.id).join(Participation.conference)
    over = over.where(
        or_(Conference.closed_at <= ended, (Conference.state == CANCELLED) & (Conference.ends_at <= ended))
    )
    db.session.execute(delete(SiteCode).where(SiteCode.participation_id.in_(over)))
