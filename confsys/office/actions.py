"""Every change of the settings. Who may is decided before, in access.py."""

import base64
import hashlib
from datetime import date
from typing import Any

from flask import current_app
from sqlalchemy import select

from confsys import clock
from confsys.changes import action, record
from confsys.errors import NotFound, Refused
from confsys.extensions import db, insert_missing
from confsys.office import rules
from confsys.office.memory import PREFIX
from confsys.office.parts import SETTINGS, defaults
from confsys.office.queries import PICTURE, current
from confsys.settings import Setting
from confsys.words import _


@action
def change(actor, part: str, *, values: dict[str, Any], revision: int | None = None) -> None:
    """Set what is named of a part; what is None goes back to what holds while nothing is set.

    `revision` is the one the person saw: Refused if the part moved on. Raises Invalid.
    """
    row = _locked(part)
    if revision is not None and revision != row.value["revision"]:
        raise Refused(_("Somebody else changed these settings meanwhile. Load the page again and repeat your change."))
    stored = row.value["values"]
    usual = defaults(current_app.config)[part]
    kept = {name: value for name, value in (stored | values).items() if value is not None}
    before, after = usual | stored, usual | kept
    rules.check(part, after)
    changed = [name for name in values if before.get(name) != after.get(name)]
    if not changed:
        return
    row.value = {"values": kept, "revision": row.value["revision"] + 1}
    record(
        "settings.changed",
        SETTINGS,
        by=actor,
        part=part,
        before={name: before.get(name) for name in changed},
        after={name: after.get(name) for name in changed},
    )


@action
def enter_day(actor, *, day: date, works: bool, why: str) -> None:
    """A day off, or a day that is worked in exchange. Raises Invalid if it is entered, or so anyway."""
    entered = _locked("days").value["values"]
    rules.check_day(entered, current().working_days(clock.zone()), day, works)
    change(actor, "days", values={day.isoformat(): {"works": works, "why": why}})


@action
def remove_day(actor, *, day: date) -> None:
    """The day is again as the State and the week say."""
    if day.isoformat() not in _locked("days").value["values"]:
        raise NotFound()
    change(actor, "days", values={day.isoformat(): None})


@action
def hang_logo(actor, *, png: bytes) -> None:
    """This picture stands in the place of the mark. Kept under its content's name, so it may be kept for ever."""
    mark = hashlib.sha256(png).hexdigest()[:20]
    insert_missing(Setting, {"name": PICTURE + mark, "value": {"png": base64.b64encode(png).decode()}})
    change(actor, "logo", values={"mark": mark})


def _locked(part: str) -> Setting:
    """The row of a part, nobody else's until the commit."""
    insert_missing(Setting, {"name": PREFIX + part, "value": {"values": {}, "revision": 0}})
    query = select(Setting).where(Setting.name == PREFIX + part).with_for_update()
    return db.session.scalars(query.execution_options(populate_existing=True)).one()
