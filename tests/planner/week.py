"""A browser before the week of the calendar, and the places of hours in it."""

import re
from datetime import timedelta

from playwright.sync_api import expect

from confsys.people.sessions import COOKIE
from tests.e2e.hall import Chair
from tests.planner.clerk import Clerk


class Week(Chair):
    """The week in which all of it stands, before one of the two clerks."""

    def __init__(self, browser, house, clerk: Clerk, client, **settings) -> None:
        super().__init__(browser, house.url, **settings)
        name = client.get_cookie(COOKIE, domain="localhost").value
        self.context.add_cookies([{"name": COOKIE, "value": name, "url": house.url}])
        self.day = f"{clerk.begin + timedelta(hours=7):%Y-%m-%d}"
        self.visit(f"/planner/week?on={self.day}")
        self.rooms = clerk.rooms
        self.block = self.page.locator(f"[data-conference='{clerk.id}']")
        self.box = self.page.locator(".move-box")
        self.toast = self.page.locator("[data-toast]")

    def point(self, hour: float) -> tuple[float, float]:
        """Where that hour stands on the day."""
        grid, column = self.page.locator("[data-grid]"), self.page.locator(f"[data-column][data-day='{self.day}']")
        first, quarters = (int(grid.get_attribute(f"data-{name}")) for name in ("first", "quarters"))
        there = column.bounding_box()
        return there["x"] + 40, there["y"] + (hour * 4 - first) / quarters * there["height"]

    def take(self, hour: float) -> None:
        self.page.mouse.move(*self.point(hour))
        self.page.mouse.down()

    def hold(self, hour: float) -> None:
        self.page.mouse.move(*self.point(hour), steps=3)

    def stands_at(self, hours: str) -> None:
        expect(self.block).to_have_attribute("title", re.compile(hours))
