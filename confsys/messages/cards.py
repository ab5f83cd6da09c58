"""What a site is shown of its messages: on the screen of its room, on its desk, on a page of their own."""

from dataclasses import dataclass, field

from confsys.conferences.models import Participation
from confsys.forms import Form
from confsys.messages import queries, rules
from confsys.messages.models import LONGEST, LONGEST_ANSWER, Message, Recipient
from confsys.messages.queries import Told
from confsys.words import _

READY_ANSWERS = (_("Understood"), _("We do it at once"), _("Not possible yet, please call"))
READY_WORDS = (_("We cannot hear the hall"), _("We cannot see the slides"), _("Please call us"))


@dataclass(frozen=True)
class Card:
    """`base`: under which address this reader does it. `wrong`: whose form was mistaken, by id, or "new"."""

    base: str
    received: list[Recipient]
    written: list[Told]
    takes: bool
    form: Form = field(default_factory=Form)
    wrong: str = ""
    longest: int = LONGEST
    longest_answer: int = LONGEST_ANSWER
    ready_answers: tuple = READY_ANSWERS
    ready_words: tuple = READY_WORDS

    @property
    def unseen(self) -> list[Recipient]:
        return [each for each in self.received if each.seen_at is None]

    @property
    def first(self) -> Recipient | None:
        """What a screen shows large: the urgent before the others, the latest first."""
        return next(iter(self.unseen), None)

    @property
    def new(self) -> Form:
        return self.form if self.wrong == "new" else Form()

    @property
    def waits_for_script(self) -> bool:
        """Whether a page has something to acknowledge or to press."""
        return any(each.delivered_at is None or each.seen_at is None for each in self.received)

    def answered_message(self, recipient: Recipient) -> Message | None:
        """What this site had written that is answered by it."""
        return next((each.message for each in self.written if recipient.message in each.answers), None)


def card_of(participation: Participation, base: str, form: Form | None = None, wrong: str = "") -> Card:
    """In three statements, however many messages there are."""
    received, written = queries.told_to(participation), queries.said_by(participation)
    takes = participation.conference.state in rules.SAID
    return Card(base, received, written, takes, form or Form(), wrong)
