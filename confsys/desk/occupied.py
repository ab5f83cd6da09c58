"""By whom something is held, and until when, as far as a reader may know."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from confsys.people.models import Person
from confsys.scheduling import holders, taken
from confsys.scheduling.holders import Holder
from confsys.scheduling.models import HELD, Resource


@dataclass(frozen=True)
class Hold:
    """One time at which it is held or asked for; without title and address for whoever may not see by what."""

    starts_at: datetime
    ends_at: datetime
    amount: int
    is_held: bool
    title: str
    url: str


@dataclass(frozen=True)
class Moment:
    """How something stands now: who holds it and how much of it, until when, and who is next."""

    now: datetime
    holding: tuple[Hold, ...]
    following: Hold | None

    @property
    def amount(self) -> int:
        return sum(each.amount for each in self.holding)

    @property
    def until(self) -> datetime | None:
        return min((each.ends_at for each in self.holding), default=None)


def holds(person: Person, resources: Collection[Resource], begin: datetime, end: datetime) -> dict[str, list[Hold]]:
    """Resource -> what holds it or asks for it between two instants, the earliest first. In few statements."""
    subjects = {each.subject: each.id for each in resources}
    bookings = sorted(taken.bookings(subjects, begin, end), key=lambda each: (each.starts_at, each.holder))
    known = holders.told({each.holder for each in bookings}, person)
    found: dict[str, list[Hold]] = {}
    for each in bookings:
        by = known.get(each.holder, Holder(""))
        hold = Hold(each.starts_at, each.ends_at, each.amount, each.standing == HELD, by.title, by.url)
        found.setdefault(subjects[each.subject], []).append(hold)
    return found


def at(now: datetime, found: Collection[Hold]) -> Moment:
    """How it stands now by what holds it; what is only asked for leaves it free."""
    held = [each for each in found if each.is_held]
    holding = tuple(each for each in held if each.starts_at <= now < each.ends_at)
    return Moment(now, holding, next((each for each in held if each.starts_at > now), None))
