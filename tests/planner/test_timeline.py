"""Rooms, leaders and sites side by side: what holds them, for whom it is."""

import re
from datetime import time
from html import unescape

import pytest

from confsys import clock
from confsys.extensions import db
from confsys.people.models import Person
from confsys.scheduling import actions as scheduling
from confsys.sites.models import Site
from confsys.weeks import actions as weeks
from tests.build import a_conference, a_person, a_province, a_site, signed_in_client
from tests.planner.clerk import Clerk

pytestmark = pytest.mark.same_on_both  # pages: what could differ is in the tests of the actions


@pytest.fixture
def clerk(kept):
    return kept(Clerk)


def see(clerk, on, of="rooms", **more) -> str:
    asked = "&".join(f"{name}={value}" for name, value in more.items())
    answer = clerk.browser.get(f"/planner/timeline?on={on}&of={of}&{asked}")
    assert answer.status_code == 200
    return unescape(answer.text).replace("\u00a0", " ")


def row(page: str, key: str) -> str:
    return page.split(f'data-row="{key}"')[1].split('class="row-head"')[0]


def titles(part: str) -> list[str]:
    return re.findall(r"<b(?: aria-hidden=\"true\")?>([^<]*)</b>", part.split("pager")[0].split("<details")[0])


@pytest.fixture
def on(clerk):
    with clerk.app.app_context():
        return clock.local(clerk.begin).date()


def test_a_room_is_a_row_with_what_holds_it(clerk, on):
    page = see(clerk, on)
    there = row(page, f"room:{clerk.rooms[0]}")

    assert 'data-axis="x" data-first="26" data-quarters="46"' in page
    assert titles(there) == ["Của tôi", "Giữ phòng"]
    assert f'id="block-{clerk.id}-room-{clerk.rooms[0]}"' in there and f'data-day="{on}"' in there
    assert there.count("data-movable") == 2
    assert titles(row(page, f"room:{clerk.rooms[1]}")) == []


def test_a_leader_is_busy_with_what_he_chairs_with_the_week_and_away(clerk, on):
    with clerk.app.app_context():
        chair = db.session.query(Person).filter_by(name="Ông Chủ trì").one()
        body = db.session.query(Site).filter_by(kind="tinh").first()
        weeks.enter(None, body=body, day=on, at=time(16), half="afternoon", title="Khảo sát", people=[chair.id])
        key = f"person:{chair.id}"
    assert titles(row(see(clerk, on, "people"), key)) == ["Của tôi", "Có chủ trì", "Khảo sát"]
    with clerk.app.app_context():
        scheduling.enter_absence(None, db.session.get_one(Person, chair.id), first_day=on, last_day=on)
    assert "Away" in row(see(clerk, on, "people"), key)


def test_what_one_may_not_know_is_busy_without_a_name(clerk, on):
    with clerk.app.app_context():
        commune = a_site("Xã Khác")
        keeper = a_person(role="secretariat", site=commune)
        key = f"site:{commune.id}"
        others = a_province()
        usual = {"organiser": others, "by": a_person(role="secretariat", site=others), "starts_at": clerk.begin}
        a_conference(state="requested", title="Họp kín", sites=[commune], **usual)
        browser = signed_in_client(clerk.app, keeper)
    there = row(browser.get(f"/planner/timeline?on={on}&of=sites").text, key)
    assert "Họp kín" not in there and "is-busy" in there


def test_what_it_is_narrowed_by_leaves_the_others_pale(clerk, on):
    page = see(clerk, on, q="cua+toi")
    assert re.findall(r'class="block is-\w+( is-other)?"', row(page, f"room:{clerk.rooms[0]}")) == ["", " is-other"]


def test_who_plans_nothing_is_refused(clerk):
    with clerk.app.app_context():
        stranger = signed_in_client(clerk.app, a_person())
    assert stranger.get("/planner/timeline").status_code == 403


def test_dates_are_read_in_every_view(clerk):
    for view in ("day", "week", "month", "timeline"):
        assert clerk.browser.get(f"/planner/{view}?on=31/2&page=x&of=nothing").status_code == 200


def test_where_there_are_no_rows_it_is_said_what_to_do_next(clerk):
    with clerk.app.app_context():
        lonely = signed_in_client(clerk.app, a_person(role="secretariat"))
    lonely.set_cookie("lang", "en", domain="localhost")
    nobody = lonely.get("/planner/timeline?of=people").text
    assert "Nobody chairs for your offices on this day" in nobody
    assert 'href="/people/new"' in nobody and 'href="/people"' in nobody.split("<main")[1]
    none = see(clerk, "2000-01-03", "sites")
    assert "None of your units exists on this day" in none
    assert 'href="/sites?on=03/01/2000"' in none and clerk.browser.get("/sites?on=03/01/2000").status_code == 200
