"""Of which entry a booking is, in words: as it was published, for who only reads what is."""

from collections.abc import Collection

from sqlalchemy import select
from sqlalchemy.orm import contains_eager

from confsys.extensions import db
from confsys.people.models import Person
from confsys.scheduling.holders import Holder
from confsys.weeks.access import may_edit, may_read
from confsys.weeks.models import Week, WeekEdition, WeekEntry
from confsys.weeks.queries import lines_of
from confsys.words import _


def tell(ids: Collection[str], person: Person | None) -> dict[str, Holder]:
    """Two statements: the entries, and what was published last of their weeks."""
    query = select(WeekEntry).join(WeekEntry.week).join(Week.body).where(WeekEntry.id.in_(ids))
    whole = contains_eager(WeekEntry.week).contains_eager(Week.body)
    entries = list(db.session.scalars(query.options(whole)))
    published = _published({each.week_id for each in entries})
    return {each.id: _holder(each, person, published) for each in entries}


def _published(week_ids: Collection[str]) -> dict[str, str]:
    """The title of each line by its key, as it was published last."""
    query = select(WeekEdition.rows).join(WeekEdition.week)
    query = query.where(Week.id.in_(week_ids), WeekEdition.number == Week.edition)
    return {row.key: row.title for kept in db.session.scalars(query) for row in lines_of(kept)} if week_ids else {}


def _holder(entry: WeekEntry, person: Person | None, published: dict[str, str]) -> Holder:
    body = entry.week.body
    title = _title(entry, person, published)
    if not title:
        return Holder(_("an entry in the weekly calendar of %(body)s", body=body.name))
    url = f"/week?on={entry.day.isoformat()}&of={body.id}#entry-{entry.id}"
    return Holder(_("the weekly calendar: %(title)s", title=title), title, url)


def _title(entry: WeekEntry, person: Person | None, published: dict[str, str]) -> str:
    if person is None or may_edit(person, entry.week.body):
        return entry.title
    return published.get(f"entry:{entry.id}", "") if may_read(person, entry.week.body) else ""
