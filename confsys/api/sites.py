"""GET /sites, GET /people"""

from flask import request

from confsys import clock, forms
from confsys.api import paging, show
from confsys.api.door import calls, reads
from confsys.errors import Invalid
from confsys.folding import folded
from confsys.people import queries as persons
from confsys.people.models import ROLES, Person
from confsys.sites import queries
from confsys.sites.models import KINDS, Site


@calls.get("/sites")
@reads
def list_sites(person: Person):
    """Sites that exist on a day (today), by part of the name without tone marks or by code."""
    asked = {name: request.args[name] for name in ("kind", "parent", "on") if request.args.get(name)}
    readers = {"kind": forms.choice(KINDS), "parent": forms.identifier, "on": forms.day}
    values = forms.read_some(readers, asked)
    query = queries.found(
        values.get("on", clock.today()),
        text=request.args.get("q", "")[:200],
        kind=values.get("kind"),
        parent_id=values.get("parent"),
    )
    return paging.page(query, (Site.sort_key, Site.id), lambda rows: [show.site(row) for row in rows])


@calls.get("/people")
@reads
def list_people(person: Person):
    """Persons by part of the name, with the roles they hold today."""
    role = request.args.get("role") or None
    if role is not None and role not in ROLES:
        raise Invalid({"role": forms.choice_sentence(ROLES)})
    query = persons.found(folded(request.args.get("q", "")[:200]), role, clock.today())
    return paging.page(query, (Person.sort_key, Person.id), _with_roles)


def _with_roles(rows: list[Person]) -> list[dict]:
    held = persons.roles_by_person([row.id for row in rows], clock.today())
    return [{"id": row.id, "name": row.name, "position": row.position, "roles": held.get(row.id, [])} for row in rows]
