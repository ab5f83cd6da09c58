"""Which screens somebody looks after: those of the units he works for or that lie below."""

from sqlalchemy import ColumnElement, false, or_, select, true
from sqlalchemy.orm import joinedload

from confsys import clock
from confsys.conferences.access import organised_under
from confsys.conferences.models import Conference, Participation
from confsys.conferences.transitions import ISSUED, LIVE, OPEN, RECESS
from confsys.errors import Invalid, NotAllowed, NotFound
from confsys.extensions import db
from confsys.people.models import ADMINISTRATOR, OFFICER, SECRETARIAT, TECHNICIAN, Person
from confsys.screens.lost import LinkRequest
from confsys.screens.models import PairedScreen
from confsys.sites.access import holds_anywhere, is_administrator, may_describe, roles_of
from confsys.sites.models import Site
from confsys.sites.queries import existing_on
from confsys.words import _

KEEPERS = (ADMINISTRATOR, SECRETARIAT, OFFICER)
OPERATORS = (*KEEPERS, TECHNICIAN)
ON = (ISSUED, OPEN, LIVE, RECESS)


def operator(person: Person) -> Person:
    """Somebody who looks after screens at all. Raises NotAllowed."""
    if not may_operate(person):
        raise NotAllowed(_("Only offices, technicians and officers of sites look after screens."))
    return person


def keeper(person: Person) -> Person:
    """Somebody who pairs screens. Raises NotAllowed."""
    if not may_pair(person):
        raise NotAllowed(_("Only the secretariat above a site and its own officer pair its screens."))
    return person


def may_pair(person: Person) -> bool:
    return holds_anywhere(person, *KEEPERS)


def may_operate(person: Person) -> bool:
    return holds_anywhere(person, *OPERATORS)


def looked_after(person: Person) -> ColumnElement[bool]:
    """The condition for the sites whose screens this person sees and steers."""
    return _of(person, OPERATORS)


def sites_to_pair(person: Person) -> list[Site]:
    """The units of today whose screens this person may pair, by the alphabet."""
    return list(db.session.scalars(existing_on(clock.today()).where(_of(person, KEEPERS))))


def site_to_pair(person: Person, site_id: str) -> Site:
    """A unit whose screens this person may pair. Raises Invalid at `site`."""
    found = db.session.scalars(select(Site).where(Site.id == site_id, _of(person, KEEPERS))).first()
    if found is None:
        raise Invalid({"site": _("Choose a site you look after.")})
    return found


def steered(person: Person, screen_id: str) -> PairedScreen:
    """A screen this person tells what to show; NotFound for one of others, or one that was taken off."""
    screen = _found(person, screen_id)
    if screen.revoked_at is not None:
        raise NotFound()
    return screen


def kept(person: Person, screen_id: str) -> PairedScreen:
    """A screen this person renames."""
    return _allowed(person, steered(person, screen_id))


def taken_off(person: Person, screen_id: str) -> PairedScreen:
    """A screen this person takes off, also if somebody has just done so."""
    return _allowed(person, _found(person, screen_id))


def _found(person: Person, screen_id: str) -> PairedScreen:
    query = select(PairedScreen).join(PairedScreen.site).where(PairedScreen.id == screen_id, looked_after(person))
    query = query.options(joinedload(PairedScreen.site), joinedload(PairedScreen.conference))
    screen = db.session.scalars(query).first()
    if screen is None:
        raise NotFound()
    return screen


def _allowed(person: Person, screen: PairedScreen) -> PairedScreen:
    if not may_keep(person, screen):
        raise NotAllowed(_("Only the secretariat above a site and its own officer pair its screens."))
    return screen


def may_keep(person: Person, screen: PairedScreen) -> bool:
    return may_describe(person, screen.site)


def may_answer(person: Person) -> ColumnElement[bool]:
    """The condition for the lost links this person answers for: of sites below, and of those his body has invited."""
    if is_administrator(person):
        return true()
    invited = select(Participation.site_id).join(Participation.conference)
    invited = invited.where(organised_under(person, (SECRETARIAT,)), Conference.state.in_(ON))
    covered = select(Site.id).where(_of(person, (SECRETARIAT,)))
    return or_(LinkRequest.site_id.in_(covered), LinkRequest.site_id.in_(invited))


def answered(person: Person, request_id: str) -> LinkRequest:
    """A lost link this person answers for; NotFound for any other."""
    query = select(LinkRequest).where(LinkRequest.id == request_id, may_answer(person))
    found = db.session.scalars(query.options(joinedload(LinkRequest.site))).first()
    if found is None:
        raise NotFound()
    return found


def _of(person: Person, roles: tuple[str, ...]) -> ColumnElement[bool]:
    if is_administrator(person):
        return true()
    held = [each for each in roles_of(person) if each.role in roles]
    below = [Site.path.startswith(each.path, autoescape=True) for each in held if each.reaches_below]
    return or_(false(), *below, Site.id.in_([each.site_id for each in held]))
