"""The board on the wall, as a table and for one site; and what news of one site brings."""

import re

import pytest

from confsys.attendance import actions as arriving
from confsys.board.facts import read_board
from confsys.conferences import actions
from confsys.conferences.transitions import TRANSITIONS
from confsys.invitations import answering
from confsys.live import service
from confsys.live.hub import Audience
from confsys.readiness import incidents
from confsys.sites import contacting
from tests.invitations.office import Office, said
from tests.queries import counted_queries


@pytest.fixture
def office(kept):
    office = kept(Office)
    with office.app.app_context():
        yield office


def see(browser, path, status=200):
    answer = browser.get(path)
    assert answer.status_code == status, answer.text
    return answer.text


def wall(office):
    return f"/conferences/{office.id}/board"


def states(office):
    return {tile.full_name: tile.state for tile in read_board(office.conference).tiles}


def test_the_wall_shows_every_site_with_word_and_state(office):
    answering.answer(None, office.site(1), way="link", **said("declined", word="Bão", heads=0))
    page = see(office.browser, wall(office))

    assert re.findall(r'class="tile is-(\w+)"', page) == ["out", "out", "out", "absent"]
    words = re.findall(r'<span class="word"><svg.*?</svg><span>([^<]+)', page)
    assert words == ["Not in yet"] * 3 + ["Sends apologies"]
    assert see(office.chairs, wall(office))
    assert office.own.get(wall(office)).status_code == 403
    assert office.stranger.get(wall(office)).status_code == 404


def test_the_table_narrows_to_what_is_missing_and_has_the_telephone(office):
    contacting.add_contact(office.clerk, office.site().site, name="Bà Hoa", telephone="0277000001")
    answering.answer(None, office.site(1), way="link", **said())
    here = f"{wall(office)}/table"

    assert 'href="tel:0277000001"' in see(office.browser, here)
    silent = see(office.browser, f"{here}?show=silent")
    assert "Xã Bình Thạnh" in silent and "Xã Bình Thành</a>" not in silent
    assert "Xã Bình Thành" in see(office.browser, f"{here}?q=binh thanh")
    assert "No site fits" in see(office.browser, f"{here}?q=khongcogi")
    assert see(office.browser, f"{here}?show=nonsense")


def test_a_note_stands_on_the_page_of_the_site_and_on_the_board(office):
    page = f"{wall(office)}/{office.sites[0]}"
    assert office.browser.post(page, data={"text": ""}).status_code == 422
    long = office.browser.post(page, data={"text": "x" * 301})
    assert long.status_code == 422 and "x" * 301 in long.text

    assert office.browser.post(page, data={"text": "Đang mở máy", "called": "1"}).status_code == 303
    assert "called: Đang mở máy" in see(office.browser, page)
    assert "Đang mở máy" in see(office.browser, f"{wall(office)}/table")
    assert office.own.post(page, data={"text": "x"}).status_code == 403
    assert office.browser.get(f"{wall(office)}/nosuchsite").status_code == 404


def test_nothing_is_noted_for_what_does_not_take_place(office):
    actions.take(office.clerk, office.conference, TRANSITIONS["cancel"], reason="Bão")
    sent = office.browser.post(f"{wall(office)}/{office.sites[0]}", data={"text": "Đã gọi"})
    assert sent.status_code == 409 and "Đã gọi" in sent.text


def test_news_of_one_site_brings_its_group_and_equals_a_fresh_load(office):
    newsroom, audience = service.of(office.app).newsroom, Audience("board", "", "vi")
    first = newsroom.latest(office.id, audience)

    answering.answer(None, office.site(2), way="link", **said("declined", word="Bão", heads=0))
    news = newsroom.latest(office.id, audience, first.version, first.epoch)

    assert set(news.parts) == {"counts", "worst", "group-0"}
    fresh = newsroom.latest(office.id, audience)
    assert set(fresh.parts) == {"counts", "worst", "tiles"}
    assert news.parts["group-0"] in fresh.parts["tiles"] and news.parts["group-0"] not in first.parts["tiles"]
    assert states(office)["Phường Sa Đéc"] == "absent"


@pytest.mark.parametrize(("path", "statements"), [("", 17), ("/table", 15)])
def test_it_is_read_in_so_many_statements(office, path, statements):
    with counted_queries(office.app) as sent:
        see(office.browser, wall(office) + path)
    assert len(sent) == statements


def test_each_room_adds_what_it_knows(office):
    conference, first, second = office.conference, office.site(0), office.site(1)
    actions.take(office.clerk, conference, TRANSITIONS["open"])
    arriving.check_in(None, first, way="link", heads=14)
    incident, _is_new = incidents.open_incident(None, second, kind="sound", way="link")
    assert states(office) | {"Tỉnh Thử Nghiệm": "out"} == {
        "Xã Bình Thạnh": "ready",
        "Xã Bình Thành": "incident",
        "Phường Sa Đéc": "out",
        "Tỉnh Thử Nghiệm": "out",
    }
    page = see(office.browser, wall(office))
    assert "No sound" in page and "nobody takes care yet" in page and "14 participants" in page

    incidents.take(office.clerk, incident, name="Anh Tư")
    assert "taken care of" in see(office.browser, wall(office))
    assert "Anh Tư takes care" in see(office.browser, f"{wall(office)}/table")
