"""A finger that rests on a conference takes it along; one that swipes scrolls, and a second one gives the move up."""

import pytest
from playwright.sync_api import Page, expect

from tests.planner.clerk import Clerk
from tests.planner.week import Week
from tests.server import a_server, running

pytestmark = pytest.mark.browser
TABLET = {"viewport": {"width": 1024, "height": 1366}, "has_touch": True}  # upright: nothing is near its ends
LYING = {"width": 1024, "height": 600}  # and then there is something to scroll
TAKEN = "html[data-moving=pointer]"
LATER = "new Promise(done => setTimeout(done, 600))"  # longer than a finger has to rest


class Fingers:
    """On the glass, as a browser hears of them from its machine."""

    def __init__(self, page: Page) -> None:
        self.line = page.context.new_cdp_session(page)

    def down(self, *points: tuple[float, float]) -> None:
        self._send("touchStart", points)

    def move(self, *points: tuple[float, float]) -> None:
        self._send("touchMove", points)

    def up(self) -> None:
        self._send("touchEnd", ())

    def cancelled(self) -> None:
        """As when a call comes in."""
        self._send("touchCancel", ())

    def _send(self, kind: str, points: tuple[tuple[float, float], ...]) -> None:
        there = [{"x": x, "y": y, "id": number} for number, (x, y) in enumerate(points)]
        self.line.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": there})


class Tablet(Week):
    """The week on a tablet."""

    def __init__(self, browser, house, clerk) -> None:
        super().__init__(browser, house, clerk, clerk.browser, **TABLET)
        self.fingers = Fingers(self.page)
        self.taken = self.page.locator(TAKEN)

    def rest(self, hour: float) -> None:
        """Until it is taken."""
        self.fingers.down(self.point(hour))
        expect(self.taken).to_have_count(1)

    def glide(self, first: float, last: float) -> None:
        for step in range(1, 9):
            self.fingers.move(self.point(first + (last - first) * step / 8))

    def is_as_it_was(self) -> None:
        expect(self.taken).to_have_count(0)
        expect(self.box).to_be_hidden()
        self.stands_at("08:00–09:00")
        assert self.page.locator(".is-moved").count() == 0


@pytest.fixture(scope="module")
def clerk(worlds):
    return worlds(Clerk)


@pytest.fixture(scope="module")
def house(clerk, tmp_path_factory, worlds):
    yield from running(a_server(tmp_path_factory.mktemp("house"), worlds, Clerk))


@pytest.fixture
def tablet(browser, house, clerk):
    tablet = Tablet(browser, house, clerk)
    yield tablet
    tablet.page.close()
    assert tablet.complaints == []


def test_after_resting_it_goes_along_and_what_stands_against_it_shows_meanwhile(tablet):
    tablet.rest(8.5)
    tablet.glide(8.5, 11.5)
    expect(tablet.box).to_contain_text("11:00–12:00")
    expect(tablet.box).to_contain_text("Phòng 1 đã giữ cho “Giữ phòng”")
    tablet.glide(11.5, 9.5)
    expect(tablet.box).to_contain_text("Trống")
    assert tablet.page.evaluate("scrollY") == 0
    tablet.fingers.up()

    expect(tablet.toast).to_contain_text("09:00–10:00, Phòng 1")
    tablet.stands_at("09:00–10:00")
    tablet.toast.get_by_role("button", name="Hoàn tác").tap()
    tablet.stands_at("08:00–09:00")


def test_its_end_is_pulled(tablet):
    tablet.rest(8.93)
    tablet.glide(8.93, 9.93)
    expect(tablet.box).to_contain_text("08:00–10:00")
    tablet.fingers.cancelled()
    tablet.is_as_it_was()


def test_a_swipe_over_it_scrolls_and_moves_nothing(tablet):
    tablet.page.set_viewport_size(LYING)
    tablet.fingers.down(tablet.point(8.5))
    tablet.glide(8.5, 3)
    tablet.fingers.up()

    tablet.page.wait_for_function("scrollY > 50")
    tablet.page.evaluate(LATER)
    tablet.is_as_it_was()


def test_a_tap_opens_it(tablet):
    x, y = tablet.point(8.5)
    tablet.page.touchscreen.tap(x, y)
    expect(tablet.page.locator("h1")).to_have_text("Của tôi")


@pytest.mark.parametrize("is_taken", [True, False])
def test_a_second_finger_gives_the_move_up(tablet, is_taken):
    if is_taken:
        tablet.rest(8.5)
        tablet.glide(8.5, 9.5)
        expect(tablet.box).to_contain_text("09:00–10:00")
    else:
        tablet.fingers.down(tablet.point(8.5))
    here, there = tablet.point(9.5), (300, 600)
    tablet.fingers.down(here, there)
    tablet.fingers.move(here, (340, 640))
    if is_taken:
        expect(tablet.taken).to_have_count(0)
    tablet.page.evaluate(LATER)
    tablet.fingers.up()
    tablet.is_as_it_was()


def test_a_touch_that_is_cancelled_gives_the_move_up(tablet):
    tablet.rest(8.5)
    tablet.glide(8.5, 9.5)
    expect(tablet.box).to_contain_text("09:00–10:00")
    tablet.fingers.cancelled()
    tablet.is_as_it_was()


def test_the_page_scrolls_again_afterwards(tablet):
    tablet.rest(8.5)
    tablet.glide(8.5, 9.5)
    tablet.fingers.cancelled()
    tablet.is_as_it_was()
    tablet.page.set_viewport_size(LYING)
    tablet.fingers.down(tablet.point(9))
    tablet.glide(9, 4)
    tablet.fingers.up()
    tablet.page.wait_for_function("scrollY > 50")
