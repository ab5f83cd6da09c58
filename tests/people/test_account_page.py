"""The forms of one's own account, of signing in and of calendar links, and whatever may be typed into them."""

import pytest

from confsys.people import sessions
from tests.build import a_person, signed_in_client
from tests.shown_form import ShownForm, assert_sentence_at, nothing_changes

ORIGIN = {"Origin": "http://localhost"}
MARKUP = "\"><script>alert('1')</script>&lt;b&gt; {{ 7 * 7 }}"


@pytest.fixture
def browser(fresh_app):
    with fresh_app.app_context():
        browser = signed_in_client(fresh_app, a_person("Bà Chánh Văn phòng"))
    browser.set_cookie("lang", "en", domain="localhost")
    return browser


EMPTY = "This must not be empty."
LABEL = [
    *[(value, EMPTY) for value in (..., "", "  ", "\u00a0", "\u200b", "\u200d", "\x00\r\n")],
    *[("x" * 101, "At most 100 characters; this has 101."), ("ế" * 10_000, "At most 100 characters; this has 10000.")],
]
FORMS = {
    "/account/tokens": (
        {"label": "kịch bản", "scope": "read"},
        {"label": LABEL, "scope": [(value, "Choose one of: all, read.") for value in (..., "", "ALL", "0", MARKUP)]},
    ),
    "/calendars": (
        {"label": "điện thoại", "language": "en", "alarms": "1"},
        {
            "label": LABEL,
            "language": [(value, "Choose one of: vi, en.") for value in (..., "", "fr", "\x00", MARKUP)],
            "alarms": [(value, "Yes or no is needed.") for value in ("maybe", "0", MARKUP)],
            "busy_only": [("x" * 10_000, "Yes or no is needed.")],
        },
    ),
}


@pytest.mark.parametrize(
    ("path", "field"), [(path, field) for path, (_whole, wrong) in FORMS.items() for field in wrong]
)
def test_each_thing_wrong_gets_its_sentence_at_its_place_and_stays_as_typed(fresh_app, browser, path, field):
    whole, wrong = FORMS[path]
    for value, sentence in wrong[field]:
        sent = {name: each for name, each in (whole | {field: value}).items() if each is not ...}
        with nothing_changes(fresh_app):
            answer = browser.post(path, data=sent)

        assert answer.status_code == 422, value
        assert assert_sentence_at(answer.text, field) == sentence, value
        assert "<script>alert" not in answer.text
        stands = ShownForm(answer.text).values
        for name in {*sent} - ({field} - {"label"}):
            assert sent[name] in stands[name], (value, name)


@pytest.mark.parametrize("path", FORMS)
@pytest.mark.parametrize("label", [MARKUP, "🙂 👩‍💻", "x" * 100])
def test_a_label_is_only_ever_text(browser, path, label):
    assert browser.post(path, data=FORMS[path][0] | {"label": label}).status_code == 200
    shown = browser.get(path.removesuffix("/tokens"))
    assert shown.status_code == 200
    assert "<script>alert" not in shown.text
    assert label in shown.text or label == MARKUP and "&lt;script&gt;alert" in shown.text


@pytest.mark.parametrize("path", FORMS)
def test_a_body_that_is_too_large_or_no_form_is_refused(fresh_app, browser, path):
    with nothing_changes(fresh_app):
        assert browser.post(path, data={"label": "x" * 1024 * 1024}).status_code == 413
        assert browser.post(path, json={"label": "x"}).status_code == 422


@pytest.mark.parametrize("id", ["%00", "a%00b", "%ED%A0%80", "x" * 5000, "'", "🙂"])
def test_an_id_that_cannot_be_is_not_found(fresh_app, browser, id):
    for path in (f"/account/tokens/{id}/revoke", f"/account/sessions/{id}/end", f"/calendars/{id}/revoke"):
        with nothing_changes(fresh_app):
            assert browser.post(path).status_code == 404, path
    assert browser.get(f"/calendars/{id}/confsys.ics").status_code == 404


@pytest.mark.parametrize("secret", ["%00", "%ED%A0%80", "x" * 5000, "'", "🙂"])
def test_a_link_that_cannot_be_leads_nowhere(client, secret):
    for path in (f"/sign-in/link/{secret}", f"/join/{secret}", f"/stage/{secret}"):
        assert client.get(path).status_code in (404, 410), path
    assert client.post(f"/sign-in/link/{secret}", headers=ORIGIN).status_code in (404, 410)


ODD_ADDRESSES = [
    "//[",
    "/[",
    "//evil.example",
    "/\\evil.example",
    "http://[::1",
    "\x00",
    "/\r\nX-Evil: 1",
    "/🙂",
    "x" * 10_000,
]


@pytest.mark.parametrize("address", ODD_ADDRESSES)
def test_an_odd_address_to_go_on_to_leads_nowhere_else(fresh_app, browser, client, address):
    with fresh_app.app_context():
        name = a_person(password="mat khau dai").username
    signing_in = {"username": name, "password": "mat khau dai", "next": address}
    for answer in (
        browser.get("/sign-in", query_string={"next": address.replace("\x00", "")}),
        browser.post("/preferences", data={"next": address, "lang": "en"}),
        client.post("/sign-in", data=signing_in, headers=ORIGIN),
    ):
        assert answer.status_code == 303
        assert answer.location.startswith("/") and not answer.location.startswith("//")
        assert "X-Evil" not in answer.headers and "\n" not in answer.location


LOOKS = ("lang", "theme", "density", "keys")


@pytest.mark.parametrize(("name", "chosen", "at_first"), [("density", "compact", "normal"), ("keys", "off", "on")])
def test_a_choice_of_appearance_holds_on_this_device_until_another_is_made(browser, name, chosen, at_first):
    assert f'data-{name}="{at_first}"' in browser.get("/account").text

    browser.post("/preferences", data={name: chosen, "next": "/account"})
    assert f'data-{name}="{chosen}"' in browser.get("/account").text


@pytest.mark.parametrize("value", ["", "fr", "\x00", MARKUP, "x" * 10_000])
def test_an_unknown_language_or_look_is_left_aside(fresh_app, browser, value):
    with nothing_changes(fresh_app):
        answer = browser.post("/preferences", data=dict.fromkeys(LOOKS, value))
    assert answer.status_code == 303
    assert answer.headers.getlist("Set-Cookie") == []


@pytest.mark.parametrize("value", ["", "\x00", "xx", "x" * 3000, "'"])
def test_odd_cookies_are_left_aside(fresh_app, value):
    browser = fresh_app.test_client()
    for name in (*LOOKS, sessions.COOKIE):
        browser.set_cookie(name, value, domain="localhost")
    assert browser.get("/sign-in").status_code == 200
    assert browser.get("/account").status_code == 303


def test_what_was_typed_at_the_door_stays_but_for_the_password(client):
    client.set_cookie("lang", "en", domain="localhost")
    for name in (MARKUP, "🙂", "x" * 300):
        answer = client.post(
            "/sign-in", data={"username": name, "password": "mat khau", "remember": "1"}, headers=ORIGIN
        )
        shown = ShownForm(answer.text)
        assert answer.status_code == 422
        assert shown.values["username"] == [name] and shown.values["remember"] == ["1"]
        assert "mat khau" not in answer.text and "<script>alert" not in answer.text
        assert len(shown.summary) == 1 and {*shown.summary} <= {*shown.ids}
