"""Items follow the sites of their conference: one that leaves loses its items, one that comes back gets them again."""

import pytest

from confsys.agenda import actions, queries
from confsys.conferences import actions as conferences
from confsys.journal import entries_since, version_of
from tests.build import a_conference, a_person, a_site


@pytest.fixture
def planned(app):
    """An issued conference of two sites, each with an item; a third has none."""
    sites = [a_site("Xã Một"), a_site("Xã Hai"), a_site("Xã Ba")]
    conference = a_conference(state="issued", sites=sites)
    for site in sites[:2]:
        actions.add(None, conference, title=site.name, kind="tham-luan", minutes=10, site=site.id)
    return conference, [site.id for site in sites]


def sites_of(conference):
    return [item.site.name if item.site else None for item in queries.items_of(conference)]


def leave_in(conference, sites, **changes):
    conferences.edit(a_person(), conference, sites=sites, **changes)


def test_a_site_that_leaves_loses_its_items_and_that_is_one_adjustment(planned):
    conference, (one, two, three) = planned
    edition, version = conference.edition, version_of(conference.stream)

    leave_in(conference, [one, three])

    assert sites_of(conference) == ["Xã Một", None]
    assert conference.edition == edition + 1
    lost = entries_since(conference.stream, version)[1]
    assert (lost.kind, list(lost.before["sites"].values())) == ("agenda.sites_lost", [two])


def test_it_loses_them_too_when_the_time_changes_with_it(planned):
    conference, (one, _two, _three) = planned
    leave_in(conference, [one], ends_at=conference.ends_at.replace(second=1))
    assert sites_of(conference) == ["Xã Một", None]


def test_a_site_that_comes_back_gets_its_items_again(planned):
    conference, (one, two, _three) = planned
    leave_in(conference, [one])
    leave_in(conference, [one, two])
    assert sites_of(conference) == ["Xã Một", "Xã Hai"]


def test_an_item_given_to_another_site_meanwhile_stays_there(planned):
    conference, (one, two, three) = planned
    leave_in(conference, [one, three])
    actions.edit(None, queries.items_of(conference)[1], site=three)

    leave_in(conference, [one, two, three])

    assert sites_of(conference) == ["Xã Một", "Xã Ba"]


def test_a_site_without_items_leaves_no_trace_on_the_agenda(planned):
    conference, (one, two, _three) = planned
    version = version_of(conference.stream)
    leave_in(conference, [one, two])
    assert [entry.kind for entry in entries_since(conference.stream, version)] == ["conference.sites_changed"]
