"""The page on which people read what programs may ask."""

from flask import Blueprint, current_app, render_template, request

from confsys import doors
from confsys.api.openapi import document
from confsys.api.reading import subjects
from confsys.people.models import Person

pages = Blueprint("api_pages", __name__)


@pages.get("/api")
@doors.signed_in
def read(person: Person):
    """Every call with its fields and an example; `?q=` leaves those that have the words."""
    words, base = request.args.get("q", "")[:100], current_app.config["BASE_URL"]
    found = subjects(document(current_app), base, words)
    number = sum(len(calls) for _name, _title, calls in found)
    return render_template("api/index.html", subjects=found, number=number, q=words, base=base)
