"""Whose calendar a link may be for, as the list on the page shows it."""

from collections import Counter

from confsys.calendars import access
from confsys.calendars.models import ORGANISATION, SITE, WEEK
from confsys.people.models import Person
from confsys.sites.models import Site
from confsys.words import _

HEADINGS = {
    WEEK: _("Weekly calendar, with the conferences you may see"),
    ORGANISATION: _("Conferences organised by this organisation and below it"),
    SITE: _("Conferences in which this site takes part"),
}


def choices_for(person: Person) -> list[tuple[object, list[tuple[str, str]]]]:
    """Headings, each with pairs of value and words; a heading without any is left out."""
    found = access.watchable(person)
    return [(HEADINGS[kind], _options(kind, sites)) for kind, sites in found.items() if sites]


def _options(kind: str, sites: list[Site]) -> list[tuple[str, str]]:
    """Where two names differ only in their marks, the code stands beside the name."""
    times = Counter(site.folded for site in sites)
    named = [(site, f"{site.name} ({site.gso_code})" if times[site.folded] > 1 else site.name) for site in sites]
    return [(f"{kind} {site.id}", name) for site, name in named]
