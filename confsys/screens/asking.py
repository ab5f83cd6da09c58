"""Asking again for a lost link, and what the office answers: a letter to who is registered, a call, or nothing."""

from typing import Any

from confsys import clock
from confsys.changes import action, record
from confsys.conferences.models import Participation
from confsys.errors import Refused
from confsys.extensions import db
from confsys.letters import writing
from confsys.letters.addressed import PREFIX, Receiver
from confsys.screens import queries
from confsys.screens.lost import REFUSED, SENT, TOLD, LinkRequest
from confsys.sites.contacts import Contact
from confsys.sites.models import Site
from confsys.words import _


@action
def ask(actor: Any, site: Site, *, who: str) -> None:
    """Once while it waits, and only for a site that takes part in something; nobody learns whether it does."""
    now = clock.now()
    if queries.open_request_of(site) is not None or not queries.of_sites([site.id], now):
        return
    request = LinkRequest(site_id=site.id, who=who, asked_at=now)
    db.session.add(request)
    db.session.flush()
    record("site.link_asked", site, by=actor, request=request.id, personal={"name": who})


@action
def send(actor: Any, request: LinkRequest, *, participation: Participation, contact: Contact) -> None:
    """The link by mail to somebody who is registered for the site. Raises Refused."""
    if participation.link_revoked_at is not None:
        raise Refused(_("The link of this site is revoked. Renew it on the page of links first."))
    if contact.site_id != request.site_id or not writing.is_usable(contact.address):
        raise Refused(_("There is no address to which a letter can be sent."))
    request.end(SENT, actor, clock.now())
    writing.write(
        "screens/link",
        Receiver(f"{PREFIX}{contact.id}", contact.called, contact.address),
        body=participation.conference.organiser,
        conference=participation.conference,
        by=actor,
        about={"participation": participation.id},
        lapses_at=participation.conference.ends_at,
    )
    record("site.link_sent", request.site, by=actor, request=request.id, participation=participation)


@action
def tell(actor: Any, request: LinkRequest) -> None:
    """Somebody called the registered number and paired a screen, or read out what was needed."""
    request.end(TOLD, actor, clock.now())
    record("site.link_told", request.site, by=actor, request=request.id)


@action
def refuse(actor: Any, request: LinkRequest) -> None:
    """Whoever is registered knows nothing of it."""
    request.end(REFUSED, actor, clock.now())
    record("site.link_refused", request.site, by=actor, request=request.id)
