"""The hall's screen and the strip for the vision mixer in a browser: what the operator presses is what they show."""

import base64

import pytest
from playwright.sync_api import expect

from confsys.agenda import actions as agenda
from confsys.attendance import actions as attendance
from confsys.conferences.links import join_token, stage_token
from confsys.conferences.models import Conference, Participation
from confsys.conferences.queries import participations_of
from confsys.extensions import db
from confsys.stage import actions as stage
from tests.build import a_conference, a_person
from tests.e2e.hall import Chair, equals_its_fresh_self

pytestmark = pytest.mark.browser
WALL = {"viewport": {"width": 1920, "height": 1080}}
# Of a picture: how many points are opaque, how many neither that nor wholly transparent, and the box of those opaque.
POINTS = """async data => {
  const picture = new Image();
  picture.src = "data:image/png;base64," + data;
  await picture.decode();
  const canvas = Object.assign(document.createElement("canvas"), { width: picture.width, height: picture.height });
  const drawn = canvas.getContext("2d");
  drawn.drawImage(picture, 0, 0);
  const points = drawn.getImageData(0, 0, picture.width, picture.height).data;
  const found = { opaque: 0, between: 0, box: [Infinity, Infinity, 0, 0] };
  for (let at = 3; at < points.length; at += 4) {
    if (points[at] === 0) continue;
    if (points[at] < 255) { found.between += 1; continue; }
    found.opaque += 1;
    const x = ((at - 3) / 4) % picture.width, y = Math.floor((at - 3) / 4 / picture.width);
    const [left, top, right, bottom] = found.box;
    found.box = [Math.min(left, x), Math.min(top, y), Math.max(right, x + 1), Math.max(bottom, y + 1)];
  }
  return found;
}"""


class Hall:
    """A conference in session whose one item runs, and a hand on what its hall sees."""

    def __init__(self, server):
        self.server = server
        self.id, self.token = server.in_app(self._make)

    def _make(self):
        conference, clerk = a_conference(state="live"), a_person()
        item = agenda.add(clerk, conference, title="Báo cáo quý", kind="bao-cao", minutes=10, presenter="Sở Tài chính")
        agenda.start(clerk, item)
        self.clerk, self.conference = clerk, conference
        return conference.id, stage_token(conference)

    def a_site(self):
        site = participations_of(db.session.get_one(Conference, self.id))[1]
        return site.id, join_token(site)

    def show(self, **chosen):
        self.server.in_app(lambda: stage.show(self.clerk, self.conference, **chosen))


@pytest.fixture
def hall(province):
    return Hall(province)


def points_of(page):
    """Judged on an empty page: that of the strip lets nothing be loaded."""
    picture = base64.b64encode(page.screenshot(omit_background=True)).decode()
    judge = page.context.browser.new_page()
    found = judge.evaluate(POINTS, picture)
    judge.close()
    return found


def test_nothing_of_the_strip_is_half_transparent(browser, hall):
    mixer = Chair(browser, hall.server.url, **WALL)
    mixer.visit(f"/stage/{hall.token}/lower-third")
    expect(mixer.page.locator("body")).to_have_attribute("data-line", "ok")
    before = points_of(mixer.page)
    assert (before["opaque"], before["between"]) == (0, 0)

    hall.show(lower_third="on")
    expect(mixer.page.locator(".plate .name")).to_have_text("Sở Tài chính")
    found = points_of(mixer.page)

    left, top, right, bottom = found["box"]
    assert (found["between"], found["opaque"]) == (0, (right - left) * (bottom - top))
    assert left >= 96 and right <= 1824 and bottom <= 1026 and bottom - top < 216
    hall.show(lower_third="off")
    expect(mixer.page.locator(".plate")).to_have_count(0)
    assert mixer.complaints == []
    mixer.page.close()


def test_the_hall_shows_what_the_operator_presses(browser, hall):
    wall = Chair(browser, hall.server.url, **WALL)
    wall.visit(f"/stage/{hall.token}")
    expect(wall.page.locator("#scene h2")).to_have_text("Sở Tài chính")

    for scene in ("agenda", "break", "plain", "automatic"):
        hall.show(scene=scene)
        expect(wall.page.locator("#scene")).to_have_class(f"scene is-{'speech' if scene == 'automatic' else scene}")
        equals_its_fresh_self(wall.page)
    hall.show(theme="light")
    expect(wall.page.locator("html")).to_have_css("color-scheme", "light")

    assert wall.complaints == []
    wall.page.close()


def test_the_foot_of_a_site_s_screen_follows_what_is_its_own(browser, hall):
    room = Chair(browser, hall.server.url, **WALL)
    site, token = hall.server.in_app(lambda: hall.a_site())
    room.visit(f"/join/{token}")
    expect(room.page.locator("body")).to_have_attribute("data-line", "ok")
    expect(room.page.locator("#own")).not_to_contain_text("37")

    hall.server.in_app(lambda: attendance.check_in(None, db.session.get_one(Participation, site), way="link", heads=37))

    expect(room.page.locator("#own .state").last).to_contain_text("37")
    assert room.complaints == []
    room.page.close()
