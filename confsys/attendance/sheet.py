"""The attendance sheet as lines: for paper and for a file."""

from collections.abc import Sequence
from typing import Any

from confsys import shown
from confsys.attendance.models import BASE_NAMES, SHARE_NAMES, STATE_NAMES, Attendee
from confsys.attendance.roll import Quorum, Row
from confsys.words import gettext

WIDTHS = (6, 34, 20, 10, 10, 10, 34, 30, 12, 12, 30)


def quorum_words(quorum: Quorum) -> str:
    """Túc số: từ 52 điểm cầu …"""
    said = {"needed": quorum.needed, "base": quorum.base, "there": quorum.there}
    of = {"share": SHARE_NAMES[quorum.share], "of": BASE_NAMES[quorum.of]}
    rule = gettext("Quorum: %(needed)s sites (%(share)s %(of)s: %(base)s).", **said, **of)
    short = quorum.needed - quorum.there
    stands = (
        gettext("%(there)s are there: enough.", **said)
        if quorum.is_met
        else gettext("%(there)s are there: %(short)s short.", **said, short=short)
    )
    return f"{rule} {stands}"


def told(attendee: Attendee) -> str:
    """Bà Hai, Chủ tịch (đến muộn; về 09:40)."""
    more = [gettext("came late")] if attendee.late else []
    more += [gettext("added on the spot")] if attendee.added else []
    more += [gettext("left at %(at)s", at=shown.hm(attendee.left_at))] if attendee.left_at else []
    who = ", ".join(each for each in (attendee.name, attendee.office) if each)
    return f"{who} ({'; '.join(more)})" if more else who


def cells(rows: Sequence[Row], seen: dict[str, list[Attendee]]) -> list[list[str]]:
    """A head, then one line for each site, and one more for each further delegate of it."""
    names = (
        *(gettext("No."), gettext("Site"), gettext("Attendance"), gettext("There since")),
        *(gettext("Persons registered"), gettext("Persons there"), gettext("Delegate"), gettext("Office held")),
        *(gettext("Came at"), gettext("Left at"), gettext("Note")),
    )
    lines: list[list[str]] = [[str(each) for each in names]]
    for number, row in enumerate(rows, 1):
        lines += _of_site(number, row, seen.get(row.participation.id, []))
    return lines


def _of_site(number: int, row: Row, seen: Sequence[Attendee]) -> list[list[str]]:
    noted = row.attendance
    first = [
        *(str(number), row.participation.site.name, str(STATE_NAMES[row.state])),
        *(shown.hm(noted.checked_in_at) if noted else "", str(row.expected or ""), str(row.heads or "")),
    ]
    word = noted.word if noted else ""
    people: list[Any] = [*seen] or [None]
    more = [str(number), first[1], "", "", "", ""]
    return [[*first, *_person(people[0], word)], *([*more, *_person(each, "")] for each in people[1:])]


def _person(seen: Attendee | None, word: str) -> list[str]:
    if seen is None:
        return ["", "", "", "", word]
    more = [gettext("came late")] if seen.late else []
    more += [gettext("added on the spot")] if seen.added else []
    note = "; ".join([*more, word] if word else more)
    return [seen.name, seen.office, shown.hm(seen.came_at), shown.hm(seen.left_at), note]
