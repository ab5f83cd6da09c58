"""The page of the settings: whatever is typed gets one sentence at its place, and every change its line of history."""

from datetime import time, timedelta

import pytest

from confsys.conferences.models import KINDS
from confsys.extensions import db
from confsys.office import actions, queries
from confsys.office.parts import LONGEST
from confsys.sites.models import Site
from tests.build import a_conference, a_person, signed_in_client
from tests.office.room import MARKUP, WHOLE, WRONG
from tests.queries import counted_queries
from tests.shown_form import ShownForm, assert_sentence_at, nothing_changes


@pytest.mark.parametrize(("part", "field"), WRONG, ids=str)
def test_each_thing_wrong_gets_its_sentence_at_its_place_and_stays_as_typed(room, part, field):
    for value, sentence in WRONG[part, field]:
        with nothing_changes(room.app):
            answer = room.send(part, **{field: value})

        assert answer.status_code == 422, value
        assert assert_sentence_at(answer.text, field) == sentence, value
        assert "<script>alert" not in answer.text
        stands = ShownForm(answer.text).values
        for name, sent in WHOLE[part].items():
            if name != field:
                assert stands[name] == (sent if isinstance(sent, list) else [sent]), (value, name)


def test_a_morning_that_cannot_be_read_stays_as_it_was_typed(room):
    answer = room.send("hours", morning=MARKUP)

    assert ShownForm(answer.text).values["morning"] == [MARKUP]


def test_what_is_saved_holds_at_once(room):
    for part in ("names", "hours", "rules", "answers", "calendars"):
        answer = room.send(part)
        assert (answer.status_code, answer.location) == (303, f"/settings#{part}")

    office = room.office()
    assert (office.agency, office.product, office.telephone) == ("Văn phòng UBND tỉnh", "Phòng họp", "0277 3851 431")
    assert office.parts["hours"] == {
        "morning": ["07:30", "11:30"],
        "afternoon": ["13:00", "17:00"],
        "weekdays": [0, 1, 2, 3, 4, 5],
    }
    assert (office.notice_days, office.approve_within, office.conclude_within) == (5, 1, 7)
    assert (office.longest_conclusion, office.is_one_person, office.half_days("giao-ban")) == (45, True, 2)
    assert (office.answers_due, office.list_closes) == (time(9, 30), timedelta(minutes=30))
    assert (office.remind_after, office.remind_hour) == (timedelta(hours=4), None)
    assert office.uid_domain == "hop.dongthap.gov.vn"


def test_the_page_shows_what_is_set_as_it_is_typed(room):
    room.send("hours")
    shown = ShownForm(room.browser.get("/settings").text).values

    assert shown["morning"] == ["7h30–11h30"]
    assert shown["afternoon"] == ["13h00–17h00"]
    assert shown["weekdays"] == ["0", "1", "2", "3", "4", "5"]
    assert shown["notice_days"] == ["3"]


def test_the_names_stand_in_the_head_and_the_telephone_where_something_goes_wrong(room, client):
    room.send("names")

    page = client.get("/sign-in").text
    assert "<span>Văn phòng UBND tỉnh</span><b>Phòng họp</b>" in page
    assert "· Phòng họp</title>" in page
    assert 'href="tel:0277 3851 431"' in client.get("/nothing").text


def test_a_form_that_somebody_overtook_is_refused_and_stays_as_typed(room):
    room.send("names")
    with nothing_changes(room.app):
        answer = room.send("names", revision="0", agency="Sở Tài chính")

    assert answer.status_code == 409
    assert "Somebody else changed these settings meanwhile." in answer.text
    assert ShownForm(answer.text).values["agency"] == ["Sở Tài chính"]


@pytest.mark.parametrize("revision", ["", "x", MARKUP, "-1", ...])
def test_a_form_without_a_revision_changes_nothing(room, revision):
    with nothing_changes(room.app):
        assert room.send("names", revision=revision).status_code == 422


def test_a_part_that_is_none_is_not_found(room):
    for part in ("nothing", "days/16-05-2026/remove", "days/2026-05-16/remove", "bodies/nothing"):
        assert room.browser.post(f"/settings/{part}", data={"below": "x"}).status_code == 404, part


def test_a_body_has_two_lines_above_its_conferences(room):
    answer = room.browser.post(
        f"/settings/bodies/{room.body}", data={"above": "UBND TỈNH THỬ NGHIỆM", "below": "VĂN PHÒNG"}
    )
    with room.app.app_context():
        conference = a_conference(organiser=db.session.get_one(Site, room.body))
        page = room.browser.get(f"/conferences/{conference.id}").text

    assert answer.location == "/settings#bodies"
    assert '<span class="above">UBND TỈNH THỬ NGHIỆM</span>VĂN PHÒNG' in page
    told = "<b>Tỉnh Thử Nghiệm</b>: UBND TỈNH THỬ NGHIỆM, VĂN PHÒNG<small>before: its own name</small>"
    assert told in room.browser.get("/settings").text


@pytest.mark.parametrize(("field", "value"), [("below", ""), ("above", "x" * 121)])
def test_a_line_that_cannot_be_gets_its_sentence_at_that_body(room, field, value):
    lines = {"above": "UBND TỈNH", "below": "VĂN PHÒNG"} | {field: value}
    with nothing_changes(room.app):
        answer = room.browser.post(f"/settings/bodies/{room.body}", data=lines)

    shown = ShownForm(answer.text)
    assert answer.status_code == 422
    assert list(shown.summary) == [f"{field}-{room.body}"]
    assert value[:20] in answer.text


def test_a_new_conference_takes_the_new_host_name_and_an_old_one_keeps_its_own(room):
    with room.app.app_context():
        old = a_conference().uid
        room.send("calendars")
        new = a_conference().uid

    assert (old.split("@")[1], new.split("@")[1]) == ("confsys.invalid", "hop.dongthap.gov.vn")


def test_every_change_is_told_in_words(room):
    room.send("names", telephone="")
    room.send("rules")
    room.send("days")
    history = room.browser.get("/settings").text.partition('id="history"')[2]

    assert "<b>Name of the product</b>: Phòng họp<small>before: Hội nghị trực tuyến</small>" in history
    assert "<b>Notice before a conference</b>: 5 working days<small>before: 3 working days</small>" in history
    assert "<b>Longest: Training</b>: 1 day<small>before: 2 days</small>" in history
    assert "<b>One person may ask and approve</b>: yes<small>before: no</small>" in history
    assert "16/05/2026</b>: working day, Làm bù ngày 15/05<small>before: as usual</small>" in history
    assert history.count("<td>Quản trị hệ thống</td>") == 3
    assert "Telephone" not in history, "what did not change is not told"


def test_older_changes_are_one_press_away(room):
    with room.app.app_context():
        for number in range(31):
            actions.change(None, "names", values={"product": f"Tên {number}"})

    page = room.browser.get("/settings").text
    older = room.browser.get("/settings?before=2").text

    assert 'href="/settings?before=2#history"' in page
    assert "Tên 0<small>" not in page and "Tên 0<small>" in older


@pytest.mark.parametrize("query", ["year=x", "year=99999", "year=1900", "before=-1", "before=x", "year=٢٠٢٦"])
def test_an_odd_address_shows_this_year_and_the_latest(room, query):
    assert room.browser.get(f"/settings?{query}").text.count("<h2") == room.browser.get("/settings").text.count("<h2")


def test_only_an_administrator_sees_the_page_and_its_word_in_the_head(room):
    with room.app.app_context():
        clerk = signed_in_client(room.app, a_person(role="secretariat"))

    assert 'href="/settings"' in room.browser.get("/").text
    assert 'href="/settings"' not in clerk.get("/").text
    assert clerk.get("/settings").status_code == 403


def test_every_kind_of_conference_has_its_longest_length():
    assert tuple(LONGEST) == KINDS


@pytest.mark.parametrize("changes", [0, 25])
def test_the_page_costs_the_same_for_few_and_for_many_changes(room, changes):
    with room.app.app_context():
        for number in range(changes):
            actions.change(None, "names", values={"product": f"Tên {number}"})
    with counted_queries(room.app) as sent:
        room.browser.get("/settings")

    assert len(sent) == 5


def test_no_page_pays_for_the_settings(room):
    with room.app.app_context():
        queries.current()
    with counted_queries(room.app) as sent:
        room.browser.get("/account")

    assert [each for each in sent if "settings" in each] == []
