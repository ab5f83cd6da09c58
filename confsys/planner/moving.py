"""Moving a conference on a calendar: what stands against it there, what it touches, and whether that is asked first."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from werkzeug.datastructures import MultiDict

from confsys import clock, forms, shown
from confsys.conferences import actions, judging, occupying, rules, taking_part
from confsys.conferences import pages as page
from confsys.conferences.forms import reasons_typed
from confsys.conferences.judging import Judged
from confsys.conferences.models import Conference
from confsys.errors import Refused
from confsys.history.queries import latest
from confsys.people.models import Person
from confsys.scheduling.models import Resource
from confsys.scheduling.queries import resources
from confsys.steps import forms as sent_with
from confsys.steps import queries, words
from confsys.steps.queries import Preview
from confsys.words import _, gettext, ngettext

ROOM = {"room": forms.optional_identifier}


@dataclass(frozen=True)
class Move:
    """A conference at the time, and in the room, it would be moved to. `room` is None where it stays in its own."""

    conference: Conference
    starts_at: datetime
    ends_at: datetime
    room: Resource | None
    judged: Judged
    preview: Preview

    @property
    def verdict(self) -> str:
        """The gravest there is: what the label beside the pointer says."""
        found = self.judged.found
        return found[0].level if found else "free"

    @property
    def may_be_made(self) -> bool:
        """What occupies nothing yet may stand where it could not be held."""
        return not self.judged.blocks or occupying.standing(self.conference) is None

    @property
    def adjustment(self) -> str:
        """What becomes of the invitation others hold; nothing where it is not issued, or only the room is another."""
        found = self.preview.consequences
        if found is None or not found.is_adjustment:
            return ""
        return ngettext(
            "It becomes adjustment %(n)s, and %(num)s site is told.",
            "It becomes adjustment %(n)s, and %(num)s sites are told.",
            found.tells,
            n=found.after.edition - 1,
        )

    @property
    def needs_words(self) -> bool:
        return self.judged.needs_word and any(not self.judged.said.get(each.id) for each in self.judged.warns)

    @property
    def is_asked_first(self) -> bool:
        """Whether it is shown and confirmed before it is made, or made at once."""
        is_past = self.starts_at < clock.now()
        return bool(self.judged.blocks) or self.needs_words or bool(self.adjustment) or is_past

    @property
    def typed(self) -> dict[str, Any]:
        """The hidden fields of the button: what was looked at is what is made."""
        time = page.time_typed(self.starts_at, self.ends_at)
        return time | {"room": self.room.id if self.room else "", "revision": self.conference.revision}

    @property
    def when(self) -> str:
        return shown.when(self.starts_at, self.ends_at)

    @property
    def button(self) -> str:
        return words.button("reschedule", self.preview)

    @property
    def final(self) -> list[str]:
        return words.final("reschedule", self.preview)

    @property
    def said_aloud(self) -> str:
        """What a listener hears at each step: the gravest, and how much there is besides."""
        found = self.judged.found
        if not found:
            return gettext("Nothing against it")
        more = gettext("and %(n)s more", n=len(found) - 1) if len(found) > 1 else ""
        return f"{LEVELS[found[0].level]}: {found[0].words} {more}".strip()


LEVELS = {"blocks": _("Blocks"), "warns": _("Reminds"), "tells": _("For your information")}


def look(person: Person, conference: Conference, sent: MultiDict) -> Move:
    """What moving it there would bring about; nothing is changed. Raises Invalid or Refused as moving it would."""
    refuse_stale(conference, page.revision(sent))
    changes = read(sent, conference)
    starts_at, ends_at = changes["starts_at"], changes["ends_at"]
    preview = _preview(conference, starts_at, ends_at)
    judged = judging.of_saved(conference, person, reasons_typed(sent), changes)
    return Move(conference, starts_at, ends_at, _other_room(conference, changes), judged, preview)


def move(person: Person, conference: Conference, sent: MultiDict) -> None:
    """Move it there, by the action of the page that does the same. Raises Invalid, Blocked, NeedsWord, Refused."""
    revision = page.revision(sent)
    refuse_stale(conference, revision)
    changes = read(sent, conference)
    try:
        actions.edit(person, conference, revision=revision, reasons=reasons_typed(sent), **changes)
    except Refused:
        refuse_stale(conference, revision)  # somebody was quicker than the lock: better said who
        raise


def read(sent: MultiDict, conference: Conference) -> dict[str, Any]:
    """The time as it is typed everywhere, and the room where one is named. Raises Invalid."""
    changes = sent_with.another_time(sent, conference)
    if sent.get("room"):
        changes |= forms.read(ROOM, sent)
        taking_part.refuse_room(conference, changes["room"])
    return changes


def refuse_stale(conference: Conference, revision: int) -> None:
    """Refused if it moved on after the person saw it: who did what, when, and how it stands."""
    if revision == conference.revision:
        return
    told = next((each for each in latest(conference.stream) if each.kind.startswith("conference.")), None)
    when = shown.when(conference.starts_at, conference.ends_at)
    if told is None or not told.by:
        rules.refuse_stale(conference, revision)
        return
    said = {"who": told.by, "what": told.words, "at": shown.hm(told.at), "when": when}
    raise Refused(_("%(who)s was quicker, at %(at)s: %(what)s. It stands at %(when)s now.", **said))


def _preview(conference: Conference, starts_at: datetime, ends_at: datetime) -> Preview:
    """Whom it touches; where only the room is another one, the time brings about nothing."""
    if (starts_at, ends_at) != (conference.starts_at, conference.ends_at):
        return queries.of_another_time(conference, starts_at, ends_at)
    rules.refuse_when_planned_out(conference)
    return queries.as_it_is(conference)


def _other_room(conference: Conference, changes: dict[str, Any]) -> Resource | None:
    room = changes.get("room")
    return resources([room])[room] if room and room != conference.room_id else None
