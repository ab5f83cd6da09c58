"""The office's page: questions are written, opened, followed, closed and published; results to print and as a file."""

from collections.abc import Callable
from typing import Any

from flask import Blueprint, redirect, render_template, request, url_for

from confsys import doors, forms, web
from confsys.attendance.models import SHARE_NAMES
from confsys.changes import just_made
from confsys.conferences import access as conferences
from confsys.conferences.clashes import NeedsWord
from confsys.conferences.models import Conference
from confsys.errors import Invalid, Problem
from confsys.forms import Form
from confsys.people.models import Person
from confsys.sites.sheets import spreadsheet
from confsys.votes import access, actions, parts, queries
from confsys.votes import forms as sent
from confsys.votes.hands import Table, table_of, write_down
from confsys.votes.models import BASE_NAMES, HANDS, KIND_NAMES, STATE_NAMES, UNIT_NAMES, WAY_NAMES, Vote
from confsys.votes.results import Row, lines_of, rows_of
from confsys.votes.shown import picture_of, pictures_of
from confsys.words import _, gettext, n_

pages = Blueprint("votes", __name__, url_prefix="/conferences/<conference_id>/votes")
WHY: dict[str, forms.Read] = {"reason": forms.text(500, needed=False)}
NAMES = {
    "kind_names": KIND_NAMES,
    "unit_names": UNIT_NAMES,
    "base_names": BASE_NAMES,
    "share_names": SHARE_NAMES,
    "vote_states": STATE_NAMES,
    "way_names": WAY_NAMES,
}


@pages.get("")
@doors.signed_in
def index(person: Person, conference_id: str):
    """Every question, the one that is open first; a new one is written here."""
    return _page(person, conferences.watched(person, conference_id))


@pages.post("")
@doors.signed_in
def write(person: Person, conference_id: str):
    conference = conferences.managed(person, conference_id)
    try:
        actions.write(person, conference, **sent.written(request.form))
    except Problem as problem:
        return _page(person, conference, problem=problem)
    return _back(conference_id, _("The question is written. It is put to the vote when you open it."))


@pages.get("/<vote_id>")
@doors.signed_in
def show(person: Person, conference_id: str, vote_id: str):
    """One vote: its result, who was entitled, and who voted; by name once it may be known."""
    vote, of_office = access.read(person, conference_id, vote_id)
    return _one(person, vote, of_office=of_office)


@pages.get("/<vote_id>/hands")
@doors.signed_in
def hands(person: Person, conference_id: str, vote_id: str):
    """The same page, at the address to which its table is sent."""
    return _one(person, access.written(person, conference_id, vote_id), of_office=True)


@pages.post("/<vote_id>/hands")
@doors.signed_in
def count(person: Person, conference_id: str, vote_id: str):
    """Hands of all sites that were changed in the table, at once."""
    vote = access.written(person, conference_id, vote_id)
    table = write_down(person, vote, request.form)
    if table.refusal or table.refused:
        return _one(person, vote, of_office=True, table=table), 409 if table.refusal else 422
    web.told(n_("%(num)s site is written down.", "%(num)s sites are written down.", table.written))
    return redirect(url_for("votes.hands", conference_id=conference_id, vote_id=vote_id, _anchor="hands"), 303)


@pages.get("/<vote_id>/progress")
@doors.signed_in
def progress(person: Person, conference_id: str, vote_id: str):
    """How many have voted: of a secret vote no news tells it, so a page asks."""
    vote = access.vote_of(conferences.watched(person, conference_id), vote_id)
    return {vote.id: queries.progress_of(vote)[0]}, 200, {"Cache-Control": "no-store"}


@pages.get("/<vote_id>/print")
@doors.signed_in
def paper(person: Person, conference_id: str, vote_id: str):
    vote, of_office = access.read(person, conference_id, vote_id)
    return _one(person, vote, of_office=of_office, template="votes/paper.html")


@pages.get("/<vote_id>.csv")
@doors.signed_in
def table(person: Person, conference_id: str, vote_id: str):
    """Who was entitled and what was said, as far as it may be known."""
    vote, of_office = access.read(person, conference_id, vote_id)
    lines = lines_of(vote, _rows(person, vote, of_office), for_office=of_office)
    return web.handed_over(spreadsheet(lines), f"{vote.conference.code}-bieu-quyet-{vote.number}.csv")


@pages.post("/<vote_id>")
@doors.signed_in
def change(person: Person, conference_id: str, vote_id: str):
    """What was written, written anew while it has not been opened."""
    vote = access.written(person, conference_id, vote_id)

    def work() -> None:
        seen = forms.read({"revision": forms.whole(0, 10**9)}, request.form, optional={"revision": None})
        actions.change(person, vote, **seen, **sent.written(request.form))

    return _done(person, vote, work, _("The question is changed."))


@pages.post("/<vote_id>/open")
@doors.signed_in
def open_(person: Person, conference_id: str, vote_id: str):
    vote, word = access.run(person, conference_id, vote_id), request.form.get("word", "")
    said = {"quorum": forms.text(500, needed=False)(word)} if word else None
    return _done(person, vote, lambda: actions.open_vote(person, vote, reasons=said), _("The vote is open."))


@pages.post("/<vote_id>/close")
@doors.signed_in
def close(person: Person, conference_id: str, vote_id: str):
    vote = access.run(person, conference_id, vote_id)
    return _done(person, vote, lambda: actions.close(person, vote), _("The vote is closed and counted."))


@pages.post("/<vote_id>/publish")
@doors.signed_in
def publish(person: Person, conference_id: str, vote_id: str):
    vote = access.run(person, conference_id, vote_id)
    return _done(person, vote, lambda: actions.publish(person, vote), _("Everybody sees the result now."))


@pages.post("/<vote_id>/cancel")
@doors.signed_in
def cancel(person: Person, conference_id: str, vote_id: str):
    vote = access.run(person, conference_id, vote_id)
    why = _("The vote is broken off.")
    return _done(person, vote, lambda: actions.cancel(person, vote, **forms.read(WHY, request.form)), why)


def _done(person: Person, vote: Vote, work: Callable[[], Any], said: Any):
    """A gesture of the console gets no page: it is told what was refused, and the news shows the rest."""
    if web.is_for_a_program():
        return web.press(person, work, lambda: None)
    try:
        work()
    except Problem as problem:
        return _page(person, vote.conference, vote=vote, problem=problem)
    return _back(vote.conference_id, said)


def _back(conference_id: str, said: Any):
    web.told(said, undo=just_made())
    return redirect(url_for("votes.index", conference_id=conference_id), 303)


def _page(
    person: Person, conference: Conference, *, vote: Vote | None = None, problem: Problem | None = None
) -> tuple[str, int]:
    """`vote`: the one something was tried with that did not work; none: the new one."""
    found, texts = queries.votes_of(conference), queries.choices_by_vote(conference)
    errors = problem.by_field() if isinstance(problem, Invalid) else {}
    typed = Form(values=request.form.to_dict(), errors=errors)
    page = render_template(
        "votes/index.html",
        conference=conference,
        pictures=pictures_of(conference, found, for_office=True),
        written={each.id: sent.as_written(each, [c.text for c in texts[each.id] if c.text]) for each in found},
        tried=vote,
        typed=typed,
        first=Form(),
        problem=problem,
        warnings=problem.warnings if isinstance(problem, NeedsWord) else [],
        may_manage=conferences.may_manage(person, conference),
        may_run=conferences.may_run(person, conference),
        quorum=parts.quorum_now(conference)["quorum"],
        **NAMES,
    )
    return page, problem.status if problem else 200


def _rows(person: Person, vote: Vote, of_office: bool) -> list[Row]:
    return rows_of(vote, for_office=of_office) if of_office or access.knows_voters(person, vote) else []


def _one(
    person: Person, vote: Vote, *, of_office: bool, template: str = "votes/show.html", table: Table | None = None
) -> str:
    """`table`: the hands that were typed, of which something was not taken."""
    picture, may_manage = picture_of(vote, for_office=of_office), conferences.may_manage(person, vote.conference)
    if table is None and may_manage and vote.is_open and vote.kind == HANDS:
        table = table_of(vote)
    return render_template(
        template,
        conference=vote.conference,
        picture=picture,
        rows=_rows(person, vote, of_office),
        of_office=of_office,
        may_manage=may_manage,
        hands=table,
        title=gettext("Result of the vote"),
        **NAMES,
    )
