"""Lists of sites as an office sends them, and the directory as somebody reads it."""

from sqlalchemy import func, select

from confsys.config import ROOT
from confsys.extensions import db
from confsys.journal import Entry
from confsys.sites import actions, lists
from confsys.sites.models import Site

HEAD = ",".join(lists.COLUMNS)
REAL = ("sites_dong_thap_2015.csv", "sites_dong_thap_2025.csv")


def a_list(*lines: str, head: str = HEAD) -> bytes:
    """A file with these lines below the head."""
    return "\n".join([head, *lines, ""]).encode()


def brought(*lines: str) -> tuple[int, int, int]:
    """Import such a list: added, changed, same."""
    return brought_file(a_list(*lines))


def brought_file(data: bytes) -> tuple[int, int, int]:
    done = actions.import_list(None, lists.read(data))
    return done.added, done.changed, done.same


def real_file(name: str) -> bytes:
    return (ROOT / "data" / name).read_bytes()


def everything() -> list[tuple]:
    """Every value of every site, and how much was written down: equal only if nothing at all changed."""
    rows = db.session.execute(select(Site.__table__).order_by(Site.id)).all()
    return [*map(tuple, rows), tuple(db.session.execute(select(func.count()).select_from(Entry)).one())]


def named(name: str) -> Site:
    return db.session.scalars(select(Site).where(Site.name == name)).one()
