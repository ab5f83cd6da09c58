"""The words of the head bar for whoever is signed in, and where an error page sends people."""

from typing import Any

from flask import g, url_for

from confsys import web
from confsys.accounts import access as account_access
from confsys.conferences.access import may_plan_at_all
from confsys.letters import access as letter_access
from confsys.office import access as office_access
from confsys.scheduling import access as scheduling_access
from confsys.screens import access as screen_access
from confsys.words import _


def navigation() -> list[web.Place]:
    """The words of the head bar for whoever is signed in; the menu has those for which the bar is too short."""
    person = g.get("person")
    if person is None:
        return []
    places = [
        ("desk.home", _("Today"), "home"),
        ("weeks.show", _("Weekly calendar"), "list-details"),
        ("planner.index", _("Calendar"), "calendar-event"),
        ("conferences.index", _("Conferences"), "video"),
        ("sites.index", _("Sites"), "map-pins"),
    ]
    if account_access.is_keeper(person):
        places.append(("accounts.index", _("People"), "users"))
    else:
        places.append(("calendars.index", _("My calendar"), "calendar"))
    if scheduling_access.is_keeper(person):
        places.append(("rooms.index", _("Rooms"), "door-enter"))
    if office_access.may_set(person):
        places.append(("office.settings", _("Settings"), "settings"))
    if screen_access.may_operate(person):
        places.append(("screens.index", _("Screens"), "device-tv"))
    if letter_access.may_read(person):
        places.append(("letters.index", _("Mail"), "mail"))
    if may_plan_at_all(person):
        places.insert(3, ("free_time.show", _("Find a time"), "clock"))
    return [web.place(endpoint, label, icon) for endpoint, label, icon in places]


def ways_on() -> list[dict[str, Any]]:
    """Where an error page sends people."""
    if g.get("person") is None:
        hint = _("A site needs no account: open the link in the invitation.")
        lost = _("The office calls the number of the site, then sends the link.")
        return [
            {"url": url_for("people.sign_in"), "label": _("Sign in"), "hint": hint, "icon": "login"},
            {"url": url_for("lost_links.lost"), "label": _("Ask again for a link"), "hint": lost, "icon": "link"},
        ]
    find = _("by name or code; tone marks may be left out")
    return [
        {"url": url_for("conferences.index"), "label": _("Find a conference"), "hint": find, "icon": "search"},
        {"url": url_for("desk.home"), "label": _("Today"), "hint": "", "icon": "home"},
    ]
