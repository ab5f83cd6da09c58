"""Drawing a sheet: in a process of its own, which may take memory, fail or hang, and nobody else does."""

import pickle
import subprocess
import sys

from flask import current_app

from confsys.config import ROOT
from confsys.weeks.sheet import Sheet
from confsys.words import _

LONGEST = 20  # seconds; it takes less than one
FAILED, TOO_LONG = "failed", "too_long"
PROBLEMS = {
    FAILED: _("The file could not be drawn; the log of the worker says why. It is tried again every few minutes."),
    TOO_LONG: _("Drawing the file took too long and was given up. It is tried again every few minutes."),
}


class NotDrawn(Exception):
    """`problem`: one of PROBLEMS."""

    def __init__(self, problem: str) -> None:
        super().__init__(problem)
        self.problem = problem


def drawn(sheet: Sheet, form: str) -> bytes:
    """The sheet as a file of this format. Raises NotDrawn."""
    command = [sys.executable, "-m", "confsys.weeks.printing", form]
    given = pickle.dumps(sheet)
    try:  # a session of its own: Ctrl-C ends the worker, which lets it finish
        done = subprocess.run(
            command, input=given, capture_output=True, cwd=ROOT, timeout=LONGEST, start_new_session=True, check=False
        )
    except subprocess.TimeoutExpired:
        raise NotDrawn(TOO_LONG) from None
    if done.returncode or not done.stdout:
        current_app.logger.error("a %s was not drawn:\n%s", form, done.stderr.decode(errors="replace")[-4000:])
        raise NotDrawn(FAILED)
    return done.stdout
