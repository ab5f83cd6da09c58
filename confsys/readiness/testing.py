"""A site's own test: what it measured, and what that is worth. The latest few are kept."""

from typing import Any

from sqlalchemy import delete

from confsys import clock
from confsys.changes import action, record
from confsys.conferences.models import Participation
from confsys.extensions import db
from confsys.people.models import Person
from confsys.readiness import queries, rules
from confsys.readiness.models import SelfTest
from confsys.readiness.verdict import judge

KEPT = 10


@action
def keep_test(
    actor: Person | None, participation: Participation, *, way: str, device: str, measured: dict[str, Any]
) -> SelfTest:
    """Judge these figures (see `forms.MEASURED`) and keep them with time and device. Raises Refused."""
    conference = participation.conference
    rules.refuse_not_tested(conference.state, conference.title)
    verdict = judge(measured).worth
    test = SelfTest(
        participation_id=participation.id,
        tested_at=clock.now(),
        way=way,
        device=device,
        verdict=verdict,
        measured=measured,
    )
    db.session.add(test)
    db.session.flush()
    old = [each.id for each in queries.tests_of(participation)[KEPT:]]
    db.session.execute(delete(SelfTest).where(SelfTest.id.in_(old)))
    record(
        "readiness.tested",
        conference,
        by=actor,
        participation=participation,
        site=participation.site_id,
        after={"verdict": verdict, "said_by": way},
    )
    return test
