"""The same news over HTTP: who may, who may not."""

import json
from types import SimpleNamespace

import pytest

from confsys.live.access import RULES
from confsys.messages import actions as messages
from tests.build import a_conference, a_person, a_province, bearer, signed_in_client
from tests.live.conftest import link_of


@pytest.fixture
def house(fresh_app, live):
    with fresh_app.app_context():
        body = a_province()
        clerk = a_person(role="secretariat", site=body)
        conference = a_conference(state="issued", organiser=body, by=clerk)
        stranger = SimpleNamespace(id=a_person().id)
        return conference.id, SimpleNamespace(id=clerk.id), stranger, link_of(conference)["link"]


def address(conference_id, view="screen", **asked):
    query = "&".join(f"{name}={value}" for name, value in {"view": view, "lang": "en", **asked}.items())
    return f"/api/v1/conferences/{conference_id}/news?{query}"


def test_a_token_a_cookie_and_a_link_open_it(fresh_app, house, client, live):
    conference_id, clerk, _stranger, link = house

    answers = [
        client.get(address(conference_id), headers=bearer(fresh_app, clerk)),
        signed_in_client(fresh_app, clerk).get(address(conference_id)),
        client.get(address(conference_id), headers={"X-Confsys-Link": link}),
    ]

    assert [answer.status_code for answer in answers] == [200] * 3
    assert {answer.text for answer in answers} == {live.newsroom.first(conference_id, "screen", "en").body}
    assert {answer.headers["Cache-Control"] for answer in answers} == {"no-store"}


def test_who_is_up_to_date_gets_nothing_new(fresh_app, house, client):
    conference_id, clerk, *_others = house
    whole = json.loads(client.get(address(conference_id), headers=bearer(fresh_app, clerk)).text)

    again = client.get(
        address(conference_id, since=whole["version"], epoch=whole["epoch"]), headers=bearer(fresh_app, clerk)
    )

    assert json.loads(again.text) == whole | {"since": whole["version"], "parts": {}}


@pytest.mark.parametrize("view", [*RULES, "nothing"])
def test_strangers_are_kept_out(fresh_app, house, client, view):
    conference_id, _clerk, stranger, link = house
    headers = {"stranger": bearer(fresh_app, stranger), "link": {"X-Confsys-Link": link}, "nobody": {}}

    status = {
        who: client.get(address(conference_id, view), headers=shown).status_code for who, shown in headers.items()
    }

    expected = {"stranger": 404, "link": 200 if view in ("screen", "site") else 403, "nobody": 401}
    assert status == (expected if view in RULES else dict.fromkeys(headers, 422))


@pytest.mark.parametrize("asked", [{"since": "x"}, {"since": "-1"}, {"lang": "xx"}, {"epoch": "x" * 500}])
def test_what_cannot_be_read_is_said(fresh_app, house, client, asked):
    conference_id, clerk, *_others = house

    assert client.get(address(conference_id, **asked), headers=bearer(fresh_app, clerk)).status_code == 422


def test_what_all_sites_were_told_is_not_for_everybody_who_sees_a_public_conference(fresh_app):
    with fresh_app.app_context():
        body = a_province()
        clerk = a_person(role="secretariat", site=body)
        conference = a_conference(state="issued", organiser=body, by=clerk, public=True)
        messages.send(clerk, conference, text="Mật khẩu phòng họp: 4711")
        at, stranger = conference.id, signed_in_client(fresh_app, a_person())
        office = signed_in_client(fresh_app, clerk)

    assert stranger.get(address(at)).status_code == 200
    told = {view: stranger.get(address(at, view)).text for view in RULES}
    assert [view for view, body in told.items() if "4711" in body] == []
    assert "4711" in office.get(address(at, "delegate")).text
