"""A program at the doors of /api/v1, and what each refusal must look like."""

import json
from datetime import date, timedelta

from confsys import clock
from tests.build import a_conference, a_person, a_province, a_site, an_agenda, an_ordinary_morning, bearer

ITEM = {"title": "x", "kind": "khac", "minutes": 5}


class Program:
    """A program that acts for a secretariat, and a conference in session with three items."""

    def __init__(self, app) -> None:
        self.app = app
        with app.app_context():
            province = a_province()
            person = a_person(role="secretariat", site=province)
            sites = [a_site(parent=province) for _turn in range(2)]
            afternoon = an_ordinary_morning() + timedelta(hours=5, minutes=30)
            conference = a_conference(organiser=province, by=person, sites=sites)
            live = a_conference(organiser=province, by=person, sites=sites, state="live", starts_at=afternoon)
            self.items = [item.id for item in an_agenda(live, 3)]
            self.other_item = an_agenda(conference, 1)[0].id
            self.sites, self.province = [site.id for site in sites], province.id
            self.old = a_site(valid_from=date(2000, 1, 1), valid_to=date(2025, 6, 30)).id
            self.elsewhere, self.other_body = a_site().id, a_site(kind="tinh").id
            self.draft, self.live = f"/conferences/{conference.id}", f"/conferences/{live.id}"
            self.start = (clock.now() + timedelta(days=3)).replace(microsecond=0)
            self.person, self.headers = person.id, bearer(app, person)
        self.client = app.test_client()

    def plan(self) -> dict:
        return {
            "title": "Giao ban",
            "kind": "giao-ban",
            "starts_at": self.start.isoformat(),
            "ends_at": (self.start + timedelta(hours=3)).isoformat(),
            "main_site": self.province,
            "sites": self.sites,
            "chairs": [],
        }

    def call(self, method, path, body=None, **headers):
        """Any value as JSON, also what no decent program would send."""
        data = body if isinstance(body, bytes) else json.dumps(body).encode()
        kind = {"Content-Type": "application/json"}
        return self.client.open(f"/api/v1{path}", method=method, data=data, headers=kind | self.headers | headers)

    def address(self, call: str) -> tuple[str, str]:
        """ "PATCH draft" and the like as method and path."""
        method, path = call.split(" ")
        first, _slash, rest = path.partition("/")
        rest = rest.replace("ITEM", self.items[0])
        return method, {"draft": self.draft, "live": self.live}.get(first, f"/{first}") + (rest and f"/{rest}")


def is_a_problem(answer, status=422, field=None) -> bool:
    """problem+json with one clear sentence, at `field` if one is named."""
    assert answer.status_code == status, (answer.status_code, answer.text)
    assert answer.mimetype == "application/problem+json"
    problem = answer.json
    assert problem["status"] == status and problem["title"] and problem["detail"]
    if field is not None:
        assert list(problem["errors"]) == [field], problem
        sentence = problem["errors"][field]
        assert sentence[-1] == "." and len(sentence) < 200 and "%(" not in sentence
    return True
