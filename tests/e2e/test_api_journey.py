"""The same journey by program: two tokens, and a socket of view "data" that hears every step."""

from datetime import timedelta

from confsys import clock
from tests.e2e.program import Program
from tests.live.screen import Screen

ITEMS = 8


class Journey:
    """A conference made, decided about and run by two programs, and what its socket has heard so far."""

    def __init__(self, server):
        self.clerk, self.approver = Program(server, "vanphong"), Program(server, "lanhdao")
        sites = self.clerk("GET", "/sites?kind=phuong")["items"] + self.clerk("GET", "/sites?kind=xa")["items"]
        main = self.clerk("GET", "/sites?kind=tinh&q=dong%20thap")["items"][-1]["id"]
        start = server.in_app(lambda: clock.now() + timedelta(days=1)).replace(microsecond=0)
        self.plan = {
            "title": "Họp thử bằng chương trình",
            "kind": "giao-ban",
            "starts_at": start.isoformat(),
            "ends_at": (start + timedelta(hours=3)).isoformat(),
            "main_site": main,
            "sites": [site["id"] for site in sites[:12]],
            "chairs": [],
        }
        self.id = self.clerk("POST", "/conferences", self.plan)["id"]
        self.path = f"/conferences/{self.id}"
        self.ear = Screen(server.url, auth={"token": self.clerk.token}, origin=None)
        self.ear.show(self.joined(self.ear))
        self.events = list(self.heard)

    def joined(self, ear):
        answer = ear.join(self.id, "data")
        assert answer["ok"]
        news = ear.wait_for("news")
        self.heard = news["events"]
        return news

    def __call__(self, method, path="", body=None, *, by=None):
        """One call; after it the socket has heard the same as /events says, and /live the same version."""
        answer = (by or self.clerk)(method, self.path + path, body)
        live = self.clerk("GET", f"{self.path}/live")
        while self.ear.version < live["version"]:
            news = self.ear.wait_for("news")
            if self.ear.show(news):
                self.events += news["events"]
            else:  # told again while it joined, but nothing is missing in between
                assert news["version"] <= self.ear.version
        assert self.events == self.clerk("GET", f"{self.path}/events?since=0")["events"]
        assert [event["version"] for event in self.events] == list(range(1, live["version"] + 1))
        return answer

    def agenda(self):
        return self.clerk("GET", f"{self.path}/live")["agenda"]

    def next(self):
        running = next((row["id"] for row in self.agenda() if row["state"] in ("running", "paused")), None)
        return self("POST", "/agenda/next", {"expect": running})


def test_a_conference_from_plan_to_close_by_program(province):
    journey = Journey(province)
    for number in range(ITEMS):
        journey("POST", "/agenda", {"title": f"Mục {number}", "kind": "bao-cao", "minutes": 10})
    warned = journey.clerk("POST", "/clashes", journey.plan)["clashes"]
    journey("POST", "/submit", {"reasons": {each["id"]: "thử" for each in warned}})
    assert journey.clerk.refused("POST", f"{journey.path}/approve") == 403
    journey("POST", "/approve", by=journey.approver)
    for step in ("issue", "open", "start"):
        journey("POST", f"/{step}")

    first = journey.next()
    assert journey.clerk.refused("POST", f"{journey.path}/agenda/next", {"expect": None}) == 409
    rows = journey.agenda()
    journey("POST", f"/agenda/{rows[7]['id']}/move", {"before": rows[2]["id"]})
    added = journey("POST", "/agenda", {"title": "Thêm giữa chừng", "kind": "khac", "minutes": 5})
    journey("POST", f"/agenda/{added['id']}/move", {"after": first["id"]})
    journey("POST", f"/agenda/{first['id']}/adjust", {"minutes": 5})
    assert journey.next()["id"] == added["id"]
    for gesture in ("pause", "resume"):
        journey("POST", f"/agenda/{added['id']}/{gesture}")
    for step in ("recess", "resume", "close"):
        journey("POST", f"/{step}")

    assert [row["state"] for row in journey.agenda()][:3] == ["done", "done", "planned"]
    kinds = [event["kind"] for event in journey.events]
    assert kinds[-2:] == ["conference.closed", "agenda.item_finished"]
    assert kinds.count("agenda.item_started") == 2
    journey.ear.close()
