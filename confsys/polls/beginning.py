"""With what the form of a poll begins: the best times that were found, a conference, or nothing yet."""

from collections.abc import Collection
from typing import Any

from sqlalchemy import Select, select
from werkzeug.datastructures import MultiDict

from confsys import clock, forms, shown
from confsys.conferences.models import Conference
from confsys.conferences.offered import bodies
from confsys.errors import Problem
from confsys.extensions import db
from confsys.forms import Form, Unreadable
from confsys.people.models import Person
from confsys.polls import access, queries
from confsys.polls.forms import MOST_WANTED, WANTED, filled_poll
from confsys.polls.models import MOST_SLOTS, Poll
from confsys.polls.pages import bodies_that_exist, usual_last_day
from confsys.polls.rules import Time
from confsys.sites.models import Site
from confsys.words import gettext, ngettext


def form_of(person: Person, args: MultiDict) -> Form:
    """A new poll, with what an address fills in: times as START/END apart by commas, ids, a conference."""
    conference = _draft(person, args.get("conference", ""))
    values: dict[str, Any] = {name: args.get(name, "")[:10_000] for name in ("title", *WANTED)}
    values["organiser"] = _organiser(person, conference, args.get("organiser", ""))
    slots = _times(args.get("slots", ""))
    if conference is not None:
        values |= {"conference": conference.id, "title": conference.title}
        slots = slots or [(conference.starts_at, conference.ends_at)]
    slots = [each for each in slots if each[0] > clock.now()][:MOST_SLOTS]
    values["last_day"] = shown.day(usual_last_day(min(slots)[0] if slots else None))
    return filled_poll(values, slots)


def form_of_poll(poll: Poll) -> Form:
    """A poll as it stands."""
    values = {name: getattr(poll, name) for name in ("title", "note")}
    values |= {"last_day": shown.day(poll.last_day), "names_shown": "1" if poll.names_shown else ""}
    return filled_poll(values | {"revision": str(poll.revision)}, [each.time for each in queries.slots_of(poll)])


def conference_of(person: Person, form: Form, poll: Poll | None) -> Conference | None:
    """The conference for which is asked."""
    return poll.conference if poll else _draft(person, form.values.get("conference", ""))


def wanted(sent: MultiDict) -> dict[str, list[str]]:
    """With whom of ours the time was looked for: those there are."""
    named = {name: sent.get(name, "").split(",")[:MOST_WANTED] for name in WANTED}
    there = {name: set(db.session.scalars(_ids_of(name, ids))) for name, ids in named.items()}
    return {name: [each for each in dict.fromkeys(ids) if each in there[name]] for name, ids in named.items()}


def _ids_of(name: str, ids: list[str]) -> Select:
    return select(Site.id).where(Site.id.in_(ids)) if name == "sites" else select(Person.id).where(Person.id.in_(ids))


def what_was_kept(before: Collection[Time], after: Collection[Time]) -> str:
    """What became of the answers when the times of a poll were changed."""
    kept, came, went = len(set(before) & set(after)), len(set(after) - set(before)), len(set(before) - set(after))
    if not came and not went:
        return gettext("The poll has been changed; every answer is kept.")
    words = [ngettext("%(num)s time keeps its answers", "%(num)s times keep their answers", kept)]
    if came:
        words.append(
            ngettext(
                "%(num)s is new, and nobody was asked about it",
                "%(num)s are new, and nobody was asked about them",
                came,
            )
        )
    if went:
        words.append(ngettext("%(num)s is gone with its answers", "%(num)s are gone with their answers", went))
    return gettext("The poll has been changed: %(what)s.", what="; ".join(words))


def _draft(person: Person, conference_id: str) -> Conference | None:
    try:
        return access.draft(person, forms.identifier(conference_id))
    except (Unreadable, Problem):
        return None  # an old address; the poll may still be made, for no conference


def _organiser(person: Person, conference: Conference | None, typed: str) -> str:
    if conference is not None:
        return conference.organiser_id
    own = [each.id for each in bodies_that_exist(bodies(person))]
    return typed if typed in own else own[0]


def _times(typed: str) -> list[Time]:
    """The times of an address; what cannot be read in it is left out."""
    found = []
    for each in typed[:2000].split(","):
        starts_at, _slash, ends_at = each.partition("/")
        try:
            found.append((forms.moment(starts_at), forms.moment(ends_at)))
        except Unreadable:
            continue
    return [each for each in dict.fromkeys(found) if each[0] < each[1]]
