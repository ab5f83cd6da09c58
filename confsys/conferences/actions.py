"""Every change of a conference. Who may is decided before, in access.py; here stand the rules."""

from collections.abc import Sequence
from contextlib import suppress
from datetime import datetime
from typing import Any
from uuid import uuid4

from sqlalchemy import select

from confsys import clock
from confsys.changes import action, record
from confsys.conferences import asking, clashes, queries, rehearsing, rules, taking_part, transitions
from confsys.conferences.consequences import edition_after
from confsys.conferences.entries import named, plain
from confsys.conferences.models import Conference, Participation
from confsys.conferences.occupying import standing
from confsys.conferences.overlaps import slot_is_taken
from confsys.conferences.transitions import AS_BEFORE, TRANSITIONS, Transition
from confsys.errors import Invalid, Refused
from confsys.extensions import db
from confsys.office import queries as office
from confsys.people.models import Person
from confsys.settings import next_number
from confsys.words import _

JUDGED = ("submit", "approve")  # the steps at which what stands against a slot is judged
WEIGHED = {"starts_at", "ends_at", "sites", "main_site", "chairs", "substitutes", "room", "units", *rehearsing.NAMES}
WEIGHED |= {"kind", "reach", "mode", "convener"}
OUTSIDE = {"convener", "outside_chair", "outside_place"}


@action
def plan(
    actor: Person,
    *,
    title: str,
    kind: str,
    starts_at: datetime,
    ends_at: datetime,
    main_site: str,
    sites: list[str],
    chairs: list[str],
    organiser: str,
    mode: str = "truc-tuyen",
    public: bool = False,
    reach: str = "none",
    convener: str = "",
    outside_chair: str = "",
    outside_place: str = "",
    room: str | None = None,
    units: Sequence[str] = (),
    rehearse: bool | None = None,
) -> Conference:
    """A new conference, in draft. `main_site`, `sites`, `organiser`, `chairs` are ids. Raises Invalid.

    `rehearse`: on the afternoon before, or not; as the office has it where nothing is said.
    """
    conference = Conference(
        code=_new_code(starts_at),
        uid=f"{uuid4()}@{office.current().uid_domain}",
        kind=kind,
        mode=mode,
        reach=reach,
        public=public,
        state=transitions.DRAFT,
        organiser_id=organiser,
        planned_by_id=getattr(actor, "id", None),
        created_at=clock.now(),
        calendar_changed_at=clock.now(),
    )
    conference.call(title)
    conference.convene(convener, outside_chair, outside_place)
    conference.place(starts_at, ends_at)
    conference.rehearse(rehearsing.at_first(starts_at, mode, rehearse))
    taking_part.existing(conference, [organiser], "organiser")
    conference.main_site_id = taking_part.existing(conference, [main_site], "main_site")[0]
    db.session.add(conference)
    db.session.flush()
    taking_part.join(conference, main_site, sites)
    taking_part.name_chairs(conference, chairs)
    taking_part.equip(conference, room, list(units))
    record("conference.planned", conference, by=actor, after=plain(conference), personal=named(outside_chair))
    return conference


@action
def edit(
    actor: Person,
    conference: Conference,
    *,
    revision: int | None = None,
    reasons: clashes.Reasons | None = None,
    **changes: Any,
) -> None:
    """Change title, kind, mode, reach, public, time, main site, sites, chairs, who goes in whose place (`substitutes`,
    by id), when it is rehearsed or who convenes it; only what is named.

    `revision` is the one the person saw: Refused if it moved on. `links`: by site, the links of those that come back.
    Raises Invalid with the field's name; of one that is asked for or held, Blocked or NeedsWord as `take` does.
    """
    rules.refuse_stale(conference, revision)
    rules.refuse_when_planned_out(conference)
    before, chair = plain(conference), conference.outside_chair
    links = taking_part.links_of(conference)
    _apply(conference, changes)
    after = plain(conference)
    changed = {name for name in after if after[name] != before[name]}
    if not changed and conference.outside_chair == chair:
        return
    weighs = bool(changed & WEIGHED) or conference.outside_chair != chair
    said = asking.judge(actor, conference, reasons) if weighs and standing(conference) else {}
    conference.revision += 1
    conference.edition = edition_after(conference.state, conference.edition, changed)
    left = {site: links[site] for site in links.keys() - set(after["sites"])}
    record(
        _kind_of(changed),
        conference,
        by=actor,
        before={name: before[name] for name in changed},
        after={name: after[name] for name in changed} | ({"reasons": said} if said else {}),
        personal=named(conference.outside_chair, chair) if conference.outside_chair != chair else None,
        **({"links": left} if left else {}),
    )


@action
def hand_over(actor: Person | None, conference: Conference, *, leaver: Person, successor: Person) -> None:
    """What `leaver` is named for, planned or asked for here is the successor's from now on. Raises Refused."""
    if conference.is_running or conference.is_over:
        raise Refused(_("“%(title)s” has begun or is over, so nobody takes it on.", title=conference.title))
    before = [chair.id for chair in queries.chairs_of(conference)]
    taking_part.name_instead(conference, leaver, successor)
    for name in ("planned_by_id", "asked_by_id"):
        if getattr(conference, name) == leaver.id:
            setattr(conference, name, successor.id)
    conference.revision += 1
    after = [chair.id for chair in queries.chairs_of(conference)]
    chairs = {"before": {"chairs": before}, "after": {"chairs": after}}
    record("conference.handed_over", conference, by=actor, leaver=leaver, successor=successor, **chairs)


@action
def take(
    actor: Person,
    conference: Conference,
    step: Transition,
    *,
    reason: str | None = None,
    revision: int | None = None,
    leads_to: str | None = None,
    reasons: clashes.Reasons | None = None,
    needs: str | None = None,
) -> None:
    """Take one step of the table of transitions. Raises Refused if it does not start from this state.

    `revision` and `leads_to` are what the person saw: Refused if it moved on, or leads elsewhere now. `reasons`: what
    is said against what warns of a slot that is asked for or approved, by its id; Blocked, or NeedsWord without one.
    `needs`: what the unit that asks needs besides.
    """
    if step.needs_reason and not reason:
        raise Invalid({"reason": _("Say why in a few words.")})
    rules.refuse_stale(conference, revision)
    if step.name == "approve":
        rules.refuse_own_approval(actor, conference)
    before = conference.state
    conference.take(
        step, reason=reason, at=clock.now(), slot_is_free=step.target != AS_BEFORE or not slot_is_taken(conference)
    )
    if leads_to and conference.state != leads_to:
        state = transitions.STATE_NAMES[conference.state]
        raise Refused(_("This step leads to the state “%(state)s” now.", state=state))
    if step.name == "submit":
        conference.asked_by_id = actor.id
        asking.ask(conference, needs)
    if step.name == "reopen":
        asking.refuse_blocked(actor, conference)
    said = asking.judge(actor, conference, reasons) if step.name in JUDGED else {}
    told = ({"reason": reason} if reason else {}) | ({"reasons": said} if said else {})
    told |= asking.told(conference) if step.name == "submit" else {}
    record(step.event, conference, by=actor, before={"state": before}, after={"state": conference.state} | told)


@action
def set_back(
    actor: Person,
    conference: Conference,
    *,
    state: str,
    reason: str | None = None,
    state_before: str | None = None,
) -> None:
    """Take back a step that no step of the table leads back from, as if it had not been taken.

    `reason` and `state_before` are those of a conference that is put off or cancelled again.
    """
    before = conference.state
    conference.set_back(state, reason=reason, state_before=state_before)
    after = {"state": state} | ({"reason": reason} if reason else {})
    record("conference.set_back", conference, by=actor, before={"state": before}, after=after)


@action
def enter_past(actor: Person | None, *, closed_at: datetime, **values: Any) -> Conference:
    """Enter a conference that took place before: it is archived at once, and nobody is told. Raises Invalid."""
    if closed_at > clock.now():
        raise Invalid({"ends_at": _("Only a conference that is over can be entered afterwards.")})
    conference = plan(actor, **values)
    conference.entered_afterwards = True
    conference.state, conference.edition = transitions.ARCHIVED, 1
    conference.started_at, conference.closed_at = conference.starts_at, closed_at
    record("conference.entered_from_the_past", conference, by=actor, after={"state": transitions.ARCHIVED})
    return conference


@action
def renew_link(actor: Person, participation: Participation) -> None:
    """The old link of this site stops working; a new one takes its place."""
    participation.link_generation += 1
    participation.link_revoked_at = None
    record("conference.link_renewed", participation.conference, by=actor, participation=participation)


@action
def revoke_link(actor: Person, participation: Participation) -> None:
    """The link of this site stops working until it is renewed."""
    if participation.link_revoked_at is None:
        participation.link_revoked_at = clock.now()
        record("conference.link_revoked", participation.conference, by=actor, participation=participation)


@action
def renew_stage_link(actor: Person, conference: Conference) -> None:
    """The old link of the stage stops working; a new one takes its place."""
    conference.stage_generation += 1
    record("conference.stage_link_renewed", conference, by=actor)


def archive_old(before: datetime) -> int:
    """Archive what was closed before `before`; returns how many. Called by a job, as nobody."""
    query = select(Conference).where(Conference.state == transitions.CLOSED, Conference.closed_at < before)
    archived = 0
    for conference in list(db.session.scalars(query)):
        with suppress(Refused):  # somebody was quicker
            take(None, conference, TRANSITIONS["archive"])
            archived += 1
    return archived


# -- below: the rules the actions share ------------------------------------------------------------


def _new_code(starts_at: datetime) -> str:
    year = clock.local(starts_at).year
    return f"HN-{year}-{next_number(f'HN-{year}'):04d}"


def _apply(conference: Conference, changes: dict[str, Any]) -> None:
    """Set what is named."""
    rehearsal = rehearsing.after(conference, changes)
    if "title" in changes:
        conference.call(changes["title"])
    for name in ("kind", "mode", "reach", "public"):
        if name in changes:
            setattr(conference, name, changes[name])
    if OUTSIDE & changes.keys():
        conference.convene(
            changes.get("convener", conference.convener),
            changes.get("outside_chair", conference.outside_chair),
            changes.get("outside_place", conference.outside_place),
        )
    if "starts_at" in changes or "ends_at" in changes:
        conference.place(changes.get("starts_at", conference.starts_at), changes.get("ends_at", conference.ends_at))
        taking_part.existing(conference, [conference.organiser_id], "organiser")
    conference.rehearse(rehearsal)
    if "chairs" in changes:
        taking_part.name_chairs(conference, changes["chairs"])
    if "substitutes" in changes:
        taking_part.send_instead(conference, changes["substitutes"])
    if {"sites", "main_site", "starts_at"} & changes.keys():
        main_site, sites, links = (changes.get(name) for name in ("main_site", "sites", "links"))
        taking_part.replace_sites(conference, main_site, sites, links or {})
    if {"room", "units"} & changes.keys():
        taking_part.equip(conference, changes.get("room", conference.room_id), changes.get("units"))


def _kind_of(changed: set[str]) -> str:
    if {"starts_at", "ends_at"} & changed:
        return "conference.rescheduled"
    return "conference.sites_changed" if {"sites", "main_site"} & changed else "conference.edited"
