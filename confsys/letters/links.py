"""Links in a letter. What is stored is a placeholder: a personal link lies in no row and in no log.

The package that owns a link says how it is made and who may see it; app.py hangs it up under its name.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from flask import current_app

from confsys.people.models import Person

PLACEHOLDER = re.compile(r"\{link:([a-z_]+)\}", re.ASCII)
About = Mapping[str, Any]


@dataclass(frozen=True)
class Link:
    """How the address is made from what a letter is about, and who besides the receiver may see it."""

    address: Callable[[About], str]
    may_see: Callable[[Person, About], bool]


class Placeholder(str):
    """Stands in a template's text as it is; whatever else looks like one is somebody's words."""


def placeholder(name: str) -> Placeholder:
    if name not in _known():
        raise LookupError(f"no package owns the link “{name}”")
    return Placeholder(f"{{link:{name}}}")


def disarmed(value: Any) -> Any:
    """Words that were typed can be no placeholder."""
    return value if isinstance(value, Placeholder) else str(value).replace("{link:", "(link:")


def filled(text: str, about: About) -> str:
    """As it leaves."""
    return PLACEHOLDER.sub(lambda found: _known()[found[1]].address(about), text)


def shown_to(person: Person, text: str, about: About, instead: str) -> str:
    """As this person may read it: `instead` of what is for the receiver alone."""

    def put(found: re.Match) -> str:
        link = _known()[found[1]]
        return link.address(about) if link.may_see(person, about) else instead

    return PLACEHOLDER.sub(put, text)


def _known() -> dict[str, Link]:
    return current_app.extensions["letter_links"]
