"""/conferences/ID/agenda: writing it and running it."""

from collections.abc import Callable
from typing import Any

from confsys import clock, forms
from confsys.agenda import access, actions, clocks, queries, times_pages
from confsys.agenda.forecast import Proposal, forecast
from confsys.agenda.forms import ADJUST, FIELDS, MOVE, NEEDED, OTHERWISE, WARNINGS
from confsys.agenda.models import STATES, AgendaItem
from confsys.agenda.routes import GESTURES
from confsys.api import shapes as gives
from confsys.api import show
from confsys.api.door import SEEN, as_seen, calls, changes_things, expected_revision, reads, state_of
from confsys.api.shapes_of_agenda import Comparison, Forecast, Shortening
from confsys.conferences import access as conferences
from confsys.conferences.models import Conference
from confsys.errors import Invalid
from confsys.people.models import Person
from confsys.words import _

BASE = "/conferences/<conference_id>/agenda"
EXPECT = {"expect": forms.optional_identifier}
ONE_OF_TWO = {"oneOf": [{"required": ["before"]}, {"required": ["after"]}]}
STATE = {"expect": state_of(STATES)}
SAYS = {
    "call": _("Tell whoever presents this item to get ready."),
    "start": _("Start an item; refused while another one runs."),
    "pause": _("Stop the clock of the running item."),
    "resume": _("Let the clock of a paused item go on."),
    "finish": _("Finish the running item."),
    "skip": _("Leave an item out; it takes no time any more."),
    "reopen": _("Put a finished or skipped item back among those to come."),
}


@calls.post(BASE)
@changes_things(_("A new item at the end of the agenda."), FIELDS, tuple(NEEDED), status=201)
def add_item(person: Person, body: dict[str, Any], conference_id: str) -> gives.AgendaItem:
    conference = conferences.managed(person, conference_id)
    return _shown(actions.add(person, conference, **forms.read(FIELDS, body, optional=OTHERWISE)))


@calls.patch(f"{BASE}/<item:item_id>")
@changes_things(_("Change an item; only what is named."), FIELDS | SEEN)
def change_item(person: Person, body: dict[str, Any], conference_id: str, item_id: str) -> gives.AgendaItem:
    item = access.managed_item(person, conference_id, item_id)
    actions.edit(person, item, revision=expected_revision(body), **forms.read_some(FIELDS, body))
    return _shown(item)


@calls.delete(f"{BASE}/<item:item_id>")
@changes_things(_("Take an item off the agenda. What has begun stays: it happened."), SEEN, status=204)
def delete_item(person: Person, body: dict[str, Any], conference_id: str, item_id: str) -> None:
    item = access.managed_item(person, conference_id, item_id)
    with as_seen(item, revision=expected_revision(body)):
        actions.delete(person, item)


@calls.post(f"{BASE}/<item:item_id>/move")
@changes_things(
    _("Put an item right before or right after another one of the same agenda."), MOVE | SEEN, also=ONE_OF_TWO
)
def move_item(person: Person, body: dict[str, Any], conference_id: str, item_id: str) -> gives.AgendaItem:
    item = access.managed_item(person, conference_id, item_id)
    named = forms.read_some(MOVE, body)
    if len(named) != 1:
        raise Invalid({"before": _("Name one other item of this agenda.")})
    others = {name: access.item_of(item.conference, each) for name, each in named.items()}
    with as_seen(item, revision=expected_revision(body)):
        actions.move(person, item, **others)
    return _shown(item)


@calls.post(f"{BASE}/next")
@changes_things(_("Finish what runs and start the next item; “expect” is the item seen running, or null."), EXPECT)
def next_item(person: Person, body: dict[str, Any], conference_id: str) -> gives.AgendaItem | gives.NothingRuns:
    conference = conferences.run(person, conference_id)
    expect = forms.read(EXPECT, body, optional={"expect": None})["expect"]
    running = actions.go_on(person, conference, expect=expect)
    return _shown(running) if running else {"id": None, "state": None, "agenda": _rows(conference)}


@calls.post(f"{BASE}/warnings")
@changes_things(
    _("When the clocks of all items warn that have no warnings of their own; only what is named."), WARNINGS
)
def set_warnings(person: Person, body: dict[str, Any], conference_id: str) -> gives.WholeConference:
    conference = conferences.managed(person, conference_id)
    clocks.set_warnings(person, conference, **forms.read_some(WARNINGS, body))
    return show.whole_conference(conference)


@calls.post(f"{BASE}/<item:item_id>/adjust")
@changes_things(_("Give an item more or less time than planned."), ADJUST | SEEN, tuple(ADJUST))
def adjust_item(person: Person, body: dict[str, Any], conference_id: str, item_id: str) -> gives.AgendaItem:
    item = access.run_item(person, conference_id, item_id)
    values = forms.read(ADJUST, body)
    with as_seen(item, revision=expected_revision(body)):
        actions.adjust(person, item, **values)
    return _shown(item)


@calls.get("/conferences/<conference_id>/forecast")
@reads(_("When it will end as things stand, how late that is, and which item could be adjusted to end in time."))
def show_forecast(person: Person, conference_id: str) -> Forecast:
    conference, now = conferences.watched(person, conference_id), clock.now()
    found = forecast(conference, queries.schedule_of(conference, now), now)
    if found is None:
        return {"ends_at": None, "late_minutes": 0, "proposal": None}
    proposal = _shortening(found["proposal"]) if found["proposal"] else None
    return {"ends_at": show.moment(found["end"].at), "late_minutes": found["late"], "proposal": proposal}


def _shortening(proposal: Proposal) -> Shortening:
    cut = proposal.cut
    ends_at = show.moment(proposal.end.at)
    return {"item": proposal.item.id, "minutes": cut.minutes, "left": cut.left, "ends_at": ends_at}


@calls.get("/conferences/<conference_id>/times")
@reads(_("Planned against actual, item by item, and what it comes to; of one that runs, as it is now."))
def times(person: Person, conference_id: str) -> Comparison:
    return times_pages.plain(times_pages.comparison_of(conferences.watched(person, conference_id)))


def _gesture(name: str, gesture: Callable[[Person, AgendaItem], None]) -> None:
    """One call for each gesture, so that each says what it does."""

    @changes_things(SAYS[name], STATE)
    def make(person: Person, body: dict[str, Any], conference_id: str, item_id: str) -> gives.AgendaItem:
        item = access.run_item(person, conference_id, item_id)
        with as_seen(item, revision=expected_revision({}), state=body.get("expect")):
            gesture(person, item)
        return _shown(item)

    calls.add_url_rule(f"{BASE}/<item:item_id>/{name}", f"{name}_item", make, methods=["POST"])


for each in GESTURES:
    _gesture(each, GESTURES[each])


def _shown(item: AgendaItem) -> gives.AgendaItem:
    return next(row for row in _rows(item.conference) if row["id"] == item.id)


def _rows(conference: Conference) -> list[gives.AgendaItem]:
    return [show.item(row) for row in queries.schedule_of(conference)]
