"""One's own account: how one is reached, the password, and the devices one is signed in on."""

import unicodedata

import pytest

from confsys.extensions import db
from confsys.people import actions as people
from confsys.people import sessions
from confsys.people.models import Person
from tests.build import a_person, signed_in_client
from tests.shown_form import ShownForm, assert_sentence_at, nothing_changes

OLD, NEW = "mat khau cu nay", "một câu ngắn dễ nhớ"


@pytest.fixture
def person(fresh_app):
    with fresh_app.app_context():
        return a_person("Nguyễn Thị Ánh", password=OLD)


@pytest.fixture
def browser(fresh_app, person):
    browser = signed_in_client(fresh_app, person)
    browser.set_cookie("lang", "en", domain="localhost")
    return browser


def change(browser, **changed):
    return browser.post("/account/password", data={"old": OLD, "new": NEW, "again": NEW} | changed)


def test_a_new_password_opens_and_the_other_devices_are_signed_out(fresh_app, person, browser):
    other = signed_in_client(fresh_app, person)

    assert change(browser).status_code == 303

    assert (browser.get("/account").status_code, other.get("/account").status_code) == (200, 303)
    with fresh_app.app_context():
        for typed in (NEW, unicodedata.normalize("NFD", NEW)):
            assert sessions.authenticate(person.username, typed).id == person.id


WRONG = [
    ({"old": "khong phai"}, "old", "This is not the present password."),
    ({"old": ""}, "old", "This is not the present password."),
    ({"new": "x" * 11, "again": "x" * 11}, "new", "At least 12 characters."),
    ({"new": " " * 20, "again": " " * 20}, "new", "At least 12 characters."),
    ({"new": "", "again": ""}, "new", "At least 12 characters."),
    ({"new": "x" * 201, "again": "x" * 201}, "new", "At most 200 characters."),
    ({"again": NEW + "."}, "again", "The two do not match. Type the new password again."),
]


@pytest.mark.parametrize(("changed", "field", "sentence"), WRONG)
def test_a_password_that_cannot_be_is_told_and_never_sent_back(fresh_app, browser, changed, field, sentence):
    with nothing_changes(fresh_app):
        answer = change(browser, **changed)

    assert answer.status_code == 422
    assert assert_sentence_at(answer.text, field) == sentence
    assert OLD not in answer.text and NEW not in answer.text


def test_whoever_guesses_the_present_password_has_to_wait(browser):
    answers = [change(browser, old=f"doan {turn}").status_code for turn in range(11)]
    assert answers == [422] * 10 + [429]
    assert change(browser).status_code == 429


def test_whoever_came_by_a_link_sets_the_first_password_without_an_old_one(fresh_app):
    with fresh_app.app_context():
        newcomer = a_person()
        browser = signed_in_client(fresh_app, newcomer)
    assert 'name="old"' not in browser.get("/account").text

    assert change(browser, old="").status_code == 303

    assert "Đã đặt mật khẩu." in browser.get("/account").text
    with fresh_app.app_context():
        assert sessions.authenticate(newcomer.username, NEW).id == newcomer.id


def test_a_password_needs_a_user_name(fresh_app):
    with fresh_app.app_context():
        browser = signed_in_client(fresh_app, people.add(None, name="Lê Văn Cảnh"))
    browser.set_cookie("lang", "en", domain="localhost")
    assert "A password needs a user name" in browser.get("/account").text
    with nothing_changes(fresh_app):
        assert change(browser).status_code == 422


def test_one_changes_how_one_is_reached_and_not_what_one_is(fresh_app, person, browser):
    sent = {"email": "Anh@Example.vn", "telephone": "0900 000 101", "name": "Chủ tịch", "position": "Chủ tịch"}
    assert browser.post("/account/contact", data=sent | {"username": "chutich"}).status_code == 303

    with fresh_app.app_context():
        now = db.session.get_one(Person, person.id)
        assert (now.email, now.telephone) == ("anh@example.vn", "0900000101")
        assert (now.name, now.position, now.username) == (person.name, None, person.username)


@pytest.mark.parametrize(("field", "value"), [("email", "anh@"), ("telephone", "gọi sau")])
def test_what_cannot_be_read_stays_as_typed(fresh_app, browser, field, value):
    with nothing_changes(fresh_app):
        answer = browser.post("/account/contact", data={"email": "", "telephone": ""} | {field: value})
    assert answer.status_code == 422
    assert assert_sentence_at(answer.text, field)
    assert ShownForm(answer.text).values[field] == [value]


def test_every_other_device_is_signed_out_with_one_press(fresh_app, person, browser):
    others = [signed_in_client(fresh_app, person) for _turn in range(2)]
    assert "Sign out on every other device" in browser.get("/account").text

    assert browser.post("/account/sessions/end-others").status_code == 303

    assert [each.get("/account").status_code for each in (browser, *others)] == [200, 303, 303]
    assert "Sign out on every other device" not in browser.get("/account").text


def test_only_an_administrator_is_led_to_change_his_name(fresh_app, browser):
    with fresh_app.app_context():
        chief = a_person(role="administrator")
    assert f"/people/{chief.id}/edit" in signed_in_client(fresh_app, chief).get("/account").text
    assert "/edit" not in browser.get("/account").text
