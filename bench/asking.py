"""Who asks the server for something heavy over and over, one line for each turn: `python -m bench.asking KIND JSON`."""

import html
import json
import os
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from datetime import timedelta
from itertools import count

from werkzeug.test import encode_multipart

from confsys import clock
from confsys.app import create_app
from confsys.conferences import actions
from confsys.conferences.models import Conference
from confsys.extensions import db
from confsys.people import sessions
from confsys.sites.lists import COLUMNS
from confsys.sites.models import Site
from confsys.weeks import actions as weeks
from confsys.weeks.rows import monday_of

EVENTS, UNITS = 1000, 5000
AGAIN = 5  # turns with one feed; the next one shows its events in another way, of which nothing is kept yet
REST = 0.1  # seconds until the next change: seven a second are more than a province makes
BASE = f"http://127.0.0.1:{os.environ.get('PORT')}"


def feed(given: dict) -> Iterator[int]:
    """A calendar program that asks after each change, as another process made it."""
    for number in count():
        conference = db.session.get_one(Conference, given["conference"])
        actions.edit(None, conference, title=f"Họp lần {number}")
        db.session.rollback()
        secret = given["feeds"][number // AGAIN % len(given["feeds"])]
        found = _asked(f"/calendars/{secret}/confsys.ics")
        assert found.count("BEGIN:VEVENT") > EVENTS, found[:200]
        yield number
        time.sleep(REST)


def papers(given: dict) -> Iterator[int]:
    """An office that publishes its week again, and takes the PDF as soon as it is there."""
    monday = monday_of(clock.today()) + timedelta(days=7)
    for number in count(1):
        body = db.session.get_one(Site, given["body"])
        weeks.enter(None, body=body, day=monday, half="morning", title=f"Làm việc tại cơ quan {number}")
        edition = weeks.publish(None, body=body, monday=monday, expect=number - 1)
        address = f"/week/{edition.week_id}/editions/{number}"
        db.session.rollback()
        _asked(f"{address}/print", given["cookie"])
        while "%PDF" not in _asked(f"{address}.pdf", given["cookie"]):
            time.sleep(0.2)
        yield number


def units(given: dict) -> Iterator[int]:
    """An administrator who brings in a list, looks what becomes of each line, keeps it, and corrects each once more."""
    for number in count():
        page = _sent("/sites/import", given["cookie"], list=_list(number))
        assert "/sites/import/keep" in page
        text = html.unescape(page.partition('<textarea name="list"')[2].partition(">\n")[2].partition("</textarea>")[0])
        _sent("/sites/import/keep", given["cookie"], list=text)
        yield number


def _list(number: int) -> str:
    """A province with so many units, districts of fifty communes; in each turn all have another source."""
    lines = [",".join(COLUMNS), f"Tỉnh Hai,tinh,,,2,,,,{number}"]
    for each in range(UNITS - 1):
        district = f"Huyện {each // 50}"
        name, kind, above = (f"Xã {each}", "xa", district) if each % 50 else (district, "huyen", "Tỉnh Hai")
        lines.append(f"{name},{kind},{above},,x{each},,,,danh sách {number}")
    return "\n".join(lines)


def _sent(path: str, cookie: str, **values: str) -> str:
    boundary, body = encode_multipart(values)
    return _asked(path, cookie, body, {"Content-Type": f"multipart/form-data; boundary={boundary}"})


def _asked(path: str, cookie: str = "", body: bytes | None = None, heads: dict[str, str] | None = None) -> str:
    heads = {"Cookie": f"{sessions.COOKIE}={cookie}", "Origin": BASE, **(heads or {})}
    with urllib.request.urlopen(urllib.request.Request(BASE + path, body, heads), timeout=120) as answer:
        return answer.read().decode(errors="replace")


KINDS: dict[str, Callable[[dict], Iterator[int]]] = {"feed": feed, "papers": papers, "list": units}

if __name__ == "__main__":
    os.nice(10)  # what it does itself is not what is measured
    app = create_app({name.removeprefix("CONFSYS_"): value for name, value in os.environ.items()})
    with app.app_context():
        print("begun", flush=True)
        for turn in KINDS[sys.argv[1]](json.loads(sys.argv[2])):
            print(turn, flush=True)
