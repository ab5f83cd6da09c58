"""Every change of a screen: pairing it, what it is told and shows, taking it off.

What it is told stands in its row: it finds it there also when it was away.
"""

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import delete

from confsys import clock
from confsys.changes import action, bookkeeping, record
from confsys.conferences.models import Conference
from confsys.errors import Invalid, Refused
from confsys.extensions import db
from confsys.folding import clean, folded
from confsys.ids import hashed, new_secret
from confsys.screens import queries
from confsys.screens.codes import GOOD_FOR, code_of, kept_as
from confsys.screens.models import SCREEN, PairedScreen, Pairing
from confsys.sites.models import Site
from confsys.words import _

IDENTIFIED_FOR = timedelta(seconds=15)
DEVICE = 200


@bookkeeping
def wait_for_pairing(device: str) -> str:
    """A browser begins to wait; the secret for its cookie."""
    secret, now = new_secret(), clock.now()
    code_hash = kept_as(code_of(secret, now))
    db.session.add(Pairing(secret_hash=hashed(secret), code_hash=code_hash, device=clean(device)[:DEVICE], made_at=now))
    return secret


@bookkeeping
def renew_code(secret: str) -> None:
    """The code of a waiting browser was not used in time: another one."""
    pairing = queries.pairing_of(secret)
    if pairing is not None and pairing.claimed_at is None:
        pairing.made_at = clock.now()
        pairing.code_hash = kept_as(code_of(secret, pairing.made_at))


@bookkeeping
def forget_old_pairings() -> None:
    """Whoever waited an hour ago and showed no new code since has gone away."""
    db.session.execute(delete(Pairing).where(Pairing.made_at < clock.now() - 6 * GOOD_FOR))


@action
def pair(actor: Any, site: Site, *, code: str, name: str) -> PairedScreen:
    """The screen that shows this code belongs to a site from now on. Raises Invalid at `code`, Refused."""
    now, pairing = clock.now(), queries.pairing_by_code(code)
    if pairing is None or not pairing.is_good(now):
        raise Invalid({"code": _("No screen shows this code now. A code is good for ten minutes: read it again.")})
    if pairing.claimed_at is not None:
        raise Invalid({"code": _("This screen has just been paired by somebody else.")})
    if not site.exists_on(clock.today()):
        raise Invalid({"site": _("This unit does not exist any more.")})
    pairing.claimed_at = now
    screen = PairedScreen(
        secret_hash=pairing.secret_hash,
        site_id=site.id,
        name=name,
        folded=folded(name),
        device=pairing.device,
        paired_at=now,
        paired_by_id=getattr(actor, "id", None),
    )
    db.session.add(screen)
    record("screen.paired", screen, by=actor, site=site, after={"name": name})
    return screen


@action
def rename(actor: Any, screen: PairedScreen, *, name: str) -> None:
    before = screen.name
    if name != before:
        screen.name, screen.folded = name, folded(name)
        _record("screen.named", screen, actor, before={"name": before}, after={"name": name})


@action
def identify(actor: Any, screen: PairedScreen) -> None:
    """Its name stands large on it for a moment."""
    screen.identify_until = clock.now() + IDENTIFIED_FOR
    _record("screen.identified", screen, actor)


@action
def tell(actor: Any, screen: PairedScreen, *, text: str, minutes: int | None = None) -> None:
    """A message on it, for so many minutes or until it is taken away; an empty one takes it away."""
    now, before = clock.now(), screen.message
    screen.message, screen.message_at = text, now
    screen.message_until = now + timedelta(minutes=minutes) if minutes and text else None
    said = {"before": {"message": before}, "after": {"message": text}}
    _record("screen.told", screen, actor, after={"minutes": minutes}, personal=said)


@action
def show(actor: Any, screen: PairedScreen, *, view: str = SCREEN, conference: Conference | None = None) -> None:
    """What it shows: a view of one conference, or of whichever is on. Raises Refused where its site is not in it."""
    if conference is not None and queries.participation_in(screen, conference.id) is None:
        raise Refused(_("This site does not take part in that conference."))
    before, meant = screen.view, conference.id if conference else None
    if (view, meant) != (before, screen.conference_id):
        screen.view, screen.conference_id = view, meant
        after = {"view": view, "title": conference.title if conference else None}
        _record("screen.shown", screen, actor, before={"view": before}, after=after, conference=meant)


@action
def reload(actor: Any, screen: PairedScreen) -> None:
    """Its page is loaded anew."""
    screen.reloads += 1
    _record("screen.reloaded", screen, actor)


@action
def revoke(actor: Any, screen: PairedScreen) -> None:
    """It shows nothing any more until it is paired again."""
    if screen.revoked_at is None:
        screen.revoked_at = clock.now()
        _record("screen.revoked", screen, actor)


def _record(kind: str, screen: PairedScreen, actor: Any, **values: Any) -> None:
    screen.revision += 1
    record(kind, screen, by=actor, site=screen.site_id, **values)


def left_of(until: datetime | None, now: datetime) -> int:
    """Milliseconds until then; 0 when it is over."""
    return max(0, round((until - now).total_seconds() * 1000)) if until else 0
