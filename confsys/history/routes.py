"""Taking back with one press what one has just done."""

from flask import Blueprint, redirect, request

from confsys import doors, web
from confsys.history import access, actions
from confsys.people.models import Person
from confsys.words import _

pages = Blueprint("history", __name__)


@pages.post("/undo/<stream>/<int(max=2147483647):version>")
@doors.signed_in
def undo(person: Person, stream: str, version: int):
    entry = access.own_entry(person, stream, version)
    return web.press(person, lambda: actions.undo(person, entry), _back)


def _back():
    web.told(_("Undone: all is as it was before."))
    return redirect(web.own_address(request.form.get("next")), 303)
