"""/conferences/ID/agenda: writing it and running it."""

from typing import Any

from confsys import forms
from confsys.agenda import access, actions, queries
from confsys.agenda.forms import ADJUST, FIELDS, MOVE, NEEDED, OTHERWISE
from confsys.agenda.models import AgendaItem
from confsys.agenda.routes import GESTURES
from confsys.api import show
from confsys.api.door import calls, changes_things, expected_revision, refuse_moved_on
from confsys.conferences import access as conferences
from confsys.conferences.models import Conference
from confsys.errors import Invalid, NotFound
from confsys.people.models import Person
from confsys.words import _

BASE = "/conferences/<conference_id>/agenda"


@calls.post(BASE)
@changes_things(FIELDS, tuple(NEEDED), status=201)
def add_item(person: Person, body: dict[str, Any], conference_id: str):
    """A new item at the end."""
    conference = conferences.managed(person, conference_id)
    return _shown(actions.add(person, conference, **forms.read(FIELDS, body, optional=OTHERWISE)))


@calls.patch(f"{BASE}/<item_id>")
@changes_things(FIELDS)
def change_item(person: Person, body: dict[str, Any], conference_id: str, item_id: str):
    """Change only what is named."""
    item = access.managed_item(person, conference_id, item_id)
    actions.edit(person, item, revision=expected_revision(body), **forms.read_some(FIELDS, body))
    return _shown(item)


@calls.delete(f"{BASE}/<item_id>")
@changes_things(status=204)
def delete_item(person: Person, body: dict[str, Any], conference_id: str, item_id: str):
    """Take an item off the agenda."""
    actions.delete(person, access.managed_item(person, conference_id, item_id))


@calls.post(f"{BASE}/<item_id>/move")
@changes_things(MOVE)
def move_item(person: Person, body: dict[str, Any], conference_id: str, item_id: str):
    """Right before or right after another item of the same agenda."""
    item = access.managed_item(person, conference_id, item_id)
    named = forms.read_some(MOVE, body)
    if len(named) != 1:
        raise Invalid({"before": _("Name one other item of this agenda.")})
    actions.move(person, item, **{name: access.item_of(item.conference, each) for name, each in named.items()})
    return _shown(item)


@calls.post(f"{BASE}/next")
@changes_things({})
def next_item(person: Person, body: dict[str, Any], conference_id: str):
    """Finish what runs and start the next item; "expect" is the item the caller saw running, or null."""
    conference = conferences.run(person, conference_id)
    expect = forms.read({"expect": forms.optional_identifier}, body, optional={"expect": None})["expect"]
    running = actions.go_on(person, conference, expect=expect)
    return _shown(running) if running else {"id": None, "state": None, "agenda": _rows(conference)}


@calls.post(f"{BASE}/<item_id>/adjust")
@changes_things(ADJUST, tuple(ADJUST))
def adjust_item(person: Person, body: dict[str, Any], conference_id: str, item_id: str):
    """Give an item more or less time than planned."""
    item = access.run_item(person, conference_id, item_id)
    actions.adjust(person, item, **forms.read(ADJUST, body))
    return _shown(item)


@calls.post(f"{BASE}/<item_id>/<gesture>")
@changes_things({})
def run_item(person: Person, body: dict[str, Any], conference_id: str, item_id: str, gesture: str):
    """call, start, pause, resume, finish, skip or reopen an item; "expect" names the state the caller saw."""
    item = access.run_item(person, conference_id, item_id)
    if gesture not in GESTURES:
        raise NotFound()
    refuse_moved_on(body.get("expect"), item.state)
    GESTURES[gesture](person, item)
    return _shown(item)


def _shown(item: AgendaItem) -> dict[str, Any]:
    return next(row for row in _rows(item.conference) if row["id"] == item.id)


def _rows(conference: Conference) -> list[dict[str, Any]]:
    return [show.item(row) for row in queries.schedule_of(conference)]
