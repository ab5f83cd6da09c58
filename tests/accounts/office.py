"""An administrator, two offices with their secretariats, and those they look after."""

from confsys.people import actions as people
from tests.build import a_person, a_province, a_site, signed_in_client

MARKUP = "\"><script>alert('1')</script>&lt;b&gt; {{ 7 * 7 }}"


class Office:
    """A province with its secretariat in a browser, and a neighbour with hers; everything else by id."""

    def __init__(self, app) -> None:
        self.app = app
        with app.app_context():
            province, other = a_province(), a_site("Tỉnh Khác", kind="tinh")
            commune = a_site("Xã Tân Thạnh", parent=province)
            office = a_person("Văn phòng", role="secretariat", site=province)
            administrator = a_person("Quản trị", role="administrator", site=other)
            people.give_role(None, administrator, role="technician", site_id=province.id)
            officer = a_person("Nguyễn Thị Ánh", role="officer", site=commune)
            neighbour = a_person("Đỗ Văn Ba", role="officer", site=a_site(parent=other))
            leader = a_person("Chánh Văn phòng", role="approver", site=province)
            self.province, self.commune, self.other = province.id, commune.id, other.id
            self.officer, self.neighbour, self.leader = officer.id, neighbour.id, leader.id
            self.chief_id, self.clerk_id = administrator.id, office.id
            self.chief = in_english(signed_in_client(app, administrator))
            self.browser = in_english(signed_in_client(app, office))

    def told(self, **changes):
        """Somebody new as a person fills the form in; `...` leaves a field out."""
        whole = {
            "name": "Trần Thị Mai",
            "position": "Công chức Văn phòng",
            "username": "mai.vp",
            "email": "mai@example.vn",
            "telephone": "0900 000 101",
            "role": "officer",
            "site": self.commune,
            "valid_from": "26/11/2026",
            "valid_to": "",
        }
        return {name: value for name, value in (whole | changes).items() if value is not ...}


def in_english(browser):
    browser.set_cookie("lang", "en", domain="localhost")
    return browser
