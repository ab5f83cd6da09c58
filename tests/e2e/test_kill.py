"""kill -9 while people work: whatever was acknowledged is there, and what was sent again was done once."""

import threading
import time
from http.client import HTTPException

import pytest

from confsys.conferences.models import Conference
from confsys.extensions import db
from tests.e2e.program import Program


def agenda_path():
    found = db.session.query(Conference).filter_by(title="Tổng kết cải cách hành chính năm").one()
    return f"/conferences/{found.id}"


class Writer(threading.Thread):
    """Adds one item after another, each under a command id of its own, until the line breaks."""

    def __init__(self, program, path, name):
        super().__init__()
        self.program, self.path, self.mark = program, path, name
        self.acknowledged: list[str] = []
        self.unanswered = ""

    def run(self):
        for number in range(10_000):
            title = f"{self.mark} {number}"
            try:
                self.add(title)
            except (OSError, HTTPException):  # also in the middle of an answer
                self.unanswered = title
                return
            self.acknowledged.append(title)

    def add(self, title):
        item = {"title": title, "kind": "khac", "minutes": 1}
        return self.program("POST", f"{self.path}/agenda", item, key=title)


@pytest.mark.parametrize("times", [3, pytest.param(40, marks=[pytest.mark.long, pytest.mark.timeout(900)])])
def test_what_was_acknowledged_survives(province, times):
    path = province.in_app(agenda_path)
    program = Program(province, "vanphong")
    for run in range(times):
        before = {row["title"] for row in program("GET", f"{path}/live")["agenda"]}
        writers = [Writer(program, path, f"{times} {run} {name}") for name in "ab"]
        for writer in writers:
            writer.start()
        time.sleep(0.3 + 0.037 * run % 0.4)
        province.kill()
        for writer in writers:
            writer.join()
        province.start()

        for writer in writers:
            writer.add(writer.unanswered)
        titles = [row["title"] for row in program("GET", f"{path}/live")["agenda"]]
        sent = [title for writer in writers for title in (*writer.acknowledged, writer.unanswered)]
        assert sorted(titles) == sorted([*before, *sent])
        assert min(len(writer.acknowledged) for writer in writers) > 0
        for row in program("GET", f"{path}/live")["agenda"]:
            program("DELETE", f"{path}/agenda/{row['id']}")
