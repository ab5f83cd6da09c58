"""What was sent about somebody to call, as values for the actions."""

from collections.abc import Collection, Mapping
from typing import Any

from confsys import forms
from confsys.errors import Invalid
from confsys.people.forms import email, plain, telephone
from confsys.sites.contacts import TOLD, Contact
from confsys.words import _

FIELDS: dict[str, forms.Read] = {
    "revision": forms.whole(0, 10**9),
    "account": forms.optional_identifier,
    "name": plain(200, needed=False),
    "position": plain(200, needed=False),
    "telephone": lambda raw: telephone(raw) or "",
    "email": lambda raw: email(raw) or "",
}


def told(sent: Mapping[str, Any], accounts: Collection[str]) -> dict[str, Any]:
    """What is told of somebody, who is one of these accounts or none. Raises Invalid."""
    values = forms.read(FIELDS, sent)
    person_id = values.pop("account")
    if person_id and person_id not in accounts:
        raise Invalid({"account": _("Choose an account of this unit, or none.")})
    if not person_id and not values["name"]:
        raise Invalid({"name": _("Say who it is, or choose an account.")})
    return values | {"person_id": person_id}


def filled(contact: Contact) -> dict[str, Any]:
    """The form as things stand."""
    values = {name: getattr(contact, name) for name in TOLD}
    return values | {"account": contact.person_id or "", "revision": contact.revision}
