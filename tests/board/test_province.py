"""A whole province answers, tests its machines, checks in and reports by its links; the board is right each time."""

import random
from datetime import datetime, timedelta

import pytest
import time_machine

from confsys import clock
from confsys.board.facts import read_board
from confsys.conferences import actions
from confsys.conferences.links import join_token
from confsys.conferences.models import Conference
from confsys.conferences.queries import participations_of
from confsys.conferences.transitions import TRANSITIONS
from confsys.config import ROOT
from confsys.extensions import db
from confsys.live import service
from confsys.sites import actions as directory
from confsys.sites import lists
from confsys.sites.queries import existing_on
from tests.board.wall import Wall
from tests.build import a_conference, a_person

pytestmark = pytest.mark.long
LEVELS = ("xa", "phuong", "thi-tran", "huyen", "thanh-pho", "thi-xa")
MORNING_2015 = datetime.fromisoformat("2015-03-03T06:40:00+07:00")
MORNING_2026 = datetime.fromisoformat("2026-11-30T07:00:00+07:00")


@pytest.mark.parametrize(
    ("morning", "edition", "sites"),
    [(MORNING_2026, "sites_dong_thap_2025.csv", 103), (MORNING_2015, "sites_dong_thap_2015.csv", 157)],
)
def test_the_board_is_right_whatever_a_hundred_sites_do(app, morning, edition, sites):
    with time_machine.travel(morning, tick=True):
        conference = _issued(edition)
        rows = participations_of(conference)
        assert len(rows) == sites
        bots = [Bot(app, each) for each in rows if not each.is_main]
        wall, chance = Wall(service.of(app).newsroom, conference.id), random.Random(7)

        for act in (Bot.answer, Bot.test, Bot.check_in, Bot.report):
            chance.shuffle(bots)
            for bot in bots:
                act(bot, chance)
                wall.hear()
                assert wall.parts == wall.fresh

        tiles = read_board(db.session.get_one(Conference, conference.id)).tiles
        found = {tile.participation.id: tile.state for tile in tiles}
        assert {bot.id: bot.expected for bot in bots} == {bot.id: found[bot.id] for bot in bots}


def _issued(edition):
    """A conference of the whole province of that day, with its doors open."""
    directory.import_list(None, lists.read((ROOT / "data" / edition).read_bytes()))
    present = list(db.session.scalars(existing_on(clock.today())))
    province = next(each for each in present if each.kind == "tinh")
    clerk = a_person(role="secretariat", site=province)
    below = [each for each in present if each.kind in LEVELS]
    plan = {"organiser": province, "main_site": province, "sites": below, "by": clerk}
    made = a_conference(state="issued", starts_at=clock.now() + timedelta(minutes=50), **plan)
    actions.take(clerk, made, TRANSITIONS["open"])
    return made


class Bot:
    """One site with its link; remembers what the board must say of it."""

    def __init__(self, app, participation):
        self.id, self.here = participation.id, f"/join/{join_token(participation)}"
        self.browser = app.test_client()
        self.browser.environ_base["HTTP_ORIGIN"] = "http://localhost"
        self.declines, self.expected = False, "out"

    def send(self, tail, **values):
        sent = self.browser.post(f"{self.here}/{tail}", data=values)
        assert sent.status_code in (200, 303), sent.text

    def answer(self, chance):
        self.declines = chance.random() < 0.1
        heads = chance.randint(1, 30)
        said = {"answer": "declined", "word": "Bão"} if self.declines else {"answer": "accepted", "heads": str(heads)}
        self.send("answer", revision="0", lines="3", **said)
        self.expected = "absent" if self.declines else "out"

    def test(self, chance):
        if not self.declines:
            self.send("test", websocket="yes", delay_ms=str(chance.randint(10, 900)))

    def check_in(self, chance):
        if not self.declines and chance.random() < 0.9:
            self.send("check-in", heads=str(chance.randint(1, 30)), revision="0")
            self.expected = "ready"

    def report(self, chance):
        if chance.random() < 0.1:
            self.send("incident", kind=chance.choice(("picture", "sound", "line")))
            self.expected = "incident"
