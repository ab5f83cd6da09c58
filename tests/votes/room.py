"""A conference in session whose three invited sites are there with ten persons each; the main site is not."""

from confsys.conferences.clashes import Because
from confsys.extensions import db
from confsys.votes import actions, casting, queries
from confsys.votes.models import Vote
from tests.attendance.office import Hall

USUAL = {"question": "Thông qua kế hoạch", "kind": "named", "unit": "sites", "majority": "half", "base": "present"}


class Room(Hall):
    def __init__(self, app) -> None:
        super().__init__(app)
        with app.app_context():
            self.take("start")
            for number in range(3):
                self.comes(number, heads=10)

    def writes(self, **values) -> Vote:
        return actions.write(self.clerk, self.conference, **(USUAL | {"minutes": None} | values))

    def opens(self, **values) -> Vote:
        vote = self.writes(**values)
        actions.open_vote(self.clerk, vote, reasons=Because("thử"))
        return vote

    def voter(self, vote: Vote, number: int = 0):
        return queries.voters_of_site(vote, self.site(number))[0]

    def casts(self, vote: Vote, number: int = 0, *, way: str = "link", told_by: str = "", **counts: int) -> bool:
        voter = self.voter(vote, number)
        if vote.is_secret:
            [choice] = counts
            return casting.cast_in_secret(None, vote, voter, choice=choice, way=way)
        return casting.cast(None, vote, voter, counts=counts, way=way, told_by=told_by)

    def again(self, vote: Vote) -> Vote:
        return db.session.get_one(Vote, vote.id, populate_existing=True)
