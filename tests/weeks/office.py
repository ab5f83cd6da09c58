"""An office that writes its weekly calendar: its clerk, two leaders, a room, a commune below it, another province."""

from datetime import date, time, timedelta

from confsys import clock
from confsys.extensions import db
from confsys.people import actions as people
from confsys.people.models import Person
from confsys.scheduling import actions as scheduling
from confsys.sites.models import Site
from confsys.weeks import actions
from confsys.weeks.models import WeekEdition, WeekEntry
from confsys.weeks.rows import monday_of
from tests.build import a_person, a_province, a_site, signed_in_client


class Office:
    """Ids of what is there, and a browser for each who reads or writes."""

    def __init__(self, app) -> None:
        self.app = app
        with app.app_context():
            province, other = a_province(), a_site("Tỉnh Khác", kind="tinh")
            commune = a_site("Xã Bình Thạnh", parent=province)
            clerk = a_person("Văn phòng tỉnh", role="secretariat", site=province)
            officer = a_person(role="officer", site=commune)
            leaders = [a_person(name, role="chair", site=province) for name in ("Chủ tịch", "Phó Chủ tịch")]
            for leader, short in zip(leaders, ("CT", "PCT"), strict=True):
                people.edit(None, leader, short_name=short)
            self.chairman, self.deputy = (leader.id for leader in leaders)
            self.room = scheduling.add_resource(None, province, kind="room", name="Phòng họp số 1").id
            self.province, self.commune, self.other = province.id, commune.id, other.id
            self.clerk, self.officer = clerk.id, officer.id
            self.browser, self.reader = signed_in_client(app, clerk), signed_in_client(app, officer)
            self.elsewhere = signed_in_client(app, a_person(role="secretariat", site=other))
            self.monday = monday_of(clock.today()) + timedelta(days=7)
        for each in (self.browser, self.reader, self.elsewhere):
            each.set_cookie("lang", "en", domain="localhost")

    @property
    def body(self) -> Site:
        return db.session.get_one(Site, self.province)

    @property
    def writer(self) -> Person:
        return db.session.get_one(Person, self.clerk)

    def enter(self, title: str = "Thẩm tra dự toán", *, day: int = 0, at: time | None = time(8), **values) -> WeekEntry:
        """A line of next week, so many days after its Monday."""
        values = {"half": "morning", "body": self.body, **values}
        return actions.enter(self.writer, day=self.on(day), at=at, title=title, **values)

    def publish(self, expect: int = 0) -> WeekEdition:
        return actions.publish(self.writer, body=self.body, monday=self.monday, expect=expect)

    def on(self, day: int) -> date:
        return self.monday + timedelta(days=day)

    def address(self, path: str = "/week", **more) -> str:
        asked = {"on": self.monday.isoformat(), "of": self.province, **more}
        return f"{path}?" + "&".join(f"{name}={value}" for name, value in asked.items())
