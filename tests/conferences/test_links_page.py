"""The page and the sheet with every site's link, and the codes to point a camera at."""

from datetime import timedelta

import pytest

from confsys import clock
from confsys.conferences import links, queries
from confsys.conferences.models import Conference
from confsys.extensions import db
from tests.build import a_conference, a_person, a_province, signed_in_client


@pytest.fixture
def office(fresh_app):
    """A clerk's browser, a conference, and the ids of its participations."""
    with fresh_app.app_context():
        body = a_province()
        clerk = a_person(role="secretariat", site=body)
        conference = a_conference(state="issued", organiser=body, by=clerk)
        ids = [each.id for each in queries.participations_of(conference)]
        return signed_in_client(fresh_app, clerk), conference.id, ids


def tokens(app, conference_id):
    with app.app_context():
        conference = db.session.get_one(Conference, conference_id)
        return [links.join_token(each) for each in queries.participations_of(conference)], links.stage_token(conference)


def test_every_link_stands_on_the_page_and_on_the_sheet(fresh_app, office):
    browser, conference_id, _ids = office
    joins, stage = tokens(fresh_app, conference_id)

    for page in ("links", "links/sheet"):
        text = browser.get(f"/conferences/{conference_id}/{page}").text
        assert [token for token in (*joins, stage) if token not in text] == []


def test_a_code_is_a_picture_that_nobody_keeps(office):
    browser, conference_id, ids = office

    for of in (ids[1], "stage"):
        answer = browser.get(f"/conferences/{conference_id}/links/{of}/code.svg")
        assert (answer.status_code, answer.mimetype) == (200, "image/svg+xml")
        assert answer.headers["Cache-Control"] == "private, no-store"
        assert answer.text.startswith("<svg xmlns=")


def test_a_renewed_link_is_another_and_the_old_one_says_that_it_ended(fresh_app, client, office):
    browser, conference_id, ids = office
    before = tokens(fresh_app, conference_id)[0][1]

    browser.post(f"/conferences/{conference_id}/links/{ids[1]}/renew")

    after = tokens(fresh_app, conference_id)[0][1]
    assert [client.get(f"/join/{token}").status_code for token in (before, after)] == [410, 200]


def test_a_revoked_link_opens_nothing_until_it_is_renewed(fresh_app, client, office):
    browser, conference_id, ids = office
    path = f"/conferences/{conference_id}/links/{ids[1]}"

    browser.post(f"{path}/revoke")
    token = tokens(fresh_app, conference_id)[0][1]
    assert client.get(f"/join/{token}").status_code == 410
    assert token not in browser.get(f"/conferences/{conference_id}/links").text

    browser.post(f"{path}/renew")
    assert client.get(f"/join/{tokens(fresh_app, conference_id)[0][1]}").status_code == 200


def test_the_stage_has_a_link_of_its_own(fresh_app, client, office):
    browser, conference_id, _ids = office
    joins, stage = tokens(fresh_app, conference_id)

    assert [client.get(path).status_code for path in (f"/stage/{stage}", f"/join/{stage}", f"/stage/{joins[1]}")] == [
        200,
        404,
        404,
    ]
    browser.post(f"/conferences/{conference_id}/links/stage/renew")
    assert client.get(f"/stage/{stage}").status_code == 410


@pytest.mark.parametrize("change", ["one letter", "another id", "no signature", "longer"])
def test_a_forged_link_leads_nowhere(fresh_app, client, office, change):
    _browser, conference_id, _ids = office
    token = tokens(fresh_app, conference_id)[0][1]
    other = tokens(fresh_app, conference_id)[0][2]
    forged = {
        "one letter": token[:-1] + ("0" if token[-1] != "0" else "1"),
        "another id": other.rpartition("-")[0] + "-" + token.rpartition("-")[2],
        "no signature": token.rpartition("-")[0],
        "longer": token + "0",
    }[change]

    assert client.get(f"/join/{forged}").status_code == 404


def test_a_day_after_the_close_every_link_ends(fresh_app, client, office, time_machine):
    browser, conference_id, _ids = office
    joins, stage = tokens(fresh_app, conference_id)
    for step in ("start", "close"):
        browser.post(f"/conferences/{conference_id}/{step}")

    statuses, now = [], clock.now()
    for hours in (23, 25):
        time_machine.move_to(now + timedelta(hours=hours))
        statuses.append([client.get(path).status_code for path in (f"/join/{joins[1]}", f"/stage/{stage}")])

    assert statuses == [[200, 200], [410, 410]]


def test_a_day_after_it_would_have_ended_the_links_of_a_cancelled_one_end(fresh_app, client, office, time_machine):
    browser, conference_id, _ids = office
    joins, stage = tokens(fresh_app, conference_id)
    browser.post(f"/conferences/{conference_id}/cancel", data={"reason": "Bão số 9"})
    with fresh_app.app_context():
        conference = db.session.get_one(Conference, conference_id)
        assert conference.state == "cancelled"
        end = conference.ends_at

    statuses = []
    for hours in (23, 25):
        time_machine.move_to(end + timedelta(hours=hours))
        statuses.append([client.get(path).status_code for path in (f"/join/{joins[1]}", f"/stage/{stage}")])

    assert statuses == [[200, 200], [410, 410]]
