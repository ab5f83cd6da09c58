"""A conference whose check-in is open, with three sites; its office, an officer of the first site, a technician."""

from confsys.attendance import actions
from confsys.conferences import actions as conferences
from confsys.conferences.transitions import TRANSITIONS
from confsys.extensions import db
from confsys.people.models import Person
from tests.build import a_person, bearer, signed_in_client
from tests.invitations.office import Office


class Hall(Office):
    def __init__(self, app) -> None:
        super().__init__(app)
        with app.app_context():
            technician = a_person("Kỹ thuật", role="technician", site=self.conference.organiser)
            self.technicians = signed_in_client(app, technician)
            self.programs["technician"] = bearer(app, technician)
            self.other_id = a_person("Thư ký hai", role="secretariat", site=self.conference.organiser).id
            self.take("open")
        self.technicians.set_cookie("lang", "en", domain="localhost")

    @property
    def other(self) -> Person:
        return db.session.get_one(Person, self.other_id)

    def take(self, step: str, reason: str | None = None) -> None:
        conferences.take(self.clerk, self.conference, TRANSITIONS[step], reason=reason)

    def comes(self, number: int = 0, **values) -> bool:
        return actions.check_in(None, self.site(number), way="link", **values)

    def marks(self, number: int = 0, state: str = "online", **values) -> bool:
        return actions.mark(self.clerk, self.site(number), state=state, **values)

    def sees(self, *named, number: int = 0, **values) -> bool:
        return actions.note_delegates(None, self.site(number), way="link", delegates=named, **values)


def somebody(name: str, office: str = "", *, late: bool = False, left: bool = False) -> dict:
    return {"name": name, "office": office, "late": late, "left": left}
