"""One page: all components."""

from pathlib import Path

from flask import Blueprint, current_app, render_template

from confsys import clock, doors
from confsys.agenda.arches import bridge
from confsys.forms import Form
from confsys.listing import Page
from confsys.people.models import Person
from confsys.styleguide import access
from confsys.styleguide.colours import colours
from confsys.styleguide.samples import Samples
from confsys.styleguide.scopes import in_scope
from confsys.words import _

pages = Blueprint("styleguide", __name__)
BRIDGE_HEIGHT = 60
TYPED = {"title": "Giao ban", "start": "14h", "end": "16h30", "kind": "giao-ban", "public": "1", "sites": {"0", "1"}}


@pages.get("/styleguide")
@doors.signed_in
def show(person: Person):
    access.admit(person)
    samples = Samples(clock.now())
    rows = samples.agenda()
    return render_template(
        "styleguide/index.html",
        samples=samples,
        rows=rows,
        is_unheld=lambda item: False,
        bridge=bridge(rows, BRIDGE_HEIGHT),
        bridge_height=BRIDGE_HEIGHT,
        reasons=[],
        day=samples.day(),
        page=Page([], 2, 50, 130),
        colours=colours(Path(current_app.static_folder or "") / "base.css"),
        good=Form(values=TYPED, parsed={"start": "14:00"}),
        bad=_wrong(),
        in_scope=in_scope,
        zone_offset=clock.zone_offset(),
    )


def _wrong() -> Form:
    """The same form with a sentence at each sort of field."""
    values = TYPED | {"title": "", "end": "13h30", "sites": set()}
    errors = {
        "title": _("This must not be empty."),
        "end": _("The end must come after the start."),
        "kind": _("Choose one of the list."),
        "sites": _("This must not be empty."),
    }
    return Form(values=values, errors=errors)
