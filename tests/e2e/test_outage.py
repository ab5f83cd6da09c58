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
from confsys.journal import version_of
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
            floor.ask(None, each, kind="request", way="link")
        messages.write(None, sites[0], text="Không nghe tiếng", way="link")
        self.id, self.clerk, self.technician = conference.id, clerk.username, technician.username
        self.join = join_token(sites[0])
        self.delegate = token_of(sites[0], a_delegate(sites[0], "Nguyễn Thị Hương"))


def news(conference_id: str) -> int:
    """Something of every sort, while nobody hears it; up to which version it goes."""
    conference = db.session.get_one(Conference, conference_id)
    sites = participations_of(conference)[1:]
    agenda.go_on(None, conference, expect=current_of(conference).id)
    messages.send(None, conference, to=None, text="Mời các điểm cầu chuẩn bị")
    messages.write(None, sites[1], text="Mất hình", way="link")
    incidents.open_incident(None, sites[1], kind="picture", way="link")
    stage.show(None, conference, scene="agenda")
    floor.withdraw(None, floor.queries.waiting(conference)[-1])
    return version_of(conference.stream)


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
LISTS = {
    "console": ("/conferences/{id}/operate", "", LOW, "clerk"),
    "technician": ("/conferences/{id}/technician", "", LOW, "technician"),
}


class Seat:
    """Somebody's page: everything is scrolled that can be, and a field, where there is one, half typed."""

    def __init__(self, browser, house, meeting, address, selector, size, who):
        chair = Chair(browser, house.url, viewport=size)
        if who:
            chair.sign_in(getattr(meeting, who))
        chair.visit(address.format(**vars(meeting)))
        self.page = chair.page
        self.hears()
        self.field = self.page.locator(selector).first if selector else None
        if self.field:
            self._type()
        else:
            self.page.evaluate(SCROLL_DOWN)

    def hears(self):
        expect(self.page.locator("body")).to_have_attribute("data-line", "ok", timeout=20_000)

    def _type(self):
        self.field.evaluate(
            "each => { for (let at = each; at; at = at.parentElement) if (at.matches('details')) at.open = true; }"
        )
        self.field.clear()
        self.field.press_sequentially(TYPED)
        self.page.evaluate(SCROLL_DOWN)
        self.field.evaluate("each => { each.setSelectionRange(3, 3); each.scrollIntoView({ block: 'center' }); }")

    def remember(self):
        """How it is before the outage."""
        self.scrolled = self.page.evaluate(SCROLLED)
        if self.field:
            expect(self.field).to_be_in_viewport(ratio=1)
            self.own, self.stands = self.field.get_attribute("id"), self.field.bounding_box()["y"]


@pytest.fixture(scope="module")
def seats(browser, house, meeting):
    """All of them after one outage, with something of every sort meanwhile; each has heard of it."""
    seats = {name: Seat(browser, house, meeting, *place) for name, place in (PLACES | LISTS).items()}
    for each in seats.values():
        each.remember()
    house.kill()
    for each in seats.values():
        expect(each.page.locator("body")).not_to_have_attribute("data-line", "ok", timeout=15_000)
    version = house.in_app(news, meeting.id)
    house.start()
    for each in seats.values():
        each.hears()
        each.page.wait_for_function("version => Number(document.body.dataset.version) >= version", arg=version)
    each.page.wait_for_timeout(500)  # also what is fetched after the news has come
    return seats


@pytest.mark.parametrize("place", PLACES)
def test_what_is_half_typed_and_where_one_is_outlive_a_killed_server(seats, place):
    seat, page = seats[place], seats[place].page
    again = page.locator(f"#{seat.own}")
    expect(again).to_have_value(TYPED)
    expect(again).to_be_focused()
    assert again.evaluate("each => each.selectionStart") == 3
    assert seat.scrolled
    assert abs(again.bounding_box()["y"] - seat.stands) <= 4, (seat.scrolled, page.evaluate(SCROLLED))


@pytest.mark.parametrize("place", LISTS)
def test_every_list_stays_where_it_was_scrolled_to(seats, place):
    assert seats[place].scrolled
    assert seats[place].page.evaluate(SCROLLED) == seats[place].scrolled
