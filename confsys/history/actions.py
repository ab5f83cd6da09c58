"""Taking back what was done. The rules stand with the actions that do it, and in undo.py."""

from confsys import clock
from confsys.changes import action, taking_back, transaction
from confsys.errors import Invalid, Refused
from confsys.history.presses import take_along
from confsys.history.telling import Told, personal_in, tell
from confsys.history.undo import CANNOT, UNDO
from confsys.journal import UNDO_FOR, Entry, taken_back_in
from confsys.people.models import Person
from confsys.words import _


@action
def revert(actor: Person | None, entry: Entry) -> None:
    """Undo one entry as a new change. Raises Refused if it cannot be, or if what it changed has changed since.

    What followed from it by the same press goes back with it. What is recorded meanwhile says which entry it takes
    back, so that nothing is taken back twice.
    """
    if entry.kind not in UNDO:
        raise Refused(CANNOT.get(entry.kind))
    is_gone = entry.version in taken_back_in(entry.stream)
    try:
        with taking_back(entry):
            UNDO[entry.kind](actor, entry)
            take_along(actor, entry)
        if is_gone:  # said last: whoever owns the rows mostly has a better word for it
            raise Refused(_("This has been taken back already."))
    except Invalid as error:  # a site or a person it speaks of is gone meanwhile
        raise Refused(str(error)) from error


@action
def undo(actor: Person, entry: Entry) -> None:
    """Revert one's own entry of a moment ago."""
    if clock.now() - entry.at > UNDO_FOR:
        raise Refused(_("This can be undone for 10 seconds; after that, the history can still take it back."))
    revert(actor, entry)


class _Enough(Exception):
    """What there was to see has been seen."""


def rehearse(actor: Person, entry: Entry) -> list[Told]:
    """What `revert` would do, in words; nothing of it is kept. Raises Refused where it would."""
    told: list[Told] = []
    try:
        with transaction() as change:
            revert(actor, entry)
            done = [
                each for each in change.entries if not each.stream.startswith("letter:")
            ]  # what follows, not what it is
            told = tell(done, personal_in(entry.stream, [each.version for each in done]))
            raise _Enough
    except _Enough:
        return told
