"""/conferences/ID/sites/SITE: what a site answers to the invitation, whom it sends, and who is there.

One rule for "head-count" and "delegates": before check-in opens they are part of the answer, from then on they say
what is there.
"""

from typing import Any

from confsys import forms
from confsys.api import shapes as gives
from confsys.api import show
from confsys.api.conferences import BASE
from confsys.api.door import SEEN, calls, changes_things, expected_revision
from confsys.api.shapes_of_attendance import SiteAttendance
from confsys.attendance import access as there
from confsys.attendance import actions as attending
from confsys.attendance import queries as attendances
from confsys.attendance.models import ONLINE, PRESENT
from confsys.attendance.timing import has_opened
from confsys.conferences.models import Participation
from confsys.errors import Invalid
from confsys.invitations import access, answering, queries
from confsys.invitations.forms import DELEGATE, NAME
from confsys.invitations.models import ACCEPTED, ACCOUNT, ANSWERS, MOST_DELEGATES, MOST_HEADS
from confsys.people.models import Person
from confsys.words import _

SITE = f"{BASE}/sites/<site_id>"
HEADS = forms.whole(1, MOST_HEADS)
ANSWER: dict[str, forms.Read] = {"answer": forms.choice(ANSWERS), "head_count": HEADS, "reason": forms.reason}
TOLD: dict[str, forms.Read] = {"told_by": forms.text(NAME, needed=False)}
SEEN_THERE = ("late", "left")
WHY_NOT = {"anyOf": [{"properties": {"answer": {"const": ACCEPTED}}}, {"required": ["reason"]}]}
NOTHING: dict[str, Any] = {"answer": ACCEPTED, "heads": 1, "word": "", "delegates": []}
ONE = {
    "type": "object",
    "properties": {"name": {"type": "string"}, "office": {"type": "string"}}
    | {name: {"type": "boolean"} for name in ("speaks", "late", "left")},
    "required": ["name"],
    "additionalProperties": False,
}


@forms.accepts(type="array", items=ONE, maxItems=MOST_DELEGATES)
def delegates(raw: Any) -> list[dict[str, Any]]:
    """Names with their offices. Raises Unreadable."""
    known = {*DELEGATE, *SEEN_THERE}
    if not isinstance(raw, list) or not all(isinstance(each, dict) and each.keys() <= known for each in raw):
        raise forms.Unreadable(_("A list of delegates is needed, each with a name, an office, and whether he speaks."))
    return [
        {
            "name": DELEGATE["name"](each.get("name")),
            "office": DELEGATE["office"](each.get("office", "")),
            **{name: forms.flag(each.get(name, False)) for name in ("speaks", *SEEN_THERE)},
        }
        for each in raw
    ]


NAMED: dict[str, forms.Read] = {"delegates": delegates}
CHECK_IN: dict[str, forms.Read] = {"head_count": HEADS, "state": forms.choice((PRESENT, ONLINE))}


@calls.post(f"{SITE}/answer")
@changes_things(
    _("What a site answers to its invitation; its office, or the organiser's on its behalf."),
    ANSWER | TOLD | SEEN,
    ("answer",),
    also=WHY_NOT,
)
def answer_site(person: Person, body: dict[str, Any], conference_id: str, site_id: str) -> gives.SiteAnswer:
    whose = access.answered(person, conference_id, site_id)
    said = forms.read(ANSWER, body, optional={"head_count": None, "reason": ""})
    return _answered(person, whose, body, answer=said["answer"], word=said["reason"], **_heads(said["head_count"]))


@calls.post(f"{SITE}/check-in")
@changes_things(
    _("A site is there; its office checks it in, the organiser's, or the technician. The first time stays."),
    CHECK_IN | TOLD | SEEN,
)
def check_in(person: Person, body: dict[str, Any], conference_id: str, site_id: str) -> SiteAttendance:
    participation, way = there.checked_in(person, conference_id, site_id)
    said = forms.read(CHECK_IN, body, optional={"head_count": None, "state": None})
    more = _told_by(body) | {"revision": expected_revision(body)}
    attending.check_in(person, participation, way=way, heads=said["head_count"], state=said["state"], **more)
    return _there(participation)


@calls.post(f"{SITE}/head-count")
@changes_things(
    _("How many attend at a site: before check-in opens how many will, from then on how many are there."),
    {"head_count": HEADS} | TOLD | SEEN,
    ("head_count",),
)
def count_heads(
    person: Person, body: dict[str, Any], conference_id: str, site_id: str
) -> gives.SiteAnswer | SiteAttendance:
    participation, way = there.counted(person, conference_id, site_id)
    heads = forms.read({"head_count": HEADS}, body)["head_count"]
    if not has_opened(participation.conference):
        whose = access.answered(person, conference_id, site_id)
        return _answered(person, whose, body, answer=ACCEPTED, heads=heads)
    more = _told_by(body) | {"revision": expected_revision(body)}
    attending.check_in(person, participation, way=way, heads=heads, **more)
    return _there(participation)


@calls.post(f"{SITE}/delegates")
@changes_things(
    _("Whom a site sends; from the opening of check-in on who is there, in the place of those named before."),
    NAMED | TOLD | SEEN,
    ("delegates",),
)
def name_delegates(
    person: Person, body: dict[str, Any], conference_id: str, site_id: str
) -> gives.SiteAnswer | SiteAttendance:
    participation, way = there.counted(person, conference_id, site_id)
    named = forms.read(NAMED, body)["delegates"]
    if not has_opened(participation.conference):
        whose = access.answered(person, conference_id, site_id)
        return _answered(person, whose, body, delegates=[_sent(each) for each in named])
    seen = [{name: each[name] for name in ("name", "office", *SEEN_THERE)} for each in named]
    attending.note_delegates(person, participation, way=way, delegates=seen, revision=expected_revision(body))
    return _there(participation)


def _heads(said: int | None) -> dict[str, int]:
    return {} if said is None else {"heads": said}


def _told_by(body: dict[str, Any]) -> dict[str, str]:
    return forms.read(TOLD, body, optional={"told_by": ""})


def _sent(named: dict[str, Any]) -> dict[str, Any]:
    """A delegate of an answer: nobody has come late or left yet. Raises Invalid."""
    if named["late"] or named["left"]:
        raise Invalid({"delegates": _("Check-in has not opened, so nobody has come late or left.")})
    return {name: named[name] for name in DELEGATE}


def _answered(
    person: Person, whose: tuple[Participation, bool], body: dict[str, Any], **changes: Any
) -> gives.SiteAnswer:
    """What it said before, with these changes; a first answer is one person who attends."""
    participation, is_office = whose
    before = answering.told_of(participation) or NOTHING
    values = {name: before[name] for name in NOTHING} | changes | {"revision": expected_revision(body)}
    values["heads"] = values["heads"] or 1
    if is_office:
        answering.write_down(person, participation, **_told_by(body), **values)
    else:
        answering.answer(person, participation, way=ACCOUNT, **values)
    given = queries.answer_of(participation)
    assert given is not None
    return show.site_answer(given, queries.delegates_of(participation))


def _there(participation: Participation) -> SiteAttendance:
    found = attendances.attendance_of(participation)
    return show.site_attendance(participation, found, attendances.attendees_of(participation))
