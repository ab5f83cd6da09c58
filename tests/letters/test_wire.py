"""How letters travel: encrypted and signed in where it is asked, again after a broken line, dead at a refusal."""

from datetime import timedelta
from urllib.parse import quote

import pytest
import time_machine

from confsys import clock
from confsys.letters import delivery, queries, server, showing
from confsys.letters.models import HOLD
from tests.letters.post_office import PASSWORD, USER, a_certificate, letters, opened

SIGNED_IN = f"{quote(USER, safe='')}:{quote(PASSWORD, safe='')}@"


@pytest.fixture(scope="module")
def certificate(tmp_path_factory):
    return a_certificate(tmp_path_factory.mktemp("tls"))


@pytest.fixture
def trusted(certificate, monkeypatch):
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate[1]))
    return certificate[0]


def deliver_by(app, monkeypatch, url: str) -> int:
    monkeypatch.setitem(app.config, "SMTP_URL", url)
    with time_machine.travel(clock.now() + HOLD, tick=True):
        return delivery.deliver()


def test_starttls_and_a_password(app, monkeypatch, trusted):
    [letter] = letters()
    with opened(tls_context=trusted, require_starttls=True, auth_required=True) as post:
        assert deliver_by(app, monkeypatch, f"smtp://{SIGNED_IN}{post.where}?tls=required") == 1

    assert (letter.state, post.ids, post.users) == ("sent", [letter.message_id], [USER])


def test_implicit_tls(app, monkeypatch, trusted):
    [letter] = letters()
    with opened(ssl_context=trusted) as post:
        assert deliver_by(app, monkeypatch, f"smtps://{post.where}") == 1

    assert (letter.state, post.ids) == ("sent", [letter.message_id])


@pytest.mark.parametrize("scheme", ["smtp", "smtps"])
def test_a_certificate_nobody_vouches_for_is_refused_and_said(app, monkeypatch, certificate, scheme):
    [letter] = letters()
    options = {"ssl_context": certificate[0]} if scheme == "smtps" else {"tls_context": certificate[0]}
    with opened(**options) as post, pytest.raises(server.Trouble, match="certificate verify failed"):
        deliver_by(app, monkeypatch, f"{scheme}://{post.where}")

    assert (letter.state, post.taken, queries.attempts_of(letter)) == ("waiting", [], [])


def test_a_certificate_of_another_host_is_refused_and_said(app, monkeypatch, tmp_path):
    [letter] = letters()
    context, file = a_certificate(tmp_path, "DNS:mail.example.vn")
    monkeypatch.setenv("SSL_CERT_FILE", str(file))
    with opened(ssl_context=context) as post, pytest.raises(server.Trouble, match="not valid for '127.0.0.1'"):
        deliver_by(app, monkeypatch, f"smtps://{post.where}")

    assert (letter.state, post.taken) == ("waiting", [])


def test_where_encryption_is_required_and_not_offered_nothing_is_said_to_the_server(app, monkeypatch):
    [letter] = letters()
    with opened() as post, pytest.raises(server.Trouble, match="offers no encryption"):
        deliver_by(app, monkeypatch, f"smtp://{post.where}?tls=required")

    assert (letter.state, post.taken) == ("waiting", [])


def test_a_wrong_password_is_the_servers_trouble_and_no_letter_dies_of_it(app, monkeypatch, trusted):
    [letter] = letters()
    with opened(tls_context=trusted, auth_required=True) as post, pytest.raises(server.Trouble, match="^535"):
        deliver_by(app, monkeypatch, f"smtp://{quote(USER)}:falsch@{post.where}")

    assert (letter.state, queries.attempts_of(letter)) == ("waiting", [])


def later(by: timedelta):
    return time_machine.travel(clock.now() + by, tick=True)


def test_a_line_that_breaks_after_the_letter_sends_it_once_more_as_the_same_letter(app, monkeypatch):
    first, second = letters(2)
    with opened() as post:
        post.breaks = 1
        assert deliver_by(app, monkeypatch, f"smtp://{post.where}") == 1
        assert ([each.outcome for each in queries.attempts_of(first)], first.state) == (["lost"], "waiting")
        with later(HOLD + timedelta(seconds=40)):
            assert delivery.deliver() == 2

    assert post.ids == [first.message_id, first.message_id, second.message_id]
    assert [each.state for each in (first, second)] == ["sent", "sent"]


def test_what_is_put_off_is_tried_again_later_and_later_and_given_up_after_two_days(app, monkeypatch):
    [letter] = letters()
    with opened() as post:
        monkeypatch.setitem(app.config, "SMTP_URL", f"smtp://{post.where}")
        post.answers = ["451 too busy"] * 100
        waits = []
        with time_machine.travel(letter.due_at, tick=False) as journey:
            while letter.state == "waiting":
                assert delivery.deliver() == 1
                waits.append(letter.due_at - clock.now())
                assert delivery.deliver() == 0
                journey.move_to(letter.due_at)

    assert (letter.state, letter.reason) == ("dead", "gave_up")
    doubled = [timedelta(seconds=30 * 2**turn) for turn in range(7)]
    assert all(0.8 * usual <= wait <= 1.2 * usual for wait, usual in zip(waits, doubled, strict=False))
    assert max(waits) <= timedelta(minutes=72) and len(waits) > 40
    assert sum(waits[:-1], timedelta()) > timedelta(days=2) - timedelta(minutes=72)


def test_a_refusal_for_good_is_dead_at_once_with_the_words_of_the_server(app, monkeypatch):
    [letter] = letters()
    with opened() as post:
        post.unknown = {"be@example.vn": "550 5.1.1 No such mailbox here"}
        assert deliver_by(app, monkeypatch, f"smtp://{post.where}") == 1

    [attempt] = queries.attempts_of(letter)
    assert (letter.state, letter.reason, attempt.code) == ("dead", "refused", 550)
    assert attempt.reply == "5.1.1 No such mailbox here"
    assert showing.why_dead(letter, [attempt]) is showing.NOBODY_THERE


def test_one_bad_receiver_holds_up_no_other(app, monkeypatch):
    written = [letters(1, address)[0] for address in ("xau@example.vn", "cham@example.vn", "tot@example.vn")]
    with opened() as post:
        post.unknown = {"xau@example.vn": "550 no such user", "cham@example.vn": "450 come back later"}
        assert deliver_by(app, monkeypatch, f"smtp://{post.where}") == 3

    assert [each.state for each in written] == ["dead", "waiting", "sent"]
    assert post.ids == [written[2].message_id]


def test_a_server_that_closes_shop_in_the_middle_is_left_and_the_rest_waits(app, monkeypatch):
    written = [letters(1, f"{turn}@example.vn")[0] for turn in range(3)]
    with opened() as post:
        post.answers = ["250 OK", "421 closing"]
        assert deliver_by(app, monkeypatch, f"smtp://{post.where}") == 2

    assert [each.state for each in written] == ["sent", "waiting", "waiting"]
    assert len(queries.attempts_of(written[2])) == 0


@pytest.mark.parametrize(
    ("url", "because"),
    [
        ("mail.example.vn", "must look like"),
        ("http://mail.example.vn", "must look like"),
        ("smtp://", "must look like"),
        ("smtp://mail.example.vn:nhieu", "must look like"),
        ("smtp://mail.example.vn:99999", "must look like"),
        ("smtp://a:bimat@mail.example.vn:0", "must look like"),
        ("smtp://mail.example.vn?tls=perhaps", "can only be"),
        ("smtp://a:bimat@mail.example.vn?ssl=1", "must look like"),
        ("smtp://a:bimat%E1%BA%ADt@mail.example.vn", "without marks"),
    ],
)
def test_an_address_that_cannot_be_read_says_so_and_never_the_password(url, because):
    with pytest.raises(ValueError, match=because) as refusal:
        server.read_url(url)

    assert "bimat" not in str(refusal.value)


def test_the_address_is_never_shown_with_its_password():
    assert "bimat" not in repr(server.read_url("smtp://a:bimat@mail.example.vn"))
