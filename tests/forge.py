"""A process that has loaded the house: the servers of the tests are forks of it.

`python -m tests.forge` reads an order from each line and answers with the number of the process it made.
"""

# ruff: noqa: E402  (nothing may be imported before the patch, as in deploy/gunicorn.py)

from gevent import monkey

monkey.patch_all()

import ctypes
import gc
import json
import os
import signal
import sys
from datetime import timedelta
from pathlib import Path

import gunicorn.http.wsgi
import gunicorn.workers.ggevent  # noqa: F401
from gunicorn.app.wsgiapp import run
from sqlalchemy.orm import configure_mappers

import confsys.app
import confsys.live.worker  # noqa: F401
import tests.live.stub  # noqa: F401
from confsys import clock, words
from tests import compiled

CONFIG = Path(__file__).resolve().parent.parent / "deploy/gunicorn.py"
END_WITH_PARENT = 1  # PR_SET_PDEATHSIG: who ends the tests ends their servers
fork = monkey.get_original("os", "fork")  # no hub runs here that would have to begin anew


def become_a_server(order: dict) -> None:
    """What a shell would make of `gunicorn -c deploy/gunicorn.py WSGI`, with this environment and this log."""
    os.setsid()
    ctypes.CDLL(None).prctl(END_WITH_PARENT, signal.SIGTERM)
    nothing, log = os.open(os.devnull, os.O_RDONLY), os.open(order["log"], os.O_WRONLY | os.O_APPEND | os.O_CREAT)
    for number, file in enumerate((nothing, log, log)):
        os.dup2(file, number)
    os.environ.clear()
    os.environ.update(order["env"])
    clock.AHEAD = timedelta(minutes=int(os.environ["CONFSYS_CLOCK_AHEAD"]))  # read when the module was loaded
    compiled.once_for_all(Path(order["compiled"]))
    sys.argv = ["gunicorn", "-c", str(CONFIG), order["wsgi"]]
    run(prog="gunicorn")


def bury() -> None:
    """Those who ended since the last order: who asked for them has seen it by now."""
    try:
        while os.waitpid(-1, os.WNOHANG)[0]:
            pass
    except ChildProcessError:
        pass


def main() -> None:
    for language in words.LANGUAGES:
        words.translations(language)
    configure_mappers()
    gc.collect()
    gc.freeze()  # what is shared stays shared
    while order := sys.stdin.readline():
        bury()
        if (made := fork()) == 0:
            become_a_server(json.loads(order))
        sys.stdout.write(f"{made}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
