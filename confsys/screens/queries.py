"""What is read of screens, and of what a site takes part in."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import Select, and_, or_, select
from sqlalchemy.orm import contains_eager, joinedload

from confsys import clock
from confsys.conferences.access import may_hand_out_links
from confsys.conferences.models import Conference, Participation
from confsys.conferences.transitions import CLOSED, ISSUED, LIVE, OPEN, RECESS
from confsys.extensions import db
from confsys.folding import folded
from confsys.ids import hashed
from confsys.people.models import Person
from confsys.screens.access import looked_after, may_answer
from confsys.screens.choosing import AFTERWARDS, Chosen, choose
from confsys.screens.codes import GOOD_FOR, kept_as
from confsys.screens.lost import OPEN as WAITS
from confsys.screens.lost import LinkRequest
from confsys.screens.models import PairedScreen, Pairing
from confsys.sites.models import Site
from confsys.sites.queries import existing_on, found

MOST = 20  # conferences of one site that are looked at


def screen_of(secret: str | None) -> PairedScreen | None:
    """The screen behind a cookie, also one that was taken off."""
    query = select(PairedScreen).where(PairedScreen.secret_hash == hashed(secret or ""))
    query = query.options(joinedload(PairedScreen.site))
    return db.session.scalars(query).first() if secret else None


def pairing_of(secret: str | None) -> Pairing | None:
    return db.session.get(Pairing, hashed(secret)) if secret else None


def pairing_by_code(code: str) -> Pairing | None:
    """The screen that shows this code and waits, or was paired by it just now."""
    query = select(Pairing).where(Pairing.code_hash == kept_as(code), Pairing.made_at > clock.now() - GOOD_FOR)
    return db.session.scalars(query).first()


def listed(person: Person, text: str = "") -> Select[PairedScreen]:
    """The screens this person looks after, by site and name; found without tone marks by both."""
    query = select(PairedScreen).join(PairedScreen.site)
    query = query.where(looked_after(person), PairedScreen.revoked_at.is_(None))
    if folded(text):
        named = PairedScreen.folded.contains(folded(text), autoescape=True)
        query = query.where(or_(named, Site.folded.contains(folded(text), autoescape=True)))
    return query.options(joinedload(PairedScreen.site)).order_by(Site.sort_key, Site.id, PairedScreen.folded)


def chosen_for(screen: PairedScreen, now: datetime) -> Chosen:
    """What a screen shows now, what follows today, or what comes on a later day."""
    return _chosen(screen, of_sites([screen.site_id], now).get(screen.site_id, []), now)


def chosen_by(screens: Collection[PairedScreen], now: datetime) -> dict[str, Chosen]:
    """The same of many, by their ids; one statement."""
    of_each = of_sites({each.site_id for each in screens}, now)
    return {each.id: _chosen(each, of_each.get(each.site_id, []), now) for each in screens}


def of_sites(ids: Collection[str], now: datetime) -> dict[str, list[Conference]]:
    """The conferences these sites take part in that go on, come, or have just ended, earliest first."""
    query = select(Participation.site_id, Conference).join(Conference, Conference.id == Participation.conference_id)
    comes = and_(Conference.state == ISSUED, Conference.ends_at > now)
    ended = and_(Conference.state == CLOSED, Conference.closed_at > now - AFTERWARDS)
    query = query.where(Participation.site_id.in_(ids), or_(Conference.state.in_((OPEN, LIVE, RECESS)), comes, ended))
    rows: dict[str, list[Conference]] = {}
    for site_id, conference in db.session.execute(query.order_by(Conference.starts_at, Conference.id)):
        rows.setdefault(site_id, []).append(conference)
    return rows


def participation_in(screen: PairedScreen, conference_id: str) -> Participation | None:
    query = select(Participation).where(
        Participation.conference_id == conference_id, Participation.site_id == screen.site_id
    )
    return db.session.scalars(
        query.options(joinedload(Participation.conference), joinedload(Participation.site))
    ).first()


def site_of_today(site_id: str) -> Site | None:
    return db.session.scalars(existing_on(clock.today()).where(Site.id == site_id)).first()


def sites_called(text: str) -> list[Site]:
    """Units of today somebody may mean, without tone marks; none before anything is typed."""
    return list(db.session.scalars(found(clock.today(), text=text).limit(MOST))) if folded(text) else []


def open_request_of(site: Site) -> LinkRequest | None:
    query = select(LinkRequest).where(LinkRequest.state == WAITS, LinkRequest.site_id == site.id)
    return db.session.scalars(query).first()


def open_requests(person: Person) -> list[LinkRequest]:
    """The links that were asked for again and that this person answers for, the oldest first."""
    query = select(LinkRequest).where(LinkRequest.state == WAITS, may_answer(person))
    return list(db.session.scalars(query.options(joinedload(LinkRequest.site)).order_by(LinkRequest.asked_at)))


def links_of(person: Person, site: Site, now: datetime) -> list[Participation]:
    """Where a site takes part in what goes on or comes, and this person may hand out its link; earliest first."""
    ids = [each.id for each in of_sites([site.id], now).get(site.id, [])]
    query = select(Participation).join(Participation.conference).where(Participation.site_id == site.id)
    query = query.where(Conference.id.in_(ids)).options(contains_eager(Participation.conference))
    taking_part = db.session.scalars(query.order_by(Conference.starts_at, Conference.id))
    return [each for each in taking_part if may_hand_out_links(person, each.conference)]


def _chosen(screen: PairedScreen, of_site: list[Conference], now: datetime) -> Chosen:
    end_of_day = clock.day_span(clock.local(now).date())[1]
    return choose(of_site[:MOST], screen.conference_id, now, end_of_day)
