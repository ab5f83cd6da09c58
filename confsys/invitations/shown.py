"""What the page of a conference says of answers, to who may know."""

from dataclasses import dataclass

from confsys.conferences import access
from confsys.conferences.models import Conference, Participation
from confsys.invitations import queries, rules
from confsys.invitations.access import own_sites
from confsys.people.models import Person


@dataclass(frozen=True)
class Seen:
    """`answered` of `invited` sites, for who watches it; `own`: a site this person answers for, and whether it has."""

    answered: int | None = None
    invited: int = 0
    own: Participation | None = None
    has_answered: bool = False


def answers_seen(person: Person, conference: Conference, sites: int) -> Seen | None:
    """None while nobody is asked, and for who may not know. `sites`: how many take part, the main one among them."""
    if conference.state not in rules.WRITTEN:
        return None
    if access.may_watch(person, conference):
        invited = sites - 1  # the main one is not asked
        return Seen(invited - queries.silent_counts([conference.id]).get(conference.id, 0), invited)
    own = access.own_participation(person, conference)
    if own is None or own.is_main or own.site_id not in own_sites(person):
        return None
    return Seen(own=own, has_answered=queries.answer_of(own) is not None)
