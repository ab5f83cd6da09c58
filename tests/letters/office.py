"""An office whose people all have mail, and what waits in its outbox."""

from datetime import timedelta

from sqlalchemy import select

from confsys import clock
from confsys.changes import transaction
from confsys.conferences import actions
from confsys.conferences.clashes import Because
from confsys.conferences.transitions import TRANSITIONS
from confsys.extensions import db
from confsys.journal import entries_since
from confsys.letters.models import Letter
from confsys.people import actions as people
from tests.build import a_conference, a_person, a_province, a_site

WORD = Because("thử")


class Office:
    """An office with its approver, a chair, and a site with its officer; a stranger's site beside it. All have mail."""

    def __init__(self) -> None:
        self.body = a_province()
        self.site, self.elsewhere = a_site("Xã Mỹ Quí"), a_site("Xã Khác")
        self.clerk = self.mailed("van", "secretariat", self.body)
        self.colleague = self.mailed("ban", "secretariat", self.body)
        self.approver = self.mailed("duyet", "approver", self.body)
        self.chair = self.mailed("chu", "chair", self.body)
        self.officer = self.mailed("xa", "officer", self.site)
        self.stranger = self.mailed("la", "officer", self.elsewhere)

    def mailed(self, word, role, site):
        person = a_person(f"Ông {word.title()}", role=role, site=site)
        people.edit(None, person, email=f"{word}@example.vn")
        return person

    def conference(self, state="draft", **values):
        values = {"main_site": self.body, "chairs": [self.chair], "title": "Sơ kết quý", **values}
        return a_conference(state=state, organiser=self.body, by=self.clerk, sites=[self.site], **values)

    def take(self, who, conference, step, reason=None):
        actions.take(who, conference, TRANSITIONS[step], reason=reason, reasons=WORD)


def written(state="waiting") -> list[tuple[str, str]]:
    """(to whom, what) of all that waits."""
    rows = db.session.execute(
        select(Letter.mailbox_address, Letter.kind).where(Letter.state == state).order_by(Letter.mailbox_address)
    )
    return [(address.partition("@")[0], kind.removeprefix("conferences.")) for address, kind in rows]


def the_letter(to: str) -> Letter:
    query = select(Letter).where(Letter.mailbox_address == f"{to}@example.vn", Letter.state == "waiting")
    return db.session.scalars(query).one()


def after_the_hold():
    """All that waits has left, and a while has passed."""
    with transaction():
        for letter in db.session.scalars(select(Letter).where(Letter.state == "waiting")):
            letter.end("sent", clock.now())


def last(conference):
    return entries_since(conference.stream, 0)[-1]


def moved(office, conference, hours, by=None):
    by_hours = timedelta(hours=hours)
    times = {"starts_at": conference.starts_at + by_hours, "ends_at": conference.ends_at + by_hours}
    actions.edit(by or office.clerk, conference, **times, reasons=WORD)
