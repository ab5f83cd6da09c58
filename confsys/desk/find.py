"""Find anything by a few letters: conferences, sites, people, and the pages one may open."""

from contextlib import suppress
from dataclasses import dataclass

from flask import Blueprint, current_app, render_template, request

from confsys import clock, doors, forms, shown
from confsys.accounts import access as accounts
from confsys.accounts import queries as people
from confsys.conferences import queries as conferences
from confsys.conferences.access import may_plan_at_all
from confsys.extensions import db
from confsys.folding import folded
from confsys.people.models import Person
from confsys.scheduling.access import is_keeper
from confsys.sites import queries as sites
from confsys.sites.names import KIND_NAMES
from confsys.words import _, gettext

pages = Blueprint("find", __name__)
OF_EACH = 6


@dataclass(frozen=True)
class Hit:
    """One thing that was found."""

    url: str
    name: str
    hint: str
    icon: str


@pages.get("/find")
@doors.signed_in
def find(person: Person):
    """As a page of its own, and what the palette shows of it."""
    asked = request.args.get("q", "")[:200]
    groups = [
        (_("Days"), _days(asked)),
        (_("Pages"), _pages(person, asked)),
        (_("Conferences"), _conferences(person, asked)),
        (_("Sites"), _sites(asked)),
        (_("People"), _people(person, asked)),
    ]
    return render_template("desk/find.html", asked=asked, groups=[group for group in groups if group[1]])


def _days(asked: str) -> list[Hit]:
    """The calendar of the day that was typed, as people spell days: 3/12, mai, thứ 5 tuần sau."""
    with suppress(forms.Unreadable):
        day = forms.day(asked)
        return [Hit(f"/planner/day?on={day}", shown.full_day(day), gettext("Calendar of this day"), "calendar")]
    return []


def _pages(person: Person, asked: str) -> list[Hit]:
    """The pages whose name holds what was typed; all of them while nothing is."""
    places = [Hit(place.url, str(place.label), "", place.icon) for place in current_app.extensions["navigation"]()]
    if may_plan_at_all(person):
        places.append(Hit("/conferences/new", gettext("Plan a conference"), "", "calendar-plus"))
        places.append(Hit("/polls", gettext("Polls of guests"), "", "message"))
    if is_keeper(person):
        places.append(Hit("/planner/timeline", gettext("Rooms, leaders and sites side by side"), "", "calendar"))
    places.append(Hit("/planner/day", gettext("Calendar: today"), "", "calendar"))
    places.append(Hit("/planner/month", gettext("Calendar: this month"), "", "calendar"))
    places.append(Hit("/account", gettext("My account"), "", "user"))
    places.append(Hit("/calendars", gettext("Calendar on my phone"), "", "calendar-plus"))
    return [place for place in places if folded(asked) in folded(place.name)]


def _conferences(person: Person, asked: str) -> list[Hit]:
    """Those to come first, then the latest of the past; without a word the next ones."""
    query = conferences.nearest_first(conferences.listed(person, text=asked), clock.now())
    return [
        Hit(f"/conferences/{each.id}", each.title, f"{each.code}, {shown.full_day(each.starts_at)}", "video")
        for each in db.session.scalars(query.limit(OF_EACH)).unique()
    ]


def _sites(asked: str) -> list[Hit]:
    if not folded(asked):
        return []
    query = sites.found(clock.today(), text=asked).limit(OF_EACH)
    return [Hit(f"/sites/{each.id}", each.name, _kind_and_code(each), "map-pin") for each in db.session.scalars(query)]


def _people(person: Person, asked: str) -> list[Hit]:
    """Only for whoever looks after accounts, and only those accounts."""
    if not folded(asked) or not accounts.is_keeper(person):
        return []
    query = people.listed(accounts.keeper(person), text=asked).limit(OF_EACH)
    return [Hit(f"/people/{each.id}", each.name, each.position or "", "user") for each in db.session.scalars(query)]


def _kind_and_code(site) -> str:
    return ", ".join(filter(None, (str(KIND_NAMES[site.kind]), site.gso_code)))
