"""What the card “speaking” of a site shows, wherever it stands: templates/floor/_card.html, as `speech`."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from confsys.agenda.models import AgendaItem
from confsys.conferences.models import Participation
from confsys.conferences.transitions import ISSUED
from confsys.floor import queries
from confsys.floor.models import KIND_NAMES, REFUSED, STATE_NAMES, Turn
from confsys.floor.order import PAPER, URGENT
from confsys.floor.parts import SIGNS
from confsys.floor.rules import kinds_now
from confsys.floor.standing import Standing
from confsys.forms import Form


@dataclass(frozen=True)
class Card:
    """`base`: the address under which the site's forms are; `back`: the page to which they lead."""

    participation: Participation
    standing: Standing
    form: Form
    base: str
    back: str
    by_office: bool
    papers: list[AgendaItem]

    kind_names = KIND_NAMES
    state_names = STATE_NAMES
    signs = SIGNS

    @property
    def own(self) -> list[Turn]:
        """The turns of this site that are still to come or are held now, in the order in which they come."""
        return [each for each in self.standing.all_now if each.participation_id == self.participation.id]

    @property
    def refused(self) -> list[Turn]:
        """What was not called up, and nothing was asked for since."""
        mine = [each for each in self.standing.turns if each.participation_id == self.participation.id]
        return [each for each in mine[-1:] if each.state == REFUSED]

    @property
    def closed_at(self) -> datetime | None:
        return self.standing.floor.closed_at

    @property
    def kinds(self) -> list[str]:
        """The kinds this site may ask for now and does not wait for already."""
        waits = {each.kind for each in self.own if each.is_in_list} | ({PAPER} if self.papers else set())
        kinds = [kind for kind in kinds_now(self.participation.conference.state) if kind not in waits]
        return [kind for kind in kinds if kind == URGENT or self.closed_at is None or self.by_office]

    @property
    def chosen(self) -> Any:
        return self.form.values.get("kind") or (self.kinds[0] if self.kinds else "")

    @property
    def is_shown(self) -> bool:
        return bool(self.kinds or self.own or self.closed_at and kinds_now(self.participation.conference.state))

    @property
    def is_early(self) -> bool:
        """Whether it is only registered for: then a site's other work stands before it."""
        return self.participation.conference.state == ISSUED and not self.own

    def place(self, turn: Turn) -> int:
        return self.standing.place(turn)

    def is_soon(self, turn: Turn) -> bool:
        return turn.id in self.standing.soon


def card_of(
    participation: Participation, *, base: str, back: str = "", by_office: bool = False, form: Form | None = None
) -> Card:
    """Three statements."""
    standing, papers = queries.standing_of(participation.conference), queries.papers_of(participation)
    return Card(participation, standing, form or Form(), base, back, by_office, papers)
