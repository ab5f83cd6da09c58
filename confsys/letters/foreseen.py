"""A letter as it would leave now, before anything is written: for who looks at it first."""

from dataclasses import dataclass, replace
from typing import Any

from flask import current_app

from confsys.conferences import asking
from confsys.conferences.models import Participation
from confsys.conferences.transitions import ISSUED, TOLD
from confsys.letters import links, writing
from confsys.letters.addressed import Receiver
from confsys.letters.following import as_it_is
from confsys.letters.receivers import answering_for
from confsys.letters.showing import paragraphs
from confsys.people.models import Person
from confsys.words import _


@dataclass(frozen=True)
class Foreseen:
    """To whom of a site it would go (nobody: it is to be copied), and what it says to its reader."""

    site: Any
    receivers: list[Person | Receiver]
    language: str
    subject: str
    text: str
    short: str

    @property
    def paragraphs(self) -> list[Any]:
        return paragraphs(self.text)

    @property
    def to_copy(self) -> str:
        """As it is pasted into Zalo or a text message."""
        return f"{self.subject}\n{self.short}"


def invitation(reader: Person, participation: Participation) -> Foreseen:
    """What its site is told when the conference is issued, or what it was told as things stand."""
    conference, asked = participation.conference, asking.current(participation.conference)
    knows = as_it_is(conference, asked)
    knows = knows if knows.state in TOLD else replace(knows, state=ISSUED)
    values = {"knew": knows.to(), "knows": knows, "joins": participation.id, "asked": asked}
    return of_site(reader, "conferences/issued", participation, **values)


def of_site(reader: Person, template: str, participation: Participation, **values: Any) -> Foreseen:
    """The letter to the first of those who answer for a site; its links only where `reader` may hand them out."""
    conference, site = participation.conference, participation.site
    receivers = [to for to, _site in answering_for([site.id])]
    to = receivers[0] if receivers else Receiver("", site.name, "")
    language = to.language or current_app.config["LOCALE"]
    said = {"to": to, "body": conference.organiser, "conference": conference, "by": reader, "who": reader.name}
    said |= {"signs_in": isinstance(to, Person)} | values
    subject, short, text = writing.render(template, language, **said)
    about = {"conference": conference.id, "participation": participation.id}
    instead = str(_("(a personal link, for the receiver alone)"))
    text, short = (links.shown_to(reader, each, about, instead) for each in (text, short))
    return Foreseen(site, receivers, language, subject, text, short)
