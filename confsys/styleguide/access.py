"""Who looks at the styleguide: those who look after the installation."""

from confsys.errors import NotAllowed
from confsys.people.models import Person
from confsys.sites.access import is_administrator
from confsys.words import _


def admit(person: Person) -> None:
    """Raises NotAllowed for whoever is no administrator."""
    if not is_administrator(person):
        raise NotAllowed(_("Only an administrator opens the styleguide."))
