"""Pages of saved groups: the sets of an office, one set with its groups, one group with its sites."""

from typing import Any

from flask import Blueprint, redirect, render_template, request

from confsys import clock, doors, web
from confsys.changes import just_made
from confsys.errors import Invalid, NotAllowed, Problem, Refused
from confsys.folding import folded
from confsys.forms import Form
from confsys.people.models import Person
from confsys.sites import access, group_forms, grouped, grouping, queries
from confsys.sites.groups import GroupSet, SiteGroup
from confsys.sites.models import Site
from confsys.words import _

pages = Blueprint("site_groups", __name__, url_prefix="/sites/groups")
MOST_SHOWN = 400  # boxes on one page; further ones are found by part of their names


@pages.get("")
@doors.signed_in
def index(person: Person):
    _refuse_who_does_not_work(person)
    return _sets_page(person, Form())


@pages.post("")
@doors.signed_in
def add_set(person: Person):
    bodies = {each.id: each for each in _bodies(person)}
    if not bodies:
        raise NotAllowed(_("Only the secretariat of the office keeps its groups."))
    try:
        body = group_forms.body_of_set(request.form, bodies)
        added = grouping.add_set(person, body, **group_forms.told_of_set(request.form))
    except Invalid as problem:
        return _sets_page(person, web.as_typed(problem)), problem.status
    return _told(added, _("“%(name)s” has been added. Add its groups now.", name=added.name))


@pages.get("/<set_id>")
@doors.signed_in
def show(person: Person, set_id: str):
    return _set_page(person, access.group_set(person, set_id))


@pages.post("/<set_id>")
@doors.signed_in
def change_set(person: Person, set_id: str):
    group_set = access.kept_set(person, set_id)
    try:
        grouping.change_set(person, group_set, **group_forms.told_of_set(request.form))
    except Problem as problem:
        return _set_page(person, group_set, problem), problem.status
    return _told(group_set, _("“%(name)s” has been changed.", name=group_set.name))


@pages.post("/<set_id>/remove")
@doors.signed_in
def remove_set(person: Person, set_id: str):
    group_set = access.kept_set(person, set_id)
    try:
        grouping.remove_set(person, group_set)
    except Refused as problem:
        return _set_page(person, group_set, problem), problem.status
    web.told(_("“%(name)s” has been taken off.", name=group_set.name), undo=just_made())
    return redirect("/sites/groups", 303)


@pages.get("/<set_id>/new")
@doors.signed_in
def new(person: Person, set_id: str):
    return _group_page(access.kept_set(person, set_id), Form(values={"revision": 0}))


@pages.post("/<set_id>/new")
@doors.signed_in
def add(person: Person, set_id: str):
    group_set = access.kept_set(person, set_id)
    if "look" in request.form:
        return _group_page(group_set, web.as_typed())
    try:
        values = group_forms.told_of_group(request.form, _candidates(group_set))
        values.pop("revision")
        added = grouping.add_group(person, group_set, **values)
    except (Invalid, Refused) as problem:
        return _group_page(group_set, web.as_typed(problem)), problem.status
    return _told(group_set, _("“%(name)s” has been added.", name=added.name))


@pages.get("/<set_id>/<group_id>")
@doors.signed_in
def edit(person: Person, set_id: str, group_id: str):
    group = access.kept_group(person, set_id, group_id)
    return _group_page(group.set, Form(values=group_forms.filled(group)), group)


@pages.post("/<set_id>/<group_id>")
@doors.signed_in
def edited(person: Person, set_id: str, group_id: str):
    group = access.kept_group(person, set_id, group_id)
    if "look" in request.form:
        return _group_page(group.set, web.as_typed(), group)
    try:
        grouping.change_group(person, group, **group_forms.told_of_group(request.form, _candidates(group.set)))
    except (Invalid, Refused) as problem:
        return _group_page(group.set, web.as_typed(problem), group), problem.status
    return _told(group.set, _("“%(name)s” has been changed.", name=group.name))


@pages.post("/<set_id>/<group_id>/remove")
@doors.signed_in
def remove(person: Person, set_id: str, group_id: str):
    group = access.kept_group(person, set_id, group_id)
    group_set, name = group.set, group.name
    grouping.remove_group(person, group)
    return _told(group_set, _("“%(name)s” has been taken off.", name=name))


def _refuse_who_does_not_work(person: Person) -> None:
    if not access.works(person):
        raise NotAllowed(_("Groups of sites are for those who work for an office or a site."))


def _bodies(person: Person) -> list[Site]:
    return access.bodies_of(person, access.SECRETARIAT) + access.bodies_of(person, access.ADMINISTRATOR)


def _candidates(group_set: GroupSet) -> dict[str, Site]:
    """What may be in a group: whatever lies below the office today, and what is in the set already."""
    grouped_already = queries.by_ids([*grouped.members(group_set)])
    return {site.id: site for site in queries.below(group_set.body, clock.today())} | grouped_already


def _told(group_set: GroupSet, sentence: Any):
    web.told(sentence, undo=just_made())
    return redirect(f"/sites/groups/{group_set.id}", 303)


def _sets_page(person: Person, form: Form) -> str:
    sets = grouped.sets_for(person)
    bodies = [(body.id, body.name) for body in dict.fromkeys(_bodies(person)) if body.exists_on(clock.today())]
    return render_template("sites/group_sets.html", sets=sets, form=form, bodies=bodies)


def _set_page(person: Person, group_set: GroupSet, problem: Problem | None = None) -> str:
    values = {"name": group_set.name, "is_default": group_set.is_default}
    form = web.as_typed(problem) if problem else Form(values=values)
    candidates, inside = _candidates(group_set), grouped.members(group_set)
    sites: dict[str, list[Site]] = {}
    for site in sorted(candidates.values(), key=lambda each: (each.sort_key, each.id)):
        sites.setdefault(inside.get(site.id, ""), []).append(site)
    groups = grouping.groups_of(group_set)
    may_keep = access.keeps_groups(person, group_set.body)
    shown = {"group_set": group_set, "form": form, "groups": groups, "sites": sites, "may_keep": may_keep}
    return render_template("sites/group_set.html", **shown)


def _group_page(group_set: GroupSet, form: Form, group: SiteGroup | None = None) -> str:
    candidates, inside = _candidates(group_set), grouped.members(group_set)
    chosen = _chosen(inside, group)
    wanted = folded(form.values.get("find", ""))
    names = {each.id: each.name for each in grouping.groups_of(group_set)}
    offered = [site for site in candidates.values() if site.id in chosen or wanted in site.folded]
    offered.sort(key=lambda site: (site.id not in chosen, site.sort_key, site.id))
    most = max(MOST_SHOWN, len(chosen))
    return render_template(
        "sites/group.html",
        group_set=group_set,
        group=group,
        form=form,
        chosen=chosen,
        offered=offered[:most],
        left_out=len(offered[most:]),
        elsewhere={site_id: names[other] for site_id, other in inside.items() if group is None or other != group.id},
    )


def _chosen(inside: dict[str, str], group: SiteGroup | None) -> set[str]:
    if request.method == "POST":
        return set(request.form.getlist("sites"))
    return {site_id for site_id, group_id in inside.items() if group and group_id == group.id}
