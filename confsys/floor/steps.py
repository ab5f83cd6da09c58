"""What the actions have in common: a turn comes further, or back, and what is different is written down."""

from collections.abc import Callable
from typing import Any

from confsys.changes import record
from confsys.extensions import db
from confsys.floor.models import Turn


def step(actor: Any, turn: Turn, kind: str, change: Callable[[], None], **more: Any) -> None:
    """One turn moves, and that is recorded at once."""
    before = turn.run
    change()
    told(actor, turn, kind, before, **more)


def told(
    actor: Any, turn: Turn, kind: str, before: dict[str, Any], *, personal: dict[str, Any] | None = None, **more: Any
) -> None:
    """Write down what is different from how it was."""
    after = turn.run
    changed = {name for name in after if after[name] != before[name]}
    record(
        kind,
        turn.conference,
        by=actor,
        **about(turn, more),
        before={name: before[name] for name in changed},
        after={name: after[name] for name in changed},
        personal=personal,
    )


def came(actor: Any, turn: Turn) -> None:
    """Write down that a turn was asked for. What it is about, and who is named, can be erased."""
    named = {"topic": turn.topic, "speaker": turn.speaker, "told_by": turn.told_by}
    personal = {name: text for name, text in named.items() if text}
    values = {"turn_kind": turn.kind, "way": turn.way}
    record("floor.turn_asked", turn.conference, by=actor, **about(turn), after=values, personal=personal or None)


def settle() -> None:
    """At no moment two have the floor: what yields is written before what takes it."""
    db.session.flush()


def about(turn: Turn, more: dict[str, Any] | None = None) -> dict[str, Any]:
    own = {"turn": turn.id, "participation": turn.participation_id, "site": turn.participation.site_id}
    return own | (more or {})
