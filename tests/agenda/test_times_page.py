"""Planned against actual, item by item: what is said, drawn and given to programs."""

import csv
import io
from datetime import date, timedelta

import pytest

from confsys import clock
from confsys.agenda import actions, queries
from confsys.agenda.compared import Axis
from confsys.conferences import actions as conferences
from confsys.conferences.models import Conference
from confsys.conferences.transitions import TRANSITIONS
from confsys.extensions import db
from tests.build import a_conference, a_person, a_province, local_time, signed_in_client
from tests.queries import counted_queries

TUESDAY = date(2030, 12, 3)
PLAN = (("khai-mac", 10), ("bao-cao", 30), ("giai-lao", 15), ("thao-luan", 30), ("be-mac", 5))
PRESSED = ((7, 35), (7, 42), (8, 25), (8, 35))  # when each of four was begun by "next"


@pytest.fixture
def held(fresh_app, monkeypatch):
    """Planned 07:30 to 09:00; begun at 07:35, closed at 09:10; the discussion was skipped."""
    with fresh_app.app_context():
        body = a_province()
        clerk = a_person(role="secretariat", site=body)
        conference = a_conference(
            organiser=body, by=clerk, starts_at=local_time(TUESDAY, 7, 30), minutes=90, state="issued"
        )
        for kind, minutes in PLAN:
            actions.add(None, conference, title=kind, kind=kind, minutes=minutes, presenter="=1+1")
        with monkeypatch.context() as patch:
            _hold(conference, lambda at: patch.setattr(clock, "now", lambda: local_time(TUESDAY, *at)))
        return conference.id, signed_in_client(fresh_app, clerk)


def _hold(conference, set_clock):
    set_clock((7, 35))
    conferences.take(None, conference, TRANSITIONS["start"])
    running = None
    for at in PRESSED:
        set_clock(at)
        if at == PRESSED[-1]:
            actions.skip(None, queries.items_of(conference)[3])
        running = actions.go_on(None, conference, expect=running.id if running else None)
    set_clock((9, 10))
    conferences.take(None, conference, TRANSITIONS["close"])


def test_a_program_reads_what_it_comes_to(held):
    conference, client = held
    found = client.get(f"/api/v1/conferences/{conference}/times").json

    assert {name: found[name] for name in ("began_late", "ended_late", "planned_minutes", "taken_minutes")} == {
        "began_late": 5,
        "ended_late": 10,
        "planned_minutes": 60,
        "taken_minutes": 95,
    }
    assert (found["minutes_over"], found["minutes_made_up"]) == (43, 8)
    assert [(each["taken_minutes"], each["minutes_over"], each["minutes_late"]) for each in found["items"]] == [
        (7, -3, 5),
        (43, 13, 2),
        (10, -5, 15),
        (None, None, None),
        (35, 30, -20),
    ]
    assert client.get(f"/conferences/{conference}/times.json").json == found


def test_the_page_says_it_in_words_and_draws_it(held):
    conference, client = held
    page = client.get(f"/conferences/{conference}/times").text.replace("\N{NO-BREAK SPACE}", " ")

    for said in ("muộn 5 phút", "dài hơn 13 phút", "ngắn hơn 3 phút", "bắt đầu muộn 15 phút", "Bỏ qua"):
        assert said in page
    assert page.count('<rect class="plan" x=') == 5
    assert page.count('<rect class="real" x=') == 4
    assert page.count('<rect class="over" x=') == 2
    assert f'href="/conferences/{conference}/times"' in client.get(f"/conferences/{conference}").text


def test_a_spreadsheet_gets_text_and_never_a_formula(held):
    conference, client = held
    answer = client.get(f"/conferences/{conference}/times.csv")
    rows = list(csv.reader(io.StringIO(answer.data.decode("utf-8-sig"))))
    assert len(rows) == 6
    assert rows[2] == ["2", "bao-cao", "'=1+1", "07:40", "08:10", "30", "07:42", "08:25", "43", "13", "2", "Xong"]
    assert rows[4][6:] == ["", "", "", "", "", "Bỏ qua"]


def test_it_costs_the_same_for_few_items_and_for_many(fresh_app, held):
    conference, client = held
    with counted_queries(fresh_app) as few:
        client.get(f"/conferences/{conference}/times")
    with fresh_app.app_context():
        row = db.session.get_one(Conference, conference)
        conferences.take(None, row, TRANSITIONS["reopen"], reason="thử")
        for number in range(20):
            actions.add(None, row, title=f"Mục {number}", kind="khac", minutes=1)
    with counted_queries(fresh_app) as many:
        client.get(f"/conferences/{conference}/times")
    assert len(few) == len(many)


def test_before_it_begins_nothing_is_compared(fresh_app):
    with fresh_app.app_context():
        body = a_province()
        clerk = a_person(role="secretariat", site=body)
        conference = a_conference(organiser=body, by=clerk, state="issued")
        actions.add(None, conference, title="Khai mạc", kind="khai-mac", minutes=10)
        address, client = f"/conferences/{conference.id}/times", signed_in_client(fresh_app, clerk)
    assert "Hội nghị chưa bắt đầu" in client.get(address).text


@pytest.mark.parametrize(("hours", "step", "most"), [(1, 15, 5), (3, 30, 7), (8, 60, 9), (30, 360, 6)])
def test_the_axis_has_full_hours_that_do_not_touch(hours, step, most):
    begins = local_time(TUESDAY, 7, 22)
    ticks = Axis(begins, begins + timedelta(hours=hours)).ticks
    assert {after - before for before, after in zip(ticks, ticks[1:], strict=False)} == {timedelta(minutes=step)}
    assert 2 <= len(ticks) <= most
    assert all(begins <= tick <= begins + timedelta(hours=hours) for tick in ticks)
    assert ticks[0].minute % min(step, 60) == 0
