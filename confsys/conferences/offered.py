"""What the form of a conference offers to choose from, on a day: bodies, sites, chairs, and the closed lists."""

from datetime import date
from itertools import groupby
from typing import Any

from confsys.conferences import queries
from confsys.conferences.models import KIND_NAMES, MODE_NAMES, REACH_NAMES, Conference
from confsys.errors import Invalid, NotAllowed
from confsys.forms import Form
from confsys.people.models import CHAIR, SECRETARIAT, Person
from confsys.people.queries import holders_of
from confsys.scheduling.access import is_keeper
from confsys.scheduling.models import ROOM, UNIT
from confsys.scheduling.queries import to_choose_from
from confsys.sites.access import bodies_of
from confsys.sites.grouped import shown_to
from confsys.sites.models import Site
from confsys.sites.tree import groups_on, names_alike
from confsys.words import _


def bodies(person: Person) -> list[Site]:
    """The organisations this person plans for, those of today first. Raises NotAllowed if there is none."""
    found = bodies_of(person, SECRETARIAT)
    if not found:
        raise NotAllowed(_("Only a secretariat plans conferences."))
    return found


def refuse_foreign_body(person: Person, organiser_id: str) -> None:
    """Raises Invalid if this person does not plan for the body that was sent."""
    if organiser_id not in {body.id for body in bodies(person)}:
        raise Invalid({"organiser": _("You do not plan for this body.")})


def own_body(person: Person, organiser_id: str) -> Site:
    """The body that was sent, if this person plans for it. Raises Invalid."""
    refuse_foreign_body(person, organiser_id)
    return next(body for body in bodies(person) if body.id == organiser_id)


def choices(person: Person, form: Form, day: date, conference: Conference | None = None) -> dict[str, Any]:
    """What a template needs beside the form. What does not exist on the day gives way to what does."""
    groups = groups_on(day, shown_to(person, day))
    found = [conference.organiser] if conference else [body for body in bodies(person) if body.exists_on(day)]
    sites = [site for group in groups for site in ([group.head] if group.head else []) + group.sites]
    _keep_on_the_day(form, found, sites)
    return {
        "groups": groups,
        "alike": names_alike(groups),
        "sites": sites,
        "bodies": found,
        "chairs": holders_of(CHAIR, [body.id for body in found]),
        "kinds": list(KIND_NAMES.items()),
        "modes": list(MODE_NAMES.items()),
        "reaches": list(REACH_NAMES.items()),
        "may_enter_rooms": is_keeper(person),
        **_to_book(form, conference, {site.id for site in [*sites, *found]}),
    }


def _to_book(form: Form, conference: Conference | None, known: set[str]) -> dict[str, Any]:
    """The rooms, by site, and the equipment of the main site and of the organiser, and what it has already."""
    has = [conference.room_id, *queries.units_of(conference)] if conference else []
    places = known & {form.values.get(name) for name in ("main_site", "organiser")}
    found = to_choose_from(places, [each for each in has if each])
    rooms = groupby([each for each in found if each.kind == ROOM], key=lambda each: each.site)
    units = [each for each in found if each.kind == UNIT]
    return {"rooms": [(site, list(group)) for site, group in rooms], "units": units}


def _keep_on_the_day(form: Form, found: list[Site], sites: list[Site]) -> None:
    known = {site.id for site in sites}
    for name in ("organiser", "main_site"):
        if form.values.get(name) not in known and found and name not in form.errors:
            form.values[name] = found[0].id
