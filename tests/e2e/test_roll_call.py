"""The secretary calls the roll of 103 sites with the keyboard alone, on a line that fails for a while."""

import pytest
from playwright.sync_api import expect
from sqlalchemy import select

from confsys.attendance import actions as attending
from confsys.attendance.roll import counted
from confsys.attendance.standing import rows_of
from confsys.conferences import actions
from confsys.conferences.models import Conference
from confsys.conferences.queries import participations_of
from confsys.conferences.transitions import TRANSITIONS
from confsys.extensions import db
from tests.e2e.hall import Chair

pytestmark = pytest.mark.browser
SITES = 103


def opened() -> str:
    """A conference of the demo with all its sites, its check-in open; one site is there already."""
    query = select(Conference).where(Conference.state == "issued").order_by(Conference.starts_at.desc())
    conference = db.session.scalars(query).first()
    actions.take(None, conference, TRANSITIONS["open"])
    attending.check_in(None, participations_of(conference)[5], way="link", heads=9)
    return conference.id


def comes(conference_id: str) -> str:
    """The last site of the list checks in by its link."""
    site = participations_of(db.session.get_one(Conference, conference_id))[-1]
    attending.check_in(None, site, way="link")
    return site.site_id


def standing(conference_id: str):
    rows = rows_of(db.session.get_one(Conference, conference_id))
    counts = counted(rows)
    return counts.by_state, counts.heads, [row.attendance.word for row in rows[:4] if row.attendance]


def test_the_roll_of_103_sites_is_called_by_keys_alone(browser, province):
    conference = province.in_app(opened)
    clerk = Chair(browser, province.url)
    clerk.sign_in("vanphong")
    clerk.visit(f"/conferences/{conference}/roll-call")
    page, keys = clerk.page, clerk.page.keyboard
    called, turn = page.locator("[data-called]"), page.locator("[data-turn] h2")
    expect(called).to_have_text("1")
    first = turn.inner_text()

    def press(*each: str) -> None:
        for key in each:
            keys.press(key)

    press("p", "4", "Enter")  # in the room, four people
    second = turn.inner_text()
    press("v")
    keys.type("mất điện")
    press("Enter")
    third = turn.inner_text()
    press("Backspace")
    assert turn.inner_text() == second and len({first, second, third}) == 3
    press("ArrowDown", "c", "Enter")
    page.context.set_offline(True)
    for _site in range(3):
        press("c", "2", "Enter")
    expect(page.locator("[data-waiting]")).to_be_visible()
    page.context.set_offline(False)
    for _site in range(SITES - 9):
        press("c", "Enter")
    by_itself = province.in_app(comes, conference)
    press("/")
    keys.type("tinh dong thap")
    press("Enter")
    assert turn.inner_text() == first

    expect(page.locator("[data-list] [data-waits]")).to_have_count(0, timeout=60_000)  # all has arrived
    came = page.locator(f"#roll-{by_itself}")
    expect(came).to_have_attribute("data-state", "online", timeout=30_000)  # the page follows
    expect(called).to_have_text(str(SITES - 1))
    by_state, heads, words = province.in_app(standing, conference)
    assert by_state == {"present": 1, "online": SITES - 3, "absent": 1, "not-called": 1}
    assert heads == 9 + 4 + 3 * 2
    assert words == ["", "mất điện", "", ""]
