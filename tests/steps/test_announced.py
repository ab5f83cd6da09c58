"""What a page announces is what then happens: state, edition, calendars, sites and items."""

from datetime import timedelta

import pytest

from confsys.agenda import actions as agenda
from confsys.agenda import queries as agendas
from confsys.conferences import actions, queries
from confsys.conferences.clashes import Because
from confsys.conferences.consequences import STAYS
from confsys.conferences.transitions import TRANSITIONS
from confsys.steps.queries import of_another_time, of_other_sites, of_step
from tests.build import STEPS_TO, a_conference, a_person, a_site

DAY = timedelta(days=1)
POSSIBLE = [(state, step) for step in TRANSITIONS.values() for state in step.sources if state in STEPS_TO]


def stand(conference):
    sites = {each.site_id for each in queries.participations_of(conference)}
    return (
        (conference.state, conference.state_before, conference.edition),
        (conference.starts_at, conference.ends_at, sites),
    )


def assert_happens(preview, conference, revision):
    after = preview.consequences.after
    assert stand(conference) == (
        (after.state, after.state_before, after.edition),
        (after.starts_at, after.ends_at, after.sites),
    )
    if after.is_known and preview.consequences.before.is_known:
        assert (conference.calendar_revision > revision) == (preview.consequences.calendars != STAYS)


@pytest.mark.parametrize("is_taken", [False, True])
@pytest.mark.parametrize(("state", "step"), POSSIBLE, ids=lambda each: getattr(each, "name", each))
def test_a_step_does_what_was_announced(app, state, step, is_taken):
    conference = a_conference(state=state)
    if is_taken:
        a_conference(state="approved", organiser=conference.organiser, starts_at=conference.starts_at)
    preview, revision = of_step(conference, step), conference.calendar_revision

    actions.take(a_person(role="approver"), conference, step, reason="Vì bão", reasons=Because("thử"))

    assert_happens(preview, conference, revision)


@pytest.mark.parametrize("state", ["draft", "requested", "approved", "issued", "open"])
def test_another_time_does_what_was_announced(app, state):
    conference = a_conference(state=state)
    times = {"starts_at": conference.starts_at + DAY, "ends_at": conference.ends_at + DAY}
    preview, revision = of_another_time(conference, **times), conference.calendar_revision

    actions.edit(None, conference, reasons=Because("thử"), **times)

    assert_happens(preview, conference, revision)


@pytest.mark.parametrize("state", ["draft", "approved", "issued", "open"])
def test_other_sites_do_what_was_announced(app, state):
    stays, goes, comes = a_site(), a_site(), a_site()
    conference = a_conference(state=state, sites=[stays, goes])
    for site in (stays, goes):
        agenda.add(None, conference, title=site.name, kind="khac", minutes=5, site=site.id)
    preview, revision = of_other_sites(conference, [stays.id, comes.id]), conference.calendar_revision
    without_site = [row.item for row in preview.without_site]

    actions.edit(None, conference, sites=[stays.id, comes.id])

    assert_happens(preview, conference, revision)
    assert (preview.added, preview.removed) == ([comes], [goes])
    assert without_site == [item for item in agendas.items_of(conference) if item.site_id is None] != []
