"""/calendar-links: what calendar programs subscribe to."""

from typing import Any

from confsys import forms
from confsys.api import show
from confsys.api.door import calls, changes_things, reads
from confsys.calendars import access, links
from confsys.calendars.models import KINDS, PERSON
from confsys.calendars.routes import url_of
from confsys.people.models import Person

FIELDS = {"kind": forms.choice(KINDS), "of": forms.identifier, "label": forms.text(100)}


@calls.get("/calendar-links")
@reads
def list_links(person: Person):
    """The caller's own links."""
    return {"items": [show.calendar_link(link) for link in links.links_of(person)], "next": None}


@calls.post("/calendar-links")
@changes_things(FIELDS, ("label",), status=201)
def make_link(person: Person, body: dict[str, Any]):
    """A new link; its url is shown once."""
    values = forms.read(FIELDS, body, optional={"kind": PERSON, "of": None})
    site = access.watched(person, values["kind"], values.pop("of"))
    link, secret = links.make(person, person, site=site, **values)
    return show.calendar_link(link) | {"url": url_of(secret)}


@calls.delete("/calendar-links/<link_id>")
@changes_things(status=204)
def revoke_link(person: Person, body: dict[str, Any], link_id: str):
    """The address answers 410 from now on."""
    links.revoke(person, access.own_link(person, link_id))
