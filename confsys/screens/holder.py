"""A screen as it comes to the doors of live: by the secret in its cookie, looked up each time."""

from dataclasses import dataclass

from confsys import clock
from confsys.conferences.models import Conference
from confsys.conferences.transitions import TOLD
from confsys.errors import Gone, NotAllowed, NotFound, NotSignedIn
from confsys.presence.rules import Stay, of_participation, of_screen
from confsys.screens import queries
from confsys.screens.models import SCREEN, PairedScreen
from confsys.words import _


@dataclass(frozen=True)
class ScreenHolder:
    """Whoever sits before a paired screen: nobody we know by name."""

    screen: PairedScreen

    @property
    def id(self) -> str:
        return self.screen.stream

    @property
    def stream(self) -> str:
        return self.screen.stream

    @property
    def stays(self) -> tuple[Stay, ...]:
        return (of_screen(self.screen.id),)

    def admitted(self, conference_id: str, view: str) -> Conference:
        """A conference its site takes part in, in the view it is set to. Raises NotFound, NotAllowed."""
        participation = queries.participation_in(self.screen, conference_id)
        if participation is None or participation.conference.state not in TOLD:
            raise NotFound()
        if view not in (SCREEN, self.screen.view):
            raise NotAllowed(_("This screen only shows what its office chose."))
        return participation.conference

    def stays_in(self, conference: Conference, view: str) -> tuple[Stay, ...]:
        """The site whose screen it is; its stage is nobody's."""
        participation = queries.participation_in(self.screen, conference.id) if view == SCREEN else None
        return (of_participation(participation.id, self.screen.stream),) if participation else ()


def holder_of(secret: str) -> ScreenHolder:
    """The screen this secret stands for. Raises NotSignedIn for an unknown one, Gone for one that was taken off."""
    screen = queries.screen_of(secret)
    if screen is None:
        raise NotSignedIn()
    if screen.revoked_at is not None:
        raise Gone(_("The office has taken this screen off. Pair it again."))
    if not screen.site.exists_on(clock.today()):
        raise Gone(_("The unit this screen belonged to does not exist any more. Pair it again."))
    return ScreenHolder(screen)
