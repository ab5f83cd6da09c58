"""What the names in bodies, addresses and answers mean, with an example; a name means the same wherever it stands.

Where it does not, "Schema.name" says what it means there.
"""

from typing import Any

from confsys.words import _

ID, START, END = "0k3v9x2m7q5t8w1z", "2026-11-26T07:30:00+07:00", "2026-11-26T11:30:00+07:00"

MEANINGS: dict[str, tuple[Any, Any]] = {
    # what a conference is
    "title": (_("What it is called."), "Giao ban trực tuyến tháng 11"),
    "kind": (_("Its kind, one of a closed list."), None),
    "mode": (_("Online, in one room, or both."), None),
    "reach": (_("Whether every commune, or the whole province, is meant."), None),
    "public": (_("Whether everybody may know of it once it is issued."), False),
    "starts_at": (_("When it starts: a time with an offset."), START),
    "ends_at": (_("When it ends: a time with an offset, after the start."), END),
    "main_site": (_("The id of the site that presides."), ID),
    "sites": (_("The ids of the other sites that take part."), [ID]),
    "chairs": (_("The ids of the persons who chair, in order."), [ID]),
    "substitutes": (_("Who goes in the place of a chair: the id of who goes, by that of the chair."), {}),
    "rehearsal_starts_at": (_("When its rehearsal begins; null where there is none."), None),
    "rehearsal_ends_at": (_("When its rehearsal ends; null where there is none."), None),
    "room": (_("The id of the room in which the chair sits; null for none."), ID),
    "units": (_("The ids of the equipment it needs."), []),
    "organiser": (_("The id of the organising body; otherwise the one the caller is secretariat of."), ID),
    "convener": (_("Who outside convenes it, as text; empty for one of our own."), ""),
    "outside_chair": (_("Who outside chairs it, as text."), ""),
    "outside_place": (_("Where outside it is chaired from, as text."), ""),
    "entered_afterwards": (_("Whether it was entered after it had taken place."), False),
    "code": (_("The code people read aloud."), "HN-2026-0147"),
    "state": (_("How far it has come."), None),
    "reason": (_("Why, in a few words, where a step asks for it."), "Vì bão số 12"),
    "request": (_("What was asked for with its slot; null of one that never was."), None),
    "SlotRequest.code": (_("The code of the request."), "YC-2026-0001"),
    "asked_at": (_("When it was asked for."), START),
    "due_on": (_("The day by which it is answered."), "2026-11-30"),
    "urgent": (_("Whether its short notice passes by a word of why."), False),
    "proposed_starts_at": (_("When the time begins that is proposed instead; null while none is."), None),
    "proposed_ends_at": (_("When the time ends that is proposed instead; null while none is."), None),
    "declined_starts_at": (_("When the time begins that was proposed and did not suit; null for none."), None),
    "declined_ends_at": (_("When the time ends that was proposed and did not suit; null for none."), None),
    "declined_why": (_("Why it did not suit."), ""),
    "needs": (_("What the unit needs besides, in its own words."), "2 kỹ thuật viên, ghi hình"),
    "edition": (_("How often it was issued or changed since."), 1),
    "url": (_("The address of its page."), f"https://hop.example.vn/conferences/{ID}"),
    "location": (_("The address of this call's row."), f"/api/v1/conferences/{ID}"),
    # rows
    "id": (_("Its id; opaque."), ID),
    "name": (_("Its name."), "Phường Cao Lãnh"),
    "revision": (_("Grows with each change of the row; send it back with If-Match."), 3),
    "version": (_("The number of the latest change; ask for what follows it."), 42),
    "items": (_("The rows of this page."), None),
    "next": (
        _("Where the next page begins; send it back as it is. Null on the last page."),
        "WyJjYW8gbGFuaCIsIjBrM3YiXQ",
    ),
    "limit": (_("How many rows a page has; 100 if it is not said."), 100),
    # sites and people
    "parent": (_("The id of the unit above."), ID),
    "gso_code": (_("The code of the General Statistics Office."), "29869"),
    "valid_from": (_("The first day on which the unit exists."), "2025-07-01"),
    "valid_to": (_("The last day on which the unit exists; null while it does."), None),
    "Person.position": (_("What the person is called in the office."), "Chánh Văn phòng"),
    "roles": (_("The roles held today."), None),
    "role": (_("A role."), None),
    "RoleHeld.site": (_("The id of what the role is held for."), ID),
    # agenda
    "minutes": (_("How long it is planned to take."), 20),
    "adjust_item.minutes": (_("How many minutes more, or less where it is below zero."), 5),
    "presenter": (_("Who presents, as text."), "Sở Y tế"),
    "site": (_("The id of a site that takes part."), ID),
    "list_conferences.site": (_("Only those in which this site takes part."), ID),
    "fixed_start": (_("A start that does not move when others take longer."), None),
    "before": (_("The id of the item it comes right before."), ID),
    "after": (_("The id of the item it comes right after."), ID),
    "move_item.after": (_("The id of the item it comes right after."), None),  # one of the two
    "position": (_("Its place, from 1."), 1),
    "extra_minutes": (_("Minutes given or taken while it ran."), 0),
    "planned_start": (_("When it starts by the plan."), START),
    "planned_end": (_("When it ends by the plan."), END),
    "expected_start": (_("When it started, or will as things stand."), START),
    "expected_end": (_("When it ended, or will as things stand."), END),
    "started_at": (_("When it really started."), None),
    "ended_at": (_("When it really ended."), None),
    "expect": (_("What the caller saw: its revision, its state or the item running. 409 if that has moved on."), None),
    # what goes on
    "conference": (_("The id of the conference."), ID),
    "epoch": (_("Names the history; another one means that everything must be read again."), "7f3k"),
    "now": (_("The time of the server."), START),
    "agenda": (_("The items of the agenda, in order."), None),
    "Live.sites": (_("The sites that take part, the one that presides first."), None),
    "floor": (_("Who asks to speak."), []),
    "main": (_("Whether it is the site that presides."), True),
    "events": (_("What happened, in order."), None),
    "parts": (_("Pieces of a page by their id; null takes one away."), {"agenda": '<section id="agenda">…</section>'}),
    "since": (_("The version the caller shows; 0 for everything."), 0),
    "view": (_("Which screen asks."), "screen"),
    "lang": (_("The language of the pieces."), "vi"),
    "JournalEntry.kind": (_("What happened."), "agenda.item_started"),
    "at": (_("When it happened."), START),
    "by": (_("The id of who did it; null for the system."), ID),
    "about": (_("The ids of what it is about, by name."), {"conference": ID}),
    "JournalEntry.before": (_("The values before."), {"state": "planned"}),
    "JournalEntry.after": (_("The values after."), {"state": "running"}),
    # free time
    "free_time.sites": (_("The ids of the sites that take part, apart by commas."), f"{ID},1d4w8y3n6r0u2x5a"),
    "people": (_("The ids of the persons who must be free, apart by commas."), f"{ID},2e5x9z4p7s1v3y6b"),
    "free_time.optional": (_("The ids of the persons who should be free, apart by commas."), ID),
    "free_time.minutes": (_("How long it takes; an hour if it is not said."), 90),
    "free_time.from": (_("Nothing before this: a time with an offset, or a day; now if it is not said."), "2026-11-26"),
    "free_time.to": (
        _("Nothing after this: a time with an offset, or the beginning of a day; two weeks if it is not said."),
        "2026-12-01",
    ),
    "least": (_("How many of the sites must be free; all if it is not said."), 95),
    "free_time.limit": (_("How many times are told; 20 if it is not said."), 20),
    "total": (_("How many times there are."), 62),
    "best": (_("The best three, of each half-day at most one."), None),
    "times": (_("The times, best first: fewest busy, then earliest."), None),
    "rows": (_("When each person and site is busy in these days."), None),
    "required": (_("Of those who must be free."), None),
    "optional": (_("Of those who should be free."), None),
    "FreeSlot.sites": (_("Of the sites."), None),
    "notice": (_("Working days from today to that day."), 3),
    "free": (_("How many are known to be free."), 5),
    "FreeCount.of": (_("How many they are."), 5),
    "FreeCount.busy": (_("The ids of those who are busy."), []),
    "unknown": (_("The ids of those of whom it is not known; they are not counted as free."), []),
    "person": (_("The id of the person; null in the row of a site."), ID),
    "BusyRow.site": (_("The id of the site; null in the row of a person."), None),
    "known": (_("Whether what is free here is really free: the work of some is planned elsewhere."), True),
    "busy": (_("When it is busy, earliest first."), None),
    "standing": (_("Whether it is held, only asked for, or the person is away."), "held"),
    "BusyTime.conference": (_("The id of the conference; null if the caller may not know of it."), ID),
    "BusyTime.title": (_("What it is called; null if the caller may not know of it."), "Giao ban trực tuyến tháng 11"),
    # calendar links
    "of": (_("The id of the site or organisation; oneself if it is not said."), ID),
    "label": (_("What tells this link from others."), "Điện thoại của tôi"),
    "language": (_("The language of the entries."), "vi"),
    "alarms": (_("Whether the program reminds 15 minutes before."), False),
    "busy_only": (_("Whether entries say only that somebody is busy."), False),
    "created_at": (_("When it was made."), START),
    "last_used_at": (_("When a program last read it."), None),
    "use_count": (_("How often programs read it."), 12),
    "revoked_at": (_("When it was revoked; null while it works."), None),
    "NewCalendarLink.url": (
        _("The address to subscribe to; shown only this once."),
        "https://hop.example.vn/calendars/SECRET/confsys.ics",
    ),
    "Problem.type": (_("Always about:blank."), "about:blank"),
    "Problem.title": (_("What kind of refusal it is."), "Something needs correcting"),
    "status": (_("The status of the answer."), 422),
    "detail": (_("A sentence the caller can act on."), "This must not be empty."),
    "errors": (_("A sentence for each field that must be corrected."), {"title": "This must not be empty."}),
    "warnings": (_("What needs a word of why in `reasons`, by its id."), [{"id": "notice", "text": "…"}]),
    "blocks": (_("What others hold then."), [{"id": "room:ID", "text": "…"}]),
    "Remark.id": (_("The name under which a word of why is given."), "notice"),
    "Remark.text": (_("What stands against it, in a sentence."), "Only 1 working day of notice; 3 are asked for."),
    "clashes": (_("What stands against it, the gravest first."), []),
    "Clash.level": (_("blocks: not at all; warns: with a word of why; tells: only to know."), "warns"),
    "Clash.id": (_("The name under which a word of why is given."), "notice"),
    "Clash.text": (_("What stands against it, in a sentence."), "Only 1 working day of notice; 3 are asked for."),
    "alternatives": (_("The nearest times at which nothing it needs is taken."), []),
    "OtherTime.why": (_("Why it would do."), "All 13 sites are free, 4 working days of notice."),
    "clashes.conference": (_("The conference that is changed; a new one if it is not said."), None),
    "reasons": (_("A word of why for each warning, by its id."), None),
    # addresses
    "q": (_("Words to look for; tone marks may be left out."), "cao lanh"),
    "from": (_("Only what ends after this: a time with an offset, or a day."), "2026-11-01"),
    "to": (_("Only what starts before this: a time with an offset, or a day."), "2026-12-01"),
    "on": (_("The day on which the unit must exist; today if it is not said."), "2026-11-26"),
    "conference_id": (_("The id of the conference."), ID),
    "item_id": (_("The id of the item."), ID),
    "link_id": (_("The id of the link."), ID),
    "Idempotency-Key": (
        _("An id of this command: sent again it gets the first answer, and nothing is done twice."),
        None,
    ),
    "If-Match": (_("The revision of the row as the caller saw it. 409 if it has moved on."), '"3"'),
    "X-Confsys-Link": (_("A join or stage link, for a screen without an account."), None),
    "If-None-Match": (_("The ETag of an earlier answer. 304 if nothing has changed."), None),
}


def meaning(name: str, owner: str = "") -> Any:
    return _known(name, owner)[0]


def example(name: str, owner: str = "") -> Any:
    return _known(name, owner)[1]


def _known(name: str, owner: str) -> tuple[Any, Any]:
    """Raises KeyError for a name nobody has explained."""
    return MEANINGS.get(f"{owner}.{name}") or MEANINGS[name]
