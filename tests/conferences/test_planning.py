"""Planning and replanning a conference."""

import threading
from datetime import date, timedelta

import pytest

from confsys.conferences import actions, links, queries
from confsys.conferences.models import Conference
from confsys.conferences.transitions import TRANSITIONS
from confsys.errors import Gone, Invalid, NotFound, Refused
from confsys.extensions import db
from confsys.journal import version_of
from tests.build import a_conference, a_person, a_province, a_site, local_time
from tests.conftest import in_fresh_context

DAY = date(2026, 12, 1)


def sites_of(conference):
    return {each.site_id for each in queries.participations_of(conference)}


def test_the_main_site_takes_part_once_even_if_it_is_named_twice(app):
    province, site = a_province(), a_site()
    conference = a_conference(organiser=province, sites=[province, site])

    assert [each.is_main for each in queries.participations_of(conference)] == [True, False]
    assert sites_of(conference) == {province.id, site.id}


@pytest.mark.parametrize("hour", range(7))
def test_an_early_hour_stays_on_its_day(app, hour):
    conference = a_conference(starts_at=local_time(DAY, hour, 59), minutes=30)
    site = a_site(valid_from=DAY, valid_to=DAY)

    actions.edit(None, conference, sites=[site.id])

    assert site.id in sites_of(conference)
    assert conference.code.startswith("HN-2026-")


def test_the_first_hours_of_a_year_count_for_that_year(app):
    assert a_conference(starts_at=local_time(date(2027, 1, 1), 0, 30)).code.startswith("HN-2027-")


def test_a_site_that_does_not_exist_on_the_day_is_refused(app):
    old = a_site("Huyện Cũ", valid_from=date(2000, 1, 1), valid_to=date(2025, 6, 30))
    with pytest.raises(Invalid, match="Huyện Cũ does not exist on 01/12/2026"):
        a_conference(sites=[old], starts_at=local_time(DAY, 8))
    assert db.session.query(Conference).count() == 0


def test_moving_to_a_day_on_which_a_site_does_not_exist_is_refused(app):
    short = a_site(valid_from=date(2025, 7, 1), valid_to=DAY)
    conference = a_conference(sites=[short], starts_at=local_time(DAY, 8))
    with pytest.raises(Invalid, match="does not exist"):
        actions.edit(
            None, conference, starts_at=local_time(date(2026, 12, 2), 8), ends_at=local_time(date(2026, 12, 2), 9)
        )
    assert conference.starts_at == local_time(DAY, 8)


@pytest.mark.parametrize("field", ["main_site", "organiser"])
def test_moving_to_a_day_without_the_main_site_or_the_organiser_is_refused(app, field):
    body, young = a_province(), a_site("Xã Mới", valid_from=DAY)
    conference = a_conference(
        **{"organiser": body, "main_site": body} | {field: young}, sites=[body], starts_at=local_time(DAY, 8)
    )
    before = date(2026, 11, 30)

    with pytest.raises(Invalid) as refusal:
        actions.edit(None, conference, starts_at=local_time(before, 8), ends_at=local_time(before, 9))

    assert {name: str(sentence) for name, sentence in refusal.value.errors.items()} == {
        field: "Xã Mới does not exist on 30/11/2026."
    }
    assert conference.starts_at == local_time(DAY, 8)


def test_a_body_plans_nothing_for_a_day_on_which_it_does_not_exist(app):
    old = a_site("Tỉnh Cũ", kind="tinh", valid_from=date(2000, 1, 1), valid_to=date(2025, 6, 30))
    with pytest.raises(Invalid, match="Tỉnh Cũ does not exist on 01/12/2026"):
        a_conference(organiser=old, main_site=a_site(), starts_at=local_time(DAY, 8))


def test_an_end_before_the_start_is_refused(app):
    conference = a_conference()
    with pytest.raises(Invalid, match="after the start"):
        actions.edit(None, conference, ends_at=conference.starts_at)


def test_who_stays_keeps_his_link_when_the_sites_change(app):
    stays, goes, comes = a_site(), a_site(), a_site()
    conference = a_conference(sites=[stays, goes])
    token = {each.site_id: links.join_token(each) for each in queries.participations_of(conference)}

    actions.edit(None, conference, sites=[stays.id, comes.id])

    assert links.holder_of(token[stays.id]).participation.site_id == stays.id
    with pytest.raises(Gone):
        links.holder_of(token[goes.id])
    assert sites_of(conference) == {conference.main_site_id, stays.id, comes.id}


def test_saving_what_is_the_same_changes_nothing(app):
    conference = a_conference(title="Như cũ")
    version, revision = version_of(conference.stream), conference.revision

    actions.edit(None, conference, title="Như cũ", kind=conference.kind)

    assert (version_of(conference.stream), conference.revision) == (version, revision)


def test_each_change_after_issue_is_a_numbered_adjustment(app):
    conference = a_conference(state="issued")
    assert conference.edition == 1

    actions.edit(None, conference, ends_at=conference.ends_at + timedelta(hours=1))
    actions.edit(None, conference, title="Tên khác")
    actions.edit(None, conference, sites=[a_site().id])

    assert conference.edition == 3


def test_a_running_conference_cannot_be_replanned(app):
    conference = a_conference(state="live")
    with pytest.raises(Refused, match="no longer be replanned"):
        actions.edit(None, conference, title="Muộn rồi")


def test_a_stale_revision_is_refused(app):
    conference = a_conference()
    seen = conference.revision
    actions.edit(None, conference, title="Một", revision=seen)
    with pytest.raises(Refused, match="Somebody else"):
        actions.edit(None, conference, title="Hai", revision=seen)
    assert conference.title == "Một"


def test_codes_have_no_gaps_also_from_six_threads(fresh_app):
    with fresh_app.app_context():
        a_province()
    codes = []

    def work():
        with fresh_app.app_context():
            codes.extend(a_conference(starts_at=local_time(DAY, 8)).code for _turn in range(3))

    threads = [threading.Thread(target=in_fresh_context, args=(work,)) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(codes) == [f"HN-2026-{number:04d}" for number in range(1, 19)]


# -- links -----------------------------------------------------------------------------------------


def test_a_link_shows_the_same_again_and_cannot_be_forged(app):
    conference = a_conference(state="issued")
    participation = queries.participations_of(conference)[1]
    token = links.join_token(participation)

    assert links.join_token(participation) == token
    assert links.holder_of(token).participation.id == participation.id
    for forged in (token[:-1] + ("0" if token[-1] != "0" else "1"), token.replace("-1-", "-2-"), "j" + "0" * 40, ""):
        with pytest.raises(NotFound):
            links.holder_of(forged)
    with pytest.raises(NotFound):
        links.holder_of("s" + token[1:])


def test_renewing_and_revoking_end_the_old_link(app):
    conference = a_conference(state="issued")
    participation = queries.participations_of(conference)[1]
    first = links.join_token(participation)

    actions.renew_link(None, participation)
    second = links.join_token(participation)
    assert links.holder_of(second).conference.id == conference.id
    with pytest.raises(Gone):
        links.holder_of(first)

    actions.revoke_link(None, participation)
    with pytest.raises(Gone):
        links.holder_of(second)
    actions.renew_link(None, participation)
    assert links.holder_of(links.join_token(participation))


def test_the_stage_has_a_link_of_its_own(app):
    conference = a_conference(state="issued")
    first = links.stage_token(conference)
    assert links.holder_of(first).is_stage

    actions.renew_stage_link(None, conference)

    with pytest.raises(Gone):
        links.holder_of(first)
    assert links.holder_of(links.stage_token(conference)).is_stage


def test_a_past_conference_is_archived_at_once(app):
    province, day = a_province(), date(2025, 8, 4)
    conference = actions.enter_past(
        a_person(),
        title="Đã qua",
        kind="giao-ban",
        starts_at=local_time(day, 8),
        ends_at=local_time(day, 10),
        main_site=province.id,
        sites=[],
        chairs=[],
        organiser=province.id,
        closed_at=local_time(day, 10, 5),
    )
    assert (conference.state, conference.started_at) == ("archived", local_time(day, 8))
    assert actions.archive_old(local_time(DAY, 8)) == 0


def test_old_ones_are_archived_by_the_job_and_twice_does_nothing(app):
    conference = a_conference(state="closed")
    later = conference.closed_at + timedelta(days=31)

    assert [actions.archive_old(later), actions.archive_old(later)] == [1, 0]
    assert conference.state == "archived"
    assert TRANSITIONS["archive"].sources == ("closed",)
