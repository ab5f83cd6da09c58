"""GET /sites, GET /people"""

from typing import Any

from confsys import clock, forms
from confsys.api import paging, show
from confsys.api import shapes as gives
from confsys.api.door import calls, reads
from confsys.folding import folded
from confsys.people import queries as persons
from confsys.people.models import ROLES, Person
from confsys.sites import queries
from confsys.sites.models import KINDS, Site
from confsys.words import _

SITES = {"q": forms.sought, "kind": forms.choice(KINDS), "parent": forms.identifier, "on": forms.day}
PEOPLE = {"q": forms.sought, "role": forms.choice(ROLES)}


@calls.get("/sites")
@reads(_("Sites that exist on a day. Names are found without tone marks, by any part."), SITES | paging.QUERY)
def list_sites(person: Person, asked: dict[str, Any]) -> gives.Page[gives.Site]:
    query = queries.found(
        asked.get("on", clock.today()),
        text=asked.get("q", ""),
        kind=asked.get("kind"),
        parent_id=asked.get("parent"),
    )
    return paging.page(query, (Site.sort_key, Site.id), asked, lambda rows: [show.site(row) for row in rows])


@calls.get("/people")
@reads(_("Persons by part of the name, with the roles they hold today."), PEOPLE | paging.QUERY)
def list_people(person: Person, asked: dict[str, Any]) -> gives.Page[gives.Person]:
    query = persons.found(folded(asked.get("q", "")), asked.get("role"), clock.today())
    return paging.page(query, (Person.sort_key, Person.id), asked, _with_roles)


def _with_roles(rows: list[Person]) -> list[gives.Person]:
    held = persons.roles_by_person([row.id for row in rows], clock.today())
    return [
        {
            "id": row.id,
            "name": row.name,
            "position": row.position,
            "roles": [{"role": each["role"], "site": each["site"]} for each in held.get(row.id, [])],
        }
        for row in rows
    ]
