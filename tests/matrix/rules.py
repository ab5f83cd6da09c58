"""Who is let in, who is refused and who learns nothing: the words of the matrix's table.

Everybody but `elsewhere` belongs to the province that organises; officer and delegate to a site that takes part.
"""

from dataclasses import dataclass, field

from confsys.people.models import ROLES

NOT_NOW = {"expect": "nothing like this"}  # let in, and then refused: nothing changes for those who ask next
IN, REFUSED, HIDDEN, SIGN_IN = "let in", "refused", "hidden", "asked to sign in"
EVERYBODY = (*(role for role in ROLES if role != "secretariat"), "elsewhere", "stranger", "secretariat")


@dataclass(frozen=True)
class Request:
    """One request; names in braces are ids of the world the test builds."""

    method: str
    path: str
    expected: dict[str, str]
    body: dict = field(default_factory=dict)

    def __str__(self) -> str:
        return f"{self.method} {self.path}"

    @property
    def changes(self) -> bool:
        """Whether something is different afterwards."""
        return self.method != "GET" and self.body is not NOT_NOW and IN in self.expected.values()


def for_roles(*roles: str, rest: str = REFUSED) -> dict[str, str]:
    """Let in these roles, tell the rest of the office that it may not; others do not learn that the thing exists."""
    return {role: IN if role in roles else rest for role in ROLES} | {"elsewhere": HIDDEN, "stranger": SIGN_IN}


SEEN = for_roles(*ROLES)
MANAGED = for_roles("secretariat")
RUN = for_roles("secretariat", "chair")
LINKED = for_roles("secretariat", "technician")
WATCHED = for_roles("secretariat", "chair", "technician")
ANSWERED = for_roles("secretariat", "officer")
CHECKED_IN = for_roles("secretariat", "technician", "officer")
REPORTED = for_roles("secretariat", "technician", "officer")
DRAFT = for_roles("secretariat", "approver", "administrator", rest=HIDDEN)
SIGNED_IN = SEEN | {"elsewhere": IN}
PLANNING = MANAGED | {"elsewhere": IN}
ADMINISTRATION = for_roles("administrator") | {"elsewhere": REFUSED}
KEEPING = for_roles("administrator", "secretariat")  # accounts; a person of another office is like nobody
KEEPING_OWN = KEEPING | {"elsewhere": IN}
ROOM = for_roles("administrator", "secretariat", "technician")  # whoever looks after it; others may choose it
ROOMS = ROOM | {"elsewhere": IN}
LETTER = for_roles("administrator", "secretariat", rest=HIDDEN)  # of the office that wrote it
POLL = for_roles("secretariat", rest=HIDDEN)  # what guests say is for the office that asked
BEYOND = {"officer": HIDDEN, "delegate": HIDDEN}  # their site takes part, but does not lie below the body
WEEK, WEEK_WRITTEN = SEEN | BEYOND, MANAGED | BEYOND
PUBLIC = dict.fromkeys(EVERYBODY, IN)
OF_SOMEBODY_ELSE = dict.fromkeys(EVERYBODY, HIDDEN) | {"stranger": SIGN_IN}
OF_THE_OFFICE = dict.fromkeys(EVERYBODY, REFUSED) | {"secretariat": IN, "administrator": IN, "stranger": SIGN_IN}
OF_THE_ADMINISTRATOR = OF_THE_OFFICE | {"secretariat": REFUSED}
CHECKED = OF_THE_OFFICE | {"technician": IN}
DESCRIBED_THERE = OF_THE_ADMINISTRATOR | {"officer": IN}  # the body is not above that site
GROUPS = OF_THE_OFFICE | BEYOND | {"elsewhere": HIDDEN}
NOWHERE = dict.fromkeys(EVERYBODY, HIDDEN)
SCREEN = for_roles("administrator", "secretariat", "technician", rest=HIDDEN)  # of the body, whoever looks after it
SCREEN_KEPT = SCREEN | {"technician": REFUSED}
