"""Whom the sites have named, as a file: one line for each delegate."""

from collections.abc import Iterable

from confsys.invitations.roll_up import Row
from confsys.sites.sheets import spreadsheet
from confsys.words import gettext


def as_csv(rows: Iterable[Row]) -> bytes:
    """By the names of the sites."""
    heads = [gettext("Site"), gettext("No."), gettext("Name"), gettext("Office held"), gettext("speaks")]
    ordered = sorted(rows, key=lambda each: (each.participation.site.sort_key, each.participation.site_id))
    return spreadsheet([heads, *(line for row in ordered for line in _lines(row))])


def _lines(row: Row) -> Iterable[list[str]]:
    for number, each in enumerate(row.named, start=1):
        yield [row.participation.site.name, str(number), each.name, each.office, "x" if each.speaks else ""]
