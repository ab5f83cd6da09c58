"""The process beside the server: runs the jobs, and shows by a heartbeat that it lives."""

import signal
import threading
import time
from datetime import timedelta

from flask import Flask

from confsys import clock
from confsys.changes import bookkeeping
from confsys.extensions import db, insert_missing
from confsys.jobs import JOBS, Job
from confsys.office import memory
from confsys.one_clock import agree
from confsys.settings import HEARTBEAT, Setting

BEAT = 10.0  # seconds between heartbeats


def run(app: Flask) -> None:
    """Until SIGTERM or SIGINT: every job when it is due. One that fails is logged and stops no other."""
    stopped = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_args: stopped.set())
    due = dict.fromkeys(JOBS, 0.0)
    beat = 0.0
    while not stopped.is_set():
        if time.monotonic() >= beat:
            beat = time.monotonic() + BEAT
            attempt(app, Job("clock", timedelta(), agree))
            attempt(app, Job("heartbeat", timedelta(), mark_alive))
        for job in JOBS:
            if time.monotonic() >= due[job]:
                due[job] = time.monotonic() + job.every.total_seconds()
                attempt(app, job)
        stopped.wait(0.5)


def attempt(app: Flask, job: Job) -> bool:
    """Run a job in a context of its own; False if it failed."""
    with app.app_context():
        memory.of(app).forget()  # somebody may have changed the settings since
        try:
            job.work()
        except Exception:
            app.logger.exception("the job “%s” failed and will be tried again", job.name)
            return False
    return True


@bookkeeping
def mark_alive() -> None:
    insert_missing(Setting, {"name": HEARTBEAT, "value": {}})
    db.session.get_one(Setting, HEARTBEAT, populate_existing=True).value = {"at": clock.now().isoformat()}
