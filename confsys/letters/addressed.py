"""Somebody to write to of whom only a name and an address are known: whom to call at a site, without an account."""

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import select

from confsys.extensions import db
from confsys.letters.models import Letter
from confsys.people.models import Person
from confsys.sites.contacts import Contact

PREFIX = "contact:"


@dataclass(frozen=True)
class Receiver:
    """A letter goes to him as to a person; he reads the language of the installation and signs in nowhere."""

    id: str
    name: str
    email: str
    language: None = None
    disabled_at: None = None


def contacts_of(sites: Iterable[str], officers: Iterable[tuple[Person, str]]) -> list[tuple[Receiver, str]]:
    """Whom one reaches by mail only, with the id of the site; nobody gets the same letter twice by one address."""
    taken = {(site, (person.email or "").lower()) for person, site in officers}
    query = select(Contact).where(Contact.site_id.in_(sites), Contact.person_id.is_(None), Contact.email != "")
    found = []
    for each in db.session.scalars(query.order_by(Contact.site_id, Contact.rank, Contact.id)):
        key = (each.site_id, each.email.lower())
        if key not in taken:
            taken.add(key)
            found.append((Receiver(f"{PREFIX}{each.id}", each.called, each.email), each.site_id))
    return found


def receiver_of(letter: Letter) -> Person | Receiver | None:
    """To whom it was written."""
    if letter.person is not None:
        return letter.person
    return Receiver(letter.receiver_id, letter.name, letter.mailbox_address) if letter.receiver_id else None
