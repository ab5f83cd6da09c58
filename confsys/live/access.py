"""Who may hear what: from a cookie, a token or a link to somebody, and from there to a conference."""

from dataclasses import dataclass, field

from confsys.conferences import access
from confsys.conferences.links import LinkHolder, holder_of
from confsys.conferences.models import Conference
from confsys.errors import Invalid, NotAllowed, NotFound, NotSignedIn
from confsys.live.events import role_of
from confsys.people import sessions
from confsys.people.models import Person
from confsys.words import _

SCREEN, STAGE, OPERATOR, CHAIR, DATA = "screen", "stage", "operator", "chair", "data"
CONFERENCE = "conference"  # the page of a conference as anybody sees it who may
COOKIE, TOKEN, LINK = "cookie", "token", "link"
Holder = Person | LinkHolder


@dataclass(frozen=True)
class Credential:
    """What somebody showed at the door. Judged against the database each time, never remembered as good."""

    sort: str
    secret: str = field(repr=False)


def holder(credential: Credential) -> Holder:
    """Whoever it stands for now. Raises NotSignedIn, or what a link that ended says."""
    if credential.sort == LINK:
        return holder_of(credential.secret)
    row = (sessions.session_of if credential.sort == COOKIE else sessions.token_of)(credential.secret)
    if row is None:
        raise NotSignedIn()
    return row.person


def person(credential: Credential) -> Person:
    """Who is signed in with it; a link is nobody's."""
    found = holder(credential)
    if not isinstance(found, Person):
        raise NotAllowed(_("This link only shows the conference."))
    return found


def writer(credential: Credential) -> Person:
    """The person who may also change things with it; the holder of a link or of a reading token may not."""
    if credential.sort == TOKEN:
        token = sessions.token_of(credential.secret)
        if token is not None and token.scope == "read":
            raise NotAllowed(_("This token may only read."))
    return person(credential)


def admitted(found: Holder, conference_id: str, view: str) -> tuple[Conference, str]:
    """The conference, if this view of it is for them, and the class of journal entries they may see."""
    if view not in RULES:
        raise Invalid({"view": _("There is no view of that name.")})
    if isinstance(found, LinkHolder):
        return _by_link(found, conference_id, view), ""
    conference = RULES[view](found, conference_id)
    return conference, role_of(found, conference) if view == DATA else ""


def _by_link(found: LinkHolder, conference_id: str, view: str) -> Conference:
    if found.conference.id != conference_id:
        raise NotFound()
    if view != SCREEN and not (view == STAGE and found.is_stage):
        raise NotAllowed(_("This link only shows the conference."))
    return found.conference


RULES = {
    SCREEN: access.seen,
    STAGE: access.watched,
    OPERATOR: access.watched,
    CHAIR: access.run,
    DATA: access.seen,
    CONFERENCE: access.seen,
}
