"""The strip under the picture of who speaks: whose name, from when to when."""

from datetime import timedelta

from confsys.agenda import actions as agenda
from confsys.agenda.queries import schedule_of
from confsys.conferences import actions as conferences
from confsys.conferences.queries import participations_of
from confsys.conferences.transitions import TRANSITIONS
from confsys.floor import actions as floor
from confsys.stage import actions
from confsys.stage.parts import scene, strip
from tests.build import a_conference, a_person


def shown(conference):
    found = strip(conference, schedule_of(conference))
    return found and (found["speaker"].name, found["speaker"].topic, found["until"])


def test_it_shows_who_speaks_and_goes_with_him(app):
    conference, clerk = a_conference(state="live"), a_person()
    item = agenda.add(clerk, conference, title="Báo cáo quý", kind="bao-cao", minutes=10, presenter="Sở Tài chính")
    agenda.start(clerk, item)

    assert shown(conference) is None  # nobody has turned it on
    actions.show(clerk, conference, lower_third="on")
    assert shown(conference) == ("Sở Tài chính", "Report: Báo cáo quý", None)
    actions.show(clerk, conference, lower_third="briefly")
    assert shown(conference) == ("Sở Tài chính", "Report: Báo cáo quý", item.started_at + timedelta(seconds=20))
    conferences.take(clerk, conference, TRANSITIONS["recess"])
    assert shown(conference) is None
    conferences.take(clerk, conference, TRANSITIONS["resume"])
    agenda.finish(clerk, item)

    assert shown(conference) is None


def test_whoever_has_the_floor_comes_before_the_item(app):
    conference, clerk = a_conference(state="live"), a_person()
    site = participations_of(conference)[1]
    agenda.start(clerk, agenda.add(clerk, conference, title="Thảo luận", kind="thao-luan", minutes=30))
    actions.show(clerk, conference, lower_third="on")
    turn = floor.ask(clerk, site, kind="question", way="office", topic="Về đường truyền")

    floor.call(clerk, turn)
    assert (shown(conference)[0], scene(conference, schedule_of(conference))["called"]) == (
        "Thảo luận",
        [site.site.name],
    )
    floor.speak(clerk, turn)
    assert shown(conference)[:2] == (site.site.name, "Question: Về đường truyền")
    floor.finish(clerk, turn)

    assert shown(conference)[0] == "Thảo luận"
