"""A secretariat before a calendar, with conferences that stand beside each other on an ordinary morning."""

import re
from datetime import timedelta

from confsys.conferences.models import Conference
from confsys.extensions import db
from confsys.scheduling import actions as scheduling
from tests.build import a_conference, a_person, a_province, a_site, an_ordinary_morning, signed_in_client

HOUR = timedelta(hours=1)


class Clerk:
    """`mine`, at eight, is moved. Three hours later others hold its room, after six its chair sits in another one."""

    def __init__(self, app, *, state: str = "approved", sites: int = 2) -> None:
        self.app = app
        with app.app_context():
            province = a_province()
            by = a_person("Bà Thư ký", role="secretariat", site=province)
            colleague = a_person("Ông Văn thư", role="secretariat", site=province)
            chair = a_person("Ông Chủ trì", role="chair", site=province)
            rooms = [scheduling.add_resource(None, province, kind="room", name=f"Phòng {n}").id for n in (1, 2)]
            self.begin, self.rooms = an_ordinary_morning(), rooms
            usual = {"organiser": province, "by": by, "minutes": 60}
            places = [a_site(parent=province) for _turn in range(sites)]
            mine = a_conference(
                state=state, **usual, title="Của tôi", sites=places, room=rooms[0], chairs=[chair], starts_at=self.begin
            )
            later = {"state": "approved", "main_site": a_site("Nơi khác", parent=province), "sites": [], **usual}
            a_conference(**later, title="Giữ phòng", room=rooms[0], starts_at=self.begin + 3 * HOUR)
            a_conference(**later, title="Có chủ trì", chairs=[chair], starts_at=self.begin + 6 * HOUR)
            self.id, self.path = mine.id, f"/conferences/{mine.id}/move"
            self.browser, self.colleague = signed_in_client(app, by), signed_in_client(app, colleague)
        self.browser.set_cookie("lang", "en", domain="localhost")

    def sent(self, hours: int = 1, **changes) -> dict[str, str]:
        """What a drop sends that moves it by so many hours."""
        there = self.begin + (hours + 7) * HOUR  # by the clock on the wall
        time = {"day": f"{there:%d/%m/%Y}", "start": f"{there:%H:%M}", "end": f"{there + HOUR:%H:%M}"}
        return time | {"revision": str(self.conference(lambda it: it.revision))} | changes

    def look(self, hours: int = 1, **changes):
        return self.browser.post(f"{self.path}/look", data=self.sent(hours, **changes))

    def drop(self, hours: int = 1, **changes):
        """As the script sends it."""
        return self.browser.post(
            self.path, data=self.sent(hours, **changes), headers={"Idempotency-Key": f"{hours}{sorted(changes)}"}
        )

    def conference(self, read=lambda conference: conference):
        with self.app.app_context():
            return read(db.session.get_one(Conference, self.id))

    def hours_moved(self) -> float:
        return (self.conference(lambda it: it.starts_at) - self.begin) / HOUR


def verdict(answer) -> str:
    return re.search(r'data-move="(\w+)"', answer.text)[1]


def words_wanted(answer) -> list[str]:
    """The names of the fields that ask for a word."""
    return re.findall(r'name="(why-[^"]+)"', answer.text)
