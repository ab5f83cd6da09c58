"""A secret vote leaves nothing that says who voted what, when, or after whom."""

from datetime import timedelta

import pytest
import time_machine
from sqlalchemy import text

from confsys import clock
from confsys.conferences.links import join_token
from confsys.delegates.links import token_of
from confsys.delegates.queries import everybody_of
from confsys.extensions import Base, db
from confsys.votes.models import Vote
from tests.attendance.office import somebody
from tests.votes.room import Room

ON_SQLITE = 'SELECT rowid, * FROM "{0}" ORDER BY rowid'
# All rows of these were written by the same transaction, the latest: which wrote a row is kept by the database itself.
ON_POSTGRESQL = 'SELECT dense_rank() OVER (ORDER BY xmin::text::bigint), * FROM "{0}"'


class SecretRoom(Room):
    """A secret vote that is open."""

    def __init__(self, app) -> None:
        super().__init__(app)
        with app.app_context():
            self.vote = self.opens(kind="secret").id


def everything() -> dict[str, list]:
    """Every row of every table: on SQLite as they lie there, on PostgreSQL with who wrote it before whom."""
    is_sqlite, found = db.engine.dialect.name == "sqlite", {}
    for name in Base.metadata.tables:
        rows = db.session.execute(text((ON_SQLITE if is_sqlite else ON_POSTGRESQL).format(name)))
        found[name] = [tuple(str(value) for value in row) for row in rows]
    return found if is_sqlite else {name: sorted(rows) for name, rows in found.items()}


def minutes_later(minutes: int):
    return time_machine.travel(clock.now() + timedelta(minutes=minutes + 1))


def left_by(kept, ballots) -> dict[str, list]:
    """What the database holds after these ballots, cast one a minute."""
    room = kept(SecretRoom)
    for minute, (number, choice) in enumerate(ballots):
        with room.app.app_context(), minutes_later(minute):
            room.casts(db.session.get_one(Vote, room.vote), number, **{choice: 1})
    with room.app.app_context():
        return everything()


@pytest.mark.parametrize(
    "others",
    [
        [(2, "yes"), (1, "no"), (0, "yes")],  # another order
        [(0, "no"), (1, "yes"), (2, "yes")],  # another's choice
        [(1, "yes"), (2, "no"), (0, "yes")],  # both
    ],
)
def test_other_orders_and_other_choices_leave_the_very_same_rows(kept, others):
    one = left_by(kept, [(0, "yes"), (1, "no"), (2, "yes")])
    other = left_by(kept, others)

    assert one["vote_choices"] != left_by(kept, [(0, "yes"), (1, "no"), (2, "no")])["vote_choices"]
    assert {name: rows for name, rows in one.items() if rows != other[name]} == {}


def left_at_the_doors(kept, ballots) -> dict[str, list]:
    """The same through the pages: two sites by their link, the first by its account, each pressed twice."""
    room = kept(SecretRoom)
    with room.app.app_context():
        links = [f"/join/{join_token(room.site(number))}/vote" for number in range(3)]
    for minute, (number, choice) in enumerate(ballots):
        at = f"/conferences/{room.id}/sites/{room.sites[0]}/vote" if number == 0 else links[number]
        sent = {"vote": room.vote, "choice": choice}
        browser = room.own if number == 0 else room.guest
        with minutes_later(minute):
            assert browser.post(at, data=sent, headers={"Idempotency-Key": f"k{number}"}).status_code == 200
            for _turn in range(2):
                assert browser.post(at, data=sent | {"sure": "1"}).status_code == 303
    with room.app.app_context():
        return everything()


def test_the_doors_leave_no_more_than_the_rule(kept):
    one = left_at_the_doors(kept, [(0, "yes"), (1, "no"), (2, "yes")])
    other = left_at_the_doors(kept, [(2, "no"), (0, "yes"), (1, "yes")])

    assert {name: rows for name, rows in one.items() if rows != other[name]} == {}
    assert [row for row in one["journal"] if "vote." in str(row)] and one["commands"] == []


class DelegatesRoom(Room):
    """A secret vote of three delegates, two of one site, is open."""

    def __init__(self, app) -> None:
        super().__init__(app)
        with app.app_context():
            self.sees(somebody("Bà Hai"), somebody("Ông Ba"))
            self.sees(somebody("Cô Tư"), number=1)
            self.vote = self.opens(kind="secret", unit="delegates").id
            found = [*everybody_of(self.site(0)), *everybody_of(self.site(1))]
            sites = (0, 0, 1)
            self.links = [token_of(self.site(number), each) for number, each in zip(sites, found, strict=True)]


def left_by_telephones(kept, ballots) -> dict[str, list]:
    """The same by delegates, each on his own telephone: he looks, presses twice, and looks again."""
    room = kept(DelegatesRoom)
    for minute, (number, choice) in enumerate(ballots):
        at, sent = f"/delegate/{room.links[number]}", {"vote": room.vote, "choice": choice}
        with minutes_later(minute):
            assert room.guest.get(f"{at}/vote").status_code == 200
            asked = room.guest.post(f"{at}/vote", data=sent, headers={"Idempotency-Key": f"k{number}"})
            assert asked.status_code == 200
            for _turn in range(2):
                answer = room.guest.post(f"{at}/vote", data=sent | {"sure": "1"})
                assert (answer.status_code, answer.location) == (303, f"{at}/vote")
            assert room.guest.get(at).status_code == 200
    with room.app.app_context():
        return everything()


@pytest.mark.parametrize("others", [[(2, "no"), (0, "yes"), (1, "yes")], [(1, "yes"), (2, "yes"), (0, "no")]])
def test_telephones_of_delegates_leave_no_more_than_the_rule(kept, others):
    one, other = (left_by_telephones(kept, each) for each in ([(0, "yes"), (1, "no"), (2, "yes")], others))

    assert one["vote_choices"] != left_by_telephones(kept, [(0, "no"), (1, "no"), (2, "yes")])["vote_choices"]
    assert {name: rows for name, rows in one.items() if rows != other[name]} == {}
    assert [row for row in one["journal"] if "vote." in str(row)] and one["commands"] == []
