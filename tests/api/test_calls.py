"""The calls of /api/v1: the contract other programs rely on."""

from datetime import datetime, timedelta

from confsys.journal import version_of
from tests.api.office import a_plan, planned
from tests.build import a_site

TIMES = {"starts_at": 0, "ends_at": 3}
instant = datetime.fromisoformat


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


def test_markup_and_emoji_stay_what_they_are(client, office):
    title = "<script>alert(1)</script> 🙂 & “Hội nghị”"
    assert planned(client, office, title=title)["title"] == title


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


def test_who_goes_instead_and_when_it_is_rehearsed(client, office):
    chair, deputy = office["people"]["chair"], office["people"]["approver"]
    begins, ends = ((office["start"] - timedelta(hours=hours)).isoformat() for hours in (2, 1))
    address = f"/api/v1/conferences/{planned(client, office, chairs=[chair])['id']}"
    changes = {"substitutes": {chair: deputy}, "rehearsal_starts_at": begins}
    only_its_start = client.patch(address, json=changes, headers=office["secretariat"])
    assert (only_its_start.status_code, list(only_its_start.json["errors"])) == (422, ["rehearsal_ends_at"])

    changes["rehearsal_ends_at"] = ends
    changed = client.patch(address, json=changes, headers=office["secretariat"])

    assert changed.status_code == 200
    assert changed.json["substitutes"] == changes["substitutes"]
    assert [instant(changed.json[f"rehearsal_{name}"]) for name in TIMES] == [instant(begins), instant(ends)]
    none = {"substitutes": {}, "rehearsal_starts_at": None, "rehearsal_ends_at": None}
    back = client.patch(address, json=none, headers=office["secretariat"]).json
    assert {name: back[name] for name in none} == none
    wrong = client.patch(address, json={"substitutes": {chair: chair}}, headers=office["secretariat"])
    assert (wrong.status_code, list(wrong.json["errors"])) == (422, ["substitutes"])


def test_a_time_that_did_not_suit_is_told_with_the_reason(client, office):
    address = f"/api/v1/conferences/{planned(client, office)['id']}"
    times = {name: (office["start"] + timedelta(days=7, hours=more)).isoformat() for name, more in TIMES.items()}
    client.post(f"{address}/submit", json={}, headers=office["secretariat"])
    proposed = client.post(f"{address}/propose", json=times, headers=office["approver"])
    assert proposed.status_code == 200, proposed.text

    client.post(f"{address}/decline-proposal", json={"reason": "vướng họp"}, headers=office["secretariat"])

    asked = client.get(address, headers=office["approver"]).json["request"]
    assert [instant(asked[f"declined_{name}"]) for name in TIMES] == [instant(each) for each in times.values()]
    assert (asked["declined_why"], asked["proposed_starts_at"]) == ("vướng họp", None)
