"""What a change of a conference must hold to: asked by the actions, and by the pages that show a change before."""

from datetime import date

from confsys.conferences.models import Conference
from confsys.errors import Invalid, Refused
from confsys.office import queries as office
from confsys.people.models import Person
from confsys.shown import day as shown_day
from confsys.sites.queries import by_ids
from confsys.words import _


def refuse_stale(conference: Conference, revision: int | None) -> None:
    """Refused if somebody changed the conference after the person saw it."""
    if revision is not None and revision != conference.revision:
        raise Refused(_("Somebody else changed this conference meanwhile. Load it again and repeat your change."))


def refuse_when_planned_out(conference: Conference) -> None:
    """Refused once time, place, sites and title can no longer change."""
    if not conference.may_be_planned:
        raise Refused(_("This conference can no longer be replanned; only its agenda can change."))


def refuse_own_approval(actor: Person, conference: Conference) -> None:
    if conference.asked_by_id == actor.id and not office.current().is_one_person:
        raise Refused(_("Nobody approves a request of his own."))


def existing_sites(ids: list[str], day: date, field: str) -> list[str]:
    """The ids, if each is a site that exists on that day. Raises Invalid with a sentence for `field`."""
    known = by_ids(ids)
    for site_id in ids:
        if site_id not in known:
            raise Invalid({field: _("There is no such site: %(id)s.", id=site_id)})
        if not known[site_id].exists_on(day):
            raise Invalid(
                {field: _("%(name)s does not exist on %(day)s.", name=known[site_id].name, day=shown_day(day))}
            )
    return ids
