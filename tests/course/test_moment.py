"""The journal told again: after every step of a conference's whole life it says what the rows say."""

from datetime import timedelta

import pytest

from confsys import clock, settings
from confsys.agenda import actions as agenda
from confsys.agenda.queries import items_of, schedule_of
from confsys.attendance import actions as attendance
from confsys.board import noting
from confsys.conferences.queries import participations_of
from confsys.course import kept, queries
from confsys.course.moment import retold
from confsys.extensions import db
from confsys.floor import actions as floor
from confsys.floor.models import Turn
from confsys.journal import entries_since, version_of
from confsys.readiness import incidents
from confsys.votes import actions as votes
from confsys.votes.queries import votes_of
from tests.live.test_equality import Story, steps


def told(story):
    """The agenda as the journal tells it, and as it stands."""
    moment = kept.moment_at(story.conference, clock.now() + timedelta(seconds=1))
    then = [(row.item.id, row.item.title, row.item.minutes, row.item.site_id, row.item.run) for row in rows(moment)]
    turns = {turn: values["state"] for turn, values in moment.turns.items()}
    put = {vote: values["state"] for vote, values in moment.votes.items()}
    return (moment.state, moment.starts_at, then, turns, put)


def rows(moment):
    return queries.items_at(moment, clock.now())


def all_turns(conference):
    return db.session.query(Turn).filter_by(conference_id=conference.id)


def is_so(story):
    items = items_of(story.conference)
    now = [(item.id, item.title, item.minutes, item.site_id, item.run) for item in items]
    turns = {turn.id: turn.state for turn in all_turns(story.conference)}
    put = {vote.id: vote.state for vote in votes_of(story.conference)}
    return (story.conference.state, story.conference.starts_at, now, turns, put)


def test_the_journal_tells_every_step_as_it_was(app):
    with app.app_context():
        story = Story()
        for name, act in steps():
            act(story)
            assert told(story) == is_so(story), name


def test_a_moment_in_the_middle_is_as_it_was_then(app):
    with app.app_context():
        story, seen = Story(), []
        for _name, act in steps():
            act(story)
            seen.append((version_of(story.conference.stream), [run["state"] for *_rest, run in is_so(story)[2]]))
        entries = entries_since(story.conference.stream, 0)
        for version, states in seen[::5]:
            moment = retold(entry for entry in entries if entry.version <= version)
            assert [item["state"] for item in moment.items.values()] == states


def test_any_moment_is_as_the_whole_journal_tells_it(app, monkeypatch):
    """Whatever was kept before, and when: also while it goes on, and for a second one looked at in between."""
    monkeypatch.setattr(kept, "EACH", 7)
    with app.app_context():
        story, other = Story(), Story()
        for number, (_name, act) in enumerate(steps()):
            act(story)
            if number % 9 == 0:
                kept.moment_at(story.conference, clock.now())
                kept.moment_at(other.conference, clock.now())
        entries = entries_since(story.conference.stream, 0)
        for each in entries[::3]:
            whole = retold(entry for entry in entries if entry.at <= each.at)
            assert kept.moment_at(story.conference, each.at) == whole


def test_a_journal_of_another_epoch_is_told_anew(app, monkeypatch):
    """A backup that was brought back: what was kept before is of another journal."""
    with app.app_context():
        story = Story()
        story.add("Khai mạc")
        monkeypatch.setattr(settings, "epoch", lambda: "before")
        kept.moment_at(story.conference, clock.now()).items.clear()
        [folded] = [kept._KEPT[each] for each in kept._KEPT if each[0] == "before"]
        folded.moments.clear()
        folded.marks.clear()
        folded.version = 10_000
        monkeypatch.setattr(settings, "epoch", lambda: "after")
        assert len(kept.moment_at(story.conference, clock.now()).items) == 1


def test_expected_times_are_those_the_screens_showed(app):
    with app.app_context():
        story = Story()
        for name, act in steps():
            act(story)
            if name == "agenda.adjust":
                break
        now = clock.now()
        moment = kept.moment_at(story.conference, now)
        shown = [row.times for row in schedule_of(story.conference, now)]
        assert [row.times for row in queries.items_at(moment, now)] == shown


@pytest.fixture
def sites(app):
    with app.app_context():
        story = Story()
        for name, act in steps():
            act(story)
            if name == "take start":
                break
        yield story, participations_of(story.conference)


def test_who_was_there_and_who_had_trouble(sites):
    story, [first, second, *_rest] = sites
    attendance.check_in(None, first, heads=3, way="link")
    attendance.check_in(None, second, heads=2, way="link")
    noting.note(story.clerk, first, text="Đã gọi thử", was_called=True)
    between = clock.now()
    attendance.mark(story.clerk, second, state="absent", word="Mất điện")
    incident, _is_new = incidents.open_incident(None, first, kind="sound", way="link")

    then = kept.moment_at(story.conference, between)
    now = kept.moment_at(story.conference, clock.now())
    assert (then.there, now.there) == (2, 1)
    assert (then.incidents, [each["kind"] for each in now.incidents.values()]) == ({}, ["sound"])
    incidents.solve(story.clerk, incident, way="office")
    assert kept.moment_at(story.conference, clock.now()).incidents == {}
    counts = [there for _at, there, _lost in kept.attendance_over_time(story.conference)]
    assert counts == [1, 2, 1]


def test_who_had_the_floor_and_what_was_voted(sites):
    story, [first, second, third, *_rest] = sites
    for each in (first, second, third):
        attendance.check_in(None, each, heads=3, way="link")
    agenda.go_on(story.clerk, story.conference, expect=None)
    ask = [floor.ask(None, each, kind=kind, way="link") for each, kind in ((first, "request"), (second, "urgent"))]
    vote = votes.write(story.clerk, story.conference, question="Thông qua?", kind="named")
    for act in (
        lambda: floor.speak(story.clerk, ask[0]),
        lambda: floor.speak(story.clerk, ask[1]),  # in between
        lambda: floor.finish(story.clerk, ask[1]),
        lambda: floor.pause(story.clerk, ask[0]),
        lambda: floor.resume(story.clerk, ask[0]),
        lambda: floor.finish(story.clerk, ask[0]),
        lambda: votes.open_vote(story.clerk, vote, reasons={"quorum": "Thử"}),
        lambda: votes.close(story.clerk, vote),
        lambda: votes.publish(story.clerk, vote),
        lambda: floor.refuse(story.clerk, floor.ask(None, third, kind="question", way="link"), word="Hết giờ"),
        lambda: floor.withdraw(None, floor.ask(None, third, kind="request", way="link")),
    ):
        act()
        assert told(story) == is_so(story)
    assert vote.state == "published"
