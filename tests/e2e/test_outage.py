"""What is half typed, where one is and how far one has scrolled outlive a server that is killed, news and all."""

import pytest
from playwright.sync_api import expect

from confsys import demo
from confsys.agenda import actions as agenda
from confsys.agenda.queries import current_of
from confsys.conferences.links import join_token
from confsys.conferences.models import Conference
from confsys.conferences.queries import participations_of
from confsys.delegates.links import token_of
from confsys.extensions import db
from confsys.floor import actions as floor
from confsys.messages import actions as messages
from confsys.readiness import incidents
from confsys.stage import actions as stage
from tests.build import a_conference, a_delegate, a_person, a_province, a_site
from tests.e2e.hall import Chair
from tests.server import a_server, running

pytestmark = pytest.mark.browser
PHONE, LOW = {"width": 360, "height": 640}, {"width": 1280, "height": 560}
TYPED = "Nghe rất nhỏ"
# Everything that scrolls and is not at its top, by what it is.
SCROLLED = """() => [document.scrollingElement, ...document.querySelectorAll("body *")]
  .filter(each => each.scrollTop > 0)
  .map(each => [each.id || each.className || each.tagName, Math.round(each.scrollTop)])"""
SCROLL_DOWN = """() => {
  for (const each of [document.scrollingElement, ...document.querySelectorAll("body *")])
    if (each.scrollHeight > each.clientHeight + 40 && /auto|scroll/.test(getComputedStyle(each).overflowY))
      each.scrollTop = 40;
  document.scrollingElement.scrollTop = 120;
}"""


@pytest.fixture(scope="module")
def house(tmp_path_factory, worlds):
    yield from running(a_server(tmp_path_factory.mktemp("outage"), worlds))


class Meeting:
    """A conference in session: an item runs, all sites are told something, one has trouble and has written."""

    def __init__(self):
        body = a_province()
        clerk, technician = (
            a_person(role=role, site=body, password=demo.PASSWORD) for role in ("secretariat", "technician")
        )
        conference = a_conference(state="live", organiser=body, by=clerk, sites=[a_site() for _each in range(12)])
        for number in range(14):
            agenda.add(clerk, conference, title=f"Tham luận {number}", kind="tham-luan", minutes=10)
        agenda.go_on(clerk, conference, expect=None)
        sites = participations_of(conference)[1:]
        messages.send(clerk, conference, to=None, text="Xin cho biết nghe rõ không")
        for each in sites:
            incidents.open_incident(None, each, kind="sound", way="link")
            for kind in ("question", "request"):  # a list that still scrolls when every test has shortened it
                floor.ask(None, each, kind=kind, way="link")
        messages.write(None, sites[0], text="Không nghe tiếng", way="link")
        self.id, self.clerk, self.technician = conference.id, clerk.username, technician.username
        self.join = join_token(sites[0])
        self.delegate = token_of(sites[0], a_delegate(sites[0], "Nguyễn Thị Hương"))


def news(conference_id: str) -> None:
    """Something of every sort, while nobody hears it."""
    conference = db.session.get_one(Conference, conference_id)
    sites = participations_of(conference)[1:]
    agenda.go_on(None, conference, expect=current_of(conference).id)
    messages.send(None, conference, to=None, text="Mời các điểm cầu chuẩn bị")
    messages.write(None, sites[1], text="Mất hình", way="link")
    incidents.open_incident(None, sites[1], kind="picture", way="link")
    stage.show(None, conference, scene="agenda")
    floor.withdraw(None, floor.queries.waiting(conference)[-1])


@pytest.fixture(scope="module")
def meeting(house):
    return house.in_app(Meeting)


# A page by its address, the field that is typed into, the window, and who sits there.
PLACES = {
    "message of the console": ("/conferences/{id}/operate", "#text", LOW, "clerk"),
    "refusal at the console": ("/conferences/{id}/operate", "#floor li:nth-child(3) input[name=reason]", LOW, "clerk"),
    "reply of a technician": ("/conferences/{id}/technician", "#written textarea", LOW, "technician"),
    "answer of a site": ("/join/{join}/desk", "#own-messages textarea[id^=answer]", PHONE, ""),
    "message of a site": ("/join/{join}/desk", "#own-messages #message-text", PHONE, ""),
    "topic of a site": ("/join/{join}/floor", "#topic", PHONE, ""),
    "topic of a delegate": ("/delegate/{delegate}", "#topic", PHONE, ""),
}


def begins(chair: Chair, place: str, meeting: Meeting):
    """The page with the field half typed, and everything scrolled that can be."""
    address, selector, _size, who = PLACES[place]
    if who:
        chair.sign_in(getattr(meeting, who))
    chair.visit(address.format(**vars(meeting)))
    page = chair.page
    expect(page.locator("body")).to_have_attribute("data-line", "ok")
    field = page.locator(selector).first
    field.evaluate(
        "each => { for (let at = each; at; at = at.parentElement) if (at.matches('details')) at.open = true; }"
    )
    field.clear()
    field.press_sequentially(TYPED)
    page.evaluate(SCROLL_DOWN)
    field.evaluate("each => { each.setSelectionRange(3, 3); each.scrollIntoView({ block: 'center' }); }")
    return field


def goes_down_and_comes_back(page, house, meeting):
    """The server, with something of every sort between; the page has heard of it when this returns."""
    version = page.locator("body").get_attribute("data-version")
    house.kill()
    expect(page.locator("body")).not_to_have_attribute("data-line", "ok", timeout=15_000)
    house.in_app(news, meeting.id)
    house.start()
    expect(page.locator("body")).to_have_attribute("data-line", "ok", timeout=20_000)
    expect(page.locator("body")).not_to_have_attribute("data-version", version, timeout=10_000)
    page.wait_for_timeout(500)  # also what is fetched after the news has come


@pytest.mark.parametrize("place", PLACES)
def test_what_is_half_typed_and_where_one_is_outlive_a_killed_server(browser, house, meeting, place):
    chair = Chair(browser, house.url, viewport=PLACES[place][2])
    field, page = begins(chair, place, meeting), chair.page
    own = field.get_attribute("id")
    expect(field).to_be_in_viewport(ratio=1)
    scrolled, stands = page.evaluate(SCROLLED), field.bounding_box()["y"]
    assert scrolled
    goes_down_and_comes_back(page, house, meeting)

    again = page.locator(f"#{own}")
    expect(again).to_have_value(TYPED)
    expect(again).to_be_focused()
    assert again.evaluate("each => each.selectionStart") == 3
    assert abs(again.bounding_box()["y"] - stands) <= 4, (scrolled, page.evaluate(SCROLLED))
    chair.context.close()


@pytest.mark.parametrize(("address", "who"), [("operate", "clerk"), ("technician", "technician")])
def test_every_list_stays_where_it_was_scrolled_to(browser, house, meeting, address, who):
    chair = Chair(browser, house.url, viewport=LOW)
    chair.sign_in(getattr(meeting, who))
    chair.visit(f"/conferences/{meeting.id}/{address}")
    page = chair.page
    expect(page.locator("body")).to_have_attribute("data-line", "ok")
    page.evaluate(SCROLL_DOWN)
    scrolled = page.evaluate(SCROLLED)
    assert scrolled
    goes_down_and_comes_back(page, house, meeting)
    assert page.evaluate(SCROLLED) == scrolled
    chair.context.close()
