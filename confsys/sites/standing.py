"""How sites stand, in one state each, and whom to call there: for lists, in two statements however many there are."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, or_, select
from sqlalchemy.orm import joinedload

from confsys import shown
from confsys.extensions import db
from confsys.sites.contacts import Contact
from confsys.sites.equipment import BROKEN, ITEM_NAMES, UNCHECKED, Check
from confsys.sites.models import Site
from confsys.words import gettext

NOBODY, FAULTY, NEVER, USABLE = "nobody", "faulty", "never", "usable"


@dataclass(frozen=True)
class Standing:
    """What is due first at a site, in words, and its responsible person."""

    kind: str
    words: str
    contact: Contact | None

    @property
    def number(self) -> str:
        return self.contact.number if self.contact else ""


def standings(ids: Collection[str]) -> dict[str, Standing]:
    """Of each of these sites."""
    if not ids:
        return {}
    contacts: dict[str, Contact] = {}
    query = select(Contact).where(Contact.site_id.in_(ids)).order_by(Contact.rank.desc(), Contact.id.desc())
    for contact in db.session.scalars(query.options(joinedload(Contact.person))):
        contacts[contact.site_id] = contact
    checks: dict[str, list[Check]] = {}
    for check in db.session.scalars(select(Check).where(Check.site_id.in_(ids)).order_by(Check.site_id, Check.item)):
        checks.setdefault(check.site_id, []).append(check)
    return {each: _standing(contacts.get(each), checks.get(each, [])) for each in ids}


def standing_of(contacts: Collection[Contact], checks: Collection[Check]) -> Standing:
    """Of one site, where its rows are at hand."""
    return _standing(next(iter(contacts), None), checks)


def needs_a_call() -> ColumnElement[bool]:
    """The condition for sites that nobody answers for, or where something is broken."""
    answered = select(Contact.site_id)
    return or_(Site.id.not_in(answered), Site.id.in_(select(Check.site_id).where(Check.state == BROKEN)))


def _standing(contact: Contact | None, checks: Collection[Check]) -> Standing:
    if contact is None:
        return Standing(NOBODY, gettext("Nobody is responsible yet"), None)
    return Standing(*_equipment(checks), contact)


def _equipment(checks: Collection[Check]) -> tuple[str, str]:
    broken = [check for check in checks if check.state == BROKEN]
    made: list[datetime] = [check.checked_at for check in checks if check.checked_at]
    if len(broken) == 1:
        return FAULTY, gettext("%(n)s broken: %(what)s", n=broken[0].broken, what=_lower(ITEM_NAMES[broken[0].item]))
    if broken:
        return FAULTY, gettext("%(n)s broken", n=sum(check.broken for check in broken))
    if not made:
        return NEVER, gettext("Not checked")
    left = sum(check.state == UNCHECKED for check in checks)
    word = (
        gettext("Good, but %(n)s not checked", n=left)
        if left
        else gettext("Usable, %(day)s", day=shown.short_day(max(made)))
    )
    return USABLE, word


def _lower(name: Any) -> str:
    return str(name)[0].lower() + str(name)[1:]
