"""The calls of /api/v1: the contract other programs rely on."""

import json
from datetime import date, timedelta

import pytest

from confsys import clock
from confsys.journal import version_of
from tests.build import a_person, a_province, a_site, bearer


@pytest.fixture
def office(fresh_app):
    """A province with two sites, a secretariat, an approver, and tokens for both and for a stranger."""
    with fresh_app.app_context():
        province = a_province()
        sites = [a_site(parent=province), a_site(parent=province)]
        people = {
            role: a_person(role=role, site=province) for role in ("secretariat", "approver", "chair", "administrator")
        }
        people["stranger"] = a_person()
        headers = {name: bearer(fresh_app, person) for name, person in people.items()}
        return {
            "province": province.id,
            "sites": [site.id for site in sites],
            "people": {name: person.id for name, person in people.items()},
            **headers,
        }


def a_plan(office, **changes):
    start = (clock.now() + timedelta(days=3)).replace(microsecond=0)
    body = {
        "title": "Giao ban chuyển đổi số",
        "kind": "giao-ban",
        "starts_at": start.isoformat(),
        "ends_at": (start + timedelta(hours=3)).isoformat(),
        "main_site": office["province"],
        "sites": office["sites"],
        "chairs": [],
    }
    return {name: value for name, value in (body | changes).items() if value is not ...}


def planned(client, office, **changes):
    answer = client.post("/api/v1/conferences", json=a_plan(office, **changes), headers=office["secretariat"])
    assert answer.status_code == 201, answer.text
    return answer.json


def test_a_conference_is_planned_with_the_least_that_is_needed(client, office):
    made = planned(client, office)

    assert made["code"].startswith("HN-") and made["state"] == "draft"
    assert (made["mode"], made["public"], made["reach"]) == ("truc-tuyen", False, "none")
    assert made["organiser"] == office["province"]
    assert made["starts_at"].endswith("+07:00")
    read = client.get(f"/api/v1/conferences/{made['id']}", headers=office["secretariat"])
    assert read.json == made


def test_the_journey_of_a_conference(client, office):
    secretariat, approver = office["secretariat"], office["approver"]
    base = f"/api/v1/conferences/{planned(client, office)['id']}"
    items = []
    for number in range(3):
        answer = client.post(
            f"{base}/agenda", json={"title": f"Mục {number}", "kind": "bao-cao", "minutes": 10}, headers=secretariat
        )
        assert answer.status_code == 201
        items.append(answer.json["id"])

    def step(name, headers=secretariat, **body):
        answer = client.post(f"{base}/{name}", json=body, headers=headers)
        assert answer.status_code == 200, answer.text
        return client.get(f"{base}/live", headers=secretariat).json

    assert step("submit")["state"] == "requested"
    assert step("approve", approver)["state"] == "approved"
    assert step("issue")["state"] == "issued"
    assert step("start")["state"] == "live"
    assert [row["state"] for row in step("agenda/next", expect=None)["agenda"]] == ["running", "planned", "planned"]
    assert [row["state"] for row in step("agenda/next", expect=items[0])["agenda"]] == ["done", "running", "planned"]
    assert [row["id"] for row in step(f"agenda/{items[2]}/adjust", minutes=5)["agenda"]] == items
    assert step(f"agenda/{items[1]}/pause")["agenda"][1]["state"] == "paused"
    assert step(f"agenda/{items[1]}/resume")["agenda"][1]["state"] == "running"
    assert step(f"agenda/{items[1]}/finish")["agenda"][1]["state"] == "done"
    assert step("close")["state"] == "closed"
    kinds = [entry["kind"] for entry in client.get(f"{base}/events?since=4", headers=secretariat).json["events"]]
    assert kinds[:5] == [
        "conference.submitted",
        "conference.approved",
        "conference.issued",
        "conference.started",
        "agenda.item_started",
    ]


def test_items_move_before_and_after(client, office):
    base = f"/api/v1/conferences/{planned(client, office)['id']}"
    ids = [
        client.post(
            f"{base}/agenda", json={"title": t, "kind": "khac", "minutes": 5}, headers=office["secretariat"]
        ).json["id"]
        for t in "abc"
    ]

    client.post(f"{base}/agenda/{ids[2]}/move", json={"before": ids[0]}, headers=office["secretariat"])
    client.post(f"{base}/agenda/{ids[0]}/move", json={"after": ids[1]}, headers=office["secretariat"])

    agenda = client.get(f"{base}/live", headers=office["secretariat"]).json["agenda"]
    assert [row["id"] for row in agenda] == [ids[2], ids[1], ids[0]]
    assert [row["position"] for row in agenda] == [1, 2, 3]
    assert client.delete(f"{base}/agenda/{ids[1]}", headers=office["secretariat"]).status_code == 204


def test_live_says_304_until_something_changes(client, office):
    base = f"/api/v1/conferences/{planned(client, office)['id']}"
    first = client.get(f"{base}/live", headers=office["secretariat"])
    tag = {"If-None-Match": first.headers["ETag"], **office["secretariat"]}
    assert client.get(f"{base}/live", headers=tag).status_code == 304

    client.patch(base, json={"title": "Tên mới"}, headers=office["secretariat"])

    assert client.get(f"{base}/live", headers=tag).status_code == 200


def test_a_repeated_call_gets_the_first_answer(fresh_app, client, office):
    headers = office["secretariat"] | {"Idempotency-Key": "một lần".encode().hex()}
    body = a_plan(office)
    first = client.post("/api/v1/conferences", json=body, headers=headers)
    again = client.post("/api/v1/conferences", json=body, headers=headers)
    other = client.post("/api/v1/conferences", json=body | {"title": "Khác"}, headers=headers)

    assert first.json == again.json and again.status_code == 201
    assert other.status_code == 422
    with fresh_app.app_context():
        assert version_of(f"conference:{first.json['id']}") == 1


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


def test_markup_and_emoji_stay_what_they_are(client, office):
    title = "<script>alert(1)</script> 🙂 & “Hội nghị”"
    assert planned(client, office, title=title)["title"] == title


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


def test_sites_are_found_without_tone_marks_in_pages(fresh_app, client, office):
    with fresh_app.app_context():
        for name in ("Xã Bình Thạnh", "Xã Bình Thành", "Xã Hòa An"):
            a_site(name)
    found = client.get("/api/v1/sites?q=binh thanh", headers=office["secretariat"]).json
    assert [item["name"] for item in found["items"]] == ["Xã Bình Thành", "Xã Bình Thạnh"]
    assert set(found["items"][0]) == {"id", "name", "kind", "parent", "gso_code", "valid_from", "valid_to"}

    names, mark = [], ""
    while mark is not None:
        page = client.get(f"/api/v1/sites?limit=2&next={mark}", headers=office["secretariat"]).json
        names += [item["name"] for item in page["items"]]
        mark = page["next"]
    assert len(names) == 6 and len(set(names)) == 6
    assert client.get("/api/v1/sites?on=2001-01-01", headers=office["secretariat"]).json["items"] == []


@pytest.mark.parametrize(
    "query", ["next=zzz", "next=WzEsMl0", "kind=party", "on=yesterday", "parent=!", "limit=0", "limit=x"]
)
def test_a_bad_query_is_refused(client, office, query):
    assert client.get(f"/api/v1/sites?{query}", headers=office["secretariat"]).status_code == 422


def test_people_are_listed_with_their_roles(client, office):
    found = client.get("/api/v1/people?role=approver", headers=office["secretariat"]).json["items"]
    assert [person["id"] for person in found] == [office["people"]["approver"]]
    assert found[0]["roles"] == [{"role": "approver", "site": office["province"]}]
    assert found[0]["position"] is None


def test_conferences_are_listed_by_time_and_site(client, office):
    early = planned(client, office, title="Sớm")
    late = planned(client, office, title="Muộn", sites=[])
    ids = [item["id"] for item in client.get("/api/v1/conferences?q=som", headers=office["secretariat"]).json["items"]]
    assert ids == [early["id"]]
    by_site = client.get(f"/api/v1/conferences?site={office['sites'][0]}", headers=office["secretariat"]).json["items"]
    assert [item["id"] for item in by_site] == [early["id"]]
    both = client.get("/api/v1/conferences?limit=1", headers=office["secretariat"]).json
    rest = client.get(f"/api/v1/conferences?limit=1&next={both['next']}", headers=office["secretariat"]).json
    assert {both["items"][0]["id"], rest["items"][0]["id"]} == {early["id"], late["id"]}
    assert client.get("/api/v1/conferences?to=2020-01-01", headers=office["secretariat"]).json["items"] == []


def test_a_calendar_link_is_shown_once_and_revoked(client, office):
    made = client.post("/api/v1/calendar-links", json={"label": "Điện thoại"}, headers=office["secretariat"])
    assert made.status_code == 201 and made.json["url"].endswith(".ics")
    listed = client.get("/api/v1/calendar-links", headers=office["secretariat"]).json["items"]
    assert [link["id"] for link in listed] == [made.json["id"]] and "url" not in listed[0]
    path = f"/api/v1/calendar-links/{made.json['id']}"
    assert client.delete(path, headers=office["stranger"]).status_code == 404
    assert client.delete(path, headers=office["secretariat"]).status_code == 204
    assert client.get(made.json["url"].removeprefix("http://localhost")).status_code == 410


def test_the_description_names_every_call(client):
    document = client.get("/api/v1/openapi.json").json
    assert document["openapi"] == "3.1.0"
    wanted = ["/sites", "/people", "/conferences", "/conferences/{conference_id}/postpone", "/calendar-links"]
    assert set(wanted) <= document["paths"].keys()
    body = document["paths"]["/conferences"]["post"]["requestBody"]["content"]["application/json"]["schema"]
    assert body["required"] == ["title", "kind", "starts_at", "ends_at", "main_site", "sites", "chairs"]
    assert (body["properties"]["title"]["type"], body["properties"]["title"]["maxLength"]) == ("string", 300)


def test_a_flood_is_slowed(client, office):
    answers = [client.get("/api/v1/calendar-links", headers=office["stranger"]).status_code for _turn in range(700)]
    assert set(answers) <= {200, 429}


def test_errors_speak_the_caller_s_language(client, office):
    vietnamese = client.post("/api/v1/conferences", json={}, headers=office["secretariat"] | {"Accept-Language": "vi"})
    english = client.post("/api/v1/conferences", json={}, headers=office["secretariat"] | {"Accept-Language": "en"})
    assert vietnamese.json["errors"]["title"] == "Không được để trống."
    assert english.json["errors"]["title"] == "This must not be empty."
