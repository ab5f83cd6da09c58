"""Giving and ending roles, the way in, and closing an account."""

import re
from datetime import date, timedelta

import pytest

from confsys import clock
from confsys.errors import Refused
from confsys.extensions import db
from confsys.people import actions as people
from confsys.people import sessions
from confsys.people.models import Person, RoleHeld
from tests.build import a_person, a_site, bearer, signed_in_client
from tests.shown_form import assert_sentence_at, nothing_changes

ORIGIN = {"Origin": "http://localhost"}


def role(office, **changes):
    whole = {"role": "technician", "site": office.province, "valid_from": "", "valid_to": ""}
    return whole | changes


def held_by(person_id: str) -> list[tuple]:
    query = db.session.query(RoleHeld).filter_by(person_id=person_id).order_by(RoleHeld.role, RoleHeld.valid_from)
    return [(each.role, each.valid_from, each.valid_to) for each in query]


def test_a_role_is_given_for_days_and_ended(office):
    given = office.browser.post(
        f"/people/{office.officer}/roles", data=role(office, valid_from="1/12/2026", valid_to="31/12/2026")
    )
    assert given.status_code == 303
    with office.app.app_context():
        held = db.session.query(RoleHeld).filter_by(person_id=office.officer, role="technician").one()
        path = f"/people/{office.officer}/roles/{held.id}/end"

    assert office.browser.get(path).status_code == 200
    assert office.browser.post(path, data={"last_day": "5/12/2026"}).status_code == 303

    with office.app.app_context():
        days = ("technician", date(2026, 12, 1), date(2026, 12, 5))
        assert held_by(office.officer) == [("officer", None, None), days]


def test_a_day_that_cannot_be_read_ends_nothing(office):
    with office.app.app_context():
        held = db.session.query(RoleHeld).filter_by(person_id=office.officer).one().id
    with nothing_changes(office.app):
        answer = office.browser.post(f"/people/{office.officer}/roles/{held}/end", data={"last_day": "someday"})
    assert answer.status_code == 422
    assert assert_sentence_at(answer.text, "last_day").startswith("Could not read the day")


def test_a_secretariat_neither_gives_nor_ends_what_is_not_its_own(office):
    with office.app.app_context():
        held = db.session.query(RoleHeld).filter_by(person_id=office.leader).one().id
    with nothing_changes(office.app):
        for sent in (role(office, role="approver"), role(office, site=office.other)):
            assert office.browser.post(f"/people/{office.officer}/roles", data=sent).status_code == 422
        assert office.browser.post(f"/people/{office.neighbour}/roles", data=role(office)).status_code == 404
        ending = {"last_day": "1/12/2026"}
        assert office.browser.post(f"/people/{office.leader}/roles/{held}/end", data=ending).status_code == 403
        assert office.browser.post(f"/people/{office.officer}/roles/{held}/end", data=ending).status_code == 404


def test_what_is_held_already_is_only_prolonged(app):
    person, site = a_person(), a_site()
    give = {"role": "officer", "site_id": site.id}
    first, last, later = date(2026, 1, 1), date(2026, 6, 30), date(2026, 12, 31)
    people.give_role(None, person, **give, valid_from=first, valid_to=last)
    people.give_role(None, person, **give, valid_from=date(2026, 5, 1), valid_to=later)
    people.give_role(None, person, **give, valid_from=date(2026, 2, 1), valid_to=last)
    assert held_by(person.id) == [("officer", first, later)]

    people.give_role(None, person, **give, valid_from=date(2027, 6, 1))
    assert held_by(person.id) == [("officer", first, later), ("officer", date(2027, 6, 1), None)]


def test_a_role_that_would_never_begin_is_taken_away_and_a_shorter_one_stays(app):
    person, site = a_person(), a_site()
    to_come = people.give_role(None, person, role="chair", site_id=site.id, valid_from=date(2030, 1, 1))
    past = people.give_role(None, person, role="officer", site_id=site.id, valid_to=date(2026, 1, 1))

    people.end_role(None, person, held=to_come, last_day=date(2026, 11, 26))
    people.end_role(None, person, held=past, last_day=date(2026, 11, 26))

    assert held_by(person.id) == [("officer", None, date(2026, 1, 1))]


def test_the_last_administrator_stays(app):
    one, two = a_person(role="administrator"), a_person(role="administrator")
    mine = db.session.query(RoleHeld).filter_by(person_id=one.id).one()
    people.disable(None, two)

    for attempt in (
        lambda: people.disable(None, one),
        lambda: people.end_role(None, one, held=mine, last_day=clock.today()),
    ):
        with pytest.raises(Refused, match="Nobody else would be administrator"):
            attempt()

    people.enable(None, two)
    people.end_role(None, one, held=mine, last_day=clock.today())
    assert mine.valid_to == clock.today()


def test_nobody_closes_the_account_he_works_with(office):
    with nothing_changes(office.app):
        answer = office.chief.post(f"/people/{office.chief_id}/disable")
    assert answer.status_code == 409
    assert "Nobody closes the account he is working with." in answer.text


def test_a_sign_in_link_is_shown_once_and_replaces_the_one_before(office, client):
    links = []
    for _turn in range(2):
        answer = office.browser.post(f"/people/{office.officer}/link")
        assert answer.status_code == 200 and answer.headers["Cache-Control"] == "no-store"
        links.append(answer.text.partition("http://localhost/sign-in/link/")[2].partition('"')[0])
        assert "QR code of the sign-in link" in answer.text

    assert "/sign-in/link/" not in office.browser.get(f"/people/{office.officer}").text
    assert [client.get(f"/sign-in/link/{secret}").status_code for secret in links] == [410, 200]
    assert client.post(f"/sign-in/link/{links[1]}", headers=ORIGIN).status_code == 303
    assert "Signed in last at" in office.browser.get(f"/people/{office.officer}").text


def test_a_closed_account_is_cut_off_and_opened_again_stays_signed_out(office, client):
    with office.app.app_context():
        officer = db.session.get_one(Person, office.officer)
        browser, program = signed_in_client(office.app, officer), bearer(office.app, officer)
        secret = sessions.make_link(None, officer)
    asked = office.browser.get(f"/people/{office.officer}/disable").text
    assert "1 device is signed out. 1 token stops working." in asked

    assert office.browser.post(f"/people/{office.officer}/disable").status_code == 303

    def answers():
        return (
            browser.get("/account").status_code,
            client.get("/api/v1/sites", headers=program).status_code,
            client.get(f"/sign-in/link/{secret}").status_code,
        )

    assert answers() == (303, 401, 410)
    with nothing_changes(office.app):
        assert office.browser.post(f"/people/{office.officer}/link").status_code == 409
    assert office.browser.post(f"/people/{office.officer}/enable").status_code == 303
    assert answers() == (303, 401, 410)
    assert office.browser.post(f"/people/{office.officer}/link").status_code == 200


def test_devices_and_tokens_are_counted_while_they_live(office):
    def counts():
        shown = office.browser.get(f"/people/{office.officer}").text
        return [shown.partition(f"<dt>{of}</dt><dd>")[2][0] for of in ("Devices signed in", "Tokens for programs")]

    with office.app.app_context():
        officer = db.session.get_one(Person, office.officer)
        secrets = [sessions.sign_in(officer, officer, device="x") for _turn in range(2)]
        sessions.issue_token(officer, officer, label="x")
    assert counts() == ["2", "1"]

    with office.app.app_context():
        sessions.sign_out(None, sessions.session_of(secrets[0]))
    assert counts() == ["1", "1"]


def test_a_role_just_given_is_taken_back_by_one_press(office):
    shown = office.browser.post(f"/people/{office.officer}/roles", data=role(office), follow_redirects=True).text
    undo = re.search(r'action="(/undo/[^"]+)"', shown)

    assert office.browser.post(undo[1]).status_code == 303

    with office.app.app_context():
        yesterday = clock.today() - timedelta(days=1)
        assert held_by(office.officer) == [("officer", None, None), ("technician", None, yesterday)]


def test_no_way_back_is_offered_that_would_be_refused(office):
    """A role may be given to a leader, but what was done to his account is an administrator's to take back."""
    path = f"/people/{office.leader}/roles"
    shown = office.browser.post(path, data=role(office), follow_redirects=True).text
    assert "is now: " in shown and "/undo/" not in shown
    assert "/undo/" in office.chief.post(path, data=role(office, site=office.commune), follow_redirects=True).text
