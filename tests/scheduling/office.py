"""An office that looks after its rooms: its secretariat and technician, a commune below it, and another province."""

from datetime import timedelta

from confsys import clock
from confsys.scheduling import actions
from tests.build import a_conference, a_person, a_province, a_site, signed_in_client


class Office:
    """Ids of what is there, and a browser for each who looks after rooms."""

    def __init__(self, app) -> None:
        self.app = app
        with app.app_context():
            province, other = a_province(), a_site("Tỉnh Khác", kind="tinh")
            commune = a_site("Xã Bình Thạnh", parent=province)
            clerk = a_person("Văn phòng tỉnh", role="secretariat", site=province)
            technician = a_person("Kỹ thuật tỉnh", role="technician", site=province)
            self.leader = a_person("Ông Đỗ Văn Ân", role="chair", site=province).id
            self.stranger = a_person("Bà Lê Thị Bình", role="chair", site=other).id
            self.province, self.commune, self.other = province.id, commune.id, other.id
            self.room = actions.add_resource(None, province, kind="room", name="Phòng họp số 1", seats=60).id
            self.clerk, self.technician = clerk.id, technician.id
            self.browser = signed_in_client(app, clerk)
            self.technicians = signed_in_client(app, technician)
            self.elsewhere = signed_in_client(app, a_person(role="secretariat", site=other))
        for each in (self.browser, self.technicians, self.elsewhere):
            each.set_cookie("lang", "en", domain="localhost")

    def add(self, **changes):
        """What a clerk sends who adds a room; `...` leaves a field out."""
        whole = {
            "kind": "room",
            "site": self.province,
            "name": "Phòng họp số 2",
            "seats": "30",
            "capacity": "",
            "note": "",
        }
        return self.browser.post("/rooms/new", data=_without(whole | changes))

    def away(self, **changes):
        whole = {"who": "do van an", "first_day": "30/11/2030", "last_day": "2/12/2030", "why": "Họp Trung ương"}
        return self.browser.post("/absences", data=_without(whole | changes))

    def hold(self, room: str, *, starts_in: int, title: str = "Giao ban", **values) -> None:
        """A conference of this office in the room, so many minutes from now, for two hours."""
        starts_at = clock.now().replace(second=0, microsecond=0) + timedelta(minutes=starts_in)
        a_conference(state="approved", starts_at=starts_at, title=title, room=room, **values)


def _without(values: dict) -> dict:
    return {name: value for name, value in values.items() if value is not ...}
