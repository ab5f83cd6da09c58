"""A telephone votes, and the figures on the hall's screen and on the office's page move."""

import pytest
from playwright.sync_api import expect

from confsys.conferences.links import join_token, stage_token
from confsys.delegates.links import token_of
from confsys.delegates.queries import everybody_of
from confsys.people import sessions
from confsys.votes import actions, queries
from tests.attendance.office import somebody
from tests.e2e.hall import Chair
from tests.e2e.well_made import violations
from tests.server import a_server, running
from tests.votes.room import Room

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def server(tmp_path_factory, worlds):
    yield from running(a_server(tmp_path_factory.mktemp("server"), worlds, Room))


@pytest.fixture(scope="module")
def room(server, worlds):
    found = worlds(Room)
    worlds.let_go()
    return found


def opened(room: Room, kind: str) -> tuple[str, str]:
    """The addresses of a site and of the hall, once this vote is open."""
    if before := queries.open_vote_of(room.conference):
        actions.close(room.clerk, before)
    room.opens(kind=kind)
    return f"/join/{join_token(room.site(0))}", f"/stage/{stage_token(room.conference)}"


@pytest.mark.parametrize("kind", ["hands", "secret"])
def test_a_telephone_votes_and_the_hall_counts(browser, server, room, kind):
    site, stage = server.in_app(opened, room, kind)
    hall, phone = Chair(browser, server.url), Chair(browser, server.url, viewport={"width": 360, "height": 740})
    hall.visit(stage)
    cast = hall.page.locator(".has-cast dd")
    expect(cast).to_have_text("0 / 3")

    phone.visit(f"{site}/vote")
    phone.page.get_by_role("button", name="Không tán thành").click()
    if kind == "secret":
        expect(cast).to_have_text("0 / 3")
        phone.page.get_by_role("button", name="Bỏ phiếu này").click()
        expect(phone.page.get_by_text("Điểm cầu đã bỏ phiếu.")).to_be_visible()
    expect(cast).to_have_text("1 / 3")
    assert hall.complaints + phone.complaints == []
    log = server.log.read_text()
    assert "/stage/" in log and '/vote"' not in log  # in which order ballots came is in no log


def closed(room: Room) -> None:
    if before := queries.open_vote_of(room.conference):
        actions.close(room.clerk, before)


def named(room: Room) -> list[str]:
    """The addresses of two delegates of one site, who are there."""
    closed(room)
    room.sees(somebody("Nguyễn Thị Thanh Hương", "Phó Chủ tịch"), somebody("Trần Văn Tám"))
    return [f"/delegate/{token_of(room.site(0), each)}" for each in everybody_of(room.site(0))]


def put(room: Room, kind: str) -> None:
    room.opens(kind=kind, unit="delegates")


def figures(room: Room) -> tuple[dict[str, int], int]:
    vote = queries.open_vote_of(room.conference)
    return queries.counts_of(vote), queries.progress_of(vote)[0]


def test_delegates_vote_on_their_own_telephones_in_secret(browser, server, room):
    """The vote opens while their pages are open; one of them presses as if his line were bad, and is counted once."""
    addresses = server.in_app(named, room)
    first, second = (Chair(browser, server.url, viewport={"width": 360, "height": 740}) for _each in addresses)
    for phone, address in zip((first, second), addresses, strict=True):
        phone.visit(address)
        phone.page.wait_for_selector("body[data-line=ok]")
        expect(phone.page.get_by_role("link", name="Đến lá phiếu của tôi")).to_be_hidden()
    server.in_app(put, room, "secret")

    for phone, answer in ((first, "Tán thành"), (second, "Không tán thành")):
        phone.page.get_by_role("link", name="Đến lá phiếu của tôi").click()
        phone.page.get_by_role("button", name=answer, exact=True).click()
        expect(phone.page.get_by_text("Đại biểu bỏ phiếu kín:")).to_be_visible()
        phone.page.get_by_role("button", name="Bỏ phiếu này").dblclick()
        expect(phone.page.get_by_text("Đại biểu đã bỏ phiếu.")).to_be_visible()
        expect(phone.page.get_by_text("Tán thành")).to_have_count(0)
        phone.page.get_by_role("link", name="Quay lại").click()
        expect(phone.page.get_by_text("Đại biểu đã bỏ phiếu.")).to_be_visible()
        expect(phone.page.get_by_role("link", name="Đến lá phiếu của tôi")).to_be_hidden()
        phone.page.wait_for_selector("body[data-line=ok]")
    assert server.in_app(figures, room) == ({"yes": 1, "no": 1, "abstain": 0}, 2)
    server.in_app(closed, room)
    server.in_app(put, room, "secret")
    for phone in (first, second):
        expect(phone.page.get_by_role("link", name="Đến lá phiếu của tôi")).to_be_visible()
        expect(phone.page.get_by_text("Đại biểu đã bỏ phiếu.")).to_be_hidden()
    assert first.complaints + second.complaints == []
    log = server.log.read_text()
    assert "/delegate/" in log and '/vote"' not in log
    for phone in (first, second):
        phone.page.close()


def test_a_delegate_votes_by_name_and_changes_his_mind(browser, server, room):
    [address, _other] = server.in_app(named, room)
    server.in_app(put, room, "named")
    phone = Chair(browser, server.url, viewport={"width": 360, "height": 740})
    phone.visit(address)
    phone.page.get_by_role("link", name="Đến lá phiếu của tôi").click()
    phone.page.get_by_role("button", name="Tán thành", exact=True).click()
    expect(phone.page.get_by_text("Đổi được cho đến khi đóng")).to_be_visible()
    phone.page.get_by_role("button", name="Không biểu quyết").click()
    expect(phone.page.get_by_role("button", name="Không biểu quyết")).to_have_attribute("aria-pressed", "true")
    assert server.in_app(figures, room) == ({"yes": 0, "no": 0, "abstain": 1}, 1)

    server.in_app(closed, room)
    phone.page.get_by_role("button", name="Tán thành", exact=True).click()
    expect(phone.page.get_by_role("alert")).to_contain_text("đã đóng")
    assert [each for each in phone.complaints if "409" not in each] == []
    phone.page.close()


def to_count(room: Room) -> tuple[str, str]:
    """The address of the vote page of the office, and a cookie of its clerk."""
    closed(room)
    vote = room.opens(kind="hands", unit="delegates")
    return f"/conferences/{room.id}/votes/{vote.id}", sessions.sign_in(room.clerk, room.clerk, device="test")


def stand(room: Room) -> dict[str, dict]:
    vote = queries.open_vote_of(room.conference)
    ballots = queries.ballots_of(vote)
    return {each.site: ballots[each.id].counts for each in queries.voters_of(vote) if each.id in ballots}


def sent_by_its_site(room: Room, number: int, counts: dict[str, int]) -> None:
    room.casts(queries.open_vote_of(room.conference), number, **counts)


def clerk_at(browser, server, room, **settings) -> tuple[Chair, str]:
    at, secret = server.in_app(to_count, room)
    clerk = Chair(browser, server.url, **settings)
    clerk.context.add_cookies([{"name": sessions.COOKIE, "value": secret, "url": server.url}])
    clerk.visit(at)
    return clerk, at


def test_the_office_types_the_hands_of_all_sites_by_keyboard(browser, server, room):
    """Search, numbers, Enter; meanwhile a site sends its own count, and what is wrong stays where it was typed."""
    clerk, _at = clerk_at(browser, server, room)
    page, keys = clerk.page, clerk.page.keyboard
    page.wait_for_selector("body[data-line=ok]")
    keys.press("/")
    keys.type("binh thanh")
    expect(page.locator(".hands-table tbody tr:visible")).to_have_count(2)  # Bình Thạnh and Bình Thành
    page.get_by_role("searchbox").fill("sa dec")
    keys.press("Enter")
    for number in "721":
        keys.type(number)
        keys.press("Enter")
    expect(page.get_by_role("searchbox")).to_be_focused()  # the next name is typed where this one was
    keys.type("binh thanh")
    keys.press("Enter")
    keys.type("9")
    keys.press("ArrowRight")
    keys.type("3")
    keys.press("ArrowDown")
    keys.type("10")
    expect(page.get_by_text("3 điểm cầu đã gõ, chưa gửi")).to_be_visible()

    page.get_by_role("searchbox").fill("")
    server.in_app(sent_by_its_site, room, 0, {"yes": 5})  # Bình Thạnh, in the moment before
    keys.press("Control+Enter")
    expect(page.get_by_role("alert")).to_contain_text("Chưa ghi được 2 điểm cầu")
    refused = page.locator("tr.is-refused")
    expect(refused).to_contain_text(["12 cánh tay nhiều hơn 10", "đã có số khác được ghi: Tán thành 5"])
    typed = [row.locator(".hand input").evaluate_all("all => all.map(each => each.value)") for row in refused.all()]
    assert (typed, violations(page)) == ([["9", "3", ""], ["", "10", ""]], [])
    assert server.in_app(stand, room)["Phường Sa Đéc"] == {"yes": 7, "no": 2, "abstain": 1}
    assert [each for each in clerk.complaints if "422" not in each] == []
    clerk.page.close()


def test_a_row_nobody_types_into_follows_what_its_site_sends(browser, server, room):
    clerk, _at = clerk_at(browser, server, room)
    page = clerk.page
    page.wait_for_selector("body[data-line=ok]")
    rows = page.locator(".hands-table tbody tr")
    mine, theirs = (rows.filter(has_text=name).locator(".hand input").first for name in ("Sa Đéc", "Bình Thạnh"))
    mine.fill("8")
    server.in_app(sent_by_its_site, room, 0, {"yes": 6, "no": 4})
    expect(theirs).to_have_value("6")
    expect(mine).to_have_value("8")
    page.get_by_role("button", name="Ghi số đã đếm").click()
    expect(page.get_by_text("Đã ghi 1 điểm cầu.")).to_be_visible()
    assert server.in_app(stand, room) == {"Xã Bình Thạnh": {"yes": 6, "no": 4}, "Phường Sa Đéc": {"yes": 8}}
    assert clerk.complaints == []
    clerk.page.close()


def test_the_table_of_hands_works_without_a_script(browser, server, room):
    clerk, _at = clerk_at(browser, server, room, java_script_enabled=False, viewport={"width": 360, "height": 740})
    row = clerk.page.locator(".hands-table tbody tr").filter(has_text="Sa Đéc")
    row.locator(".hand input").first.fill("8")
    row.locator(".hand input").first.press("Enter")
    expect(clerk.page.get_by_text("Đã ghi 1 điểm cầu.")).to_be_visible()
    assert server.in_app(stand, room) == {"Phường Sa Đéc": {"yes": 8}}
    clerk.page.close()
