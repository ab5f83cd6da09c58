"""Items that begin at a fixed time, and the parts of a day."""

from datetime import date, timedelta

import pytest

from confsys import clock
from confsys.agenda import actions, queries
from confsys.agenda.models import AgendaItem
from confsys.agenda.parts import AFTERNOON, EVENING, MORNING, part_of, parts_planned
from confsys.conferences import actions as conferences
from confsys.errors import Invalid
from confsys.extensions import db
from tests.build import a_conference, a_person, a_province, local_time, signed_in_client

TUESDAY = date(2030, 12, 3)
HOUR = timedelta(hours=1)


@pytest.fixture
def whole_day(app):
    """07:30 to 17:30."""
    return a_conference(starts_at=local_time(TUESDAY, 7, 30), minutes=600)


def add(conference, minutes=30, **values):
    return actions.add(None, conference, title="Báo cáo", kind="bao-cao", minutes=minutes, **values)


def planned(conference):
    return [f"{clock.local(row.times.planned_start):%H:%M}" for row in queries.schedule_of(conference)]


def test_an_afternoon_begins_when_it_is_said_to(whole_day):
    add(whole_day)
    add(whole_day, fixed_start=local_time(TUESDAY, 14))
    add(whole_day)

    assert planned(whole_day) == ["07:30", "14:00", "14:30"]
    parts = parts_planned(queries.schedule_of(whole_day))
    assert [(part.day, part.name, len(part.rows)) for part in parts] == [
        (TUESDAY, MORNING, 1),
        (TUESDAY, AFTERNOON, 2),
    ]


@pytest.mark.parametrize(
    ("hour", "minute", "part"),
    [(0, 0, MORNING), (6, 59, MORNING), (11, 59, MORNING), (12, 0, AFTERNOON), (17, 59, AFTERNOON), (18, 0, EVENING)],
)
def test_a_part_is_one_of_the_local_day(app, hour, minute, part):
    assert part_of(local_time(TUESDAY, hour, minute)) == (TUESDAY, part)


@pytest.mark.parametrize("at", [local_time(TUESDAY, 7, 29), local_time(TUESDAY, 17, 30)])
def test_a_fixed_start_outside_the_conference_is_refused(whole_day, at):
    with pytest.raises(Invalid) as refused:
        add(whole_day, fixed_start=at)
    assert str(refused.value) == "A fixed start lies within the conference: 07:30–17:30."
    assert queries.items_of(whole_day) == []


def test_a_conference_that_moves_takes_its_fixed_starts_along(whole_day):
    add(whole_day, fixed_start=local_time(TUESDAY, 14))
    start = whole_day.starts_at + timedelta(days=2, hours=1)
    conferences.edit(None, whole_day, starts_at=start, ends_at=start + 10 * HOUR)
    assert [item.fixed_start for item in queries.items_of(whole_day)] == [local_time(date(2030, 12, 5), 15)]


@pytest.fixture
def desk(fresh_app):
    with fresh_app.app_context():
        body = a_province()
        clerk = a_person(role="secretariat", site=body)
        conference = a_conference(organiser=body, by=clerk, starts_at=local_time(TUESDAY, 7, 30), minutes=600)
        item = add(conference)
        client = signed_in_client(fresh_app, clerk)
        return client, f"/conferences/{conference.id}/agenda", item.id


def test_an_hour_is_typed_as_people_type_it_and_taken_away_again(fresh_app, desk):
    client, address, item = desk
    form = {"title": "Báo cáo", "kind": "bao-cao", "minutes": "30"}

    client.post(f"{address}/{item}", data=form | {"revision": "1", "fixed_start": "14 giờ"})
    shown = client.get(f"{address}/{item}").text
    assert 'value="14h00"' in shown
    with fresh_app.app_context():
        assert db.session.get_one(AgendaItem, item).fixed_start == local_time(TUESDAY, 14)

    client.post(f"{address}/{item}", data=form | {"revision": "2", "fixed_start": ""})
    with fresh_app.app_context():
        assert db.session.get_one(AgendaItem, item).fixed_start is None


def test_an_hour_that_cannot_be_read_keeps_what_was_typed(desk):
    client, address, item = desk
    form = {"title": "Báo cáo", "kind": "bao-cao", "minutes": "30", "revision": "1", "fixed_start": "14 rưỡi"}
    answer = client.post(f"{address}/{item}", data=form)
    assert answer.status_code == 422
    assert 'value="14 rưỡi"' in answer.text
    assert 'id="error-fixed_start"' in answer.text
