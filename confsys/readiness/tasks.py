"""What is missing before a conference: at a site its own test, at the technicians' those of all, and incidents."""

from datetime import datetime

from confsys import shown
from confsys.conferences import queries as conferences
from confsys.conferences.models import Conference, Participation
from confsys.conferences.rehearsing import SHORTLY_BEFORE, afternoon_before, last_session
from confsys.conferences.transitions import ISSUED, LIVE, OPEN, RECESS
from confsys.invitations.access import own_sites
from confsys.people.models import TECHNICIAN, Person
from confsys.readiness import queries
from confsys.tasks import Press, Task
from confsys.words import _, n_

MOST = 100
BEFORE = (ISSUED, OPEN)


def tasks_of(person: Person, now: datetime) -> list[Task]:
    return [*_own(person, now), *_of_the_technicians(person, now)]


def is_time_to_test(conference: Conference, now: datetime) -> bool:
    """From the rehearsal on, or where there is none from the afternoon of the working day before, until it begins."""
    begin = (conference.rehearsal or afternoon_before(conference.starts_at))[0]
    return last_session(conference) is not None and begin <= now < conference.starts_at


def _due(conference: Conference, now: datetime) -> datetime:
    """When technicians come to the sites; once that has passed, when it begins."""
    come = conference.starts_at - SHORTLY_BEFORE
    return come if now < come else conference.starts_at


def _own(person: Person, now: datetime) -> list[Task]:
    sites = own_sites(person)
    found = queries.untested(sites, BEFORE, now, most=MOST) if sites else []
    return [_test(each, now) for each in found if is_time_to_test(each.conference, now)]


def _test(participation: Participation, now: datetime) -> Task:
    conference = participation.conference
    when = shown.when(conference.starts_at, conference.ends_at)
    return Task(
        due=_due(conference, now),
        title=_("Test the machine for: %(title)s", title=conference.title),
        url=f"/conferences/{conference.id}",
        why=_("%(site)s takes part on %(when)s.", site=participation.site.name, when=when),
        verb=Press(_("Test it"), f"/conferences/{conference.id}/sites/{participation.site_id}/test", "activity"),
    )


def _of_the_technicians(person: Person, now: datetime) -> list[Task]:
    states: dict[str, tuple[str, ...]] = {TECHNICIAN: (*BEFORE, LIVE, RECESS)}
    found = conferences.waiting_for(person, states, most=MOST)
    waiting = queries.waiting_incidents(each.id for each in found) if found else {}
    near = [each for each in found if each.state in BEFORE and is_time_to_test(each, now)]
    untested = queries.untested_counts(each.id for each in near) if near else {}
    incidents = [_take(each, *waiting[each.id]) for each in found if each.id in waiting]
    return incidents + [_see(each, untested[each.id], now) for each in near if untested.get(each.id)]


def _see(conference: Conference, number: int, now: datetime) -> Task:
    page, said = f"/conferences/{conference.id}/readiness", {"title": conference.title}
    when = shown.when(conference.starts_at, conference.ends_at)
    return Task(
        due=_due(conference, now),
        title=n_(
            "%(num)s site has not been tested: %(title)s",
            "%(num)s sites have not been tested: %(title)s",
            number,
            **said,
        ),
        url=page,
        why=_("It begins on %(when)s. Test with them, and sign the check list of each.", when=when),
        verb=Press(_("See which"), f"{page}?state=untested", "checklist"),
    )


def _take(conference: Conference, number: int, since: datetime) -> Task:
    page, said = f"/conferences/{conference.id}/incidents", {"title": conference.title}
    return Task(
        due=since,
        title=n_("%(num)s incident waits: %(title)s", "%(num)s incidents wait: %(title)s", number, **said),
        url=page,
        why=_("The first was reported at %(at)s, and nobody takes care of it yet.", at=shown.hm(since)),
        verb=Press(_("Take care of it"), page, "alert-octagon"),
    )
