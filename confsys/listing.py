"""Lists in pages, as people turn them; what a list is narrowed by stands in its address."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, func, select

from confsys.extensions import db

LAST = 10_000  # nobody turns further


@dataclass(frozen=True)
class Page:
    """One page of a list. `total` counts the whole list."""

    items: list[Any]
    number: int
    size: int
    total: int

    @property
    def has_more(self) -> bool:
        return self.number * self.size < self.total

    @property
    def pages(self) -> int:
        return max(1, -(-self.total // self.size))


def page_of(query: Select, *, number: int, size: int) -> Page:
    """One page of what a query finds; two queries, however long the list is. Beyond the end it is the last page."""
    total = db.session.scalar(select(func.count()).select_from(query.order_by(None).subquery())) or 0
    number = min(max(number, 1), max(1, -(-total // size)))
    items = list(db.session.scalars(query.offset((number - 1) * size).limit(size)).unique())
    return Page(items, number, size, total)


def asked(args: Mapping[str, str], *names: str) -> dict[str, Any]:
    """What an address asks for, cut to a sane length, and the number of the page."""
    found: dict[str, Any] = {name: args.get(name, "")[:200] for name in names}
    number = args.get("page", "")[:6]
    return found | {"page": min(int(number), LAST) if number.isascii() and number.isdecimal() else 1}
