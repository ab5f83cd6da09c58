"""An office whose calendar is as full as paper must hold, and what a browser prints of it."""

import subprocess
from datetime import date, timedelta
from pathlib import Path

from confsys import clock
from confsys.conferences import actions
from confsys.extensions import db
from confsys.people.models import Person
from confsys.planner.asked import MONTH, Asked
from confsys.scheduling import actions as scheduling
from confsys.sites.models import Site
from tests.build import a_person, a_province, an_ordinary_morning, local_time, signed_in_client
from tests.e2e.hall import Chair
from tests.planner.clerk import HOUR

ROOMS, ON_A_DAY = 36, 30
LONG = "Triển khai nhiệm vụ phòng, chống thiên tai và tìm kiếm cứu nạn đợt"


class Full:
    """36 rooms, a day of 30 conferences beside each other, and a month of six weeks with six on one day of each."""

    def __init__(self, app) -> None:
        self.app = app
        with app.app_context():
            body = a_province()
            clerk = a_person("Bà Thư ký", role="secretariat", site=body)
            rooms = [
                scheduling.add_resource(None, body, kind="room", name=f"Phòng {n:02}") for n in range(1, ROOMS + 1)
            ]
            self.begin = an_ordinary_morning()
            self.on = clock.local(self.begin).date()
            self.titles = [f"Giao ban số {number}." for number in range(1, ON_A_DAY + 1)]
            for number, title in enumerate(self.titles):
                begin = self.begin + (number % 4) * HOUR
                self._plan(clerk, body, title, begin, room=rooms[number].id)
            self.weeks = six_weeks()
            for day in self.weeks:
                for hour in range(7, 13):
                    self._plan(clerk, body, f"{LONG} {day:%d}-{hour:02}", local_time(day, hour), room=rooms[hour].id)
            self.browser = signed_in_client(app, clerk)

    def _plan(self, clerk: Person, body: Site, title: str, begin, **more) -> None:
        actions.plan(
            db.session.get_one(Person, clerk.id),
            title=title,
            kind="giao-ban",
            starts_at=begin,
            ends_at=begin + HOUR,
            main_site=body.id,
            sites=[],
            chairs=[],
            organiser=body.id,
            **more,
        )


def six_weeks() -> list[date]:
    """A day of each week of the next month that touches six."""
    first = _next(an_ordinary_morning().date())
    while len(days := Asked(MONTH, first, {}).days) < 6 * 7:
        first = _next(first)
    return [first, *days[7::7]]


def _next(day: date) -> date:
    """The first day of the month after."""
    return (day.replace(day=1) + timedelta(days=32)).replace(day=1)


def printed(chair: Chair, path: str, file: Path) -> list[str]:
    """The text of each sheet, as a browser prints that page on the paper its style asks for."""
    chair.visit(path)
    chair.page.pdf(path=file, prefer_css_page_size=True)
    text = subprocess.run(["pdftotext", "-layout", file, "-"], capture_output=True, check=True, text=True).stdout
    return text.replace("\u00a0", " ").removesuffix("\f").split("\f")


def white(file: Path) -> float:
    """How much of its first sheet is white, from 0 to 1, looked at without colours."""
    command = ["pdftoppm", "-gray", "-r", "30", "-f", "1", "-l", "1", str(file)]
    picture = subprocess.run(command, capture_output=True, check=True).stdout
    points = picture.split(b"\n", 3)[-1]
    return sum(point > 250 for point in points) / len(points)
