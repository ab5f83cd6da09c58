"""What a change left in the journal, for tests that take it back."""

from confsys.changes import just_made
from confsys.conferences import actions as conferences
from confsys.conferences.transitions import TRANSITIONS
from confsys.journal import Entry, entries_since


def last_entry(thing) -> Entry:
    return entries_since(thing.stream, 0)[-1]


def take(conference, step, actor=None):
    conferences.take(actor, conference, TRANSITIONS[step], reason="Vì bão" if TRANSITIONS[step].needs_reason else None)
    return just_made()
