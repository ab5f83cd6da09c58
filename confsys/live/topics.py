"""What lists and calendars depend on: which readers should look again when something happened.

A topic is a word such as "under:SITE" (conferences of that body and of those below it), "in:SITE" (what is told to
everybody who belongs to that unit or below it), "site:SITE" (in which it takes part), "person:ID", or EVERYBODY. What a
reader is told is only that something changed: the page he asks for then shows what is for him, and nothing else.
"""

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select

from confsys.conferences.models import Conference, ConferencePerson, Participation
from confsys.extensions import db
from confsys.letters.models import Letter
from confsys.people.models import Person
from confsys.polls.models import Poll
from confsys.scheduling.models import Absence, Resource
from confsys.sites.access import is_administrator, roles_of
from confsys.sites.models import Site
from confsys.weeks.models import Week

EVERYBODY = "everybody"
ALL = "all"  # whoever may see everything
LINES = frozenset(("participation.connected", "participation.lost"))  # only the office shows how its sites stand
SILENT = frozenset(
    (
        "conference.delegate_link_renewed",
        "conference.link_renewed",
        "conference.link_revoked",
        "conference.stage_link_renewed",
    )
)


@dataclass(frozen=True)
class Happened:
    """What is needed of a journal entry to know whom it concerns."""

    stream: str
    kind: str
    about: dict[str, Any]
    before: dict[str, Any]

    @property
    def sort(self) -> str:
        return self.stream.partition(":")[0]

    @property
    def row_id(self) -> str:
        return self.stream.partition(":")[2]


def of_reader(person: Person) -> frozenset[str]:
    """The topics of whatever this person may see in a list."""
    topics = {EVERYBODY, f"person:{person.id}"}
    for held in roles_of(person):
        topics.add(f"{'under' if held.reaches_below else 'site'}:{held.site_id}")
        topics |= {f"in:{each}" for each in _ids(held.path)}
    return frozenset(topics | ({ALL} if is_administrator(person) else set()))


def of_all(happened: Iterable[Happened]) -> set[str]:
    """The topics of all that happened: a fixed number of statements for each sort of thing."""
    by_sort: dict[str, list[Happened]] = {}
    for each in happened:
        if each.kind not in SILENT:
            by_sort.setdefault(each.sort, []).append(each)
    topics: set[str] = {ALL} if by_sort else set()
    for sort, of_sort in by_sort.items():
        if sort in TOPICS:
            topics |= TOPICS[sort](of_sort)
    return topics


def _of_conferences(happened: list[Happened]) -> set[str]:
    """Of lines that come and go only the offices hear: a hundred sites connect within minutes."""
    more = [each for each in happened if not _is_of_lines(each.kind)]
    lines = {each.row_id for each in happened if _is_of_lines(each.kind)}
    return (_of_told(more) if more else set()) | (_of_organisers(lines) if lines else set())


def _is_of_lines(kind: str) -> bool:
    """What comes by the hundred, and only the office shows in lists: lines, and messages that a hundred sites see."""
    return kind in LINES or kind.startswith("message.")


def _of_organisers(ids: set[str]) -> set[str]:
    query = select(Site.path).join(Conference, Site.id == Conference.organiser_id).where(Conference.id.in_(ids))
    return {topic for path in db.session.scalars(query) for topic in _under(path)}


def _of_told(happened: list[Happened]) -> set[str]:
    ids = {each.row_id for each in happened}
    query = select(Conference, Site.path).join(Site, Site.id == Conference.organiser_id).where(Conference.id.in_(ids))
    rows = db.session.execute(query).all()
    topics = {topic for _conference, path in rows for topic in _under(path)}
    topics |= {f"person:{each.planned_by_id}" for each, _path in rows if each.planned_by_id}
    topics |= {f"person:{each.asked_by_id}" for each, _path in rows if each.asked_by_id}
    topics |= _taking_part(ids) | _who_took_part(happened)
    told = {each.row_id for each in happened if each.kind.startswith("conference.")}
    return topics | ({EVERYBODY} if any(each.public and each.id in told for each, _path in rows) else set())


def _taking_part(ids: Collection[str]) -> set[str]:
    sites = select(Participation.site_id).where(Participation.conference_id.in_(ids)).distinct()
    named = select(ConferencePerson.person_id, ConferencePerson.substitute_id)
    people = {each for row in db.session.execute(named.where(ConferencePerson.conference_id.in_(ids))) for each in row}
    return {f"site:{each}" for each in db.session.scalars(sites)} | _persons(people - {None})


def _who_took_part(happened: list[Happened]) -> set[str]:
    """Whoever was taken out of it must see it go."""
    sites = {f"site:{site}" for each in happened for site in each.before.get("sites", ())}
    chairs = {person for each in happened for person in each.before.get("chairs", ())}
    others = {person for each in happened for person in each.before.get("substitutes", {}).values()}
    people = _persons(chairs | others)
    return sites | people | _persons(each.about["leaver"] for each in happened if "leaver" in each.about)


def _of_site(model: Any, site_id: Any) -> Callable[[list[Happened]], set[str]]:
    """Of rows that belong to one site: whoever has an office there or above it."""

    def topics(happened: list[Happened]) -> set[str]:
        paths = (
            select(Site.path).join(model, site_id == Site.id).where(model.id.in_({each.row_id for each in happened}))
        )
        return {topic for path in db.session.scalars(paths) for topic in _under(path)}

    return topics


def _of_absences(happened: list[Happened]) -> set[str]:
    """Whoever looks for a time may have this person in mind, and a dropped one is not there to be asked about."""
    people = select(Absence.person_id).where(Absence.id.in_({each.row_id for each in happened}))
    return {EVERYBODY} | _persons(db.session.scalars(people))


def _of_weeks(happened: list[Happened]) -> set[str]:
    """Whoever belongs to the body or below it reads its week, and offices above it do."""
    ids = {each.row_id for each in happened}
    bodies = set(db.session.scalars(select(Week.body_id).where(Week.id.in_(ids))))
    return {f"in:{each}" for each in bodies} | _of_site(Week, Week.body_id)(happened)


def _of_screens(happened: list[Happened]) -> set[str]:
    """Whoever looks after the site: each entry names it."""
    ids = {each.about["site"] for each in happened}
    paths = db.session.scalars(select(Site.path).where(Site.id.in_(ids)))
    return {topic for path in paths for topic in _under(path)} | {f"site:{each}" for each in ids}


def _of_everybody(_happened: list[Happened]) -> set[str]:
    return {EVERYBODY}


TOPICS: dict[str, Callable[[list[Happened]], set[str]]] = {
    "conference": _of_conferences,
    "resource": _of_site(Resource, Resource.site_id),
    "absence": _of_absences,
    "week": _of_weeks,
    "poll": _of_site(Poll, Poll.organiser_id),
    "letter": _of_site(Letter, Letter.body_id),
    "screen": _of_screens,
    "site": _of_everybody,
    "settings": _of_everybody,
}


def _ids(path: str) -> list[str]:
    return [each for each in path.split("/") if each]


def _under(path: str) -> set[str]:
    return {f"under:{each}" for each in _ids(path)}


def _persons(ids: Iterable[str]) -> set[str]:
    return {f"person:{each}" for each in ids}
