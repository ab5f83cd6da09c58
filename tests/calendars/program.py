"""A calendar program: it asks for an address as programs do, and reads what it gets with a library of others."""

from dataclasses import replace
from datetime import timedelta

import icalendar

from confsys import clock
from confsys.calendars import links
from confsys.conferences import actions
from confsys.conferences.transitions import TRANSITIONS
from confsys.sites import actions as sites
from confsys.sites.queries import rows_on
from tests.build import a_conference, a_person, a_province, a_site

PUBLIC = "/calendars/public.ics"
DAY = timedelta(days=1)


def a_feed(person, **options) -> str:
    """The address of a new link of this person, as a program asks for it."""
    _link, secret = links.make(person, person, label="điện thoại", **options)
    return f"/calendars/{secret}/confsys.ics"


class Office:
    """A province whose secretariat plans, an officer of one site, and the addresses both subscribed to."""

    def __init__(self):
        self.province, self.site = a_province(), a_site("Phường Cao Lãnh")
        self.secretariat = a_person(role="secretariat", site=self.province)
        self.officer = a_person("Nguyễn Văn Ấm", role="officer", site=self.site)
        self.feed = a_feed(self.officer)

    def conference(self, state: str = "issued", **values):
        values.setdefault("sites", [self.site])
        return a_conference(state=state, organiser=self.province, by=self.secretariat, **values)

    def step(self, conference, name: str) -> None:
        actor = a_person(role="approver", site=self.province) if name == "approve" else self.secretariat
        reason = "Vì bão" if TRANSITIONS[name].needs_reason else None
        actions.take(actor, conference, TRANSITIONS[name], reason=reason)

    def rename(self, conference, title: str) -> None:
        actions.edit(self.secretariat, conference, title=title)

    def rename_site(self, site, name: str) -> None:
        """As a new list of the province brings it."""
        rows = rows_on(clock.today())
        sites.import_list(None, [replace(row, name=name) if row.name == site.name else row for row in rows])


def events(answer) -> list[icalendar.Event]:
    """The entries of a calendar that came."""
    assert (answer.status_code, answer.mimetype) == (200, "text/calendar"), answer.text
    return icalendar.Calendar.from_ical(answer.data).walk("VEVENT")


def titles(answer) -> list[str]:
    return [str(event["SUMMARY"]) for event in events(answer)]
