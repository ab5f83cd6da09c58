"""What /api/v1 refuses, and how it says so: input, strangers, stale revisions, floods."""

import json
from datetime import date

import pytest
from sqlalchemy.exc import OperationalError

from confsys.web import problem
from tests.api.office import a_plan, planned
from tests.build import a_site


def test_a_stale_revision_is_refused(client, office):
    made = planned(client, office)
    base = f"/api/v1/conferences/{made['id']}"
    headers = office["secretariat"]
    assert (
        client.patch(base, json={"title": "Một"}, headers=headers | {"If-Match": f'"{made["revision"]}"'}).status_code
        == 200
    )

    stale = client.patch(base, json={"title": "Hai"}, headers=headers | {"If-Match": f'"{made["revision"]}"'})

    assert stale.status_code == 409
    assert client.get(base, headers=headers).json["title"] == "Một"
    assert client.patch(base, json={"title": "Hai", "expect": made["revision"]}, headers=headers).status_code == 409


def test_a_transition_can_expect_a_state(client, office):
    base = f"/api/v1/conferences/{planned(client, office)['id']}"
    assert client.post(f"{base}/submit", json={"expect": "approved"}, headers=office["secretariat"]).status_code == 409
    assert client.post(f"{base}/submit", json={"expect": "draft"}, headers=office["secretariat"]).status_code == 200


WRONG = {
    "title": [..., None, "", "   ", 0, True, [], {}, "x" * 301, "\u0000\u000b"],
    "kind": [..., None, "party", 0, True, []],
    "mode": [None, "radio", 0],
    "reach": [None, "world", True],
    "public": [None, "true", 0, "0", 1],
    "starts_at": [..., None, "", 0, "0", True, 1e9, "2026-11-26", "2026-11-26T07:30", "tomorrow", [], {}],
    "ends_at": [..., None, "2000-01-01T00:00:00+07:00", 1e9, "9999-12-31T23:59:59+07:00"],
    "main_site": [..., None, "", 0, "nowhere", "\u0000", "' OR 1=1", "\ud800"],
    "sites": [..., None, "", 0, {}, [1], ["nowhere"], [None], [["x"]]],
    "chairs": [..., None, "x", [0], ["nobody"]],
    "organiser": [None, 0, "nowhere"],
    "unheard_of": [1],
}


@pytest.mark.parametrize(("field", "value"), [(field, value) for field, values in WRONG.items() for value in values])
def test_bad_input_gets_a_sentence_at_its_field_and_changes_nothing(client, office, field, value):
    body = a_plan(office, **{field: value})

    answer = client.post(
        "/api/v1/conferences", data=json.dumps(body), content_type="application/json", headers=office["secretariat"]
    )

    assert answer.status_code == 422, answer.text
    assert field in answer.json["errors"] and answer.json["errors"][field]
    assert answer.mimetype == "application/problem+json"
    assert client.get("/api/v1/conferences", headers=office["secretariat"]).json["items"] == []


def test_a_site_twice_and_a_site_of_another_time_are_refused(fresh_app, client, office):
    with fresh_app.app_context():
        old = a_site(valid_from=date(2000, 1, 1), valid_to=date(2025, 6, 30)).id
    twice = a_plan(office, sites=[office["sites"][0]] * 2)
    gone = a_plan(office, sites=[old])

    for body in (twice, gone):
        answer = client.post("/api/v1/conferences", json=body, headers=office["secretariat"])
        assert (answer.status_code, list(answer.json["errors"])) == (422, ["sites"])


@pytest.mark.parametrize(
    ("data", "status"),
    [
        (b"{", 422),
        (b"[]", 422),
        (b"null", 422),
        (b"[" * 10_000, 422),
        (b'{"a": NaN}', 422),
        (b'{"title": "a", "title": "b"}', 422),
        (b'{"title": ' + b"9" * 6_000 + b"}", 422),
        (b"\xff\xfe", 422),
        (b"x" * (1024 * 1024 + 1), 413),
    ],
)
def test_a_broken_body_is_refused(client, office, data, status):
    answer = client.post(
        "/api/v1/conferences", data=data, content_type="application/json", headers=office["secretariat"]
    )
    assert answer.status_code == status


def test_only_json_is_read(client, office):
    assert client.post("/api/v1/conferences", data="title=x", headers=office["secretariat"]).status_code == 415


def test_who_is_not_known_is_asked_for_a_token(client, office):
    answer = client.get("/api/v1/conferences")
    assert (answer.status_code, answer.mimetype) == (401, "application/problem+json")
    assert answer.headers["WWW-Authenticate"] == "Bearer"
    assert client.get("/api/v1/conferences", headers={"Authorization": "Bearer nope"}).status_code == 401
    assert client.get("/api/v1/openapi.json").status_code == 200


def test_a_stranger_sees_the_same_bytes_as_for_an_unknown_id(client, office):
    made = planned(client, office)
    for tail in ("", "/live", "/events", "/news?view=screen"):
        hidden = client.get(f"/api/v1/conferences/{made['id']}{tail}", headers=office["stranger"])
        unknown = client.get(f"/api/v1/conferences/0000000000000000{tail}", headers=office["stranger"])
        assert (hidden.status_code, hidden.data) == (404, unknown.data)


def test_who_sees_but_may_not_is_told_so(fresh_app, client, office):
    base = f"/api/v1/conferences/{planned(client, office)['id']}"
    assert client.post(f"{base}/submit", json={}, headers=office["approver"]).status_code == 403
    assert client.patch(base, json={"title": "x"}, headers=office["approver"]).status_code == 403
    assert client.post("/api/v1/conferences", json=a_plan(office), headers=office["chair"]).status_code == 403
    assert client.post(f"{base}/explode", json={}, headers=office["secretariat"]).status_code == 404
    assert client.post(f"{base}/postpone", json={}, headers=office["secretariat"]).status_code == 422


@pytest.mark.parametrize(
    "query", ["next=zzz", "next=WzEsMl0", "kind=party", "on=yesterday", "parent=!", "limit=0", "limit=x"]
)
def test_a_bad_query_is_refused(client, office, query):
    assert client.get(f"/api/v1/sites?{query}", headers=office["secretariat"]).status_code == 422


def test_a_flood_is_slowed(client, office):
    answers = [client.get("/api/v1/calendar-links", headers=office["stranger"]).status_code for _turn in range(700)]
    assert set(answers) <= {200, 429}


def test_errors_speak_the_caller_s_language(client, office):
    vietnamese = client.post("/api/v1/conferences", json={}, headers=office["secretariat"] | {"Accept-Language": "vi"})
    english = client.post("/api/v1/conferences", json={}, headers=office["secretariat"] | {"Accept-Language": "en"})
    assert vietnamese.json["errors"]["title"] == "Không được để trống."
    assert english.json["errors"]["title"] == "This must not be empty."


def test_a_database_that_fails_us_is_a_plain_500(app):
    """Its error has a code of its own, "e3q8", that is no status of HTTP."""
    with app.test_request_context("/api/v1/conferences"):
        answer = problem(OperationalError("SELECT 1", {}, Exception("gone")))

    assert answer.status_code == 500
    assert answer.json["status"] == 500
