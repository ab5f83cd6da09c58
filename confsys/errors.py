"""What can go wrong by somebody's doing. Each carries a sentence that person can act on.

Sentences are lazy: the door that answers renders them in the reader's language.
"""

from typing import Any

from confsys.words import _


class Problem(Exception):
    """A refusal with a sentence; `status` is what HTTP calls it."""

    status = 400
    title = _("That did not work")

    def __init__(self, sentence=None, **extra: Any):
        super().__init__(sentence)
        self.sentence = sentence or self.title
        self.extra = extra

    def __str__(self) -> str:
        return str(self.sentence)

    def by_field(self) -> dict[str, Any]:
        """The sentences as a form shows them: field -> sentence, "" for what is about no one field."""
        return {"": self}


class Refused(Problem):
    """The rules do not allow it in this state."""

    status = 409
    title = _("Not possible now")


class Invalid(Problem):
    """What was sent cannot be read. `errors`: field -> sentence."""

    status = 422
    title = _("Something needs correcting")

    def __init__(self, errors: dict[str, Any], sentence=None):
        super().__init__(sentence, errors=errors)
        self.errors = errors

    def __str__(self) -> str:
        return " ".join(str(sentence) for sentence in self.errors.values()) or super().__str__()

    def by_field(self) -> dict[str, Any]:
        return self.errors


class NotFound(Problem):
    """It does not exist, or this person may not even know that it does: the same bytes for both."""

    status = 404
    title = _("Not found")


class NotAllowed(Problem):
    """This person sees it but may not do that."""

    status = 403
    title = _("Not allowed")


class NotSignedIn(Problem):
    status = 401
    title = _("Please sign in")


class Gone(Problem):
    """It was there and has been withdrawn or is over."""

    status = 410
    title = _("No longer available")


class Busy(Problem):
    """The database could not be written to in time; nothing was changed."""

    status = 503
    title = _("The system is busy. Nothing was changed; try again in a moment.")
