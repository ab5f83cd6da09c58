"""The buttons that choose what the hall sees: plain forms that a script sends without leaving the page."""

from flask import Blueprint, redirect, request, url_for

from confsys import doors, web
from confsys.conferences import access
from confsys.stage import actions, forms

pages = Blueprint("stage", __name__)


@pages.post("/conferences/<conference_id>/stage")
@doors.signed_in
def show(person, conference_id: str):
    conference = access.watched(person, conference_id)
    chosen = forms.typed(request.form)

    def back():
        return redirect(url_for("console.operate", conference_id=conference_id), 303)

    return web.press(person, lambda: actions.show(person, conference, **chosen), back)
