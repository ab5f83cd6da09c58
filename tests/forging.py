"""Servers that are forked from a process in which the house is loaded already.

To load every module takes two seconds of a processor, and a run starts more than a hundred servers. What the command
itself does from its first line on, test_start.py sees.
"""

import json
import os
import select
import subprocess
import sys
from functools import cache
from pathlib import Path

from tests import compiled

ROOT = Path(__file__).resolve().parent.parent


class Running:
    """A process, whoever made it."""

    def __init__(self, number: int) -> None:
        self.pid, self._end = number, os.pidfd_open(number)

    def has_ended(self, seconds: float = 0) -> bool:
        return bool(select.select([self._end], [], [], seconds)[0])

    def wait(self, seconds: float) -> None:
        assert self.has_ended(seconds), f"process {self.pid} does not end"
        os.close(self._end)


@cache
def _forge() -> subprocess.Popen:
    """One per test worker; it ends when nobody can give it orders any more."""
    env = {name: value for name, value in os.environ.items() if not name.startswith("CONFSYS_")}
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE}
    return subprocess.Popen([sys.executable, "-m", "tests.forge"], cwd=ROOT, env=env, text=True, **pipes)


def a_server_process(wsgi: str, env: dict[str, str], log: Path) -> Running:
    """gunicorn as deploy/ runs it, at the head of a process group of its own."""
    forge = _forge()
    order = {"wsgi": wsgi, "env": env, "log": str(log), "compiled": str(compiled.folder())}
    forge.stdin.write(json.dumps(order) + "\n")
    forge.stdin.flush()
    return Running(int(forge.stdout.readline()))
