"""Lists in pages: `next` is opaque, and a page begins right after the last row of the one before."""

import base64
import json
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any, TypeVar

from sqlalchemy import Select, tuple_

from confsys import forms
from confsys.api.shapes import Page
from confsys.errors import Invalid
from confsys.extensions import db
from confsys.words import _

T = TypeVar("T")
USUAL, MOST = 100, 500


@forms.accepts(type="string", pattern="^[A-Za-z0-9_=-]*$")
def mark(raw: Any) -> str:
    """Where a page begins, as the page before gave it; read when the keys of the list are known."""
    return raw


QUERY = {"limit": forms.whole(1, MOST), "next": mark}


def page(query: Select, keys: tuple[Any, Any], asked: dict[str, Any], show: Callable[[list[Any]], list[T]]) -> Page[T]:
    """One page of `query`, which is ordered by `keys`; `show` turns its rows into plain values."""
    size = asked.get("limit", USUAL)
    if after := _cursor(asked.get("next"), keys):
        query = query.where(tuple_(*keys) > tuple_(*after))
    rows = list(db.session.scalars(query.limit(size + 1)))
    more = len(rows) > size
    rows = rows[:size]
    return {"items": show(rows), "next": _mark(rows[-1], keys) if more else None}


def _mark(row: Any, keys: tuple[Any, Any]) -> str:
    values = [getattr(row, key.key) for key in keys]
    plain = [{"at": value.isoformat()} if isinstance(value, datetime) else value for value in values]
    return base64.urlsafe_b64encode(json.dumps(plain).encode()).decode().rstrip("=")


def _cursor(raw: str | None, keys: tuple[Any, Any]) -> list[Any] | None:
    """The row after which a page begins: values of the same types as `keys`, fit for a query."""
    if not raw:
        return None
    try:
        values = [_unmarked(value) for value in json.loads(base64.urlsafe_b64decode(raw + "=" * (-len(raw) % 4)))]
        if [type(value) for value in values] != [key.type.python_type for key in keys]:
            raise ValueError
        if b"\x00" in f"{values[0]}{values[1]}".encode():  # half a character cannot be encoded: a ValueError too
            raise ValueError
    except (ValueError, KeyError, TypeError, OverflowError, RecursionError):
        raise Invalid({"next": _("This is not a page of this list.")}) from None
    return values


def _unmarked(value: Any) -> Any:
    return datetime.fromisoformat(value["at"]).astimezone(UTC) if isinstance(value, dict) else value
