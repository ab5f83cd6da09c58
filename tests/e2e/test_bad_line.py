"""A site on a bad line: what its pages weigh, what stays readable without any line, and that an answer arrives once."""

import re
import time
import urllib.request

import pytest
from playwright.sync_api import expect
from sqlalchemy import select

from confsys.conferences.links import join_token
from confsys.conferences.models import Conference
from confsys.conferences.queries import participations_of
from confsys.extensions import db
from confsys.invitations import answering
from confsys.journal import Entry
from confsys.office import actions as settings
from tests.e2e.hall import Chair
from tests.e2e.line import Line
from tests.server import a_server, running, the_demo

pytestmark = pytest.mark.browser
PHONE = {"viewport": {"width": 390, "height": 844}, "device_scale_factor": 3, "has_touch": True, "is_mobile": True}
FIRST, AGAIN = 150_000, 10_000  # bytes over the wire
KEPT = """async ([desk, number]) => {
  await navigator.serviceWorker.ready;
  const deadline = Date.now() + 8000;
  while (Date.now() < deadline) {
    const keys = await (await caches.open("pages")).keys();
    if (keys.filter(each => each.url.includes(desk)).length >= number) return true;
    await new Promise(done => setTimeout(done, 100));
  }
  return keys;
}"""


@pytest.fixture(scope="module")
def line():
    line = Line()
    yield line
    line.close()


@pytest.fixture(scope="module")
def house(tmp_path_factory, worlds, line):
    server = a_server(tmp_path_factory.mktemp("line"), worlds, the_demo, BASE_URL=line.url)
    line.server = server.port
    yield from running(server)


@pytest.fixture(autouse=True)
def mended(line):
    yield
    line.is_cut = line.loses_answers = False


def soon(number: int) -> str:
    """The link of a site in the demo's conference of today."""
    query = select(Conference).where(Conference.title == "Giao ban chuyển đổi số", Conference.state == "issued")
    return join_token(participations_of(db.session.scalars(query).one())[number])


def noted(token: str) -> int:
    """How often a check-in of the site was written into the journal."""
    participation = db.session.get_one(answering.Participation, token[1:17])
    query = select(Entry).where(Entry.stream == participation.stream, Entry.kind == "participation.checked_in")
    return sum(each.about["participation"] == participation.id for each in db.session.scalars(query))


def told(token: str) -> tuple[str, int, int]:
    """What the site answers, with how many, and how often that was written into the journal."""
    participation = db.session.get_one(answering.Participation, token[1:17])
    db.session.refresh(participation)
    given = answering.told_of(participation) or {"answer": "", "heads": 0}
    query = select(Entry).where(Entry.stream == participation.stream, Entry.kind == "participation.answered")
    entries = [each for each in db.session.scalars(query) if each.about["participation"] == participation.id]
    return given["answer"], given["heads"], len(entries)


def until_closed(house, token):
    """Until the server has heard of the settings, which another process changed."""
    for _turn in range(100):
        with urllib.request.urlopen(f"{house.url}/join/{token}/answer") as page:
            if "Danh sách đã chốt" in page.read().decode():
                return
        time.sleep(0.05)
    raise AssertionError("the list is still open")


def opened(browser, line, path):
    site = Chair(browser, line.url, **PHONE)
    site.page.goto(line.url + path)
    assert site.page.evaluate(KEPT, [path.rpartition("/")[0], 3]) is True
    return site


def answer(page, heads):
    page.locator("input[value=accepted]").check()
    page.locator("#heads").fill(str(heads))
    page.get_by_role("button", name="Gửi trả lời").last.click()


@pytest.mark.parametrize("number, page", [(-1, "desk"), (-2, "answer"), (-3, "check-in")])
def test_the_first_look_and_every_later_one_keep_to_their_budgets(browser, house, line, number, page):
    path = f"/join/{house.in_app(soon, number)}/{page}"
    line.received = 0
    site = opened(browser, line, path)
    site.page.wait_for_load_state("networkidle")
    first, line.received = line.received, 0

    site.page.goto("about:blank")
    site.page.goto(line.url + path)
    site.page.wait_for_load_state("networkidle")
    print(f"{page}: {first} bytes at first, {line.received} again")

    assert first <= FIRST
    assert line.received <= AGAIN
    assert site.complaints == []
    site.context.close()


def test_agenda_numbers_and_how_to_dial_in_are_read_without_any_line(browser, house, line):
    path = f"/join/{house.in_app(soon, -4)}/desk"
    site = opened(browser, line, path)
    page = site.page
    agenda = page.locator("#agenda").inner_text()

    line.cut()
    page.reload()

    expect(page.locator(".lost.kept")).to_have_text(
        re.compile(r"Mất đường truyền từ \d\d:\d\d:\d\d\. Đang hiện số liệu lúc \d\d:\d\d:\d\d")
    )
    expect(page.locator(".lost.kept")).to_be_visible()
    assert page.locator("#agenda").inner_text() == agenda
    assert page.locator("a[href^='tel:']").count() >= 1 and page.locator("#reach-title").is_visible()
    page.goto(line.url + path.replace("/desk", "/answer"))  # nobody had opened it
    expect(page.get_by_role("button", name="Gửi trả lời").last).to_be_visible()

    line.is_cut = False
    expect(page.locator(".lost.kept")).to_be_hidden(timeout=8000)  # by itself
    page.context.close()


def test_an_answer_given_without_a_line_arrives_once_though_the_first_reply_was_lost(browser, house, line):
    token = house.in_app(soon, -5)
    site = opened(browser, line, f"/join/{token}/answer")
    page = site.page
    line.cut()
    answer(page, 17)
    expect(page.locator("[data-unsent]")).to_contain_text("Sẽ gửi khi có mạng")
    assert house.in_app(told, token) == ("", 0, 0)

    line.is_cut, line.loses_answers = False, True  # it gets there, and nobody hears so
    page.evaluate("dispatchEvent(new Event('online'))")
    for _turn in range(50):
        if house.in_app(told, token)[2]:
            break
        page.wait_for_timeout(100)
    assert house.in_app(told, token) == ("accepted", 17, 1)
    expect(page.locator("[data-unsent]")).to_contain_text("Số người dự: 17")

    line.loses_answers = False
    page.evaluate("dispatchEvent(new Event('online'))")
    expect(page.locator(".answered")).to_contain_text(re.compile("Sẽ dự, 17.người"))
    expect(page.locator("[data-unsent]")).to_be_hidden()
    assert house.in_app(told, token) == ("accepted", 17, 1)
    page.context.close()


def test_what_came_too_late_is_told_and_nothing_typed_is_lost(browser, house, line):
    token = house.in_app(soon, -6)
    page = opened(browser, line, f"/join/{token}/answer").page
    line.cut()
    answer(page, 23)
    expect(page.locator("[data-unsent]")).to_contain_text("Sẽ gửi khi có mạng")
    house.in_app(lambda: settings.change(None, "answers", values={"list_closes": 240}))
    until_closed(house, token)

    line.is_cut = False
    page.evaluate("dispatchEvent(new Event('online'))")

    expect(page.locator("[data-unsent]")).to_contain_text("Chưa gửi được: Danh sách đã chốt")
    page.goto(f"{line.url}/join/{token}/desk")
    expect(page.locator("[data-unsent]")).to_contain_text("Sẽ dự; Số người dự: 23")
    assert house.in_app(told, token) == ("", 0, 0)
    house.in_app(lambda: settings.change(None, "answers", values={"list_closes": 15}))
    page.context.close()


def test_a_check_in_pressed_without_a_line_is_noted_once_when_it_is_back(browser, house, line):
    token = house.in_app(soon, -7)
    page = opened(browser, line, f"/join/{token}/check-in").page
    line.cut()
    page.locator("#heads").fill("9")
    page.get_by_role("button", name="Điểm danh").click()
    expect(page.locator("[data-unsent]")).to_contain_text("Sẽ gửi khi có mạng")

    line.is_cut = False
    page.evaluate("dispatchEvent(new Event('online')); dispatchEvent(new Event('online'))")

    expect(page.locator(".came")).to_contain_text(re.compile("9.người"))
    assert house.in_app(noted, token) == 1
    page.context.close()
