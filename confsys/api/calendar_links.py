"""/calendar-links: what calendar programs subscribe to."""

from typing import Any

from confsys import forms
from confsys.api import shapes as gives
from confsys.api import show
from confsys.api.door import calls, changes_things, reads
from confsys.calendars import access, links
from confsys.calendars.models import KINDS, PERSON
from confsys.calendars.routes import url_of
from confsys.people.models import Person
from confsys.words import LANGUAGES, _

NEEDED = {"label": forms.text(100)}
OTHERWISE = {"kind": PERSON, "of": None, "language": "vi", "alarms": False, "busy_only": False}
FIELDS = NEEDED | {
    "kind": forms.choice(KINDS),
    "of": forms.identifier,
    "language": forms.choice(LANGUAGES),
    "alarms": forms.flag,
    "busy_only": forms.flag,
}
OF_SOMETHING = {
    "if": {"properties": {"kind": {"enum": [kind for kind in KINDS if kind != PERSON]}}, "required": ["kind"]},
    "then": {"required": ["of"]},
}


@calls.get("/calendar-links")
@reads(_("The caller's own calendar links, also those revoked."))
def list_links(person: Person) -> gives.Page[gives.CalendarLink]:
    return {"items": [show.calendar_link(link) for link in links.links_of(person)], "next": None}


@calls.post("/calendar-links")
@changes_things(
    _("A new link to one's own calendar, to another or to a weekly one (`of` a site). Its url is shown this once."),
    FIELDS,
    tuple(NEEDED),
    status=201,
    also=OF_SOMETHING,
)
def make_link(person: Person, body: dict[str, Any]) -> gives.NewCalendarLink:
    values = forms.read(FIELDS, body, optional=OTHERWISE)
    site = access.watched(person, values["kind"], values.pop("of"))
    link, secret = links.make(person, person, site=site, **values)
    return {**show.calendar_link(link), "url": url_of(secret)}


@calls.delete("/calendar-links/<link_id>")
@changes_things(_("Revoke a link. Its address answers 410 from now on."), status=204)
def revoke_link(person: Person, body: dict[str, Any], link_id: str) -> None:
    links.revoke(person, access.own_link(person, link_id))
