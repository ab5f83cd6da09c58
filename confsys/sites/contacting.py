"""Changes of who answers for a site. What can identify somebody is kept where it can be erased."""

from typing import Any

from sqlalchemy import select

from confsys.changes import action, record
from confsys.errors import Refused
from confsys.extensions import db
from confsys.ids import new_id
from confsys.sites.contacts import Contact
from confsys.sites.models import Site
from confsys.words import _

MOST = 20  # for one site


@action
def add_contact(
    actor,
    site: Site,
    *,
    rank: int | None = None,
    contact_id: str | None = None,
    person_id: str | None = None,
    **told: str,
) -> Contact:
    """Somebody more, after the others or at a place among them: the first one of a site is responsible."""
    others = _of(site)
    if len(others) >= MOST:
        raise Refused(_("A site has at most %(most)s persons to call. Take one off first.", most=MOST))
    made = Contact(id=contact_id or new_id(), site_id=site.id, rank=len(others) + 1, person_id=person_id, **told)
    db.session.add(made)
    place = min(rank or len(others) + 1, len(others) + 1)
    _order([*others[: place - 1], made, *others[place - 1 :]])
    after = {"rank": made.rank, "account": person_id}
    record("site.contact_added", made, by=actor, after=after, personal={"before": {}, "after": told}, contact=made)
    return made


@action
def change_contact(actor, contact: Contact, *, revision: int | None = None, person_id: str | None, **told: str) -> None:
    """What is told of somebody. `revision` is the one that was seen: Refused if it moved on."""
    if revision is not None and revision != contact.revision:
        raise Refused(_("Somebody else changed it meanwhile. Load it again and repeat your change."))
    before, account = contact.told, contact.person_id
    changed = [name for name, value in told.items() if before[name] != value]
    if not changed and account == person_id:
        return
    for name in changed:
        setattr(contact, name, told[name])
    contact.person_id = person_id
    contact.revision += 1
    personal = {"before": {name: before[name] for name in changed}, "after": {name: told[name] for name in changed}}
    accounts = {"before": {"account": account}, "after": {"account": person_id}}
    record("site.contact_changed", contact, by=actor, personal=personal, contact=contact, **accounts)
    db.session.expire(contact, ["person"])


@action
def remove_contact(actor, contact: Contact) -> None:
    """Nobody to call any more; whoever comes after moves up."""
    others = [each for each in _of(contact.site) if each.id != contact.id]
    before: dict[str, Any] = {"rank": contact.rank, "account": contact.person_id}
    personal = {"before": contact.told, "after": {}}
    record("site.contact_removed", contact, by=actor, before=before, personal=personal, contact=contact)
    db.session.delete(contact)
    _order(others)


@action
def move_contact(actor, contact: Contact, *, rank: int) -> None:
    """To another place among them; at the first one stands who is responsible."""
    others = [each for each in _of(contact.site) if each.id != contact.id]
    place, before = min(max(rank, 1), len(others) + 1), contact.rank
    _order([*others[: place - 1], contact, *others[place - 1 :]])
    if contact.rank != before:
        told = {"before": {"rank": before}, "after": {"rank": contact.rank}}
        record("site.contact_moved", contact, by=actor, contact=contact, **told)


def _of(site: Site) -> list[Contact]:
    query = select(Contact).where(Contact.site_id == site.id).order_by(Contact.rank, Contact.id)
    return list(db.session.scalars(query.execution_options(populate_existing=True)))


def _order(contacts: list[Contact]) -> None:
    for rank, contact in enumerate(contacts, 1):
        contact.rank = rank
