"""Since when each site is asked: with the issuing, or later one by one. A reaction."""

from sqlalchemy import delete, select

from confsys.changes import Event
from confsys.conferences.models import Conference, Participation
from confsys.extensions import db
from confsys.invitations.models import Invitation
from confsys.invitations.rules import ASKED


def invite(event: Event) -> None:
    """Write down who is asked from now on; who comes after the issuing is invited late."""
    conference: Conference = event.thing
    if conference.state not in ASKED:
        return
    is_late, ids = event.kind != "conference.issued", select(Participation.id)
    ids = ids.where(Participation.conference_id == conference.id, Participation.is_main.is_(False))
    if not is_late:
        db.session.execute(delete(Invitation).where(Invitation.participation_id.in_(ids)))
    asked = set(db.session.scalars(select(Invitation.participation_id).where(Invitation.participation_id.in_(ids))))
    new = sorted(set(db.session.scalars(ids)) - asked)
    db.session.add_all(Invitation(participation_id=each, invited_at=event.at, is_late=is_late) for each in new)
    db.session.flush()
