"""What changed since a version, made once for all who show the same."""

import json
import threading

import pytest

from confsys.agenda import actions as agenda
from confsys.conferences import actions
from confsys.conferences.transitions import TRANSITIONS
from confsys.errors import NotFound
from confsys.journal import entries_since
from confsys.live.hub import Audience
from confsys.live.news import Heard
from tests.build import a_conference
from tests.conftest import in_fresh_context
from tests.queries import counted_queries

SCREEN = Audience("screen", "", "en")


def test_who_shows_nothing_gets_everything(app, live):
    conference = a_conference(state="issued", title="Họp")

    news = live.newsroom.latest(conference.id, SCREEN)

    assert (news.since, news.version) == (0, 4)
    assert news.parts == {
        "title": '<h1 id="title" data-part>Họp (issued)</h1>',
        "agenda": '<ol id="agenda" data-part></ol>',
        "language": '<p id="language" data-part>en Sign in</p>',
    }
    assert json.loads(news.body) == {
        "conference": conference.id,
        "epoch": news.epoch,
        "since": 0,
        "version": 4,
        "parts": news.parts,
    }


def test_who_is_behind_gets_the_parts_that_changed(app, live):
    conference = a_conference(state="issued")
    before = live.newsroom.latest(conference.id, SCREEN)
    agenda.add(None, conference, title="Khai mạc", kind="khai-mac", minutes=10)

    news = live.newsroom.latest(conference.id, SCREEN, before.version, before.epoch)

    assert (news.since, news.version, list(news.parts)) == (4, 5, ["agenda"])
    assert "Khai mạc: planned" in news.parts["agenda"]


def test_what_was_heard_is_not_read_again_unless_something_is_missing(app, live):
    conference = a_conference(state="issued")
    before = live.newsroom.latest(conference.id, SCREEN)
    actions.take(None, conference, TRANSITIONS["start"])
    agenda.add(None, conference, title="Khai mạc", kind="khai-mac", minutes=10)
    all_of_it = [
        Heard(each.version, each.kind, each.about) for each in entries_since(conference.stream, before.version)
    ]

    made = []
    for heard in ((), all_of_it[1:], all_of_it):
        with counted_queries(app) as sent:
            news = live.newsroom.make(conference.id, [SCREEN], before.version, before.epoch, heard)[SCREEN]
        made.append((news.body, sum("FROM journal" in each for each in sent)))

    assert list(news.parts) == ["title", "agenda"]
    assert made == [(news.body, 1), (news.body, 1), (news.body, 0)]


@pytest.mark.parametrize(("since", "epoch"), [(3, "another"), (99, None), (0, None)])
def test_another_history_or_an_unknown_version_gets_everything(app, live, since, epoch):
    conference = a_conference(state="issued")
    current = live.newsroom.latest(conference.id, SCREEN).epoch

    assert live.newsroom.latest(conference.id, SCREEN, since, epoch or current).since == 0


def test_letters_are_sent_as_they_are(app, live):
    conference = a_conference(title="Sơ kết quý")

    assert "Sơ kết quý" in live.newsroom.latest(conference.id, SCREEN).body


def test_each_language_has_its_own_words(app, live):
    conference = a_conference()

    parts = live.newsroom.latest(conference.id, Audience("screen", "", "vi")).parts

    assert parts["language"] == '<p id="language" data-part>vi Đăng nhập</p>'


def test_the_caller_keeps_language_and_session(app, live):
    conference = a_conference(state="issued")

    live.newsroom.latest(conference.id, Audience("screen", "", "vi"))

    actions.edit(None, conference, title="Khác")
    assert str(NotFound()) == "Not found"


def test_many_who_come_back_at_once_cost_one_rendering(fresh_app, live, monkeypatch):
    with fresh_app.app_context():
        conference_id = a_conference().id
    made, entered = [], threading.Event()

    def slowly(*args):
        made.append(args)
        entered.wait(0.1)
        return original(*args)

    original = live.newsroom.make
    monkeypatch.setattr(live.newsroom, "make", slowly)
    work = (live.newsroom.latest, conference_id, SCREEN)
    threads = [threading.Thread(target=in_fresh_context, args=work) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(made) == 1


def test_a_rendering_that_failed_is_tried_again(app, live, monkeypatch):
    conference = a_conference()
    original = live.newsroom.make

    def fail(*args):
        monkeypatch.setattr(live.newsroom, "make", original)
        raise RuntimeError("once")

    monkeypatch.setattr(live.newsroom, "make", fail)
    with pytest.raises(RuntimeError):
        live.newsroom.latest(conference.id, SCREEN)

    assert live.newsroom.latest(conference.id, SCREEN).version == 1


def test_the_data_view_gets_entries_instead_of_parts(app, live):
    conference = a_conference(state="issued")

    office = json.loads(live.newsroom.latest(conference.id, Audience("data", "office", "en")).body)
    guest = json.loads(live.newsroom.latest(conference.id, Audience("data", "guest", "en")).body)

    assert [each["kind"] for each in office["events"]] == [
        "conference.planned",
        "conference.submitted",
        "conference.approved",
        "conference.issued",
    ]
    assert [each["kind"] for each in guest["events"]] == ["conference.issued"]
    assert (guest["version"], "parts" in guest) == (4, False)
