"""Following the journal: after a commit here, and after those of other processes."""

import pytest

from confsys.conferences import actions, queries
from confsys.conferences.models import Conference
from confsys.extensions import db
from confsys.live import pulse, tail
from confsys.settings import Setting
from tests.build import a_conference, a_person
from tests.conftest import ON_POSTGRESQL
from tests.live.conftest import OWN, link_of


@pytest.fixture
def conference(app, live):
    return a_conference(state="issued")


@pytest.fixture
def screen(conference, socket):
    ear = socket(auth=link_of(conference), headers=OWN)
    assert ear.join(conference.id)["ok"]
    assert [each["since"] for each in ear.heard()] == [0]
    return ear


@pytest.fixture
def another_process(app, monkeypatch):
    """What is changed inside is not heard here: it was committed elsewhere."""

    def work(function, *args, **words):
        with monkeypatch.context() as patch:
            patch.setitem(app.extensions, "after_commit", [])
            return function(*args, **words)

    return work


def rename(conference, title):
    actions.edit(None, db.session.get(Conference, conference.id), title=title)


def spans(messages):
    return [(each["since"], each["version"]) for each in messages]


def test_a_change_here_is_told_at_once(live, conference, screen):
    rename(conference, "Mới")
    live.tail.flush()

    news = screen.heard()
    assert spans(news) == [(4, 5)]
    assert list(news[0]["parts"]) == ["title"]


def test_every_version_reaches_every_screen_even_with_nothing_for_it(live, conference, screen):
    actions.renew_stage_link(None, db.session.get(Conference, conference.id))
    live.tail.flush()

    news = screen.heard()
    assert (spans(news), news[0]["parts"]) == ([(4, 5)], {})


def test_a_change_elsewhere_is_found_by_looking(live, conference, screen, another_process):
    live.tail.poll()
    another_process(rename, conference, "Nơi khác")
    live.tail.flush()
    assert screen.heard() == []

    live.tail.poll()
    live.tail.flush()

    assert spans(screen.heard()) == [(4, 5)]


def test_looking_costs_nothing_while_nothing_changes(live, conference, screen, monkeypatch):
    if ON_POSTGRESQL:
        return  # only SQLite tells for nothing that nothing changed
    live.tail.poll()
    monkeypatch.setattr(tail.settings, "epoch", lambda: pytest.fail("the database was asked"))

    live.tail.poll()


def test_the_first_change_goes_at_once_and_more_wait_for_each_other(live, conference, screen, monkeypatch):
    monkeypatch.setattr(tail, "WINDOW", 60.0)  # however slow the machine is
    rename(conference, "1")
    assert live.tail.flush() is None
    rename(conference, "2")
    rename(conference, "3")
    wait = live.tail.flush()
    assert spans(screen.heard()) == [(4, 5)]
    assert 0 < wait <= tail.WINDOW

    live.tail.flushed.clear()
    live.tail.flush()

    assert spans(screen.heard()) == [(5, 7)]


def test_what_is_broadcast_while_a_screen_catches_up_is_not_lost(live, conference, socket, monkeypatch):
    first = socket(auth=link_of(conference), headers=OWN)
    first.join(conference.id)
    original, later = live.newsroom.latest, []

    def slowly(*args):
        news = original(*args)
        if not later:
            later.append(True)
            rename(conference, "Trong lúc đó")
            live.tail.flush()
        return news

    monkeypatch.setattr(live.newsroom, "latest", slowly)
    second = socket(auth=link_of(conference, 2), headers=OWN)
    second.join(conference.id)

    assert spans(second.heard()) == [(0, 4), (4, 5)]


def test_a_restored_backup_gives_everybody_everything(live, conference, screen):
    live.tail.poll()
    with db.engine.begin() as connection:
        connection.execute(Setting.__table__.update().where(Setting.name == "epoch").values(value={"value": "new"}))
    try:
        live.tail.poll()
        live.tail.flush()
        news = screen.heard()
        assert [(each["epoch"], each["since"], len(each["parts"])) for each in news] == [("new", 0, 3)]
    finally:
        with db.engine.begin() as connection:
            connection.execute(Setting.__table__.update().values(value={"value": "old"}))


def test_what_could_not_be_told_is_told_later_and_silence_says_so(live, conference, screen, monkeypatch):
    with monkeypatch.context() as patch:
        patch.setattr(live.newsroom, "make", lambda *args: 1 / 0)
        rename(conference, "Mới")
        with pytest.raises(ZeroDivisionError):
            live.tail.flush()
        two_beats(live)
        assert screen.heard("head") == []

    live.tail.flushed.clear()
    live.tail.flush()
    two_beats(live)

    assert [each["version"] for each in screen.heard("head")] == [5]


def test_the_head_says_version_and_time(live, conference, screen):
    two_beats(live)

    heads = screen.heard("head")
    assert [(set(each), each["version"]) for each in heads] == [({"conference", "version", "now"}, 4)]


def test_a_renewed_link_cuts_only_its_screen(live, conference, socket):
    old, other = socket(auth=link_of(conference), headers=OWN), socket(auth=link_of(conference, 2), headers=OWN)
    old.join(conference.id), other.join(conference.id)

    actions.renew_link(None, queries.participations_of(conference)[1])
    live.tail.flush()
    live.guard.judge_all()

    assert [each["reason"] for each in old.heard("gone")] == ["link-ended"]
    assert (old.is_open, other.is_open) == (False, True)


def test_a_site_taken_off_the_list_is_cut(live, conference, screen, another_process):
    another_process(actions.edit, None, db.session.get(Conference, conference.id), sites=[])
    live.tail.poll()
    live.tail.flush()
    live.guard.judge_all()

    assert screen.is_open is False


def test_who_does_not_say_what_it_wants_is_cut(live, conference, socket):
    silent = socket(auth=link_of(conference), headers=OWN)
    live.pulse.beat()
    assert silent.is_open

    next(iter(live.hub.clients.values())).since -= pulse.TIME_TO_JOIN + 1
    live.pulse.beat()

    assert silent.is_open is False


def test_a_sign_in_that_ended_by_the_clock_is_noticed(live, conference, screen, monkeypatch):
    next(iter(live.hub.clients.values())).since -= pulse.JUDGED_AGAIN + 1

    live.pulse.beat()

    assert list(live.guard.suspects) == list(live.hub.clients.values())


def test_what_nobody_listens_to_is_forgotten(live, conference, screen):
    rename(conference, "Mới")
    live.tail.flush()
    live.left(next(iter(live.hub.clients)))
    two_beats(live)

    assert (live.tail.known, live.tail.told, live.tail.flushed) == ({}, {}, {})


def test_the_data_view_is_told_what_happened(live, conference, socket, app):
    ear = socket(person=a_person(role="administrator"))
    ear.join(conference.id, "data", since=4, epoch=live.newsroom.first(conference.id, "screen", "en").epoch)
    rename(conference, "Mới")
    live.tail.flush()

    told = [(each["since"], [event["kind"] for event in each["events"]]) for each in ear.heard()]
    assert told == [(4, ["conference.edited"])]


def two_beats(live):
    live.pulse.beat()
    live.pulse.beat()


def test_what_everybody_shows_already_is_told_nobody(live, conference, screen):
    live.tail.known.clear()
    live.tail.moved(conference.stream, 5)  # said too early: it still stands at 4
    live.tail.flush()

    assert screen.heard() == []


def test_whoever_joins_when_all_have_left_is_not_told_twice(live, conference, screen, socket, another_process):
    screen.client.disconnect(namespace="/live")
    another_process(rename, conference, "Mới")
    back = socket(auth=link_of(conference), headers=OWN)
    back.join(conference.id)
    live.tail.poll()
    live.tail.flush()

    assert spans(back.heard()) == [(0, 5)]


def test_whoever_catches_up_before_the_others_are_told_hears_it_once(live, conference, screen, socket, another_process):
    another_process(rename, conference, "Mới")
    late = socket(auth=link_of(conference), headers=OWN)
    late.join(conference.id)
    live.tail.poll()
    live.tail.flush()

    assert (spans(screen.heard()), spans(late.heard())) == ([(4, 5)], [(0, 5)])


def test_one_that_cannot_be_told_what_it_lacks_is_sent_back(live, conference, socket, monkeypatch):
    monkeypatch.setattr(live.newsroom, "latest", lambda *_given: 1 / 0)
    ear = socket(auth=link_of(conference), headers=OWN)

    ear.join(conference.id)

    assert [500 <= bye["retry_ms"] <= 3000 for bye in ear.heard("bye")] == [True]
    assert not ear.is_open
