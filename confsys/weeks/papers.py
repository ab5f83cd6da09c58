"""The papers of published weeks: which are missing, making them, and keeping them. Done by the worker."""

from datetime import datetime, timedelta

from sqlalchemy import exists, func, or_, select
from sqlalchemy.orm import defer, joinedload

from confsys import clock
from confsys.changes import action, bookkeeping, record, transaction
from confsys.extensions import db
from confsys.office import queries as office
from confsys.people.models import Person
from confsys.weeks import press, queries
from confsys.weeks.models import FORMATS, Week, WeekEdition, WeekPaper
from confsys.weeks.sheet import Sheet, sheet_of

FRESH = timedelta(days=14)  # since the last publishing of a week whose papers are looked for every few seconds
AGAIN = timedelta(minutes=5)  # after which one that failed is tried again
BITE = 2  # editions at a time: the other jobs have their turn in between


def make_missing(since: datetime | None = None) -> int:
    """Make what is missing of a few editions, the latest first; how many files. `since`: only of weeks published then
    or later: all there is need not be looked through every few seconds."""
    made = 0
    for edition in missing(since):
        sheet = sheet_for(edition)
        forms = [form for form in FORMATS if form not in _settled(edition)]
        key = edition.week_id, edition.number
        db.session.rollback()  # nothing is open while it is drawn
        made += sum(_make(*key, form, sheet) for form in forms)
    return made


def make_recent() -> int:
    return make_missing(clock.now() - FRESH)


def missing(since: datetime | None = None) -> list[WeekEdition]:
    """Editions that lack a paper; one that failed counts as there until it is time to try again."""
    lacks = or_(*(~_is_settled(form) for form in FORMATS))
    query = select(WeekEdition).where(lacks).options(joinedload(WeekEdition.week))
    if since:  # asked of the weeks first: they are few and small beside what their editions keep
        query = query.where(WeekEdition.week_id.in_(select(Week.id).where(Week.published_at >= since)))
    return list(db.session.scalars(query.order_by(WeekEdition.published_at.desc(), WeekEdition.week_id).limit(BITE)))


def _is_settled(form: str):
    """Whether an edition has this paper, or failed to get it a moment ago."""
    of_it = (WeekPaper.week_id == WeekEdition.week_id) & (WeekPaper.number == WeekEdition.number)
    return exists().where(of_it, WeekPaper.format == form, _holds())


def _holds():
    return or_(func.length(WeekPaper.body) > 0, WeekPaper.made_at > clock.now() - AGAIN)


def _settled(edition: WeekEdition) -> set[str]:
    query = select(WeekPaper.format).where(
        WeekPaper.week_id == edition.week_id, WeekPaper.number == edition.number, _holds()
    )
    return set(db.session.scalars(query))


def sheet_for(edition: WeekEdition, *, is_public: bool = False) -> Sheet:
    """What an edition looks like on paper: with marks on what changed since the one before."""
    week, heading = edition.week, office.lines_of(edition.week.body)
    return sheet_of(
        (heading.above, heading.below),
        week.monday,
        edition.number,
        clock.local(edition.published_at),
        queries.lines_between(week, edition.number - 1, edition.number, is_public=is_public),
        short_forms(),
    )


def short_forms() -> dict[str, str]:
    """What leaders are called, and the office that means; not where two hold different ones."""
    named = select(Person.short_name, func.min(Person.position)).where(Person.short_name != "", Person.position != "")
    found = db.session.execute(named.group_by(Person.short_name).having(func.count(Person.position.distinct()) == 1))
    return {short: str(position) for short, position in found}


def _make(week_id: str, number: int, form: str, sheet: Sheet) -> bool:
    """One file: drawn, then kept. What fails is kept as that, and stops no other."""
    try:
        body = press.drawn(sheet, form)
    except press.NotDrawn as failed:
        fail(week_id, number, form, failed.problem)
        return False
    return keep(None, db.session.get_one(Week, week_id), number=number, form=form, body=body)


@action
def keep(actor: Person | None, week: Week, *, number: int, form: str, body: bytes) -> bool:
    """Keep a paper. With the last of an edition's it is known that they are there. False if another was quicker."""
    paper = paper_of(week.id, number, form)
    if paper is not None and not paper.problem:
        return False
    _put(week.id, number, form, body=body, problem="")
    if form_count(week.id, number) == len(FORMATS):
        record("week.papers_made", week, by=actor, after={"edition": number})
    return True


@bookkeeping
def fail(week_id: str, number: int, form: str, problem: str) -> None:
    """It is known why there is no paper; unless there is one by now."""
    with transaction([db.session.get_one(Week, week_id)]):
        paper = paper_of(week_id, number, form)
        if paper is None or paper.problem:
            _put(week_id, number, form, body=b"", problem=problem)


def _put(week_id: str, number: int, form: str, **values) -> None:
    db.session.merge(WeekPaper(week_id=week_id, number=number, format=form, made_at=clock.now(), **values))
    db.session.flush()


def paper_of(week_id: str, number: int, form: str) -> WeekPaper | None:
    """Without its bytes, until they are asked for."""
    key = WeekPaper.week_id == week_id, WeekPaper.number == number, WeekPaper.format == form
    return db.session.scalars(select(WeekPaper).where(*key).options(defer(WeekPaper.body))).first()


def sizes(week_id: str, number: int) -> dict[str, tuple[int, str]]:
    """Format -> how many bytes its file has, and why there is none."""
    query = select(WeekPaper.format, func.length(WeekPaper.body), WeekPaper.problem)
    found = db.session.execute(query.where(WeekPaper.week_id == week_id, WeekPaper.number == number))
    return {form: (size, problem) for form, size, problem in found}


def form_count(week_id: str, number: int) -> int:
    there = WeekPaper.week_id == week_id, WeekPaper.number == number, func.length(WeekPaper.body) > 0
    return db.session.scalar(select(func.count()).where(*there)) or 0
