"""The promise of the board: what it applied of the news equals a fresh load, at every step of every room."""

import pytest

from confsys.attendance import actions as arriving
from confsys.board import noting
from confsys.conferences import actions
from confsys.conferences.transitions import TRANSITIONS
from confsys.invitations import answering
from confsys.live import service
from confsys.readiness import checking, incidents, testing
from confsys.readiness.models import POINTS
from tests.board.wall import Wall
from tests.invitations.office import Office, said


@pytest.fixture
def office(kept):
    office = kept(Office)
    with office.app.app_context():
        yield office


def steps(office):
    clerk, first, second, third = office.clerk, *(office.site(number) for number in range(3))
    measured = {"websocket": True, "polling": True, "delay_ms": 40, "loss_percent": 0}
    yield lambda: answering.answer(None, first, way="link", **said())
    yield lambda: answering.write_down(clerk, second, told_by="Bà Hoa", **said("declined", heads=0, word="Bão"))
    yield lambda: noting.note(clerk, third, text="Không ai nghe máy", was_called=True)
    yield lambda: testing.keep_test(None, first, way="link", device="Chrome", measured=measured)
    yield lambda: checking.check(clerk, first, points={"camera": {"state": "failed", "note": "mờ"}})
    yield lambda: checking.check(clerk, first, points={point: {"state": "ok", "note": ""} for point in POINTS})
    yield lambda: checking.sign_off(clerk, first, name="Anh Tư")
    yield lambda: actions.take(clerk, office.conference, TRANSITIONS["open"])
    yield lambda: arriving.check_in(None, first, way="link", heads=11)
    yield lambda: arriving.check_in(None, second, way="link", heads=3)
    yield lambda: arriving.mark(clerk, third, state="absent", way="roll-call", word="Mất điện")
    yield lambda: incidents.open_incident(None, first, kind="line", way="link")
    yield lambda: incidents.take(clerk, incidents.queries.open_incident(first, "line"), name="Anh Tư")
    yield lambda: incidents.note(clerk, incidents.queries.open_incident(first, "line"), note="Đổi đường dự phòng")
    yield lambda: incidents.solve(None, incidents.queries.open_incident(first, "line"), way="link")
    yield lambda: actions.edit(clerk, office.conference, sites=office.sites[:2])
    yield lambda: actions.take(clerk, office.conference, TRANSITIONS["start"])


def test_the_board_equals_a_fresh_load_at_every_step(office):
    wall, heard = Wall(service.of(office.app).newsroom, office.id), []
    for number, step in enumerate(steps(office)):
        step()
        heard.append(wall.hear())
        assert wall.parts == wall.fresh, f"step {number}"

    only_one_site = {"counts", "worst", "group-0"}
    assert [each for each in heard if each != only_one_site] == [{"counts", "worst", "tiles"}] * 3
