"""The sites of a day in groups, as people pick them."""

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


def groups_on(day: date) -> list[Group]:
    """The sites of a local day: the province's own first, then districts with what lies below, else by alphabet."""
    sites = list(db.session.scalars(existing_on(day)))
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
    return groups + _by_alphabet(sorted(loose, key=lambda site: (site.sort_key, site.id)))


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
