"""Handing an XLSX file over to a process of its own, which may take memory, fail or hang, and nobody else does."""

import pickle
import subprocess
import sys
from typing import Any

from confsys.config import ROOT

LONGEST = 20  # seconds; a list of 20,000 units takes less than three


class Unworkable(Exception):
    """The file could not be read, or not in time."""


def worked(work: str, *given: Any) -> Any:
    """What `workbooks.files` makes of it: "read" or "write". Raises Unworkable.

    In the server it is called on the event loop, which goes on meanwhile, and never aside: no thread waits for a
    process there.
    """
    command = [sys.executable, "-m", "confsys.sites.workbooks", work]
    try:
        done = subprocess.run(
            command, input=pickle.dumps(given), capture_output=True, cwd=ROOT, timeout=LONGEST, check=False
        )
    except subprocess.TimeoutExpired:
        raise Unworkable from None
    if done.returncode:
        raise Unworkable(done.stderr.decode(errors="replace")[-2000:])
    return pickle.loads(done.stdout)  # made by ourselves
