"""The directory with 5,000 sites against the same with 103: a search, the first page, the tree."""

import statistics
import tempfile
from collections.abc import Iterator

from sqlalchemy import select

from bench.free_time import a_province, timed
from confsys.app import create_app
from confsys.changes import transaction
from confsys.extensions import db
from confsys.people import actions as people
from confsys.people import sessions
from confsys.people.models import Person
from confsys.sites import actions, contacting, grouping, lists
from confsys.sites.models import Site

SMALL, LARGE, OF_A_GROUP = 103, 5_000, 50
ADDRESSES = {
    "search in the directory": "/sites?q=xa+77",
    "search in the directory, as a tree": "/sites?view=tree&q=xa+77",
    "first page of the directory": "/sites",
    "directory as a tree": "/sites?view=tree",
    "directory as cards": "/sites?view=cards",
    "sites to be called": "/sites?state=call",
    "telephone list to print": "/sites/print",
    "a set of groups": "/sites/groups/{set}",
    "the sites of a group to tick": "/sites/groups/{set}/new",
}


def rows() -> Iterator[tuple[str, str, str, str, str]]:
    """(what, median, worst, compared with, ratio)."""
    app = create_app({"INSTANCE": tempfile.mkdtemp(), "DATABASE_URL": f"sqlite:///{tempfile.mkdtemp()}/bench.db"})
    cookie, person, places = a_province(app)
    client = app.test_client()
    client.set_cookie(sessions.COOKIE, cookie)
    with app.app_context():
        group_set = _known(places[0], places[1:])
    few = {what: _times(client, address.format(set=group_set)) for what, address in ADDRESSES.items()}
    with app.app_context():
        group_set = _another_province(person)
    for what, address in ADDRESSES.items():
        many, before = _times(client, address.format(set=group_set)), statistics.median(few[what])
        median, compared = statistics.median(many), f"the same with {SMALL} ({before * 1000:.1f} ms)"
        yield (
            f"{what}, {LARGE:,} sites",
            f"{median * 1000:.1f} ms",
            f"{max(many) * 1000:.1f} ms",
            compared,
            f"{median / before:.1f}×",
        )


def _another_province(person: str) -> str:
    """So many more units, of which the same person is the secretariat; the id of their set of groups."""
    actions.import_list(None, lists.read(_list_of(LARGE - SMALL)))
    province = db.session.scalars(select(Site).where(Site.name == "Tỉnh Hai")).one()
    people.give_role(None, db.session.get_one(Person, person), role="secretariat", site_id=province.id)
    ids = list(db.session.scalars(select(Site.id).where(Site.path.startswith(province.path), Site.id != province.id)))
    return _known(province.id, ids)


def _known(body: str, ids: list[str]) -> str:
    """Somebody to call at each of them, and groups of fifty; the id of their set."""
    with transaction():
        for site in db.session.scalars(select(Site).where(Site.id.in_(ids))):
            contacting.add_contact(None, site, name="Công chức Văn phòng", telephone="0900000101")
        group_set = grouping.add_set(None, db.session.get_one(Site, body), name="Cụm", is_default=True)
        for number in range(0, len(ids), OF_A_GROUP):
            part = ids[number : number + OF_A_GROUP]
            grouping.add_group(None, group_set, name=f"Cụm {number}", sites=part)
        return group_set.id


def _times(client, address: str) -> list[float]:
    assert client.get(address).status_code == 200
    return timed(lambda: client.get(address).get_data())


def _list_of(number: int) -> bytes:
    """One more province with so many units, districts of fifty communes."""
    lines = [",".join(lists.COLUMNS), "Tỉnh Hai,tinh,,,2,,,,"]
    for each in range(number - 1):
        district = f"Huyện {each // 50}"
        if each % 50 == 0:
            lines.append(f"{district},huyen,Tỉnh Hai,,h{each},,,,")
        else:
            lines.append(f"Xã Hai {each},xa,{district},,x{each},,,,")
    return "\n".join(lines).encode()


if __name__ == "__main__":
    for row in rows():
        print(*row, sep="  |  ")
