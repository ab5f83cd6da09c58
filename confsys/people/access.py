"""From a request to the person behind it."""

from flask import g, request
from sqlalchemy import select

from confsys.errors import NotAllowed, NotFound, NotSignedIn
from confsys.extensions import db
from confsys.people import sessions
from confsys.people.models import ApiToken, Person, SignIn
from confsys.words import _

READING = ("GET", "HEAD", "OPTIONS")
# For everybody alike; the last but one has a token of its own.
FOR_NOBODY = ("static", "health.alive", "health.ready", "health.metrics", "office.picture")


def identify() -> None:
    """Before each request: set g.person, g.session and g.by_token from the token or the cookie."""
    g.person, g.session, g.by_token = None, None, False
    if request.endpoint in FOR_NOBODY:
        return
    scheme, _space, secret = request.headers.get("Authorization", "").partition(" ")
    if scheme.lower() == "bearer":
        _identify_by_token(secret.strip())
    elif session := sessions.session_of(request.cookies.get(sessions.COOKIE)):
        g.person, g.session = session.person, session


def _identify_by_token(secret: str) -> None:
    token = sessions.token_of(secret)
    if token is None:
        raise NotSignedIn(_("This token is unknown or has been revoked."))
    if token.scope == "read" and request.method not in READING:
        raise NotAllowed(_("This token may only read."))
    token_id, person_id = token.id, token.person_id
    if not sessions.was_just_used(token):
        sessions.mark_used(token_id)
    g.person, g.by_token = db.session.get(Person, person_id), True


def own_session(person: Person, session_id: str) -> SignIn:
    """One of this person's own sessions."""
    return _own(SignIn, person, session_id)


def own_token(person: Person, token_id: str) -> ApiToken:
    """One of this person's own tokens."""
    return _own(ApiToken, person, token_id)


def _own(model, person: Person, row_id: str):
    row = db.session.scalars(select(model).where(model.id == row_id, model.person_id == person.id)).first()
    if row is None:
        raise NotFound()
    return row
