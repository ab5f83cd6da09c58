"""A conference that somebody outside convenes: chair and main site are text, ours relays it."""

from datetime import date

import pytest

from confsys import clock
from confsys.calendars.entries import FULL, Variant, shown
from confsys.conferences import actions, clashes, proposals, queries
from confsys.conferences.models import Conference
from confsys.errors import Invalid
from confsys.extensions import db
from confsys.history import actions as history
from confsys.journal import Entry, personal_of
from confsys.live.views import Scene
from tests.build import a_conference, a_person, a_province, bearer, local_time
from tests.shown_form import ShownForm, assert_sentence_at, nothing_changes

OUTSIDE = {
    "convener": "Văn phòng Chính phủ",
    "outside_chair": "Phó Thủ tướng",
    "outside_place": "Điểm cầu Chính phủ",
}


def test_the_form_takes_convener_chair_and_place_and_shows_them_again(office):
    answer = office.plan(**OUTSIDE)

    assert answer.status_code == 303
    page, edit = (office.browser.get(answer.location + tail).text for tail in ("", "/edit"))
    assert all(text in page for text in OUTSIDE.values())
    assert {name: ShownForm(edit).values[name] for name in OUTSIDE} == {name: [text] for name, text in OUTSIDE.items()}
    assert '<details class="outside wide" open>' in edit
    assert "Văn phòng Chính phủ" in office.browser.get("/conferences?from=01/12/2026").text


def test_one_of_our_own_says_nothing_of_it(office):
    answer = office.plan()
    assert "Convened" not in office.browser.get(answer.location).text
    assert '<details class="outside wide">' in office.browser.get("/conferences/new").text


@pytest.mark.parametrize("name", ["outside_chair", "outside_place"])
def test_a_chair_or_a_place_outside_needs_a_convener(office, name):
    with nothing_changes(office.app):
        answer = office.plan(**{name: "Phó Thủ tướng"})

    assert answer.status_code == 422
    assert assert_sentence_at(answer.text, "convener").startswith("Name who convenes it")
    assert ShownForm(answer.text).values[name] == ["Phó Thủ tướng"]


@pytest.mark.parametrize("name", OUTSIDE)
def test_each_may_be_long_but_not_endless(office, name):
    sent = OUTSIDE | {name: "x" * 201}
    with nothing_changes(office.app):
        answer = office.plan(**sent)
    assert answer.status_code == 422
    assert assert_sentence_at(answer.text, name) == "At most 200 characters; this has 201."


def test_screens_and_calendars_name_who_chairs_there_and_where(app):
    chair = a_person("Chủ tịch UBND tỉnh")
    conference = a_conference(state="issued", chairs=[chair], **OUTSIDE)

    assert Scene(conference).chairs == "Phó Thủ tướng, Chủ tịch UBND tỉnh"
    entry = shown(conference, Variant(FULL, "en"))
    assert entry.location == "Điểm cầu Chính phủ"
    relayed = f"Convened by Văn phòng Chính phủ; {conference.main_site.name} relays it"
    assert entry.description.splitlines()[1:3] == [relayed, "Main site: Điểm cầu Chính phủ"]
    assert conference.main_site.name in [each.site.name for each in queries.participations_of(conference)]


def test_another_place_there_is_an_adjustment_and_calendars_follow(app):
    conference = a_conference(state="issued", **OUTSIDE)
    edition, revision = conference.edition, conference.calendar_revision

    actions.edit(None, conference, outside_place="Điểm cầu Bộ Nội vụ")

    assert (conference.edition, conference.calendar_revision) == (edition + 1, revision + 1)


def test_the_chair_there_is_kept_where_it_can_be_erased(app):
    conference = a_conference(**OUTSIDE)
    actions.edit(None, conference, outside_chair="Thủ tướng")

    entry = last_entry(conference)
    assert (entry.kind, entry.after, personal_of(entry)) == (
        "conference.edited",
        {},
        {"before": {"outside_chair": "Phó Thủ tướng"}, "after": {"outside_chair": "Thủ tướng"}},
    )
    assert "Thủ tướng" not in str([(each.before, each.after) for each in db.session.query(Entry)])


def last_entry(conference) -> Entry:
    query = db.session.query(Entry).filter_by(stream=conference.stream)
    return query.order_by(Entry.version.desc()).first()


def test_a_change_of_chair_can_be_taken_back(app):
    conference = a_conference(**OUTSIDE)
    actions.edit(None, conference, outside_chair="Thủ tướng", convener="Chính phủ")

    history.revert(None, last_entry(conference))

    assert (conference.outside_chair, conference.convener) == ("Phó Thủ tướng", "Văn phòng Chính phủ")


def test_taking_the_convener_away_takes_the_rest_along_or_is_refused(app):
    conference = a_conference(**OUTSIDE)

    with pytest.raises(Invalid) as refused:
        actions.edit(None, conference, convener="")
    assert refused.value.errors.keys() == {"convener"}

    actions.edit(None, conference, **dict.fromkeys(OUTSIDE, ""))
    assert conference.place_name == conference.main_site.name


def test_programs_write_and_read_it(fresh_app):
    with fresh_app.app_context():
        body = a_province()
        token = bearer(fresh_app, a_person(role="secretariat", site=body))
        day = {"starts_at": "2027-03-01T08:00:00+07:00", "ends_at": "2027-03-01T10:00:00+07:00"}
        sent = {"title": "Trực tuyến", "kind": "chuyen-de", "main_site": body.id, "sites": [], "chairs": [], **day}
    program = fresh_app.test_client()

    made = program.post("/api/v1/conferences", json=sent | OUTSIDE, headers=token)
    assert made.status_code == 201
    assert {name: made.json[name] for name in OUTSIDE} == OUTSIDE
    assert made.json["entered_afterwards"] is False
    changed = program.patch(f"/api/v1/conferences/{made.json['id']}", json={"outside_place": "Bộ Y tế"}, headers=token)
    assert (changed.status_code, changed.json["outside_place"]) == (200, "Bộ Y tế")
    refused = program.post("/api/v1/conferences", json=sent | {"outside_chair": "Phó Thủ tướng"}, headers=token)
    assert (refused.status_code, list(refused.json["errors"])) == (422, ["convener"])
    document = program.get("/api/v1/openapi.json").json
    schema = document["paths"]["/conferences"]["post"]["requestBody"]["content"]["application/json"]["schema"]
    described = {name: dict(schema["properties"][name]) for name in OUTSIDE}
    assert all(each.pop("description") for each in described.values())
    assert described == dict.fromkeys(OUTSIDE, {"type": ["string", "null"], "maxLength": 200})


def test_one_entered_afterwards_says_so_to_programs(fresh_app):
    with fresh_app.app_context():
        body = a_province()
        clerk = a_person(role="secretariat", site=body)
        start, end = local_time(date(2026, 3, 3), 8), local_time(date(2026, 3, 3), 10)
        place = {"main_site": body.id, "organiser": body.id, "sites": [], "chairs": []}
        times = {"starts_at": start, "ends_at": end, "closed_at": end}
        actions.enter_past(clerk, title="Đã họp", kind="hop-khac", **place, **times)
        token = bearer(fresh_app, clerk)

    listed = fresh_app.test_client().get("/api/v1/conferences", headers=token).json["items"]
    assert [(each["title"], each["entered_afterwards"]) for each in listed] == [("Đã họp", True)]


def test_the_same_chair_outside_at_the_same_time_stands_against_it(app):
    conference = a_conference(state="requested", **OUTSIDE)
    assert db.session.query(Conference).count() == 1
    a_conference(state="issued", starts_at=conference.starts_at, title="Họp khác", **OUTSIDE)
    approver = a_person(role="approver", site=conference.organiser)

    found = clashes.of_one(proposals.of_saved(conference), approver, clock.now())

    said = "Phó Thủ tướng is already in another conference of Tỉnh Thử Nghiệm: "
    assert [str(each.words).startswith(said) for each in found if each.level == "warns"] == [True]
