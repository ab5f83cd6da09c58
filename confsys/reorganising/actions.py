"""A reorganisation as one change: all of it or nothing. Each part is an action of the package it belongs to."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from confsys import clock
from confsys.agenda import actions as agenda
from confsys.agenda.queries import items_of
from confsys.changes import action, record
from confsys.conferences import actions as conferences
from confsys.conferences.clashes import Because
from confsys.conferences.models import Conference
from confsys.conferences.queries import participations_of
from confsys.errors import Invalid, Refused
from confsys.extensions import db
from confsys.people import actions as people
from confsys.reorganising.queries import Touched, touched
from confsys.reorganising.typed import Formed, Told
from confsys.sites import actions as sites
from confsys.sites import contacting, equipping, grouping, knowing
from confsys.sites.contacting import MOST
from confsys.sites.equipment import CONNECTION
from confsys.sites.groups import SiteGroup
from confsys.sites.models import Site
from confsys.sites.succession import Succession
from confsys.words import _

WHY = Because(_("Reorganisation of units"))


@action
def reorganise(
    actor, olds: Sequence[Site], ahead: Sequence[Conference], *, told: Told, mark: str | None = None
) -> dict[int, Site]:
    """New units by the number of their row; the old ones end the day before, and what they had goes along.

    `olds`, `ahead`: what the step touches, so that it is locked. `mark`: what was seen, Refused if it moved on.
    """
    along = touched(told)
    if mark is not None and mark != along.mark:
        raise Refused(_("Something of this moved on since you looked. Here it is as it stands now."))
    refuse_impossible(told, along)
    made: dict[int, Site] = {}
    for formed in told.formed:
        parent = made[formed.parent_row] if formed.parent_row else formed.parent
        made[formed.number] = _form(actor, formed, parent, told.day)
        _carry(actor, formed, made[formed.number], along)
    for old in told.olds:
        _end(actor, old, [made[each.number] for each in told.news_of(old)], told.day, along)
    for conference in along.conferences:
        _follow(actor, conference, {old.id: [made[each.number].id for each in told.news_of(old)] for old in told.olds})
    return made


def refuse_impossible(told: Told, along: Touched) -> None:
    """Raises Invalid where what the old units have cannot go along."""
    if along.below and told.day > clock.today():
        names = ", ".join(site.name for site in along.below[:3])
        sentence = _(
            "Units lie below (%(names)s): do it on the day itself, so that they are found until then.", names=names
        )
        raise Invalid({"day": sentence})
    if along.organised:
        first = along.organised[0]
        row = next(each.number for each in told.formed if first.organiser_id in {old.id for old in each.olds})
        sentence = _(
            "It still organises “%(title)s” after that day: cancel it or let another body plan it.", title=first.title
        )
        raise Invalid({f"old-{row}": sentence})


def _form(actor, formed: Formed, parent: Site | None, day: date) -> Site:
    parent_id = parent.id if parent else None
    names = {"name": formed.name, "kind": formed.kind, "gso_code": formed.gso_code}
    return sites.add(actor, parent_id=parent_id, valid_from=day, **names)


def _carry(actor, formed: Formed, new: Site, along: Touched) -> None:
    """Whom to call from all of them in order, lines and equipment of the first, its groups."""
    for old in formed.olds:
        for contact in [each for each in along.contacts if each.site_id == old.id]:
            if len(knowing.contacts_of(new)) < MOST:
                contacting.add_contact(actor, new, person_id=contact.person_id, **contact.told)
    first = formed.olds[0]
    if kept := knowing.equipment_of(first):
        equipping.describe_connection(actor, new, **{name: getattr(kept, name) for name in CONNECTION})
    if checks := knowing.checks_of(first):
        equipping.put_checks_back(actor, new, checks={item: row.plain for item, row in checks.items()})
    for group in along.groups_for(formed):
        _join(actor, group, new)


def _join(actor, group: SiteGroup, new: Site) -> None:
    values = {"name": group.name, "valid_from": group.valid_from, "valid_to": group.valid_to}
    grouping.change_group(actor, group, sites=[*grouping.members_of(group), new.id], **values)


def _end(actor, old: Site, news: list[Site], day: date, along: Touched) -> None:
    """The last day of an old unit, and who holds a role there holds it for what comes after."""
    last = day - timedelta(days=1)
    for below in [site for site in along.below if site.parent_id == old.id]:
        sites.change(actor, below, parent_id=news[0].id)
    for held in [role for role in along.roles if role.site_id == old.id]:
        first = max(day, held.valid_from or day)
        for new in news:
            given: dict[str, Any] = {
                "role": held.role,
                "site_id": new.id,
                "valid_from": first,
                "valid_to": held.valid_to,
            }
            people.give_role(actor, held.person, **given)
        people.end_role(actor, held.person, held=held, last_day=last)
    sites.change(actor, old, valid_to=last)
    db.session.add_all(Succession(old_id=old.id, new_id=new.id, day=day) for new in news)
    record("site.reorganised", old, by=actor, after={"day": day.isoformat(), "sites": [new.id for new in news]})


def _follow(actor, conference: Conference, news: dict[str, list[str]]) -> None:
    """The new units take part where the old ones did, and items of the agenda stay with whoever comes after."""
    present = participations_of(conference)
    items = {item.id: item.site_id for item in items_of(conference) if item.site_id in news}
    rest = [each.site_id for each in present if not each.is_main and each.site_id not in news]
    come = [new for each in present if each.site_id in news for new in news[each.site_id]]
    main = next(each.site_id for each in present if each.is_main)
    main = news[main][0] if main in news else main
    chosen = list(dict.fromkeys(each for each in [*rest, *come] if each != main))
    conferences.edit(actor, conference, reasons=WHY, sites=chosen, main_site=main)
    for item in items_of(conference):
        if item.id in items:
            agenda.edit(actor, item, site=news[items[item.id] or ""][0])
