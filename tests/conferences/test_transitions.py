"""The table of transitions is what happens: every state × step × role, and nothing else."""

import pytest

from confsys.conferences import access, actions
from confsys.conferences.models import Conference
from confsys.conferences.transitions import AS_BEFORE, STATES, TRANSITIONS
from confsys.errors import Invalid, Refused
from confsys.extensions import db
from confsys.journal import entries_since, version_of
from confsys.office import actions as office
from confsys.people import actions as people
from confsys.people.models import ROLES, Person
from tests.build import STEPS_TO, a_conference, a_person, a_province, a_site


def one(app, state: str) -> str:
    """A conference that has come so far."""
    with app.app_context():
        return a_conference(state=state).id


def one_with_holders(app) -> tuple[str, dict[str, str]]:
    """An issued conference, and somebody for each role."""
    with app.app_context():
        site = a_site()
        conference = a_conference(state="issued", sites=[site])
        at = {role: site if role in ("officer", "delegate") else conference.organiser for role in ROLES}
        return conference.id, {role: a_person(role=role, site=place).id for role, place in at.items()}


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("step", TRANSITIONS.values(), ids=TRANSITIONS)
def test_a_step_starts_only_from_its_states(kept, app, state, step):
    conference = db.session.get_one(Conference, kept(one, state=state))
    before, version = conference.state_before, version_of(conference.stream)
    actor = a_person(role="administrator", site=conference.organiser)

    if state in step.sources:
        actions.take(actor, conference, step, reason="Vì bão")
        assert conference.state == ((before or "draft") if step.target == AS_BEFORE else step.target)
        assert entries_since(conference.stream, version)[0].kind == step.event
    else:
        with pytest.raises(Refused, match="state"):
            actions.take(actor, conference, step, reason="Vì bão")
        assert (conference.state, version_of(conference.stream)) == (state, version)


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("step", TRANSITIONS.values(), ids=TRANSITIONS)
def test_only_the_roles_of_the_table_may_take_a_step(kept, app, role, step):
    conference_id, holders = kept(one_with_holders)
    conference, holder = db.session.get_one(Conference, conference_id), db.session.get_one(Person, holders[role])

    assert access.may_take(holder, conference, step) == (role == "administrator" or role in step.roles)


def test_only_the_asker_withdraws(app):
    conference = a_conference(state="requested")
    asker = db.session.get_one(Person, conference.asked_by_id)
    colleague = a_person(role="secretariat", site=conference.organiser)

    assert access.may_take(asker, conference, TRANSITIONS["withdraw"])
    assert not access.may_take(colleague, conference, TRANSITIONS["withdraw"])


def test_nobody_approves_a_request_of_his_own(app):
    province = a_province()
    both = a_person(role="secretariat", site=province)
    people.give_role(None, both, role="approver", site_id=province.id)
    conference = a_conference(state="requested", organiser=province, by=both)

    with pytest.raises(Refused, match="his own"):
        actions.take(both, conference, TRANSITIONS["approve"])
    office.change(None, "rules", values={"one_person": True})
    actions.take(both, conference, TRANSITIONS["approve"])
    assert conference.state == "approved"


@pytest.mark.parametrize(
    "step", [step for step in TRANSITIONS.values() if step.needs_reason], ids=lambda step: step.name
)
def test_a_reason_is_asked_where_the_table_says_so(app, step):
    state = next(state for state in step.sources if state in STEPS_TO)
    conference = a_conference(state=state)

    with pytest.raises(Invalid, match="Say why"):
        actions.take(a_person(), conference, step)
    assert conference.state == state


@pytest.mark.parametrize("state", ["draft", "requested", "approved", "issued", "open"])
def test_restoring_leads_back_to_where_it_was(app, state):
    conference = a_conference(state=state)
    for step in ("postpone", "cancel", "restore"):
        actions.take(a_person(), conference, TRANSITIONS[step], reason="Vì bão")
    assert conference.state == state
