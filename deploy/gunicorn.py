"""How gunicorn runs confsys, on a laptop and in production: `gunicorn -c deploy/gunicorn.py wsgi:app`.

One worker holds the sockets of its process; for more, start more of these on ports of their own.
"""

from gevent import monkey

monkey.patch_all()

# ruff: noqa: E402  (nothing may be imported before the patch)

import gc
import os
import resource
import sys
from urllib.parse import urlsplit

from gunicorn.arbiter import Arbiter
from gunicorn.glogging import Logger

from confsys import demo
from confsys.extensions import db
from confsys.live.worker import masked


class MaskingLogger(Logger):
    """Addresses that are themselves a secret never reach a log."""

    def atoms(self, resp, req, environ, request_time):
        atoms = super().atoms(resp, req, environ, request_time)
        for name in ("r", "U", "f"):
            atoms[name] = masked(atoms.get(name) or "-")
        return atoms


bind = f"{os.environ.get('HOST', '127.0.0.1')}:{os.environ.get('PORT', '5000')}"
worker_class = "confsys.live.worker.Worker"
workers = 1
# The port opens when there is somebody to answer, and whoever replaces a killed worker does at once. A wrong setting
# stops the whole server, not one worker after the other.
preload_app = True
worker_connections = 20_000  # every open socket is one
backlog = 4096  # a province that reconnects at once must not lose connections at the door
timeout = 60
graceful_timeout = 3  # screens were told to come back; what is left is a request or two
keepalive = 15
control_socket_disable = True
logger_class = MaskingLogger
accesslog = "-" if os.environ.get("CONFSYS_ACCESS_LOG", "1") == "1" else None
access_log_format = '%(h)s "%(m)s %(U)s" %(s)s %(B)s %(M)sms'


def on_starting(server):
    """Done once, before there are workers: each begins with it."""
    server.app.wsgi().extensions["live"].warm_up()


def when_ready(_server):
    """As many open files as the system lets us have: each screen is one."""
    _soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))


def post_fork(_server, worker):
    """A connection to the database belongs to one process."""
    app = worker.app.wsgi()
    with app.app_context():
        db.engine.dispose(close=False)


def post_worker_init(worker):
    """What the app is made of is never collected again: a full collection would stop every screen for a moment."""
    app = worker.app.wsgi()
    refuse_known_passwords(worker, app)
    app.extensions["live"].start()
    gc.collect()
    gc.freeze()
    gc.set_threshold(10_000, 100, 100)  # often and little: 50,000 at a time held the screens for 45 ms


def refuse_known_passwords(worker, app):
    """Demo accounts are for this machine alone: neither the address bound nor the one people use may be another."""
    bound = {address[0] for address in worker.cfg.address if isinstance(address, tuple)}
    for host in (*bound, urlsplit(app.config["BASE_URL"]).hostname):
        try:
            demo.refuse_on_open_address(app, host)
        except RuntimeError as refusal:
            worker.log.error(str(refusal))
            sys.exit(Arbiter.APP_LOAD_ERROR)  # gunicorn then stops, and does not try again
