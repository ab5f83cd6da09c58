"""What is set, what is remembered of it, and what the journal keeps."""

from datetime import date

import pytest
from sqlalchemy import create_engine, text

from confsys.errors import Invalid, Refused
from confsys.extensions import db
from confsys.journal import entries_since
from confsys.live import service
from confsys.office import actions, memory
from confsys.office.queries import calendar, current, special_days
from tests.build import a_person

SATURDAY, FRIDAY, NATIONAL_DAY = date(2026, 5, 16), date(2026, 5, 15), date(2026, 9, 2)


def test_a_fresh_installation_is_as_the_environment_says(app):
    office = current()

    assert (office.agency, office.uid_domain) == ("Văn phòng UBND tỉnh Đồng Tháp", "confsys.invalid")
    assert (office.notice_days, office.conclude_within, office.longest_conclusion) == (3, 5, 50)
    assert (office.half_days("giao-ban"), office.half_days("tap-huan"), office.half_days("hop-khac")) == (1, 4, None)
    assert not office.is_one_person


def test_a_change_is_in_the_journal_with_before_and_after(app):
    person = a_person()
    actions.change(person, "rules", values={"notice_days": 5, "conclude_within": 5})

    (entry,) = entries_since("settings", 0)
    assert (entry.kind, entry.by, entry.about["part"]) == ("settings.changed", person.id, "rules")
    assert (entry.before, entry.after) == ({"notice_days": 3}, {"notice_days": 5})


def test_what_is_as_before_is_no_change(app):
    actions.change(None, "rules", values={"notice_days": 3})

    assert entries_since("settings", 0) == []


def test_what_is_taken_back_is_again_as_the_environment_says(app):
    actions.change(None, "names", values={"agency": "Sở Tài chính"})
    actions.change(None, "names", values={"agency": None})

    assert current().agency == "Văn phòng UBND tỉnh Đồng Tháp"


def test_an_overtaken_change_is_refused(app):
    actions.change(None, "names", values={"product": "Một"}, revision=0)

    with pytest.raises(Refused, match="meanwhile"):
        actions.change(None, "names", values={"product": "Hai"}, revision=0)
    assert current().product == "Một"


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"morning": ["11:30", "07:00"]}, "morning"),
        ({"afternoon": ["10:00", "17:00"]}, "afternoon"),
        ({"morning": ["07:00", "14:00"]}, "afternoon"),
        ({"weekdays": []}, "weekdays"),
    ],
)
def test_hours_that_contradict_each_other_are_refused_whoever_asks(app, values, field):
    with pytest.raises(Invalid) as refusal:
        actions.change(None, "hours", values=values)

    assert list(refusal.value.errors) == [field]
    assert current().version == 0


def test_a_saturday_can_be_worked_and_a_friday_be_off(app):
    actions.enter_day(None, day=SATURDAY, works=True, why="Làm bù")
    actions.enter_day(None, day=FRIDAY, works=False, why="Nghỉ hoán đổi")

    assert [calendar().is_working(day) for day in (FRIDAY, SATURDAY)] == [False, True]
    assert calendar().add_working_days(date(2026, 5, 14), 1) == SATURDAY


def test_the_word_of_the_office_comes_before_that_of_the_state(app):
    actions.enter_day(None, day=NATIONAL_DAY, works=True, why="Trực")

    assert calendar().is_working(NATIONAL_DAY)
    (entered,) = [each for each in special_days(2026) if each.by_office]
    assert (entered.day, entered.works, entered.name) == (NATIONAL_DAY, True, "Trực")
    assert entered.instead_of == "National Day"


@pytest.mark.parametrize(("first", "second"), [(True, False), (True, True)])
def test_a_day_is_not_entered_twice(app, first, second):
    actions.enter_day(None, day=SATURDAY, works=first, why="Làm bù")

    with pytest.raises(Invalid, match="entered as a working day already"):
        actions.enter_day(None, day=SATURDAY, works=second, why="Nghỉ")
    assert calendar().is_working(SATURDAY)


@pytest.mark.parametrize(
    ("day", "works", "sentence"),
    [(SATURDAY, False, "a day off anyway"), (FRIDAY, True, "a working day anyway"), (NATIONAL_DAY, False, "a day off")],
)
def test_a_day_is_not_entered_as_what_it_is_anyway(app, day, works, sentence):
    with pytest.raises(Invalid, match=sentence):
        actions.enter_day(None, day=day, works=works, why="Vì")


def test_a_day_taken_off_the_list_is_as_usual(app):
    actions.enter_day(None, day=SATURDAY, works=True, why="Làm bù")
    actions.remove_day(None, day=SATURDAY)

    assert not calendar().is_working(SATURDAY)
    assert [(each.before, each.after) for each in entries_since("settings", 1)] == [
        ({"2026-05-16": {"works": True, "why": "Làm bù"}}, {"2026-05-16": None})
    ]


def test_the_hours_of_the_office_are_those_that_are_counted(app):
    actions.change(None, "hours", values={"morning": ["08:00", "12:00"], "weekdays": [5]})

    assert calendar().weekdays == {5}
    assert [(start.hour, end.hour) for start, end in calendar().hours] == [(8, 12), (13, 17)]


# -- what a process remembers --------------------------------------------------------------------------


def changed_elsewhere(app, product: str) -> None:
    """Another process changes the name of the product: this one is not told."""
    actions.change(None, "names", values={"product": "Ở đây"})
    assert current().product == "Ở đây"
    engine = create_engine(db.engine.url, **app.config["SQLALCHEMY_ENGINE_OPTIONS"])
    with engine.begin() as other:
        value = f'{{"revision": 2, "values": {{"product": "{product}"}}}}'
        other.execute(text("UPDATE settings SET value = :value WHERE name = 'office:names'"), {"value": value})
        other.execute(text("UPDATE streams SET version = version + 1 WHERE name = 'settings'"))
    engine.dispose()
    db.session.rollback()


def test_what_another_process_set_is_seen_when_the_tail_sees_it(app):
    tail = service.of(app).tail
    tail.poll()
    changed_elsewhere(app, "Ở chỗ khác")

    assert current().product == "Ở đây"
    tail.poll()
    assert current().product == "Ở chỗ khác"


def test_what_was_read_before_a_change_is_not_kept(app):
    remembered = memory.of(app)
    remembered.moved(7)  # told of a change that this reading cannot see yet

    assert remembered.office().version == 0
    actions.change(None, "names", values={"product": "Mới"})
    assert remembered.office().product == "Mới"
