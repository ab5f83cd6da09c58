"""The worker makes the files of what was published: once, the latest first, and whatever fails stops no other."""

import time
from datetime import timedelta

import pytest
import time_machine
from sqlalchemy import select

from confsys import clock
from confsys.changes import transaction
from confsys.extensions import db
from confsys.journal import Entry
from confsys.weeks import papers, press
from confsys.weeks.models import FORMATS, Week, WeekEdition, WeekPaper
from tests.build import a_person, a_province
from tests.weeks.sheets import BEFORE, MONDAY, NOW, text_of_pdf

MINUTE = timedelta(minutes=1)


class Published:
    """Two weeks of a body: one of a single edition, and one that was published twice since."""

    def __init__(self, app) -> None:
        with app.app_context(), transaction():
            body = a_province()
            chairman = a_person("Ông Sáu")
            chairman.short_name, chairman.position = "CT", "Chủ tịch UBND tỉnh"
            self.first, self.second = (self._week(body, weeks, [BEFORE, NOW][: weeks + 1]) for weeks in (0, 1))

    def _week(self, body, weeks: int, editions) -> str:
        at = clock.now() - timedelta(hours=2 - weeks)
        week = Week(body_id=body.id, monday=MONDAY + timedelta(weeks=weeks), edition=len(editions), published_at=at)
        db.session.add(week)
        db.session.flush()
        for number, rows in enumerate(editions, start=1):
            kept = {"rows": [row.plain() for row in rows]}
            at += MINUTE
            db.session.add(WeekEdition(week_id=week.id, number=number, published_at=at, rows=kept))
        return week.id


@pytest.fixture
def weeks(kept):
    world = kept(Published)
    with kept.app.app_context():
        yield world


@pytest.fixture
def asked(monkeypatch):
    """What the press is asked for; it draws nothing. A title among `fails` breaks it."""
    found = []

    def drawn(sheet, form):
        found.append((sheet.file, form))
        if form in found.fails:
            raise press.NotDrawn(press.FAILED)
        return f"{form} of {sheet.file}".encode()

    class Asked(list):
        fails = ()

    found = Asked()
    monkeypatch.setattr(press, "drawn", drawn)
    return found


def made() -> list[tuple[str, int, str]]:
    query = select(WeekPaper.week_id, WeekPaper.number, WeekPaper.format).where(WeekPaper.problem == "")
    return sorted(map(tuple, db.session.execute(query)))


def told() -> list[tuple[str, dict]]:
    query = select(Entry.stream, Entry.after).where(Entry.kind == "week.papers_made").order_by(Entry.at)
    return [(stream, after["edition"]) for stream, after in db.session.execute(query)]


def test_every_edition_gets_its_papers_the_latest_first(weeks, asked):
    assert [papers.make_recent() for _turn in range(3)] == [6, 3, 0]
    assert [name for name, form in asked if form == "pdf"] == [
        "Lịch công tác tuần 49-2026, điều chỉnh lần 1",
        "Lịch công tác tuần 49-2026",
        "Lịch công tác tuần 48-2026",
    ]
    assert made() == sorted(
        (week, number, form)
        for week, number in ((weeks.first, 1), (weeks.second, 1), (weeks.second, 2))
        for form in FORMATS
    )
    assert told() == [(f"week:{weeks.second}", 2), (f"week:{weeks.second}", 1), (f"week:{weeks.first}", 1)]


def test_what_fails_stops_no_other_and_is_tried_again(weeks, asked):
    asked.fails = ("xlsx",)
    assert papers.make_recent() == 4
    assert papers.paper_of(weeks.second, 2, "xlsx").problem == press.FAILED
    assert told() == []

    papers.make_recent()
    tried = len(asked)
    assert papers.make_recent() == 0 and len(asked) == tried  # not before it is time
    asked.fails = ()
    with time_machine.travel(clock.now() + papers.AGAIN + MINUTE):
        assert [papers.make_recent(), papers.make_recent()] == [2, 1]
    assert len(made()) == 9 and len(told()) == 3


def test_a_worker_that_was_killed_leaves_only_whole_papers(weeks, asked, monkeypatch):
    class Killed(BaseException):
        pass

    def dies(sheet, form):
        if form == "xlsx":
            raise Killed
        return b"pdf"

    with monkeypatch.context() as patch:
        patch.setattr(press, "drawn", dies)
        with pytest.raises(Killed):
            papers.make_recent()
    assert made() == [(weeks.second, 2, "pdf")]

    papers.make_recent()
    assert [form for name, form in asked if name.endswith("lần 1")] == ["xlsx", "docx"]


def test_who_is_slower_keeps_nothing(weeks, asked):
    papers.make_recent()
    week = db.session.get_one(Week, weeks.second)

    assert papers.keep(None, week, number=2, form="pdf", body=b"another") is False
    papers.fail(week.id, 2, "pdf", press.FAILED)

    paper = papers.paper_of(week.id, 2, "pdf")
    assert (paper.body, paper.problem) == ("pdf of Lịch công tác tuần 49-2026, điều chỉnh lần 1".encode(), "")
    assert len(told()) == 2


def test_nothing_is_open_while_a_sheet_is_drawn(weeks, monkeypatch):
    open_ones = []
    monkeypatch.setattr(press, "drawn", lambda sheet, form: open_ones.append(db.session().in_transaction()) or b"x")
    papers.make_recent()
    assert open_ones == [False] * 6


def test_what_is_old_is_left_to_the_hourly_look(weeks, asked):
    with time_machine.travel(clock.now() + papers.FRESH + MINUTE):
        assert papers.make_recent() == 0
        assert papers.make_missing() == 6


def test_a_short_form_is_what_its_office_is_called(weeks, asked):
    assert papers.short_forms() == {"CT": "Chủ tịch UBND tỉnh"}
    with transaction():
        other = a_person("Ông Bảy")
        other.short_name, other.position = "CT", "Chủ tịch HĐND tỉnh"
    assert papers.short_forms() == {}


@pytest.mark.same_on_both
def test_the_press_draws_the_edition_as_it_is(weeks):
    sheet = papers.sheet_for(db.session.get_one(WeekEdition, (weeks.second, 2)))
    (page,) = text_of_pdf(press.drawn(sheet, "pdf"))
    assert "LỊCH CÔNG TÁC TUẦN 49" in page and "CT: Chủ tịch UBND tỉnh" in page.replace("\n", " ")
    assert "So với bản đầu: 1 mới, 2 đổi, 1 hủy" in page


@pytest.mark.same_on_both
def test_the_press_says_what_failed(weeks, monkeypatch, caplog):
    with pytest.raises(press.NotDrawn) as failed:
        press.drawn("no sheet", "pdf")  # type: ignore[arg-type]
    assert failed.value.problem == press.FAILED and "AttributeError" in caplog.text

    monkeypatch.setattr(press, "LONGEST", 0.001)
    begun = time.monotonic()
    with pytest.raises(press.NotDrawn) as failed:
        press.drawn("no sheet", "pdf")  # type: ignore[arg-type]
    assert failed.value.problem == press.TOO_LONG and time.monotonic() - begun < 10
