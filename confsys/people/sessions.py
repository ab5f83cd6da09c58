"""Signing in and out, and what a cookie or a token stands for."""

import unicodedata
from datetime import timedelta

from argon2 import PasswordHasher
from argon2.exceptions import Argon2Error, InvalidHashError
from sqlalchemy import bindparam, select, update
from sqlalchemy.orm import contains_eager

from confsys import clock
from confsys.aside import aside
from confsys.changes import action, bookkeeping, record
from confsys.errors import Invalid, Refused
from confsys.extensions import db
from confsys.folding import clean
from confsys.ids import hashed, new_secret
from confsys.people import guesses
from confsys.people.models import ApiToken, Person, SignIn, SignInLink
from confsys.words import _

COOKIE = "confsys"
SHORT, LONG = timedelta(hours=4), timedelta(hours=12)
LINK_LIFE = timedelta(days=7)
USED_AGAIN = timedelta(minutes=1)
OWN_ACCOUNT = "account"  # where guesses at one's own password are counted: no address, so nobody is locked out there

_hasher = PasswordHasher()
# Compared with when the name is unknown, so that both answers take as long.
_nobody = _hasher.hash("nobody has this password")


def hash_password(password: str) -> str:
    return aside(_hasher.hash, _as_typed_anywhere(password))  # Argon2 takes 0.1 s on purpose


def _as_typed_anywhere(password: str) -> str:
    """One keyboard sends "ế" as one character, another as three: both must open the same door."""
    return unicodedata.normalize("NFC", password)


def authenticate(username: str, password: str, *, address: str = "") -> Person:
    """The person behind a name and a password; one sentence for every kind of wrong. Raises Invalid, TooMany."""
    name = clean(username).lower()
    guesses.refuse_many(name, address)
    person = db.session.scalars(select(Person).where(Person.username == name)).first()
    stored = person.password if person is not None and person.disabled_at is None else None
    fits = aside(_fits, stored or _nobody, password)
    guesses.refuse_many(name, address)  # again: others may have guessed while this one was compared
    if person is None or stored is None or not fits:
        guesses.count(name, address)
        raise Invalid({"password": _("The name or the password is not right.")})
    guesses.forget(name, address)
    return person


def refuse_wrong(person: Person, password: str) -> None:
    """Raises Invalid unless this is the password of `person`, TooMany for one who guesses.

    Whoever has none yet came by a link, and needs a user name to come back with a password.
    """
    if person.username is None:
        raise Invalid({"new": _("A password needs a user name. Ask an administrator for one.")})
    if person.password is None:
        return
    try:
        guesses.refuse_many(person.username, OWN_ACCOUNT)
    except guesses.TooMany as error:
        raise guesses.TooMany({"old": error.errors["password"]}) from None
    if not aside(_fits, person.password, password):
        guesses.count(person.username, OWN_ACCOUNT)
        raise Invalid({"old": _("This is not the present password.")})


def _fits(stored: str, password: str) -> bool:
    try:
        return _hasher.verify(stored, _as_typed_anywhere(password))
    except (Argon2Error, InvalidHashError):
        return False


@action
def sign_in(actor, person: Person, *, device: str, remember: bool = False) -> str:
    """Open a session; returns the secret for the cookie, which is shown to nobody else."""
    if person.disabled_at is not None:
        raise Refused(_("This account is closed."))
    secret, at = new_secret(), clock.now()
    session = SignIn(
        person_id=person.id,
        secret_hash=hashed(secret),
        device=clean(device)[:200],
        created_at=at,
        expires_at=at + (LONG if remember else SHORT),
    )
    db.session.add(session)
    record("person.signed_in", person, by=actor, session=session)
    return secret


@action
def sign_out(actor, session: SignIn) -> None:
    """End one session, here or on another device."""
    if session.revoked_at is None:
        session.revoked_at = clock.now()
        record("person.signed_out", session.person, by=actor, session=session)


@action
def change_password(actor, person: Person, *, password: str, keep: SignIn | None = None) -> None:
    """`password` is already hashed: hashing does not belong into a transaction. Every session but `keep` ends."""
    person.password = password
    _end_sessions(person, keep)
    _spend_links(person)
    record("person.password_changed", person, by=actor)


@action
def sign_out_elsewhere(actor, person: Person, *, keep: SignIn | None) -> None:
    """End every session but `keep`."""
    _end_sessions(person, keep)
    record("person.signed_out_elsewhere", person, by=actor)


def end_all(person: Person) -> None:
    """Whatever lets somebody act as `person` ends; called where an account is closed."""
    _end_sessions(person, None)
    _spend_links(person)
    query = update(ApiToken).where(ApiToken.person_id == person.id, ApiToken.revoked_at.is_(None))
    db.session.execute(query.values(revoked_at=clock.now()))


def _end_sessions(person: Person, keep: SignIn | None) -> None:
    query = update(SignIn).where(SignIn.person_id == person.id, SignIn.revoked_at.is_(None))
    db.session.execute(query.where(SignIn.id != (keep.id if keep else "")).values(revoked_at=clock.now()))


def _spend_links(person: Person) -> None:
    query = update(SignInLink).where(SignInLink.person_id == person.id, SignInLink.used_at.is_(None))
    db.session.execute(query.values(used_at=clock.now()))


def session_of(secret: str | None) -> SignIn | None:
    """The living session behind a cookie."""
    if not secret:
        return None
    query = (
        select(SignIn)
        .join(SignIn.person)
        .where(SignIn.secret_hash == hashed(secret), SignIn.revoked_at.is_(None), SignIn.expires_at > clock.now())
        .where(Person.disabled_at.is_(None))
    )
    return db.session.scalars(query).first()


@action
def issue_token(actor, person: Person, *, label: str, scope: str = "all") -> tuple[ApiToken, str]:
    """A key for a program; the secret is returned once and stored as a hash."""
    secret = new_secret()
    token = ApiToken(person_id=person.id, secret_hash=hashed(secret), label=label, scope=scope, created_at=clock.now())
    db.session.add(token)
    record("person.token_issued", person, by=actor, token=token, after={"label": label, "scope": scope})
    return token, secret


@action
def revoke_token(actor, token: ApiToken) -> None:
    if token.revoked_at is None:
        token.revoked_at = clock.now()
        record("person.token_revoked", token.person, by=actor, token=token)


LIVING_TOKEN = (
    select(ApiToken)
    .join(ApiToken.person)
    .where(
        ApiToken.secret_hash == bindparam("hash"),
        ApiToken.revoked_at.is_(None),
        Person.disabled_at.is_(None),
    )
    .options(contains_eager(ApiToken.person))
)


def token_of(secret: str) -> ApiToken | None:
    """The living token behind a bearer."""
    return db.session.scalars(LIVING_TOKEN, {"hash": hashed(secret)}).first()


def was_just_used(token: ApiToken) -> bool:
    return token.last_used_at is not None and clock.now() - token.last_used_at < USED_AGAIN


@bookkeeping
def mark_used(token_id: str) -> None:
    db.session.execute(update(ApiToken).where(ApiToken.id == token_id).values(last_used_at=clock.now()))


@action
def make_link(actor, person: Person) -> str:
    """The secret of a link that signs `person` in once within seven days; an earlier one stops working."""
    if person.disabled_at is not None:
        raise Refused(_("This account is closed."))
    _spend_links(person)
    secret = new_secret()
    db.session.add(SignInLink(person_id=person.id, secret_hash=hashed(secret), expires_at=clock.now() + LINK_LIFE))
    record("person.link_made", person, by=actor)
    return secret


def link_of(secret: str) -> SignInLink | None:
    """An unused link, with its person."""
    query = select(SignInLink).where(
        SignInLink.secret_hash == hashed(secret),
        SignInLink.used_at.is_(None),
        SignInLink.expires_at > clock.now(),
    )
    return db.session.scalars(query).first()


@action
def use_link(actor, link: SignInLink, *, device: str) -> str:
    """Sign in by a link, which is then spent."""
    if link.used_at is not None:
        raise Refused(_("This link has already been used."))
    link.used_at = clock.now()
    return sign_in(actor, link.person, device=device)
