"""The product as it is started, with its own views: every view over the socket, over HTTP and as a page."""

import json
import urllib.request

import pytest

from confsys.conferences import actions, links, queries
from confsys.conferences.models import Conference
from confsys.conferences.transitions import TRANSITIONS
from confsys.extensions import db
from confsys.journal import version_of
from confsys.live.access import RULES
from confsys.people import sessions
from tests.build import a_conference, a_person, a_province
from tests.live.screen import Screen


@pytest.fixture(scope="module")
def meeting(live_server):
    """A conference in session: its id, a token of its clerk, the links of a site and of the stage."""
    with live_server.app.app_context():
        body = a_province()
        clerk = a_person(role="secretariat", site=body)
        conference = db.session.get(Conference, a_conference(state="live", organiser=body, by=clerk).id)
        _token, secret = sessions.issue_token(clerk, clerk, label="test")
        site = links.join_token(queries.participations_of(conference)[1])
        return conference.id, secret, site, links.stage_token(conference)


@pytest.mark.parametrize("view", RULES)
def test_a_program_hears_over_the_socket_what_http_says(live_server, meeting, view):
    conference_id, token, *_links = meeting
    screen = Screen(live_server.url, auth={"token": token}, origin=None)

    assert screen.join(conference_id, view)["ok"]

    address = f"{live_server.url}/api/v1/conferences/{conference_id}/news?view={view}&lang=vi"
    request = urllib.request.Request(address, headers={"Authorization": f"Bearer {token}"})
    with urllib.request.urlopen(request, timeout=5) as answer:
        assert screen.wait_for("news") == json.load(answer)


@pytest.mark.parametrize(("path", "view", "number"), [("join", "screen", 2), ("stage", "stage", 3)])
def test_a_page_shows_at_first_what_its_socket_says(live_server, meeting, path, view, number):
    conference_id, link = meeting[0], meeting[number]
    with urllib.request.urlopen(f"{live_server.url}/{path}/{link}", timeout=5) as answer:
        page = answer.read().decode()
    screen = Screen(live_server.url, auth={"link": link})

    screen.join(conference_id, view)

    for html in screen.wait_for("news")["parts"].values():
        assert (html or "") in page
    # Without a script nothing follows by itself: the page is loaded again.
    assert '<noscript><meta http-equiv="refresh" content="10"></noscript>' in page.partition("</head>")[0]


def test_a_line_that_asks_without_end_is_refused_then_cut_and_holds_up_nobody(live_server, meeting):
    conference_id, _token, link, stage = meeting
    rude, screen = (Screen(live_server.url, auth={"link": each}) for each in (link, stage))
    screen.follow(screen.join(conference_id, "stage")["version"])

    for number in range(800):
        rude.line.send(f'42/live,{number}["join",' + json.dumps({"conference": conference_id, "view": "screen"}) + "]")
    with live_server.app.app_context():
        conference = db.session.get(Conference, conference_id)
        actions.take(None, conference, TRANSITIONS["recess"])
        version = version_of(conference.stream)
    screen.follow(version, timeout=1)

    assert rude.is_cut()
    reasons = [body.get("reason") for name, body in rude.heard if name == "gone"]
    assert reasons == ["too-fast"]
