"""The page on which people read what programs may ask."""

import pytest

from tests.build import a_person, signed_in_client
from tests.queries import counted_queries


@pytest.fixture
def browser(fresh_app):
    with fresh_app.app_context():
        return signed_in_client(fresh_app, a_person())


def test_it_shows_every_call_of_the_description(browser, client):
    page = browser.get("/api").text.replace("<wbr>", "")
    document = client.get("/api/v1/openapi.json").json

    for path, methods in document["paths"].items():
        assert f'<code class="path">{path}</code>' in page
        for operation in methods.values():
            assert f'id="{operation["operationId"]}"' in page


def test_a_stranger_is_asked_to_sign_in(client):
    answer = client.get("/api")
    assert (answer.status_code, answer.location.partition("?")[0]) == (303, "/sign-in")


FOUND = {
    "adjust": ["adjust_item"],
    "fixed_start": ["add_item", "adjust_item"],
    "thu hoi lien ket": ["revoke_link"],  # the reader's language, without marks
    "khongcogi": [],
}


@pytest.mark.parametrize("words", FOUND)
def test_calls_and_fields_are_found_by_their_names(browser, words):
    page = browser.get(f"/api?q={words}").text

    assert [name for name in FOUND[words] if f'id="{name}"' not in page] == []
    assert 'id="list_sites"' not in page
    assert ("Không có gì mang tên đó" in page) == (FOUND[words] == [])


def test_an_example_can_be_typed_as_it_stands(browser):
    page = browser.get("/api?q=postpone").text.replace("&#34;", '"').replace("&#39;", "'")

    assert """-d '{"reason": "Vì bão số 12"}'""" in page
    assert "'http://localhost/api/v1/conferences/0k3v9x2m7q5t8w1z/postpone'" in page


def test_it_speaks_both_languages(browser):
    assert "Hoãn: từ draft" in browser.get("/api").text
    browser.set_cookie("lang", "en", domain="localhost")
    assert "Postpone: from draft" in browser.get("/api").text


def test_it_asks_the_database_for_nothing_of_its_own(fresh_app, browser):
    with counted_queries(fresh_app) as sent:
        browser.get("/api")
    assert len(sent) == 3  # his sign-in, himself, what he may do
