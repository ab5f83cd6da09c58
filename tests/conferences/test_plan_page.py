"""The form that plans a conference: whatever is typed gets one sentence at its place, and stays as typed."""

import re
import unicodedata
from datetime import UTC, date, datetime, timedelta

import pytest

from confsys import clock
from confsys.conferences import queries
from confsys.conferences.models import Conference
from confsys.extensions import db
from tests.build import signed_in_client
from tests.conferences.office import MARKUP, WRONG
from tests.shown_form import ShownForm, assert_sentence_at, nothing_changes

FRIDAY_BEFORE_TET = datetime(2026, 2, 13, 3, tzinfo=UTC)
AS_TYPED = ("title", "day", "start", "end")


def the_only_conference(office):
    return db.session.query(Conference).one()


def test_a_filled_form_becomes_a_conference(office):
    answer = office.plan(public="1", unheard_of="x")

    assert answer.status_code == 303
    with office.app.app_context():
        made = the_only_conference(office)
        assert answer.location == f"/conferences/{made.id}"
        assert (made.title, made.mode, made.public) == ("Giao ban tháng 12", "ket-hop", True)
        assert [each.site_id for each in queries.participations_of(made) if each.is_main] == [office.province]
        assert [chair.id for chair in queries.chairs_of(made)] == [office.chair]


def test_a_new_conference_is_proposed_for_the_next_working_day(office, time_machine):
    time_machine.move_to(FRIDAY_BEFORE_TET)
    with office.app.app_context():
        office.browser = signed_in_client(office.app, office.person)

    assert ShownForm(office.browser.get("/conferences/new").text).values["day"] == ["23/02/2026"]


@pytest.mark.parametrize("field", WRONG)
def test_each_thing_wrong_gets_its_sentence_at_its_place_and_stays_as_typed(office, field):
    for value, sentence in WRONG[field]:
        sent = office.form(**{field: getattr(office, value, value) if isinstance(value, str) and value else value})
        with nothing_changes(office.app):
            answer = office.browser.post("/conferences/new", data=sent)

        assert answer.status_code == 422, (value, answer.status_code)
        assert assert_sentence_at(answer.text, field).startswith(sentence), value
        assert "<script>alert" not in answer.text
        stands = ShownForm(answer.text).values
        for name in {*sent} - ({field} - {*AS_TYPED}):
            assert stands[name] == (sent[name] if isinstance(sent[name], list) else [sent[name]]), (value, name)


def test_a_site_of_another_time_is_refused_where_it_was_chosen(office):
    for field, value in (("sites", [office.old]), ("main_site", office.old)):
        with nothing_changes(office.app):
            answer = office.plan(**{field: value})
        assert answer.status_code == 422
        assert assert_sentence_at(answer.text, field) == "Huyện Cũ does not exist on 01/12/2026."


def test_every_sentence_comes_at_once(office):
    with nothing_changes(office.app):
        answer = office.browser.post("/conferences/new", data={})

    assert answer.status_code == 422
    asked_for = ["title", "kind", "mode", "reach", "day", "start", "end", "main_site", "organiser"]
    assert list(ShownForm(answer.text).summary) == asked_for
    assert "<title>Error: " in answer.text


HOURS = {
    **{"7h30": (7, 30), "7:30": (7, 30), "0730": (7, 30), "7g30": (7, 30), "07.30": (7, 30), "7H30": (7, 30)},
    **{"7h": (7, 0), "7": (7, 0), "0h": (0, 0), "00:00": (0, 0), "19h30": (19, 30), "7 giờ 30'": (7, 30)},
    **{"7 giờ 5 phút": (7, 5), "  7h30 ": (7, 30), "7\u00a0h\u00a030": (7, 30), "7h30\u200b": (7, 30)},
    unicodedata.normalize("NFD", "7 giờ 30 phút"): (7, 30),
}


@pytest.mark.parametrize("typed", HOURS)
def test_an_hour_may_be_typed_as_people_type_it(office, typed):
    assert office.plan(start=typed, end="23h59").status_code == 303
    with office.app.app_context():
        starts = clock.local(the_only_conference(office).starts_at)
        assert (starts.date(), starts.hour, starts.minute) == (date(2026, 12, 1), *HOURS[typed])


@pytest.mark.parametrize("typed", ["01/12/2026", "1-12-2026", "1.12.26", "2026-12-01", " 1/12/2026\u00a0"])
def test_a_day_may_be_typed_as_people_type_it(office, typed):
    assert office.plan(day=typed).status_code == 303
    with office.app.app_context():
        assert clock.local(the_only_conference(office).starts_at).date() == date(2026, 12, 1)


@pytest.mark.parametrize("midnight", ["0h", "24h", "24:00"])
def test_midnight_ends_the_day(office, midnight):
    assert office.plan(start="20h", end=midnight).status_code == 303
    with office.app.app_context():
        made = the_only_conference(office)
        assert made.ends_at - made.starts_at == timedelta(hours=4)


def test_what_was_understood_is_said_beside_what_was_typed(office):
    shown = ShownForm(office.plan(title="", start="7g30", end="25h").text)
    assert shown.parsed == {"day": "Tuesday, 01/12/2026", "start": "07:30"}


@pytest.mark.parametrize("title", [MARKUP, "🙂 Hội nghị 👩‍💻", "a" * 300, "'; DROP TABLE conferences; --"])
def test_a_title_is_only_ever_text(office, title):
    answer = office.plan(title=title)
    assert answer.status_code == 303

    for page in ("", "/edit", "/agenda", "/operate", "/screen", "/stage", "/links", "/links/sheet", "/cancel"):
        shown = office.browser.get(answer.location + page)
        assert shown.status_code == 200, page
        assert "<script>alert" not in shown.text
    assert ShownForm(office.browser.get(answer.location + "/edit").text).values["title"] == [title]
    assert "<script>alert" not in office.browser.get("/conferences").text


def test_control_characters_become_spaces(office):
    assert office.plan(title="  Giao\x00ban\r\n\ttháng\u2028 12 ").status_code == 303
    with office.app.app_context():
        assert the_only_conference(office).title == "Giao ban tháng 12"


# -- what no form of ours sends --------------------------------------------------------------------


@pytest.mark.parametrize(
    ("body", "content_type", "status"),
    [
        (b'{"title": "x"}', "application/json", 422),
        (b"\xff\xfe=\xff&title=%ED%A0%80&day=%00", "application/x-www-form-urlencoded", 422),
        (b"--x\r\nContent-Disposition: form-data", "multipart/form-data; boundary=x", 422),
        (b"title=" + b"x" * (1024 * 1024), "application/x-www-form-urlencoded", 413),
        (b"x" * (1024 * 1024 + 1), "application/json", 413),
    ],
)
def test_a_body_that_is_no_form_is_refused(office, body, content_type, status):
    with nothing_changes(office.app):
        answer = office.browser.post("/conferences/new", data=body, content_type=content_type)
    assert (answer.status_code, answer.mimetype) == (status, "text/html")


@pytest.mark.parametrize(
    "query",
    [
        *("q=%ED%A0%80", "q=" + "x" * 10_000, "q=%25_%5C", "q=<script>alert(1)</script>"),
        *("state=party", "state=" + "x" * 10_000),
        *("from=yesterday", "from=31/2/2026", "to=1/1/9999", "to=31/12/2100", "from=01/01/2000"),
        *("page=0", "page=-1", "page=x", "page=1e9", "page=" + "9" * 5000, "page=%C2%B2", "page=%D9%A3"),
    ],
)
def test_the_list_takes_any_address(office, query):
    answer = office.browser.get(f"/conferences?{query}")
    assert answer.status_code == 200
    assert "<script>alert" not in answer.text


@pytest.mark.parametrize("query", ["q=%00", "state=a%00b", "from=%00", "page=%00", "%00=%00", "a=b&q=x&q=%00"])
def test_a_nul_in_the_query_is_refused(office, query):
    assert office.browser.get(f"/conferences?{query}").status_code == 422


@pytest.mark.parametrize("id", ["%00", "a%00b", "%ED%A0%80", "x" * 5000, "..%2F..", "'", "🙂"])
def test_an_id_that_cannot_be_is_not_found(office, id):
    for tail in ("", "/edit", "/agenda", "/operate", "/links", "/cancel", f"/agenda/{id}", ".ics"):
        assert office.browser.get(f"/conferences/{id}{tail}").status_code == 404, tail
    for tail in ("/submit", "/agenda", "/agenda/next", f"/agenda/{id}/start", "/links/x/renew"):
        assert office.browser.post(f"/conferences/{id}{tail}", data={"reason": "x"}).status_code == 404, tail


def test_the_sites_of_an_earlier_conference_are_taken_with_one_press_and_the_rest_stays_in_sight(office):
    assert office.plan().status_code == 303
    with office.app.app_context():
        earlier = the_only_conference(office)
        sites = {each.site_id for each in queries.participations_of(earlier) if not each.is_main}
        assert sites
        earlier_id = earlier.id
    assert f'<option value="{earlier_id}"' in office.browser.get("/conferences/new").text

    shown = ShownForm(office.plan(sites=[], title="Giữ lại", like="1", like_of=earlier_id).text)

    assert set(shown.values["sites"]) == sites and shown.values["title"] == ["Giữ lại"]
    left = re.search(r"(\d+) sites? left out", office.plan(sites=[], look="1").text)
    assert int(left[1]) > len(sites)
    assert office.plan(like="1", like_of="nothing").status_code == 404
