"""What was typed about new units, as the units they come from and the one each belongs to.

Each row makes one unit: of several old ones (merged), of one that stands in several rows (split), or of one alone
(renamed, or moved). Units are named by their code or their full name of the day before.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import or_, select

from confsys import forms
from confsys.errors import Invalid
from confsys.extensions import db
from confsys.folding import clean, folded
from confsys.forms import Unreadable
from confsys.people.forms import plain
from confsys.sites.actions import key_of
from confsys.sites.models import KINDS, Site
from confsys.words import _

LEAST_ROWS, MOST_ROWS, MOST_NAMED = 3, 30, 5
FIELDS = ("old", "name", "kind", "code", "parent")


@dataclass(frozen=True)
class Formed:
    """One new unit: of which old ones, and below which one; `parent_row` names another row of the same step."""

    number: int
    olds: tuple[Site, ...]
    name: str
    kind: str
    gso_code: str | None
    parent: Site | None
    parent_row: int | None = None


@dataclass(frozen=True)
class Told:
    """A reorganisation as it was typed: its day and its new units, whatever they hang on first."""

    day: date
    formed: tuple[Formed, ...]

    @property
    def olds(self) -> list[Site]:
        """The units that end the day before, each once."""
        return list({old.id: old for each in self.formed for old in each.olds}.values())

    def news_of(self, old: Site) -> list[Formed]:
        return [each for each in self.formed if old in each.olds]


def rows_in(sent: Mapping[str, Any]) -> int:
    """How many rows the form has; one more group of them where that was asked for."""
    typed = str(sent.get("rows", ""))
    rows = int(typed) if typed.isascii() and typed.isdecimal() and len(typed) < 4 else LEAST_ROWS
    return min(max(rows + (LEAST_ROWS if "more" in sent else 0), LEAST_ROWS), MOST_ROWS)


def told(sent: Mapping[str, Any]) -> Told:
    """Raises Invalid with a sentence at each field."""
    day = forms.read({"day": forms.day}, sent)["day"]
    typed = [number for number in range(1, rows_in(sent) + 1) if _is_typed(sent, number)]
    if not typed:
        raise Invalid({"old-1": _("Name the unit that changes.")})
    reader, formed = _Reader(day), []
    errors: dict[str, Any] = {}
    names = {folded(str(sent.get(f"name-{number}", ""))): number for number in typed}
    for number in typed:
        try:
            formed.append(reader.row(sent, number, names))
        except Invalid as error:
            errors |= error.errors
    if errors:
        raise Invalid(errors)
    return Told(day, tuple(_in_order(formed)))


def _is_typed(sent: Mapping[str, Any], number: int) -> bool:
    return any(clean(str(sent.get(f"{name}-{number}", ""))) for name in FIELDS if name != "kind")


class _Reader:
    """The units of the day before, and of the day itself."""

    def __init__(self, day: date) -> None:
        self.day, self.before = day, day - timedelta(days=1)
        last = or_(Site.valid_to.is_(None), Site.valid_to >= self.before)
        first = or_(Site.valid_from.is_(None), Site.valid_from <= day)
        self.sites = list(db.session.scalars(select(Site).where(first, last).order_by(Site.sort_key, Site.id)))
        self.keys = set(db.session.scalars(select(Site.key).where(Site.valid_from == day)))

    def row(self, sent: Mapping[str, Any], number: int, names: Mapping[str, int]) -> Formed:
        values: dict[str, Any] = {}
        errors: dict[str, Any] = {}
        for name, read in (("old", self._olds), ("name", plain(200)), ("code", plain(20, needed=False))):
            try:
                values[name] = read(sent.get(f"{name}-{number}", ""))
            except Unreadable as error:
                errors[f"{name}-{number}"] = error.args[0]
        if errors:
            raise Invalid(errors)
        try:
            parent, parent_row = self._parent(sent.get(f"parent-{number}", ""), values["old"], number, names)
        except Unreadable as error:
            raise Invalid({f"parent-{number}": error.args[0]}) from None
        kind = sent.get(f"kind-{number}", "")
        kind = kind if kind in KINDS else values["old"][0].kind
        formed = Formed(number, values["old"], values["name"], kind, values["code"] or None, parent, parent_row)
        self._refuse_double(formed)
        return formed

    def _olds(self, raw: Any) -> tuple[Site, ...]:
        """One or several, with commas or semicolons between them."""
        texts = [text for text in map(clean, re.split(r"[;,]", str(raw or ""))) if text]
        if not texts:
            raise Unreadable(_("Name the unit that changes."))
        found = tuple(dict.fromkeys(self._unit(text, self.before) for text in texts))
        for site in found:
            if not site.exists_on(self.day):
                raise Unreadable(_("“%(name)s” ends on that day already.", name=site.name))
        return found

    def _unit(self, text: str, day: date) -> Site:
        there = [site for site in self.sites if site.exists_on(day)]
        exact = [site for site in there if text in (site.gso_code, site.name)]
        alike = exact or [site for site in there if folded(text) and f" {site.folded}".endswith(f" {folded(text)}")]
        if len(alike) == 1:
            return alike[0]
        if not alike:
            raise Unreadable(_("There is no unit “%(name)s” on the day before.", name=text[:80]))
        names = ", ".join(f"{site.name} ({site.gso_code or '–'})" for site in alike[:MOST_NAMED])
        raise Unreadable(_("Which unit is “%(name)s”? There is: %(names)s.", name=text[:80], names=names))

    def _parent(
        self, raw: Any, olds: Sequence[Site], number: int, names: Mapping[str, int]
    ) -> tuple[Site | None, int | None]:
        """What it belongs to: a new unit of another row, one that stays, or what the first old one belongs to."""
        text = clean(str(raw or ""))
        row = names.get(folded(text)) if text else None
        if row == number:
            raise Unreadable(_("A unit cannot belong to itself."))
        if row:
            return None, row
        by_id = {site.id: site for site in self.sites}
        parent = self._unit(text, self.day) if text else by_id.get(olds[0].parent_id or "")
        if parent is not None and any(parent.path.startswith(old.path) for old in olds):
            words = {"name": parent.name, "old": next(old.name for old in olds if parent.path.startswith(old.path))}
            raise Unreadable(_("“%(name)s” lies below “%(old)s”, so that one cannot belong to it.", **words))
        return parent, None

    def _refuse_double(self, formed: Formed) -> None:
        key = key_of(formed.kind, formed.name, formed.gso_code, self.day, formed.parent.key if formed.parent else "")
        if key in self.keys:
            field = "code" if formed.gso_code else "name"
            raise Invalid({f"{field}-{formed.number}": _("There is such a unit from that day on already.")})
        self.keys.add(key)


def _in_order(formed: list[Formed]) -> list[Formed]:
    """Each after what it belongs to. Raises Invalid for a circle, and for one that hangs on a unit that ends."""
    ended = {old.id for each in formed for old in each.olds}
    for each in formed:
        if each.parent is not None and each.parent.id in ended:
            sentence = _("“%(name)s” ends the day before. Name what comes after it.", name=each.parent.name)
            raise Invalid({f"parent-{each.number}": sentence})
    placed: list[Formed] = []
    waiting = list(formed)
    while waiting:
        numbers = {each.number for each in placed}
        ready = [each for each in waiting if each.parent_row is None or each.parent_row in numbers]
        if not ready:
            sentence = _("These units would belong to each other in a circle.")
            raise Invalid({f"parent-{waiting[0].number}": sentence})
        placed += ready
        waiting = [each for each in waiting if each not in ready]
    return placed
