"""/conferences/ID/sites/SITE: what a site answers to the invitation, and whom it sends."""

from typing import Any

from confsys import forms
from confsys.api import shapes as gives
from confsys.api import show
from confsys.api.conferences import BASE
from confsys.api.door import SEEN, calls, changes_things, expected_revision
from confsys.conferences.models import Participation
from confsys.invitations import access, answering, queries
from confsys.invitations.forms import DELEGATE, NAME
from confsys.invitations.models import ACCEPTED, ACCOUNT, ANSWERS, MOST_DELEGATES, MOST_HEADS
from confsys.people.models import Person
from confsys.words import _

SITE = f"{BASE}/sites/<site_id>"
HEADS = forms.whole(1, MOST_HEADS)
ANSWER: dict[str, forms.Read] = {"answer": forms.choice(ANSWERS), "head_count": HEADS, "reason": forms.reason}
TOLD: dict[str, forms.Read] = {"told_by": forms.text(NAME, needed=False)}
WHY_NOT = {"anyOf": [{"properties": {"answer": {"const": ACCEPTED}}}, {"required": ["reason"]}]}
NOTHING: dict[str, Any] = {"answer": ACCEPTED, "heads": 1, "word": "", "delegates": []}
ONE = {
    "type": "object",
    "properties": {"name": {"type": "string"}, "office": {"type": "string"}, "speaks": {"type": "boolean"}},
    "required": ["name"],
    "additionalProperties": False,
}


@forms.accepts(type="array", items=ONE, maxItems=MOST_DELEGATES)
def delegates(raw: Any) -> list[dict[str, Any]]:
    """Names with their offices. Raises Unreadable."""
    known = DELEGATE.keys()
    if not isinstance(raw, list) or not all(isinstance(each, dict) and each.keys() <= known for each in raw):
        raise forms.Unreadable(_("A list of delegates is needed, each with a name, an office, and whether he speaks."))
    return [
        {
            "name": DELEGATE["name"](each.get("name")),
            "office": DELEGATE["office"](each.get("office", "")),
            "speaks": forms.flag(each.get("speaks", False)),
        }
        for each in raw
    ]


NAMED: dict[str, forms.Read] = {"delegates": delegates}


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
    return _kept(person, whose, body, answer=said["answer"], word=said["reason"], **_heads(said["head_count"]))


@calls.post(f"{SITE}/head-count")
@changes_things(_("How many attend at a site."), {"head_count": HEADS} | TOLD | SEEN, ("head_count",))
def count_heads(person: Person, body: dict[str, Any], conference_id: str, site_id: str) -> gives.SiteAnswer:
    whose = access.answered(person, conference_id, site_id)
    said = forms.read({"head_count": HEADS}, body)
    return _kept(person, whose, body, answer=ACCEPTED, heads=said["head_count"])


@calls.post(f"{SITE}/delegates")
@changes_things(_("Whom a site sends, in the place of those named before."), NAMED | TOLD | SEEN, ("delegates",))
def name_delegates(person: Person, body: dict[str, Any], conference_id: str, site_id: str) -> gives.SiteAnswer:
    whose = access.answered(person, conference_id, site_id)
    return _kept(person, whose, body, **forms.read(NAMED, body))


def _heads(said: int | None) -> dict[str, int]:
    return {} if said is None else {"heads": said}


def _kept(person: Person, whose: tuple[Participation, bool], body: dict[str, Any], **changes: Any) -> gives.SiteAnswer:
    """What it said before, with these changes; a first answer is one person who attends."""
    participation, is_office = whose
    before = answering.told_of(participation) or NOTHING
    values = {name: before[name] for name in NOTHING} | changes | {"revision": expected_revision(body)}
    values["heads"] = values["heads"] or 1
    if is_office:
        told_by = forms.read(TOLD, body, optional={"told_by": ""})["told_by"]
        answering.write_down(person, participation, told_by=told_by, **values)
    else:
        answering.answer(person, participation, way=ACCOUNT, **values)
    return _shown(participation)


def _shown(participation: Participation) -> gives.SiteAnswer:
    given = queries.answer_of(participation)
    assert given is not None
    return show.site_answer(given, queries.delegates_of(participation))
