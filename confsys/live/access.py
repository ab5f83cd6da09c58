"""Who may hear what: from a cookie, a token or a link to somebody, and from there to a conference."""

from dataclasses import dataclass, field
from typing import Protocol

from flask import current_app

from confsys.conferences import access
from confsys.conferences.links import LinkHolder, holder_of
from confsys.conferences.models import Conference
from confsys.delegates.links import DelegateHolder, is_of_a_delegate
from confsys.delegates.links import holder_of as delegate_of
from confsys.errors import Invalid, NotAllowed, NotFound, NotSignedIn
from confsys.live.events import role_of
from confsys.people import sessions
from confsys.people.models import Person
from confsys.presence.rules import LINK as BY_LINK
from confsys.presence.rules import Stay, of_participation
from confsys.words import _

SCREEN, STAGE, OPERATOR, CHAIR, DATA = "screen", "stage", "operator", "chair", "data"
CONFERENCE = "conference"  # the page of a conference as anybody sees it who may
LOWER_THIRD = "lower-third"  # what a vision mixer lays over a picture
SITE = "site"  # what a site does on its phone
DELEGATE = "delegate"  # the telephone of somebody whom a site has named
TECHNICIANS = "technician"  # what those look after who mend things
BOARD = "board"  # how every site stands
COOKIE, TOKEN, LINK, PAIRED = "cookie", "token", "link", "paired"
SCREEN_COOKIE = "screen"  # of the computer of a meeting room, which is nobody's


class Guest(Protocol):
    """Whoever a package above lets in by a credential of its own, such as the computer of a meeting room."""

    @property
    def stream(self) -> str: ...

    @property
    def stays(self) -> tuple[Stay, ...]: ...

    def admitted(self, conference_id: str, view: str) -> Conference: ...

    def stays_in(self, conference: Conference, view: str) -> tuple[Stay, ...]: ...


Holder = Person | LinkHolder | Guest


@dataclass(frozen=True)
class Credential:
    """What somebody showed at the door. Judged against the database each time, never remembered as good."""

    sort: str
    secret: str = field(repr=False)


def holder(credential: Credential) -> Holder:
    """Whoever it stands for now. Raises NotSignedIn, or what a link that ended says."""
    if credential.sort == LINK:
        return (delegate_of if is_of_a_delegate(credential.secret) else holder_of)(credential.secret)
    if credential.sort == PAIRED:
        return guest(credential)
    row = (sessions.session_of if credential.sort == COOKIE else sessions.token_of)(credential.secret)
    if row is None:
        raise NotSignedIn()
    return row.person


def guest(credential: Credential) -> Guest:
    """Whoever the package above knows by this secret. Raises NotSignedIn, or what one that was shut out is told."""
    if credential.sort != PAIRED:
        raise NotSignedIn()
    return current_app.extensions["paired"](credential.secret)


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
    if not isinstance(found, Person):
        return found.admitted(conference_id, view), ""
    conference = RULES[view](found, conference_id)
    return conference, role_of(found, conference) if view == DATA else ""


def _by_link(found: LinkHolder, conference_id: str, view: str) -> Conference:
    if found.conference.id != conference_id:
        raise NotFound()
    if isinstance(found, DelegateHolder) != (view == DELEGATE):
        raise NotAllowed(_("This link only shows the conference."))
    if view not in (SCREEN, SITE, DELEGATE) and not (view in (STAGE, LOWER_THIRD) and found.is_stage):
        raise NotAllowed(_("This link only shows the conference."))
    return found.conference


def owner_of(found: Holder) -> str | None:
    """The stream of the person or the room whose line this is; a link is nobody's."""
    return None if isinstance(found, LinkHolder) else found.stream


def stays_of(found: Holder, conference: Conference, view: str) -> tuple[Stay, ...]:
    """Whom a line with this view keeps present: the site whose screen it is."""
    if not isinstance(found, Person | LinkHolder):
        return found.stays_in(conference, view)
    if view != SCREEN:
        return ()
    if isinstance(found, LinkHolder):
        return (of_participation(found.participation.id, BY_LINK),) if found.participation else ()
    own = access.own_participation(found, conference)
    return (of_participation(own.id, f"person:{found.id}"),) if own else ()


RULES = {
    SCREEN: access.seen,
    SITE: access.seen,
    STAGE: access.watched,
    LOWER_THIRD: access.watched,
    OPERATOR: access.watched,
    CHAIR: access.run,
    BOARD: access.watched,
    TECHNICIANS: access.linked,
    DATA: access.seen,
    CONFERENCE: access.seen,
    DELEGATE: access.watched,  # what all sites were told is not for everybody who may see a public conference
}
