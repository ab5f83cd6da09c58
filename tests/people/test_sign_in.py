"""Signing in and out, by password, by link and by token."""

from datetime import timedelta

import pytest
import time_machine
from argon2 import DEFAULT_MEMORY_COST, DEFAULT_PARALLELISM, DEFAULT_TIME_COST, Type, extract_parameters

from confsys import clock
from confsys.errors import Gone, Invalid, Refused
from confsys.extensions import db
from confsys.people import actions, sessions
from confsys.people.models import SignIn
from confsys.web import own_address
from tests.build import a_person, bearer, signed_in_client

ORIGIN = {"Origin": "http://localhost"}


def sign_in(client, person_name, password, **more):
    data = {"username": person_name, "password": password, **more}
    return client.post("/sign-in", data=data, headers=ORIGIN)


def test_a_person_signs_in_with_name_and_password(fresh_app, client):
    with fresh_app.app_context():
        name = a_person(password="mat khau dai").username

    answer = sign_in(client, name, "mat khau dai", next="/account")

    assert (answer.status_code, answer.location) == (303, "/account")
    assert client.get("/account").status_code == 200
    cookie = answer.headers["Set-Cookie"]
    assert "HttpOnly" in cookie and "SameSite=Lax" in cookie


def test_a_stolen_password_is_as_hard_to_guess_as_the_library_advises(
    fresh_app, client, product_passwords, monkeypatch
):
    for name, product in product_passwords.items():
        monkeypatch.setattr(sessions, name, product)
    with fresh_app.app_context():
        person = a_person(password="mat khau dai")

    assert sign_in(client, person.username, "sai").status_code == 422
    assert sign_in(client, "khongco", "sai").status_code == 422
    assert sign_in(client, person.username, "mat khau dai").status_code == 303
    for stored in (person.password, sessions._nobody):
        used = extract_parameters(stored)
        assert used.type is Type.ID
        assert used.time_cost >= DEFAULT_TIME_COST
        assert used.memory_cost >= DEFAULT_MEMORY_COST
        assert used.parallelism >= DEFAULT_PARALLELISM


def test_unknown_name_and_wrong_password_get_the_same_bytes(fresh_app, client):
    with fresh_app.app_context():
        name = a_person(password="mat khau dai").username

    wrong = sign_in(client, name, "sai")
    unknown = sign_in(client, "khongco", "sai")

    assert wrong.status_code == unknown.status_code == 422
    assert without_nonce(wrong).replace(name, "khongco") == without_nonce(unknown)


def test_ten_wrong_tries_make_a_name_wait_at_that_address_alone(fresh_app, client):
    with fresh_app.app_context():
        name, other = a_person(password="mat khau dai").username, a_person(password="mat khau dai").username
    guessed = [sign_in(client, name, f"sai {number}").status_code for number in range(12)]

    refused = sign_in(client, f" {name.upper()} ", "mat khau dai")

    assert guessed == [422] * 10 + [429] * 2
    assert refused.status_code == 429 and "đợi năm phút" in refused.text
    assert sign_in(client, other, "mat khau dai").status_code == 303
    client.environ_base["REMOTE_ADDR"] = "192.0.2.7"
    assert sign_in(client, name, "mat khau dai").status_code == 303


def test_the_right_password_forgets_the_wrong_ones_and_so_does_time(fresh_app, client):
    with fresh_app.app_context():
        name = a_person(password="mat khau dai").username
    for _each in range(2):
        assert {sign_in(client, name, "sai").status_code for _try in range(9)} == {422}
        assert sign_in(client, name, "mat khau dai").status_code == 303
    assert {sign_in(client, name, "sai").status_code for _try in range(11)} == {422, 429}

    with time_machine.travel(clock.now() + timedelta(minutes=5, seconds=1)):
        assert sign_in(client, name, "mat khau dai").status_code == 303


@pytest.mark.parametrize("typed", ["", "\x00", "a" * 10_000, "'; DROP TABLE people; --", "🙂"])
def test_odd_names_are_refused_without_trouble(client, typed):
    assert sign_in(client, typed, typed).status_code == 422


def test_a_disabled_person_cannot_sign_in_and_is_signed_out(fresh_app, client):
    with fresh_app.app_context():
        person = a_person(password="mat khau dai")
        name = person.username
        browser = signed_in_client(fresh_app, person)
        actions.disable(None, person)

    assert sign_in(client, name, "mat khau dai").status_code == 422
    assert browser.get("/account").status_code == 303


def test_signing_out_ends_the_session_in_the_database(fresh_app):
    with fresh_app.app_context():
        browser = signed_in_client(fresh_app, a_person())
    assert browser.get("/account").status_code == 200

    browser.post("/sign-out")

    with fresh_app.app_context():
        assert db.session.query(SignIn).one().revoked_at is not None
    assert browser.get("/account").status_code == 303


def test_a_session_ends_by_itself(fresh_app):
    with fresh_app.app_context():
        browser = signed_in_client(fresh_app, a_person())
    with time_machine.travel(clock.now() + timedelta(hours=5)):
        assert browser.get("/account").status_code == 303


def test_a_new_password_ends_every_session(app):
    person = a_person(password="cu")
    secret = sessions.sign_in(person, person, device="x")
    assert sessions.session_of(secret) is not None

    sessions.change_password(person, person, password=sessions.hash_password("moi"))

    assert sessions.session_of(secret) is None
    assert sessions.authenticate(person.username, "moi").id == person.id
    with pytest.raises(Invalid, match="not right"):
        sessions.authenticate(person.username, "cu")


def test_a_link_signs_in_once_and_only_by_pressing(fresh_app, client):
    with fresh_app.app_context():
        secret = sessions.make_link(None, a_person("Chánh Văn phòng"))

    assert "Chánh Văn phòng" in client.get(f"/sign-in/link/{secret}").text
    assert client.get("/account").status_code == 303
    assert client.post(f"/sign-in/link/{secret}", headers=ORIGIN).status_code == 303
    assert client.get("/account").status_code == 200
    assert client.get(f"/sign-in/link/{secret}").status_code == 410


def test_two_presses_on_one_link_give_one_session(app):
    person = a_person()
    secret = sessions.make_link(None, person)
    link = sessions.link_of(secret)
    sessions.use_link(person, link, device="a")

    with pytest.raises(Refused, match="already been used"):
        sessions.use_link(person, link, device="b")


def test_a_token_acts_as_its_person_until_revoked(fresh_app, client):
    with fresh_app.app_context():
        person = a_person()
        token, secret = sessions.issue_token(person, person, label="kịch bản")
        token_id = token.id
    headers = {"Authorization": f"Bearer {secret}"}
    assert client.get("/account", headers=headers).status_code == 200

    with fresh_app.app_context():
        sessions.revoke_token(None, db.session.get_one(sessions.ApiToken, token_id))

    assert client.get("/account", headers=headers).status_code != 200


def test_a_reading_token_may_not_write(fresh_app, client):
    with fresh_app.app_context():
        headers = bearer(fresh_app, a_person(), scope="read")

    assert client.get("/account", headers=headers).status_code == 200
    assert client.post("/account/tokens", data={"label": "x", "scope": "all"}, headers=headers).status_code == 403


def test_nobody_ends_the_session_of_somebody_else(fresh_app):
    with fresh_app.app_context():
        mine, theirs = a_person(), a_person()
        browser = signed_in_client(fresh_app, mine)
        sessions.sign_in(theirs, theirs, device="x")
        other = db.session.query(SignIn).filter_by(person_id=theirs.id).one().id

    swapped = browser.post(f"/account/sessions/{other}/end")
    unknown = browser.post("/account/sessions/0000000000000000/end")

    assert swapped.status_code == unknown.status_code == 404
    assert without_nonce(swapped) == without_nonce(unknown)
    with fresh_app.app_context():
        assert db.session.get_one(SignIn, other).revoked_at is None


@pytest.mark.parametrize("headers", [{"Origin": "http://evil.example"}, {"Sec-Fetch-Site": "cross-site"}, {}])
def test_an_unsafe_request_from_elsewhere_is_refused(fresh_app, headers):
    with fresh_app.app_context():
        browser = signed_in_client(fresh_app, a_person())
    browser.environ_base.pop("HTTP_ORIGIN")

    assert browser.post("/sign-out", headers=headers).status_code == 403
    assert browser.get("/account").status_code == 200


@pytest.mark.parametrize(
    "address", ["//evil.example", "https://evil.example", "/\\evil.example", "javascript:alert(1)", "evil", None]
)
def test_next_never_leads_away(address):
    assert own_address(address) == "/"


def test_an_expired_link_is_gone(app):
    secret = sessions.make_link(None, a_person())
    with time_machine.travel(clock.now() + timedelta(days=8)):
        assert sessions.link_of(secret) is None
    assert Gone.status == 410


def without_nonce(answer) -> str:
    """The page without what is random in every answer."""
    nonce = answer.headers["Content-Security-Policy"].partition("'nonce-")[2].partition("'")[0]
    return answer.text.replace(nonce, "NONCE").replace(nonce[:4].upper(), "NONCE")
