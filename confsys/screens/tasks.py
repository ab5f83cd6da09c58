"""Links that were lost and asked for again: somebody waits before a dark screen."""

from datetime import datetime, timedelta

from confsys.people.models import ADMINISTRATOR, SECRETARIAT, Person
from confsys.screens import queries
from confsys.screens.lost import LinkRequest
from confsys.sites.access import holds_anywhere
from confsys.tasks import Press, Task
from confsys.words import _

ANSWERED_WITHIN = timedelta(minutes=30)


def tasks_of(person: Person, _now: datetime) -> list[Task]:
    if not holds_anywhere(person, SECRETARIAT, ADMINISTRATOR):
        return []
    return [_answer(each) for each in queries.open_requests(person)]


def _answer(request: LinkRequest) -> Task:
    page = f"/lost-links/{request.id}"
    return Task(
        due=request.asked_at + ANSWERED_WITHIN,
        title=_("%(site)s asks again for its link", site=request.site.name),
        url=page,
        why=_("Call the registered number first: whoever asks has proved nothing."),
        verb=Press(_("See whom to call"), page, "phone"),
    )
