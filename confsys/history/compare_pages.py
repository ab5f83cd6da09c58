"""Two editions of a conference side by side: what was told before, what is told now, what lies between."""

from typing import Any

from flask import Blueprint, redirect, render_template, request, url_for

from confsys import doors
from confsys.conferences import access
from confsys.conferences.models import Conference
from confsys.errors import NotFound
from confsys.history import queries
from confsys.history.comparing import FACTS, compare, runs
from confsys.history.models import Edition
from confsys.history.words import LABELS, value
from confsys.people.models import Person

pages = Blueprint("editions", __name__, url_prefix="/conferences/<conference_id>/editions")
NUMBER = "int(max=2147483647)"


@pages.get("")
@doors.signed_in
def index(person: Person, conference_id: str):
    """To the two editions asked for, or to the last two that were kept."""
    conference = access.seen(person, conference_id)
    numbers = [str(edition.number) for edition in queries.editions_of(conference)]
    chosen = [request.args.get(side, "") for side in ("a", "b")]
    before, after = chosen if set(chosen) <= set(numbers) else ["", *numbers][-2:] if numbers else ["", ""]
    if not before:
        return render_template("history/no_editions.html", conference=conference)
    return redirect(url_for("editions.side_by_side", conference_id=conference.id, before=before, after=after), 303)


@pages.get(f"/<{NUMBER}:before>/<{NUMBER}:after>")
@doors.signed_in
def side_by_side(person: Person, conference_id: str, before: int, after: int):
    conference = access.seen(person, conference_id)
    editions = {edition.number: edition for edition in queries.editions_of(conference)}
    if before not in editions or after not in editions:
        raise NotFound()
    return _page(conference, list(editions), editions[before], editions[after])


def _page(conference: Conference, numbers: list[int], before: Edition, after: Edition) -> str:
    told = compare(_told(before), _told(after))
    chairs = {chair for edition in (before, after) for chair in edition.content["chairs"]}
    names = before.content["sites"] | after.content["sites"] | queries.names_of(chairs)
    return render_template(
        "history/editions.html",
        conference=conference,
        numbers=numbers,
        before=before,
        after=after,
        labels={name: LABELS[name] for name in FACTS},
        facts=told.facts,
        sites=told.sites,
        agenda=runs(told.agenda),
        value=lambda name, raw: value(name, raw, names),
    )


def _told(edition: Edition) -> dict[str, Any]:
    """What was told, with what is said of persons where it belongs."""
    presenters = edition.personal.get("presenters", {})
    agenda = [item | {"presenter": presenters.get(item["id"], "")} for item in edition.content["agenda"]]
    return edition.content | {"agenda": agenda, "outside_chair": edition.personal.get("outside_chair", "")}
