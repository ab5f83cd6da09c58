"""A conference as a program plans it."""

from datetime import timedelta


def a_plan(office, **changes):
    start = office["start"]
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
