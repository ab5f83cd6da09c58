"""The conference of tests/invitations, with its technician: issued to three sites, a browser for each who speaks."""

from confsys.conferences.links import join_token
from confsys.extensions import db
from confsys.people.models import Person
from confsys.readiness import incidents
from confsys.readiness.models import POINTS, Incident
from tests.build import a_person, bearer, signed_in_client
from tests.invitations.office import Office as Invited


class Office(Invited):
    def __init__(self, app) -> None:
        super().__init__(app)
        with app.app_context():
            technician = a_person("Kỹ thuật tỉnh", role="technician", site=self.conference.organiser)
            self.technician_id, self.technicians = technician.id, signed_in_client(app, technician)
            self.programs["technician"] = bearer(app, technician)
        self.technicians.set_cookie("lang", "en", domain="localhost")

    @property
    def technician(self) -> Person:
        return db.session.get_one(Person, self.technician_id)

    def join(self, number: int = 0, tail: str = "") -> str:
        return f"/join/{join_token(self.site(number))}{tail}"

    def at(self, number: int = 0, tail: str = "") -> str:
        return f"/conferences/{self.id}/sites/{self.sites[number]}{tail}"

    def report(self, kind: str = "sound", number: int = 0, **more) -> Incident:
        return incidents.open_incident(None, self.site(number), kind=kind, way="link", **more)[0]


ALL_WELL = {
    "clock_offset_ms": "120",
    "websocket": "yes",
    "polling": "yes",
    "delay_ms": "23.4",
    "loss_percent": "0",
    "down_kbps": "18000",
    "up_kbps": "9000",
    "screen_width": "390",
    "screen_height": "844",
    "camera": "ok",
    "microphone": "ok",
    "speaker": "ok",
}


def every_point(state: str = "ok", note: str = "") -> dict[str, dict[str, str]]:
    return {point: {"state": state, "note": note} for point in POINTS}
