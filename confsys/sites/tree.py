"""The sites of a day in groups, as people pick them."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import date

from confsys.extensions import db
from confsys.sites.bands import bands
from confsys.sites.models import COMMUNE_LEVEL, DISTRICT_LEVEL, PROVINCE_LEVEL, Site
from confsys.sites.queries import existing_on
from confsys.words import _

LEVELS = {"province": PROVINCE_LEVEL, "district": DISTRICT_LEVEL, "commune": COMMUNE_LEVEL}
KIND_TITLES = {"phuong": _("Wards"), "xa": _("Communes"), "thi-tran": _("Townships")}


@dataclass
class Group:
    """Some sites under one heading. `head` is the district itself, where there is one."""

    id: str
    name: object
    level: str
    head: Site | None = None
    sites: list[Site] = field(default_factory=list)


def groups_on(day: date, saved: Sequence[tuple[str, Collection[str]]] = ()) -> list[Group]:
    """The sites of a local day: the province's own first, then districts with what lies below, else by alphabet.

    `saved`: groups of an office by name, with the ids of their sites; then the communes stand in these, and those in
    none of them come last.
    """
    return groups_of(list(db.session.scalars(existing_on(day))), saved)


def groups_of(sites: Sequence[Site], saved: Sequence[tuple[str, Collection[str]]] = ()) -> list[Group]:
    """The same of these sites alone."""
    districts = [site for site in sites if site.kind in DISTRICT_LEVEL]
    communes = [site for site in sites if site.kind in COMMUNE_LEVEL]
    rest = [site for site in sites if site.kind not in (*DISTRICT_LEVEL, *COMMUNE_LEVEL)]
    rest.sort(key=lambda site: (site.kind != "tinh", site.kind != "van-phong", site.sort_key))
    groups = [Group("province", _("Province and departments"), "province", sites=rest)] if rest else []
    below: dict[str | None, list[Site]] = {}
    for site in communes:
        below.setdefault(site.parent_id, []).append(site)
    for district in districts:
        groups.append(Group(district.id, district.name, "district", district, below.pop(district.id, [])))
    loose = [site for members in below.values() for site in members]
    loose.sort(key=lambda site: (site.sort_key, site.id))
    return groups + (_saved(loose, saved) if saved else _by_alphabet(loose))


def _saved(communes: list[Site], saved: Sequence[tuple[str, Collection[str]]]) -> list[Group]:
    """Each saved group is a level of its own, so that all of it is taken at once."""
    pairs: list[tuple[object, list[Site]]] = [
        (name, [each for each in communes if each.id in ids]) for name, ids in saved
    ]
    taken = {site.id for _name, sites in pairs for site in sites}
    rest = [site for site in communes if site.id not in taken]
    pairs.append((_("In no group yet"), rest))
    numbered = enumerate((name, sites) for name, sites in pairs if sites)
    return [Group(f"group-{number}", name, f"group-{number}", sites=sites) for number, (name, sites) in numbered]


def _by_alphabet(communes: list[Site]) -> list[Group]:
    groups = []
    for kind, title in KIND_TITLES.items():
        for number, band in enumerate(bands([site for site in communes if site.kind == kind])):
            groups.append(Group(f"{kind}-{number}", band.name or title, kind, sites=list(band.members)))
    return groups


def names_alike(groups: list[Group]) -> set[str]:
    """Ids of sites whose name without marks another one has too: the code must stand beside them."""
    everybody = [site for group in groups for site in ([group.head] if group.head else []) + group.sites]
    seen: dict[str, list[str]] = {}
    for site in everybody:
        seen.setdefault(site.folded, []).append(site.id)
    return {site_id for ids in seen.values() if len(ids) > 1 for site_id in ids}
