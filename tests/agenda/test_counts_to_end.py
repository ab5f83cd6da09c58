"""Items that end at their planned end however late they begin, and the longest a conclusion may take."""

from datetime import date, timedelta

import pytest

from confsys import clock
from confsys.agenda import actions, queries
from confsys.agenda.bring import understood, values_of
from confsys.agenda.models import AgendaItem
from confsys.conferences import actions as conferences
from confsys.conferences.transitions import TRANSITIONS
from confsys.extensions import db
from confsys.history import actions as history
from confsys.office import actions as office
from tests.build import a_conference, a_person, a_province, local_time, signed_in_client
from tests.history.journal import last_entry

TUESDAY = date(2030, 12, 3)
MINUTE = timedelta(minutes=1)


@pytest.fixture
def late(app):
    """A conference of 07:30 that starts five minutes late: a report of 30 minutes, a break until 08:15, a paper."""
    conference = a_conference(starts_at=local_time(TUESDAY, 7, 30), state="issued")
    for kind, minutes, counts in (("bao-cao", 30, False), ("giai-lao", 15, True), ("tham-luan", 20, False)):
        actions.add(None, conference, title=kind, kind=kind, minutes=minutes, counts_to_end=counts)
    return conference


@pytest.fixture
def at(monkeypatch):
    def set_to(hour, minute):
        monkeypatch.setattr(clock, "now", lambda: local_time(TUESDAY, hour, minute))

    return set_to


def expected(conference):
    rows = queries.schedule_of(conference, clock.now())
    return [f"{clock.local(row.times.expected_start):%H:%M}" for row in rows]


def begin(conference, at):
    at(7, 35)
    conferences.take(None, conference, TRANSITIONS["start"])
    report, break_, _paper = queries.items_of(conference)
    actions.start(None, report)
    at(8, 5)
    actions.go_on(None, conference, expect=report.id)
    return break_


def test_a_break_until_a_time_ends_then_and_what_follows_is_on_time_again(late, at):
    break_ = begin(late, at)

    assert expected(late) == ["07:35", "08:05", "08:15"]
    assert (break_.ends_by, break_.length) == (local_time(TUESDAY, 8, 15), 10 * MINUTE)
    at(8, 10)
    actions.pause(None, break_)
    at(8, 13)
    assert expected(late)[2] == "08:15"
    assert break_.time_run(clock.now()) == 8 * MINUTE
    actions.adjust(None, break_, minutes=5)
    assert expected(late)[2] == "08:20"


def test_changing_the_plan_of_one_that_runs_moves_the_end_it_counts_to(late, at):
    break_ = begin(late, at)

    actions.edit(None, break_, minutes=25)
    assert expected(late)[2] == "08:25"
    actions.edit(None, break_, counts_to_end=False)
    assert (break_.due_at, expected(late)[2]) == (None, "08:30")
    history.revert(None, last_entry(late))
    assert (break_.due_at, expected(late)[2]) == (local_time(TUESDAY, 8, 25), "08:25")


def test_taking_its_start_back_forgets_its_end(late, at):
    break_ = begin(late, at)

    history.revert(None, last_entry(late))
    assert (break_.state, break_.due_at) == ("planned", None)


@pytest.mark.parametrize("line", ["Giải lao đến 8h15", "Giải lao (tới 8:15)", "Nghỉ giải lao, đến hết 8 giờ 15"])
def test_a_pasted_line_that_says_only_until_when_counts_to_its_end(app, line):
    conference = a_conference(starts_at=local_time(TUESDAY, 7, 30))
    values = [values_of(each) for each in understood(conference, f"Báo cáo 30 phút\n{line}", replacing=True).good]
    assert [(each["minutes"], each["counts_to_end"]) for each in values] == [(30, False), (15, True)]


@pytest.fixture
def desk(fresh_app):
    with fresh_app.app_context():
        body = a_province()
        clerk = a_person(role="secretariat", site=body)
        conference = a_conference(organiser=body, by=clerk, starts_at=local_time(TUESDAY, 7, 30))
        return signed_in_client(fresh_app, clerk), conference.id


def test_it_is_ticked_in_the_form_and_told_on_the_page(fresh_app, desk):
    client, conference = desk
    form = {"title": "Giải lao", "kind": "giai-lao", "minutes": "15", "counts_to_end": "1"}
    client.post(f"/conferences/{conference}/agenda", data=form)

    assert "kết thúc đúng giờ đã định, lúc 07:45" in client.get(f"/conferences/{conference}/agenda").text
    with fresh_app.app_context():
        item = db.session.scalars(db.select(AgendaItem)).one()
        assert item.counts_to_end
        address = f"/conferences/{conference}/agenda/{item.id}"
    assert 'name="counts_to_end" value="1" checked' in client.get(address).text
    client.post(address, data=form | {"revision": "1", "counts_to_end": ""})
    assert 'name="counts_to_end" value="1" checked' not in client.get(address).text


def test_a_program_says_it_and_reads_the_longest_a_conclusion_may_take(desk):
    client, conference = desk
    address = f"/api/v1/conferences/{conference}/agenda"
    item = {"title": "Giải lao", "kind": "giai-lao", "minutes": 15}

    made = client.post(address, json=item | {"counts_to_end": True})
    assert (made.status_code, made.json["counts_to_end"], made.json["most_minutes"]) == (201, True, None)
    assert client.patch(f"{address}/{made.json['id']}", json={"counts_to_end": False}).json["counts_to_end"] is False
    assert client.post(address, json=item | {"counts_to_end": "có"}).status_code == 422
    assert client.post(address, json=item | {"kind": "ket-luan"}).json["most_minutes"] == 50


@pytest.mark.parametrize(
    ("kind", "title", "warned"),
    [
        ("ket-luan", "Kết luận hội nghị", True),
        ("phat-bieu-chi-dao", "Phát biểu chỉ đạo, kết luận", True),
        ("phat-bieu-chi-dao", "Phát biểu chỉ đạo", False),
        ("bao-cao", "Báo cáo kết luận thanh tra", False),
    ],
)
def test_a_conclusion_longer_than_the_rule_is_warned_of_with_its_source(fresh_app, desk, kind, title, warned):
    client, conference = desk
    with fresh_app.app_context():
        office.change(None, "rules", values={"longest_conclusion": 45})
    address = f"/conferences/{conference}/agenda"
    client.post(address, data={"title": title, "kind": kind, "minutes": "46"})

    sentence = "tối đa 45 phút (Kết luận 226-KL/TW)"
    assert (sentence in client.get(address).text) is warned
    preview = client.post(f"{address}/paste", data={"text": "Kết luận hội nghị (46 phút)", "do": "read"}).text
    assert sentence in preview
