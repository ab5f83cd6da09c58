"""Whether this process is well, for whoever starts and watches it."""

import hmac
import time
from datetime import datetime, timedelta

from flask import Blueprint, Response, current_app, request
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from confsys import clock, doors
from confsys.errors import NotFound
from confsys.extensions import db
from confsys.live import service
from confsys.live.hub import count_by_view
from confsys.settings import HEARTBEAT, instant_of

pages = Blueprint("health", __name__)
TOO_LONG = 5.0  # seconds without a look at the journal
SILENT = timedelta(seconds=45)  # the worker is seen every ten
LOOPBACK = ("127.0.0.1", "::1")


@pages.get("/healthz")
@doors.public
def alive():
    """The process answers."""
    return _plain("ok\n")


@pages.get("/readyz")
@doors.public
def ready():
    """It can serve: the database answers, the journal is followed, and the worker beside it runs."""
    live = service.of(current_app)
    try:
        db.session.execute(text("SELECT 1"))
    except SQLAlchemyError:
        return _plain("the database does not answer\n"), 503
    if live.is_started and _lag(live) > TOO_LONG:
        return _plain("the journal is not followed\n"), 503
    if not worker_lives(instant_of(HEARTBEAT)):
        return _plain("the worker is not running\n"), 503
    return _plain("ok\n")


@pages.get("/metrics")
@doors.public
def metrics():
    """For Prometheus; on this machine, or with the token of the settings."""
    if not _may_measure():
        raise NotFound()
    live = service.of(current_app)
    lines = ["# TYPE confsys_sockets gauge"]
    counts = count_by_view(live.hub.clients.values())
    lines += [f'confsys_sockets{{view="{view}"}} {number}' for view, number in sorted(counts.items())]
    for name, sort, value in _figures(live):
        lines += [f"# TYPE confsys_{name} {sort}", f"confsys_{name} {value}"]
    return _plain("\n".join(lines) + "\n")


def _figures(live: service.Live) -> list[tuple[str, str, float]]:
    return [
        ("own_lines", "gauge", int(live.wire.lines is not None)),
        ("conferences_heard", "gauge", len(live.hub.conferences())),
        ("frames_sent_total", "counter", live.wire.sent),
        ("clients_cut_total", "counter", live.wire.cuts),
        ("tail_lag_seconds", "gauge", round(_lag(live), 3) if live.is_started else 0),
        ("streams_behind", "gauge", len(live.tail.dirty)),
    ]


def worker_lives(seen: datetime | None) -> bool:
    """Whether a worker seen at that instant is still there."""
    return seen is not None and clock.now() - seen < SILENT


def _lag(live: service.Live) -> float:
    return time.monotonic() - live.tail.polled


def _may_measure() -> bool:
    token = current_app.config["METRICS_TOKEN"]
    shown = request.headers.get("Authorization", "").removeprefix("Bearer ")
    behind_proxy = "X-Forwarded-For" in request.headers
    local = request.remote_addr in LOOPBACK and not behind_proxy
    return local or bool(token) and hmac.compare_digest(shown.encode(), token.encode())


def _plain(body: str) -> Response:
    return Response(body, mimetype="text/plain", headers={"Cache-Control": "no-store"})
