"""What is asked for with a slot: a code of its own, by when it is answered, what the unit needs besides.

Called by the actions, inside their transaction.
"""

from typing import Any

from confsys import clock
from confsys.conferences import notice
from confsys.conferences.clashes_of_rules import URGENT
from confsys.conferences.models import Conference, SlotRequest
from confsys.extensions import db
from confsys.settings import next_number


def current(conference: Conference) -> SlotRequest | None:
    """As the database has it now, whatever was read before the lock."""
    return db.session.get(SlotRequest, conference.id, populate_existing=True)


def ask(conference: Conference, needs: str | None = None) -> SlotRequest:
    """It is asked for from now on. One asked for again keeps its code, and its needs unless others are named."""
    request, now = current(conference), clock.now()
    due_on = notice.due_on(now)
    if request is None:
        code = _new_code()
        request = SlotRequest(conference_id=conference.id, code=code, needs="", asked_at=now, due_on=due_on)
        db.session.add(request)
    request.asked_at, request.due_on = now, due_on
    request.needs = request.needs if needs is None else needs
    db.session.flush()
    return request


def weigh(conference: Conference) -> None:
    """It is urgent while its short notice passes only by the word that was said for it."""
    if request := current(conference):
        request.urgent = bool(conference.reasons.get(URGENT))
        db.session.flush()


def told(conference: Conference) -> dict[str, Any]:
    """What the journal keeps of the request that was just made."""
    request = db.session.get_one(SlotRequest, conference.id)
    said = {"code": request.code, "due_on": request.due_on.isoformat()}
    return said | {name: getattr(request, name) for name in ("needs", "urgent") if getattr(request, name)}


def _new_code() -> str:
    year = clock.today().year
    return f"YC-{year}-{next_number(f'YC-{year}'):04d}"
