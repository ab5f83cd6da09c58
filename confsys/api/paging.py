"""Lists in pages: `next` is opaque, and a page begins right after the last row of the one before."""

import base64
import json
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from flask import request
from sqlalchemy import Select, tuple_

from confsys.errors import Invalid
from confsys.extensions import db
from confsys.forms import Unreadable, whole
from confsys.words import _

USUAL, MOST = 100, 500


def page(query: Select, keys: tuple[Any, Any], show: Callable[[list[Any]], list[Any]]) -> dict[str, Any]:
    """One page of `query`, which is ordered by `keys`; `show` turns its rows into plain values."""
    size = _size()
    if after := _cursor():
        query = query.where(tuple_(*keys) > tuple_(*after))
    rows = list(db.session.scalars(query.limit(size + 1)))
    more = len(rows) > size
    rows = rows[:size]
    return {"items": show(rows), "next": _mark(rows[-1], keys) if more else None}


def _size() -> int:
    try:
        return whole(1, MOST)(request.args.get("limit", str(USUAL)))
    except Unreadable as error:
        raise Invalid({"limit": error.args[0]}) from None


def _mark(row: Any, keys: tuple[Any, Any]) -> str:
    values = [getattr(row, key.key) for key in keys]
    plain = [{"at": value.isoformat()} if isinstance(value, datetime) else value for value in values]
    return base64.urlsafe_b64encode(json.dumps(plain).encode()).decode().rstrip("=")


def _cursor() -> tuple[Any, Any] | None:
    raw = request.args.get("next")
    if not raw:
        return None
    try:
        first, second = json.loads(base64.urlsafe_b64decode(raw + "=" * (-len(raw) % 4)))
        if isinstance(first, dict):
            first = datetime.fromisoformat(first["at"]).astimezone(UTC)
        if not isinstance(first, str | datetime) or not isinstance(second, str) or "\x00" in f"{first}{second}":
            raise ValueError
    except (ValueError, KeyError, TypeError, RecursionError):
        raise Invalid({"next": _("This is not a page of this list.")}) from None
    return first, second
