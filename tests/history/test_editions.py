"""Each edition is kept as it was told, once per transaction, and only what counts makes one."""

from datetime import timedelta

from confsys.agenda import actions as agenda
from confsys.changes import action, just_made
from confsys.conferences import actions as conferences
from confsys.conferences.queries import participations_of
from confsys.conferences.transitions import TRANSITIONS
from confsys.extensions import db
from confsys.history.actions import revert
from confsys.history.models import Edition
from tests.build import a_conference, a_person, a_site, an_agenda


def editions_of(conference) -> list[Edition]:
    query = db.select(Edition).where(Edition.conference_id == conference.id).order_by(Edition.number)
    return list(db.session.scalars(query))


def an_issued_conference(**values):
    """Issued with an agenda of two items."""
    conference = a_conference(state="approved", **values)
    an_agenda(conference, 2)
    conferences.take(None, conference, TRANSITIONS["issue"])
    return conference


def test_what_is_issued_is_edition_1_as_it_was_told(app):
    site, chair = a_site("Xã An"), a_person("Bà Chủ trì")
    conference = an_issued_conference(sites=[site], chairs=[chair])

    [edition] = editions_of(conference)

    assert (edition.number, edition.content["title"]) == (1, "Giao ban trực tuyến")
    assert edition.content["sites"] == {each.site_id: each.site.name for each in participations_of(conference)}
    assert edition.content["chairs"] == [chair.id]
    assert [item["starts_at"] for item in edition.content["agenda"]] == [
        conference.starts_at.isoformat(),
        (conference.starts_at + timedelta(minutes=10)).isoformat(),
    ]


def test_before_the_issue_nothing_is_kept_and_after_the_start_nothing_more(app):
    conference = a_conference(state="approved")
    an_agenda(conference, 1)
    assert editions_of(conference) == []
    conferences.take(None, conference, TRANSITIONS["issue"])
    conferences.take(None, conference, TRANSITIONS["start"])
    an_agenda(conference, 1)
    assert [each.number for each in editions_of(conference)] == [1]


def test_each_counted_change_is_kept_and_the_older_ones_stay_as_they_were(app):
    conference = an_issued_conference()
    conferences.edit(None, conference, title="Chưa tính là điều chỉnh")
    conferences.edit(None, conference, starts_at=conference.starts_at + timedelta(minutes=30))
    agenda.add(None, conference, title="Mục mới", kind="khac", minutes=5)

    first, second, third = editions_of(conference)

    assert conference.edition == 3
    assert first.content["title"] == "Giao ban trực tuyến" and second.content["title"] == "Chưa tính là điều chỉnh"
    assert first.content["starts_at"] < second.content["starts_at"] == third.content["starts_at"]
    assert [len(each.content["agenda"]) for each in (first, second, third)] == [2, 2, 3]


@action
def plan_anew(actor, conference):
    """Several counted changes as one."""
    conferences.edit(actor, conference, starts_at=conference.starts_at + timedelta(minutes=30))
    agenda.add(actor, conference, title="Mục ba", kind="khac", minutes=5)
    agenda.add(actor, conference, title="Mục bốn", kind="khac", minutes=5)


def test_several_counted_changes_in_one_transaction_are_one_edition(app):
    conference = an_issued_conference()

    plan_anew(None, conference)

    assert conference.edition == 2
    assert [(each.number, len(each.content["agenda"])) for each in editions_of(conference)] == [(1, 2), (2, 4)]
    agenda.add(None, conference, title="Mục năm", kind="khac", minutes=5)
    assert [each.number for each in editions_of(conference)] == [1, 2, 3]


def test_items_that_lose_their_site_are_kept_without_it(app):
    site = a_site()
    conference = an_issued_conference(sites=[site])
    agenda.add(None, conference, title="Tham luận", kind="khac", minutes=5, site=site.id)
    conferences.edit(None, conference, sites=[])
    assert [each.content["agenda"][2]["site"] for each in editions_of(conference)[1:]] == [site.id, None]


def test_taking_back_is_a_new_edition(app):
    conference = an_issued_conference()
    agenda.add(None, conference, title="Nhầm", kind="khac", minutes=5)
    revert(None, just_made())
    first, second, third = editions_of(conference)
    assert third.content == first.content != second.content


def test_presenters_are_kept_apart(app):
    conference = an_issued_conference()
    item = agenda.add(None, conference, title="Báo cáo", kind="bao-cao", minutes=5, presenter="Ông Đặng Văn Mẫu")
    last = editions_of(conference)[-1]
    assert "Đặng" not in str(last.content) and last.personal["presenters"] == {item.id: "Ông Đặng Văn Mẫu"}
