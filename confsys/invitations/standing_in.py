"""Who comes in the place of a leader, and what the chair says to it. Personal, and kept where it can be erased."""

from typing import Any

from confsys import clock
from confsys.changes import action, record
from confsys.conferences.models import Participation
from confsys.errors import Invalid, Refused
from confsys.extensions import db
from confsys.invitations import queries, rules
from confsys.invitations.models import CONSENTED, REFUSED, WAITING, StandIn
from confsys.invitations.timing import closes_at
from confsys.people.models import Person
from confsys.words import _


@action
def name_stand_in(
    actor: Person | None, participation: Participation, *, leader: str, stand_in: str, by_office: bool = False
) -> bool:
    """`stand_in` comes for `leader`; both empty: the leader comes himself. Somebody else waits for consent anew.

    False if it was said so already. Raises Invalid; Refused once the list is closed, but to the office.
    """
    conference, given = participation.conference, queries.stand_in_of(participation)
    before = {"leader": given.leader, "name": given.name} if given else {}
    after = {"leader": leader, "name": stand_in} if leader or stand_in else {}
    if before == after:
        return False
    rules.refuse_not_asked(conference.state, conference.title)
    if not by_office:
        rules.refuse_late(conference.state, closes_at(conference.starts_at), clock.now())
    rules.refuse_half_a_stand_in(leader, stand_in)
    if given is not None:
        db.session.delete(given)
        db.session.flush()
    if after:
        db.session.add(StandIn(participation_id=participation.id, **after))
    _record("participation.stand_in_named", actor, participation, before, after)
    return True


@action
def decide(actor: Person, participation: Participation, *, consents: bool, word: str = "", told_by: str = "") -> None:
    """What the chair says; `told_by`: where the office writes down what it heard. Raises Invalid, Refused."""
    given = queries.stand_in_of(participation)
    if given is None:
        raise Refused(_("The leader of this site comes himself; there is nothing to decide."))
    if not consents and not word:
        raise Invalid({"word": _("Say in a few words why not.")})
    before = _decided(given)
    given.state, given.word = (CONSENTED, "") if consents else (REFUSED, word)
    given.told_by, given.decided_at = told_by, clock.now()
    if _decided(given) == before:
        return
    kind = "participation.stand_in_consented" if consents else "participation.stand_in_refused"
    _record(kind, actor, participation, before, _decided(given))


def _decided(given: StandIn) -> dict[str, Any]:
    return {"word": given.word, "told_by": given.told_by} if given.state != WAITING else {}


def _record(kind: str, actor: Person | None, participation: Participation, before: Any, after: Any) -> None:
    record(
        kind,
        participation.conference,
        by=actor,
        participation=participation,
        site=participation.site_id,
        personal={"before": before, "after": after},
    )
