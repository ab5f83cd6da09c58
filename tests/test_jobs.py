"""What runs every so often: each job does what it says, and none stops another."""

import logging
import os
import signal
import subprocess
import sys
import threading
import time
from datetime import datetime, timedelta

import pytest
import time_machine

from confsys import clock, jobs, worker
from confsys.changes import bookkeeping
from confsys.commands import Command, command
from confsys.conferences import actions
from confsys.conferences.models import Conference
from confsys.conferences.transitions import TRANSITIONS
from confsys.config import ROOT
from confsys.extensions import db
from confsys.jobs import Job
from confsys.journal import Entry, version_of
from confsys.settings import HEARTBEAT, Setting, instant_of
from tests.build import STEPS_TO, a_conference, a_person
from tests.server import a_server

SECOND, DAY, MONTH = timedelta(seconds=1), timedelta(days=1), timedelta(days=30)


def state_of(conference: Conference) -> str:
    db.session.expire_all()
    return db.session.get_one(Conference, conference.id).state


# -- archiving -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("after", "state"),
    [(timedelta(0), "closed"), (MONTH - SECOND, "closed"), (MONTH + SECOND, "archived")],
)
def test_a_conference_is_archived_thirty_days_after_its_close(app, after, state):
    conference = a_conference(state="closed")
    with time_machine.travel(conference.closed_at + after, tick=False):
        assert jobs.archive() == (state == "archived")
        assert state_of(conference) == state


def test_archiving_is_written_down_as_done_by_nobody(app):
    conference = a_conference(state="closed")
    with time_machine.travel(conference.closed_at + MONTH + SECOND):
        jobs.archive()
    last = db.session.query(Entry).filter_by(stream=conference.stream).order_by(Entry.version.desc()).first()
    assert (last.kind, last.by) == ("conference.archived", None)
    assert (last.before, last.after) == ({"state": "closed"}, {"state": "archived"})


@pytest.mark.parametrize("state", [state for state in STEPS_TO if state not in ("closed", "archived")])
def test_what_is_not_closed_is_never_archived(app, state):
    conference = a_conference(state=state)
    with time_machine.travel(clock.now() + timedelta(days=400)):
        assert jobs.archive() == 0
    assert state_of(conference) == state


def test_a_conference_that_was_reopened_waits_for_its_second_close(app):
    conference = a_conference(state="closed")
    first_close = conference.closed_at
    actions.take(a_person(), conference, TRANSITIONS["reopen"], reason="Còn một ý kiến")
    with time_machine.travel(first_close + timedelta(days=20)):
        actions.take(a_person(), conference, TRANSITIONS["close"])
    with time_machine.travel(first_close + MONTH + SECOND):
        assert jobs.archive() == 0
    with time_machine.travel(first_close + timedelta(days=20) + MONTH + SECOND):
        assert jobs.archive() == 1


def test_many_are_archived_at_once_and_a_second_time_none(app):
    conferences = [a_conference(state="closed") for _turn in range(3)]
    with time_machine.travel(clock.now() + MONTH + SECOND):
        assert jobs.archive() == 3
        versions = [version_of(conference.stream) for conference in conferences]
        assert jobs.archive() == 0
    assert [version_of(conference.stream) for conference in conferences] == versions


def test_a_conference_that_is_reopened_at_that_moment_holds_up_no_other(app, monkeypatch):
    conferences = [a_conference(state="closed") for _turn in range(3)]
    reopened, take = conferences[1], actions.take

    def meanwhile(actor, conference, step):
        if conference.id == reopened.id:
            take(None, conference, TRANSITIONS["reopen"], reason="Còn một ý kiến")
        take(actor, conference, step)

    monkeypatch.setattr(actions, "take", meanwhile)
    with time_machine.travel(clock.now() + MONTH + SECOND):
        assert jobs.archive() == 2
    assert [state_of(conference) for conference in conferences] == ["archived", "live", "archived"]


# -- forgetting ------------------------------------------------------------------------------------------


def forget_job() -> Job:
    return next(job for job in jobs.JOBS if job.name == "forget old commands")


def test_answers_to_commands_are_kept_for_a_day(app):
    person = a_person()
    command(person, "k1", {}, lambda: {"first": True})
    at = db.session.query(Command).one().at

    with time_machine.travel(at + DAY - SECOND):
        forget_job().work()
        assert command(person, "k1", {}, lambda: {"first": False}) == {"first": True}
    with time_machine.travel(at + DAY + SECOND):
        forget_job().work()
        assert db.session.query(Command).count() == 0
        assert command(person, "k1", {}, lambda: {"first": False}) == {"first": False}


# -- the worker ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("job", jobs.JOBS, ids=lambda job: job.name)
def test_every_job_runs_on_an_empty_system_and_twice(fresh_app, job):
    assert [worker.attempt(fresh_app, job) for _turn in range(2)] == [True, True]
    waited_for = {"week papers": 5 * SECOND, "letters": SECOND, "lost lines": 2 * SECOND}
    least = (waited_for | {"votes whose time is over": SECOND}).get(job.name, timedelta(minutes=1))
    assert least <= job.every <= timedelta(days=1)


def test_every_job_has_a_name_of_its_own():
    assert len({job.name for job in jobs.JOBS}) == len(jobs.JOBS)


def test_a_job_that_fails_is_logged_and_leaves_nothing_half_done(fresh_app, caplog):
    @bookkeeping
    def half():
        db.session.add(Setting(name="half", value={}))
        db.session.flush()
        raise ZeroDivisionError

    with caplog.at_level(logging.ERROR):
        assert worker.attempt(fresh_app, Job("halve", SECOND, half)) is False
    assert "the job “halve” failed and will be tried again" in caplog.text
    assert "ZeroDivisionError" in caplog.text
    with fresh_app.app_context():
        assert db.session.get(Setting, "half") is None
    assert worker.attempt(fresh_app, jobs.JOBS[0]) is True


@pytest.fixture
def run_until(fresh_app, monkeypatch):
    """Run the worker with these jobs until `is_enough()`; it is told to stop by a signal, as by an administrator."""
    before = {number: signal.getsignal(number) for number in (signal.SIGTERM, signal.SIGINT)}

    def run(*works, is_enough, sign=signal.SIGTERM, every=timedelta(0)):
        def stop_when_enough():
            if is_enough():
                signal.raise_signal(sign)

        given = [Job(str(place), every, work) for place, work in enumerate(works)]
        monkeypatch.setattr(worker, "JOBS", (*given, Job("stop", timedelta(0), stop_when_enough)))
        worker.run(fresh_app)

    too_long = threading.Timer(20, os.kill, (os.getpid(), signal.SIGTERM))
    too_long.start()
    yield run
    too_long.cancel()
    for number, handler in before.items():
        signal.signal(number, handler)


def test_a_failing_job_is_tried_again_and_stops_no_other(run_until):
    done = []

    def fails():
        done.append("fails")
        raise ZeroDivisionError

    run_until(fails, lambda: done.append("works"), is_enough=lambda: len(done) >= 4)
    assert done == ["fails", "works"] * 2


@pytest.mark.parametrize("sign", [signal.SIGTERM, signal.SIGINT])
def test_a_job_is_done_once_until_it_is_due_again(run_until, sign):
    done, turns = [], []

    def at_the_second_turn():
        turns.append(1)
        return len(turns) == 2

    run_until(lambda: done.append(1), is_enough=at_the_second_turn, sign=sign, every=timedelta(hours=1))
    assert (len(done), len(turns)) == (1, 2)


def test_the_worker_shows_that_it_lives_before_it_does_anything(run_until, fresh_app):
    seen = []
    run_until(lambda: seen.append(instant_of(HEARTBEAT)), is_enough=lambda: True)
    assert clock.now() - seen[0] < timedelta(seconds=5)


def test_the_heartbeat_moves_on(app):
    for at in ("2026-11-26T07:30:00+00:00", "2026-11-26T07:30:10+00:00"):
        with time_machine.travel(datetime.fromisoformat(at), tick=False):
            worker.mark_alive()
        assert instant_of(HEARTBEAT) == datetime.fromisoformat(at)


def test_the_real_worker_archives_and_ends_when_it_is_told(tmp_path, worlds):
    server = a_server(tmp_path, worlds)
    conference_id = server.in_app(long_closed)
    env = {name: value for name, value in os.environ.items() if not name.startswith("CONFSYS_")}
    env |= {f"CONFSYS_{name}": value for name, value in server.settings.items()}
    command_line = [sys.executable, "-m", "flask", "--app", "wsgi", "worker"]

    with subprocess.Popen(command_line, cwd=ROOT, env=env, stderr=subprocess.PIPE, text=True) as process:
        try:
            deadline = time.monotonic() + 20
            while server.in_app(lambda: db.session.get_one(Conference, conference_id).state) != "archived":
                assert process.poll() is None and time.monotonic() < deadline
                time.sleep(0.1)
            process.send_signal(signal.SIGTERM)
            assert process.wait(timeout=5) == 0
        finally:
            process.kill()
        assert process.stderr.read() == ""


def long_closed() -> str:
    with time_machine.travel(clock.now() - MONTH - timedelta(days=1)):
        return a_conference(state="closed").id
