"""Renewing the link of a delegate: who holds the old one is out."""

from typing import Any

from confsys import clock
from confsys.changes import action, record
from confsys.conferences.models import Participation
from confsys.delegates.models import DelegateLink
from confsys.delegates.queries import FIRST, somebody_of
from confsys.errors import NotFound
from confsys.extensions import db


@action
def renew_delegate_link(actor: Any, participation: Participation, *, mark: str) -> None:
    """Raises NotFound for somebody who is on no list of the site."""
    somebody = somebody_of(participation, mark)
    if somebody is None:
        raise NotFound()
    row = db.session.get(DelegateLink, (participation.id, mark), populate_existing=True)
    if row is None:
        row = DelegateLink(participation_id=participation.id, mark=mark, generation=FIRST)
        db.session.add(row)
    row.generation, row.renewed_at = row.generation + 1, clock.now()
    about: dict[str, Any] = {"participation": participation, "site": participation.site_id}
    # A mark says whose it is to anybody who knows the name, so it stays out of the journal as the name does.
    named = {"delegate": somebody.name}
    record("conference.delegate_link_renewed", participation.conference, by=actor, personal=named, **about)
