"""What is due leaves, in order and once; what fails comes back under the same Message-ID or is given up."""

from datetime import timedelta

import pytest
import time_machine

from confsys import clock
from confsys.extensions import db
from confsys.letters import actions, delivery, queries, server
from confsys.letters.models import HOLD, Letter
from tests.letters.post_office import free_port, letters, opened


@pytest.fixture(scope="module")
def post_office():
    with opened() as post:
        yield post


@pytest.fixture
def post(app, post_office, monkeypatch):
    post_office.forget()
    monkeypatch.setitem(app.config, "SMTP_URL", f"smtp://{post_office.where}")
    return post_office


def later(by: timedelta):
    return time_machine.travel(clock.now() + by, tick=True)


def test_a_letter_leaves_after_the_hold_and_says_what_was_written(post):
    [letter] = letters(title="Sơ kết {link:conference}\r\nBcc: x@example.vn")
    assert (delivery.deliver(), post.taken) == (0, [])
    with later(HOLD):
        assert delivery.deliver() == 1
        assert delivery.deliver() == 0
    [message] = post.taken
    assert message["To"] == "Nguyễn Thị Bé <be@example.vn>" and message["Message-ID"] == letter.message_id
    assert message["Bcc"] is None and message["Auto-Submitted"] == "auto-generated"
    text = message.get_body(("plain",)).get_content()
    assert f"http://localhost/conferences/{letter.conference_id}" in text and "(link:conference}" in text
    assert "{link:conference}" in db.session.get_one(Letter, letter.id).text
    assert letter.state == "sent"


def test_letters_to_one_receiver_keep_their_order_while_the_first_is_refused_for_now(post):
    first, second = letters(2)
    post.answers = ["451 busy"]
    with later(HOLD):
        assert delivery.deliver() == 1
        assert [each.state for each in (first, second)] == ["waiting", "waiting"]
    with later(HOLD + timedelta(seconds=40)):
        assert delivery.deliver() == 2
    ids = [message["Message-ID"] for message in post.taken]
    assert ids == [first.message_id, first.message_id, second.message_id]


def test_what_is_refused_for_good_is_dead_and_holds_up_nobody(post):
    first, second = letters(2)
    post.answers = ["554 we do not want this"]
    with later(HOLD):
        delivery.deliver()
    assert [(each.state, each.reason) for each in (first, second)] == [("dead", "refused"), ("sent", "")]


def test_a_worker_that_died_is_followed_by_the_same_letter_after_a_minute(post):
    [letter] = letters()
    with later(HOLD):
        assert delivery.lease() is not None
        assert delivery.lease() is None
        assert delivery.deliver() == 0
    with later(HOLD + delivery.LEASE):
        assert delivery.deliver() == 1
    assert [each.outcome for each in queries.attempts_of(letter)] == [None, "taken"]


def test_what_is_withdrawn_in_time_never_leaves(post):
    [letter] = letters()
    actions.withdraw(None, letter)
    with later(HOLD):
        assert (delivery.deliver(), letter.state) == (0, "withdrawn")


def test_without_a_server_letters_wait_and_with_a_dead_one_none_is_touched(app, monkeypatch):
    [letter] = letters()
    with later(HOLD):
        assert delivery.deliver() == 0
        monkeypatch.setitem(app.config, "SMTP_URL", f"smtp://127.0.0.1:{free_port()}")
        with pytest.raises(server.Trouble):
            delivery.deliver()
    assert (letter.state, queries.attempts_of(letter)) == ("waiting", [])


def test_a_server_that_cannot_be_reached_is_left_alone_for_a_while_and_the_log_says_why(app, monkeypatch, caplog):
    letters()
    monkeypatch.setattr(delivery, "PATIENCE", delivery.Patience())
    monkeypatch.setitem(app.config, "SMTP_URL", f"smtp://bo:matkhau@127.0.0.1:{free_port()}")
    with later(HOLD):
        assert [delivery.send() for _turn in range(3)] == [0, 0, 0]
    said = [each.getMessage() for each in caplog.records if "mail server" in each.getMessage()]
    assert len(said) == 1 and "matkhau" not in said[0]
    assert delivery.PATIENCE.failures == 1
