"""Leaders as somebody types them: "CT, PCT văn xã, các PCT". No database, no clock."""

import re
from collections.abc import Sequence

from confsys.folding import folded
from confsys.people.models import Person


def parts_of(typed: str) -> list[str]:
    return [part for each in re.split("[,;]", typed) if (part := each.strip())]


def understood(typed: str, known: Sequence[Person]) -> tuple[list[str], str]:
    """The ids of those it names, and the rest as it was typed: what names nobody, or more than one."""
    named, rest = [], []
    for part in parts_of(typed):
        meant = [each for each in known if folded(part) in _names(each)]
        if len(meant) == 1:
            named.append(meant[0].id)
        else:
            rest.append(part)
    return named, ", ".join(rest)


def _names(person: Person) -> set[str]:
    return {folded(name) for name in (person.short_name, person.name, person.position) if name}
