"""Drafts hold nothing, and yet stand beside what is held, for those who may know of them."""

import re
from html import unescape

import pytest

from confsys import clock
from confsys.conferences import actions
from confsys.extensions import db
from confsys.scheduling import actions as scheduling
from confsys.scheduling.models import Booking
from tests.build import a_conference, a_person, a_province, a_site, an_ordinary_morning, signed_in_client
from tests.planner.clerk import HOUR
from tests.planner.test_timeline import row, titles
from tests.queries import counted_queries

pytestmark = pytest.mark.same_on_both  # pages: what could differ is in the tests of the actions


class Drafting:
    """A room, a chair and a commune with what is held for them at nine, and so many drafts at eight."""

    def __init__(self, app, drafts: int = 1) -> None:
        self.app = app
        with app.app_context():
            body, commune = a_province(), a_site("Xã Khác")
            clerk = a_person("Bà Thư ký", role="secretariat", site=body)
            chair, goes = (a_person(name, role="chair", site=body) for name in ("Ông Chủ trì", "Bà Đi Thay"))
            room = scheduling.add_resource(None, body, kind="room", name="Phòng 1").id
            usual = {"organiser": body, "by": clerk, "sites": [commune], "chairs": [chair], "room": room, "minutes": 60}
            begin = an_ordinary_morning()
            a_conference(state="approved", title="Đã giữ", starts_at=begin + HOUR, **usual)
            for number in range(drafts):
                draft = a_conference(title=f"Mới soạn {number}", starts_at=begin, **usual)
            actions.edit(clerk, draft, substitutes={chair.id: goes.id})
            self.on, self.draft = clock.local(begin).date(), draft.id
            self.rows = {"rooms": f"room:{room}", "people": f"person:{goes.id}", "sites": f"site:{body.id}"}
            self.commune, self.chair = f"site:{commune.id}", f"person:{chair.id}"
            people = {"clerk": clerk, "of the commune": a_person(role="secretariat", site=commune)}
            people["technician"] = a_person(role="technician", site=body)
            people["approver"] = a_person(role="approver", site=body)
            self.browsers = {name: signed_in_client(app, person) for name, person in people.items()}

    def see(self, of: str, who: str = "clerk", **more: str) -> str:
        asked = "&".join(f"{name}={value}" for name, value in more.items())
        answer = self.browsers[who].get(f"/planner/timeline?on={self.on}&of={of}&{asked}")
        assert answer.status_code == 200
        return unescape(answer.text).replace("\u00a0", " ")


def on_row(page: str, key: str) -> str:
    """What stands on it, without what follows the last one."""
    return row(page, key).split("</ul>")[0]


@pytest.fixture
def drafting(kept):
    return kept(Drafting)


@pytest.mark.parametrize("of", ["rooms", "people", "sites"])
def test_a_draft_stands_on_the_rows_of_what_it_would_need(drafting, of):
    there = on_row(drafting.see(of), drafting.rows[of])
    assert "Mới soạn 0" in titles(there)
    (block,) = re.findall(rf'<a [^>]*data-conference="{drafting.draft}"[^>]*>', there)
    assert "block is-draft" in block and "data-movable" in block and "; Bản nháp; " in block
    assert there.count('<small aria-hidden="true">Bản nháp</small>') == 1


def test_whoever_is_replaced_keeps_his_time(drafting):
    assert titles(on_row(drafting.see("people"), drafting.chair)) == ["Đã giữ"]


def test_a_draft_holds_nothing(drafting):
    with drafting.app.app_context():
        assert db.session.query(Booking).filter_by(holder=f"conference:{drafting.draft}").count() == 0
    assert "Bản nháp, chưa giữ gì" in drafting.see("rooms")


def test_beside_what_is_held_it_has_a_lane_of_its_own(kept):
    there = on_row(kept(Drafting, drafts=3).see("rooms"), kept(Drafting, drafts=3).rows["rooms"])
    assert re.findall(r'<li class="c\d+ w4 v(\d)', there) == ["1", "2", "3", "1"]


@pytest.mark.parametrize(
    ("who", "of", "look"),
    [("technician", "rooms", "held"), ("technician", "sites", "held"), ("of the commune", "sites", "busy")],
)
def test_who_may_not_know_of_it_sees_only_what_is_held(drafting, who, of, look):
    key = drafting.commune if who == "of the commune" else drafting.rows[of]
    there = on_row(drafting.see(of, who), key)
    assert re.findall(r'class="block is-(\w+)', there) == [look] and "Mới soạn" not in there


@pytest.mark.parametrize("view", ["day", "week", "month"])
def test_the_other_views_show_it_to_the_office_and_its_approver(drafting, view):
    seen = {who: browser.get(f"/planner/{view}?on={drafting.on}").text for who, browser in drafting.browsers.items()}
    assert {who: "Mới soạn" in page.replace("\u00a0", " ") for who, page in seen.items()} == {
        "clerk": True,
        "approver": True,
        "technician": False,
        "of the commune": False,
    }


def test_drafts_alone_are_looked_for_by_their_state(drafting):
    there = on_row(drafting.see("rooms", state="draft"), drafting.rows["rooms"])
    assert re.findall(r'class="block is-(\w+)( is-other)?"', there) == [("draft", ""), ("held", " is-other")]


@pytest.mark.parametrize("drafts", [1, 30])
def test_rows_cost_the_same_for_few_drafts_and_for_many(kept, drafts):
    office = kept(Drafting, drafts=drafts)
    cost = {}
    for of in office.rows:
        office.app.extensions["forget_everything"]()
        with counted_queries(office.app) as sent:
            office.see(of)
        cost[of] = len(sent)
    assert cost == {"rooms": 8, "people": 10, "sites": 9}
