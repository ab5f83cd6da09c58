"""What is asked for with a slot: a code of its own, by when it is answered, what the unit needs besides.

Called by the actions, inside their transaction.
"""

from dataclasses import replace
from typing import Any

from confsys import clock
from confsys.changes import Event
from confsys.conferences import clashes, notice, proposals
from confsys.conferences.clash import BLOCKS
from confsys.conferences.clashes_of_rules import URGENT
from confsys.conferences.models import Conference, SlotRequest
from confsys.extensions import db
from confsys.people.models import Person
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
    request.forget_declined()
    request.needs = request.needs if needs is None else needs
    db.session.flush()
    return request


def judge(actor: Person, conference: Conference, reasons: clashes.Reasons | None) -> dict[str, str]:
    """What is said now against what warns of it; what was said before stays said. Raises Blocked, NeedsWord.

    It is urgent while its short notice passes only by the word that was said for it.
    """
    db.session.flush()
    said = word_against(actor, conference, reasons)
    new = {name: word for name, word in said.items() if conference.reasons.get(name) != word}
    conference.reasons = said
    if request := current(conference):
        request.urgent = URGENT in said
        db.session.flush()
    return new


def word_against(
    actor: Person, conference: Conference, reasons: clashes.Reasons | None, **values: Any
) -> dict[str, str]:
    """What is said against what warns of it as it stands, or with other values. Raises Blocked, NeedsWord."""
    proposal = proposals.of_saved(conference, values)
    found = clashes.of_one(proposal, actor, clock.now())
    return clashes.refuse(proposal, found, clashes.Said(conference.reasons, reasons))


def refuse_blocked(actor: Person, conference: Conference) -> None:
    """Raises Blocked for what others hold by now of what it let go of: whose it is. Its rehearsal is over."""
    db.session.flush()
    proposal = replace(proposals.of_saved(conference), rehearsal=None)
    found = clashes.of_one(proposal, actor, clock.now())
    clashes.refuse(proposal, [each for each in found if each.level == BLOCKS], {})


def told(conference: Conference) -> dict[str, Any]:
    """What the journal keeps of the request that was just made."""
    request = db.session.get_one(SlotRequest, conference.id)
    said = {"code": request.code, "due_on": request.due_on.isoformat()}
    return said | {name: getattr(request, name) for name in ("needs", "urgent") if getattr(request, name)}


def end_proposal(event: Event) -> None:
    """Whatever else becomes of the request answers the proposal, too."""
    request = current(event.thing)
    if request is not None:
        request.drop_proposal()
        request.forget_declined()


def _new_code() -> str:
    year = clock.today().year
    return f"YC-{year}-{next_number(f'YC-{year}'):04d}"
