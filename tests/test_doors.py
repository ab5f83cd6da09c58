"""Nothing opens by being forgotten."""

import pytest
from flask import Flask

from confsys import doors


def an_app_with(view) -> Flask:
    app = Flask("x")
    app.add_url_rule("/x", "x", view)
    return app


def test_an_address_without_a_rule_stops_the_start():
    with pytest.raises(RuntimeError, match="without a declared rule: x"):
        doors.refuse_undeclared(an_app_with(lambda: "open to all by mistake"))


def test_an_address_with_a_rule_starts():
    doors.refuse_undeclared(an_app_with(doors.public(lambda: "open on purpose")))


def test_every_page_carries_the_strict_policy(client):
    answer = client.get("/sign-in")

    policy = answer.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy and "unsafe" not in policy
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    nonce = policy.partition("'nonce-")[2].partition("'")[0]
    assert f'nonce="{nonce}"' in answer.text
    assert client.get("/sign-in").headers["Content-Security-Policy"] != policy


def test_an_unknown_address_is_a_page_that_leads_on(client):
    answer = client.get("/khong-co")
    assert answer.status_code == 404
    assert "Không tìm thấy trang này" in answer.text and "/sign-in" in answer.text


def test_english_is_a_cookie_away(client):
    client.set_cookie("lang", "en", domain="localhost")
    assert "This page was not found" in client.get("/khong-co").text


@pytest.mark.parametrize("host", ["evil.example", "x" * 300, "[::1", "a b", "\xff", ""])
def test_no_host_a_request_names_leads_anywhere_or_breaks_anything(client, host):
    assert client.get("/sign-in", headers={"Host": host}).status_code == 200
    doubled = client.get("/static//base.css", headers={"Host": host})
    assert (doubled.status_code, doubled.location) == (308, "http://localhost/static/base.css")


@pytest.mark.parametrize("query", ["q=\xff\xfe", "\xed\xa0\x80=1", "q=%FF&q=%", "\x7f"])
def test_raw_bytes_in_a_query_are_read_as_what_they_can_be(client, query):
    for path, status in (("/sign-in", 200), ("/static/base.css", 200), ("/conferences", 303)):
        assert client.get(path, environ_overrides={"QUERY_STRING": query}).status_code == status
