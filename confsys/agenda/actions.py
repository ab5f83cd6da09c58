"""Every change of an agenda: writing it, and running it. Who may is decided before, in access.py."""

from datetime import datetime
from typing import Any

from confsys import clock
from confsys.agenda import entries, queries, rules
from confsys.agenda.models import CURRENT, DONE, LONGEST_MINUTES, WAITING, AgendaItem
from confsys.changes import action, record
from confsys.conferences.models import Conference
from confsys.errors import Invalid, Refused
from confsys.extensions import db
from confsys.people.models import Person
from confsys.words import _

# -- writing the agenda ----------------------------------------------------------------------------


@action
def add(
    actor: Person,
    conference: Conference,
    *,
    title: str,
    kind: str,
    minutes: int,
    presenter: str = "",
    site: str | None = None,
    fixed_start: datetime | None = None,
    **more: Any,
) -> AgendaItem:
    """A new item at the end. `site` is the id of a site that takes part, `fixed_start` an instant.

    `more`: counts_to_end, warn_minutes, danger_seconds. Raises Invalid.
    """
    rules.refuse_when_over(conference)
    values = {"title": title, "kind": kind, "minutes": minutes, "presenter": presenter, **more}
    place = len(queries.items_of(conference)) + 1
    item = _new_item(conference, place, site=site, fixed_start=fixed_start, **values)
    record(
        "agenda.item_added",
        conference,
        by=actor,
        item=item,
        after=entries.plain(item),
        personal=entries.named(presenter),
    )
    return item


@action
def write(
    actor: Person, conference: Conference, *, items: list[dict[str, Any]], without: list[AgendaItem] | None = None
) -> None:
    """Many new items at the end, in order, all or nothing; `without`: what is taken off first. It has not begun."""
    rules.refuse_when_over(conference)
    off = without or []
    rules.refuse_begun(off)
    if not items and not off:
        raise Invalid({"text": _("There is nothing to write down yet.")})
    removed = {item.id: entries.plain(item) for item in off}
    presenters = [item.presenter for item in off]
    for item in off:
        db.session.delete(item)
    db.session.flush()
    kept = [item for item in queries.items_of(conference) if item.id not in removed]
    rules.number(kept)
    added = [_new_item(conference, len(kept) + place, **values) for place, values in enumerate(items, start=1)]
    record(
        "agenda.written",
        conference,
        by=actor,
        before={"items": removed},
        after={"items": {item.id: entries.plain(item) for item in added}},
        personal={"presenters": [item.presenter for item in added], "before": presenters},
    )


@action
def edit(actor: Person, item: AgendaItem, *, revision: int | None = None, **changes: Any) -> None:
    """Change title, kind, minutes, presenter, site, fixed_start, counts_to_end or its warnings; only what is named.

    `revision`: the one the person saw.
    """
    rules.refuse_when_over(item.conference)
    rules.refuse_moved_on(item, revision)
    if "site" in changes:
        rules.check_site(item.conference, changes["site"])
        changes["site_id"] = changes.pop("site")
    if "fixed_start" in changes:
        rules.check_fixed(item.conference, changes["fixed_start"])
    if item.is_current and changes.get("minutes", item.minutes) + item.extra_minutes < 1:
        raise Invalid({"minutes": _("The item would have no time left.")})
    before = entries.plain(item)
    old_presenter = item.presenter
    for name, value in changes.items():
        setattr(item, name, value)
    if item.is_current:
        item.due_at = queries.due_of(item)
    after = entries.plain(item)
    if after == before and item.presenter == old_presenter:
        return
    item.revision += 1
    changed = {name for name in after if after[name] != before[name]}
    record(
        "agenda.item_edited",
        item.conference,
        by=actor,
        item=item,
        before={name: before[name] for name in changed},
        after={name: after[name] for name in changed},
        personal=entries.named(item.presenter, old_presenter),
    )


@action
def delete(actor: Person, item: AgendaItem) -> None:
    """Take an item off the agenda. What has begun stays: it happened."""
    rules.refuse_when_over(item.conference)
    rules.refuse_begun([item])
    conference, item_id, presenter = item.conference, item.id, item.presenter
    before = entries.plain(item) | {"position": item.position, "state": item.state, "extra_minutes": item.extra_minutes}
    db.session.delete(item)
    db.session.flush()
    rules.number([each for each in queries.items_of(conference) if each.id != item_id])
    named = entries.named("", presenter)
    record("agenda.item_deleted", conference, by=actor, item=item_id, before=before, personal=named)


@action
def move(actor: Person, item: AgendaItem, *, before: AgendaItem | None = None, after: AgendaItem | None = None) -> None:
    """Put an item right before or right after another one of the same agenda."""
    rules.refuse_when_over(item.conference)
    target = before or after
    if target is None or (before and after) or target.conference_id != item.conference_id:
        raise Invalid({"before": _("Name one other item of this agenda.")})
    items = queries.items_of(item.conference)
    old = [each.id for each in items]
    rest = [each for each in items if each.id != item.id]
    if target.id == item.id:
        return
    place = [each.id for each in rest].index(target.id) + (0 if before else 1)
    new = [*rest[:place], item, *rest[place:]]
    if [each.id for each in new] == old:
        return
    rules.refuse_changing_the_past(items, new)
    rules.number(new)
    record(
        "agenda.item_moved",
        item.conference,
        by=actor,
        item=item,
        before={"order": old},
        after={"order": rules.ids(new)},
    )


@action
def put_back(
    actor: Person, conference: Conference, *, item_id: str, position: int, presenter: str = "", **values: Any
) -> None:
    """An item that was taken off comes back as the one it was, at its place. Raises Invalid if its site has left."""
    rules.refuse_when_over(conference)
    rules.check_site(conference, values.get("site_id"))
    rules.check_fixed(conference, values.get("fixed_start"))
    items = queries.items_of(conference)
    item = AgendaItem(id=item_id, conference_id=conference.id, position=len(items) + 1, presenter=presenter, **values)
    db.session.add(item)
    new = [*items[: position - 1], item, *items[position - 1 :]]
    rules.refuse_changing_the_past([*items, item], new)
    db.session.flush()
    rules.number(new)
    after = entries.plain(item) | {"position": item.position}
    record("agenda.item_added", conference, by=actor, item=item, after=after, personal=entries.named(presenter))


# -- running it ------------------------------------------------------------------------------------


@action
def call(actor: Person, item: AgendaItem) -> None:
    """Tell whoever is next to get ready."""
    rules.refuse_unless_running(item.conference)
    entries.step(actor, item, "agenda.item_called", lambda: item.call())


@action
def start(actor: Person, item: AgendaItem) -> None:
    """Begin an item. Refused while another one runs: it must be finished first."""
    rules.refuse_unless_live(item.conference)
    running = queries.current_of(item.conference)
    if running is not None and running.id != item.id:
        raise Refused(_("“%(title)s” is still running. Finish it first.", title=running.title))
    entries.begin_item(actor, item)


@action
def pause(actor: Person, item: AgendaItem) -> None:
    """Stop the clock of the running item."""
    rules.refuse_unless_running(item.conference)
    entries.step(actor, item, "agenda.item_paused", lambda: item.pause(clock.now()))


@action
def resume(actor: Person, item: AgendaItem) -> None:
    """Let the clock of a paused item go on."""
    rules.refuse_unless_live(item.conference)
    entries.step(actor, item, "agenda.item_resumed", lambda: item.resume(clock.now()))


@action
def finish(actor: Person, item: AgendaItem) -> None:
    rules.refuse_unless_running(item.conference)
    entries.finish_item(actor, item)


@action
def skip(actor: Person, item: AgendaItem) -> None:
    """Leave an item out; it takes no time any more."""
    rules.refuse_unless_running(item.conference)
    entries.step(actor, item, "agenda.item_skipped", lambda: item.skip())


@action
def reopen(actor: Person, item: AgendaItem) -> None:
    """Put a finished or skipped item back among those to come."""
    rules.refuse_unless_running(item.conference)
    entries.step(actor, item, "agenda.item_reopened", lambda: item.reopen())


@action
def adjust(actor: Person, item: AgendaItem, *, minutes: int, revision: int | None = None) -> None:
    """Give an item more or less time than planned, if it still is as it was seen; the plan itself stays as it was."""
    rules.refuse_unless_running(item.conference)
    rules.refuse_moved_on(item, revision)
    extra = item.extra_minutes + minutes
    if minutes == 0 or not 1 <= item.minutes + extra <= LONGEST_MINUTES:
        raise Invalid({"minutes": _("An item lasts from 1 to %(most)s minutes.", most=LONGEST_MINUTES)})
    if item.state not in (*WAITING, "running", "paused"):
        raise Refused(_("“%(title)s” is over; its time can no longer change.", title=item.title))
    before, item.extra_minutes = item.extra_minutes, extra
    item.revision += 1
    after = {"minutes": minutes, "extra_minutes": extra}
    record("agenda.item_adjusted", item.conference, by=actor, item=item, before={"extra_minutes": before}, after=after)


@action
def set_back(actor: Person, item: AgendaItem, *, run: dict[str, Any]) -> None:
    """As if a gesture had never been made: to how far the item had come before it."""
    rules.refuse_unless_running(item.conference)
    running = queries.current_of(item.conference)
    if run.get("state") in CURRENT and running is not None and running.id != item.id:
        raise Refused(_("“%(title)s” is still running. Finish it first.", title=running.title))
    entries.step(actor, item, "agenda.item_set_back", lambda: item.set_back(run))


@action
def go_on(actor: Person, conference: Conference, *, expect: str | None) -> AgendaItem | None:
    """Finish what runs and start the next item that waits, in one step; returns the one now running.

    `expect` is the id of the item the person saw running (None: nothing). If that is no longer so, somebody else
    pressed first, and this press is refused: two presses give one step.
    """
    rules.refuse_unless_live(conference)
    running = queries.current_of(conference)
    if (running.id if running else None) != expect:
        raise Refused(_("Somebody else has just moved on. The agenda has been loaded again."))
    if running is not None:
        entries.finish_item(actor, running)
    following = queries.next_of(conference)
    if following is not None:
        entries.begin_item(actor, following)
    elif running is None:
        raise Refused(_("No item is left to start."))
    return following


@action
def enter_past(actor: Person | None, conference: Conference, *, items: list[dict[str, Any]]) -> None:
    """Write down the agenda of a conference of the past, in order: the values of each item and when it really was."""
    for position, values in enumerate(items, start=1):
        db.session.add(AgendaItem(conference_id=conference.id, position=position, state=DONE, **values))
    record("agenda.entered_from_the_past", conference, by=actor, after={"items": len(items)})


def _new_item(
    conference: Conference, position: int, *, site: str | None, fixed_start: datetime | None, **values: Any
) -> AgendaItem:
    rules.refuse_too_many(position)
    rules.check_site(conference, site)
    rules.check_fixed(conference, fixed_start)
    item = AgendaItem(conference_id=conference.id, position=position, site_id=site, fixed_start=fixed_start, **values)
    db.session.add(item)
    db.session.flush()
    return item
