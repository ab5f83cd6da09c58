"""No log holds a personal link: every server of every test is searched when it ends, and the search finds them."""

import contextlib
import urllib.request

from confsys.conferences.links import join_token, stage_token
from confsys.conferences.queries import participations_of
from confsys.delegates.links import token_of
from tests.build import a_conference, a_delegate
from tests.server import links_in


def test_the_search_finds_links_of_sites_and_stages(app):
    conference = a_conference(state="issued")
    site = participations_of(conference)[1]
    join, stage, delegate = join_token(site), stage_token(conference), token_of(site, a_delegate(site))

    log = f'"GET /join/{join}/desk" 200\n"GET /stage/{stage}" 200\n"GET /join/…/desk" 200'
    assert links_in(f'{log}\n"GET /delegate/{delegate}"') == [join, stage, delegate]


def test_a_server_does_not_write_them(live_server):
    with live_server.app.app_context():
        join = join_token(participations_of(a_conference(state="issued"))[0])
    with live_server.app.app_context():
        site = participations_of(a_conference(state="issued"))[1]
        delegate = token_of(site, a_delegate(site))
    urllib.request.urlopen(f"{live_server.url}/delegate/{delegate}").close()
    for tail in ("", "/desk", "/answer", "/nowhere"):
        with contextlib.suppress(OSError):
            urllib.request.urlopen(f"{live_server.url}/join/{join}{tail}").close()
    log = live_server.log.read_text()
    assert "/join/" in log and "/delegate/" in log and links_in(log) == []
