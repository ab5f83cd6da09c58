"""The operator's desk at the sizes of the screens it is used on."""

import pytest
from playwright.sync_api import expect

from confsys import demo
from confsys.agenda import actions as agenda
from confsys.conferences.models import Conference
from confsys.extensions import db
from confsys.floor import actions as floor
from confsys.stage import actions as stage
from tests.build import a_person
from tests.e2e.hall import Chair
from tests.server import a_server, running
from tests.votes.room import Room

pytestmark = pytest.mark.browser
SIZES = [(1440, 900), (1920, 1080)]


@pytest.fixture(scope="module")
def server(tmp_path_factory, worlds):
    yield from running(a_server(tmp_path_factory.mktemp("server"), worlds, Room))


@pytest.fixture(scope="module")
def desk(server, worlds):
    """(who sits there, its address)."""
    room = worlds(Room)
    worlds.let_go()
    return server.in_app(in_session, room)


def in_session(room: Room) -> tuple[str, str]:
    """An item runs, three sites ask to speak, and a vote with six answers is open."""
    agenda.add(room.clerk, room.conference, title="Thảo luận với các điểm cầu", kind="thao-luan", minutes=30)
    agenda.add(room.clerk, room.conference, title="Kết luận", kind="ket-luan", minutes=10)
    agenda.go_on(room.clerk, room.conference, expect=None)
    for number in range(3):
        floor.ask(None, room.site(number), kind="request", way="link", topic="Đề nghị bổ sung đường truyền dự phòng")
    options = [f"Phương án thứ {number}" for number in range(1, 7)]
    question = "Thông qua kế hoạch chuyển đổi số năm tới của tỉnh và các phường, xã"
    room.opens(kind="hands", question=question, options=options)
    clerk = a_person(role="secretariat", site=room.conference.organiser, password=demo.PASSWORD)
    return clerk.username, f"/conferences/{room.conference.id}/operate"


@pytest.mark.parametrize(("width", "height"), SIZES)
def test_what_runs_who_asks_and_the_vote_are_seen_together(browser, server, desk, width, height):
    clerk = Chair(browser, server.url, viewport={"width": width, "height": height})
    who, path = desk
    clerk.sign_in(who)
    clerk.visit(path)
    page = clerk.page
    seen = (
        page.locator("#now .big"),
        page.locator("#controls [data-key=N]"),
        *page.locator("#floor li [data-key]").all()[:3],
        page.locator("#vote .asked"),
        page.locator("#vote .cast"),
        page.get_by_role("button", name="Đóng và kiểm phiếu"),
    )
    for each in seen:
        expect(each).to_be_in_viewport(ratio=1)
    assert page.evaluate("document.scrollingElement.scrollHeight <= innerHeight")
    assert clerk.complaints == []
    clerk.context.close()


def test_the_key_takes_back_what_one_pressed_oneself_and_no_more(browser, server, desk):
    """Somebody else's scene came later: it has a button of its own, and the key lets it be."""
    who, path = desk
    clerk = Chair(browser, server.url)
    clerk.sign_in(who)
    clerk.visit(path)
    page = clerk.page
    expect(page.locator("body")).to_have_attribute("data-line", "ok")
    page.keyboard.press("T")
    expect(page.locator("#items .is-running small")).to_contain_text("35′")
    server.in_app(shows_the_agenda, path.split("/")[2])
    others = page.locator("#recent li", has_text="Chuyển màn hình hội trường")
    expect(others.get_by_role("button")).to_be_visible()
    expect(others.locator("kbd")).to_be_hidden()

    page.keyboard.press("Z")
    expect(page.locator("#items .is-running small")).to_contain_text("30′")
    expect(page.locator("#recent .undone")).to_contain_text("Đã hoàn tác")
    expect(page.locator("#scenes .scene-key.is-shown")).to_contain_text("Chương trình")
    others.get_by_role("button").click()
    expect(page.locator("#recent .undone")).to_contain_text("Chuyển màn hình hội trường")
    clerk.context.close()


def shows_the_agenda(conference_id: str) -> None:
    conference = db.session.get_one(Conference, conference_id)
    stage.show(a_person(role="chair", site=conference.organiser), conference, scene="agenda")
