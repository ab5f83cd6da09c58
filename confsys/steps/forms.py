"""What was sent with a change, as values for the actions."""

from typing import Any

from werkzeug.datastructures import MultiDict

from confsys import forms
from confsys.conferences import pages as page
from confsys.conferences.forms import MOST_SITES, needs
from confsys.conferences.models import Conference
from confsys.conferences.transitions import Transition


def optional_revision(raw: Any) -> int | None:
    """The revision the person saw; a button that shows nothing of the conference sends none."""
    return None if raw in (None, "") else forms.whole(1, 10**9)(raw)


SEEN = {"revision": optional_revision}
PROPOSED = {"why": forms.text(500, needed=False)} | SEEN
DECLINED = {"reason": forms.reason} | SEEN


def step(sent: MultiDict, step: Transition) -> dict[str, Any]:
    """Reason and revision. Raises Invalid."""
    fields: dict[str, Any] = {"revision": optional_revision}
    if step.needs_reason:
        fields["reason"] = forms.reason
    if step.name == "submit" and "needs" in sent:  # a button that shows no field leaves what was said before
        fields["needs"] = needs
    return forms.read(fields, sent)


def another_time(sent: MultiDict, conference: Conference) -> dict[str, Any]:
    """Raises Invalid with the page's own names."""
    starts_at, ends_at = page.read_time(sent)
    return page.untouched({"starts_at": starts_at, "ends_at": ends_at}, conference)


def other_sites(sent: MultiDict, _conference: Conference) -> dict[str, Any]:
    """The sites ticked. Raises Invalid."""
    return forms.read({"sites": forms.identifiers(MOST_SITES)}, {"sites": sent.getlist("sites")})
