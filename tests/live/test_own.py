"""The foot of a site's screen: what is its own alone, for whoever stands before it."""

import pytest

from confsys import clock
from confsys.attendance import actions as attendance
from confsys.conferences import links
from confsys.conferences.queries import participations_of
from confsys.floor import actions as floor
from confsys.messages import actions as messages
from tests.build import a_conference, a_person, a_province, a_screen, a_site


@pytest.fixture
def told(fresh_app):
    """A site that is there with 24, has its hand up and was told something; another one of which nothing is known."""
    with fresh_app.app_context():
        body = a_province()
        clerk = a_person(role="secretariat", site=body)
        sites = [a_site(), a_site()]
        conference = a_conference(state="live", organiser=body, by=clerk, sites=sites, starts_at=clock.now())
        _main, ours, other = participations_of(conference)
        attendance.check_in(None, ours, way="link", heads=24)
        floor.ask(None, ours, kind="question", way="link", topic="")
        messages.send(clerk, conference, text="Gửi bản chiếu", to=[ours.site_id])
        _screen, secret = a_screen(ours.site)
        return links.join_token(ours), links.join_token(other), secret


SAID = ("24", "Đã giơ tay", "Gửi bản chiếu")


def test_a_site_sees_its_own_and_no_other(client, told):
    ours, other, _secret = told

    feet = [client.get(f"/join/{token}/own").text for token in (ours, other)]

    assert [all(words in foot for words in SAID) for foot in feet] == [True, False]
    assert not any(words in feet[1] for words in SAID[1:])
    assert f"/join/{ours}/messages/" in feet[0] and f"/join/{ours}/desk" in feet[0]
    assert feet[0].strip() in client.get(f"/join/{ours}").text


def test_the_computer_of_the_room_shows_it_and_presses_nothing(client, told):
    client.set_cookie("screen", told[2])

    foot = client.get("/screen/own").text

    assert all(words in foot for words in SAID)
    assert "<form" not in foot and "<a " not in foot
    assert foot.strip() in client.get("/screen").text
