"""The files of an edition: handed out as the worker made them, or with a word that they are being made."""

import unicodedata
from dataclasses import dataclass
from urllib.parse import quote

from flask import Blueprint, Response, render_template, request

from confsys import doors
from confsys.errors import NotFound
from confsys.extensions import db
from confsys.people.models import Person
from confsys.weeks import access, pages, papers, queries
from confsys.weeks.models import DOCX, FORMATS, PDF, XLSX, Week, WeekEdition
from confsys.weeks.press import PROBLEMS
from confsys.weeks.sheet import file_name

routes = Blueprint("week_files", __name__)
TYPES = {
    PDF: "application/pdf",
    XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    DOCX: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}
WAIT = 5  # seconds after which a browser may ask again


@dataclass(frozen=True)
class File:
    """A file of an edition, as a page offers it. `size` in bytes; 0 while it is being made."""

    form: str
    url: str
    size: int
    problem: str


def papers_of(week: Week) -> list[File]:
    """The files of the last edition."""
    there = papers.sizes(week.id, week.edition)
    base = f"/week/{week.id}/editions/{week.edition}"
    return [File(form, f"{base}.{form}", *there.get(form, (0, ""))) for form in FORMATS]


@routes.get("/week/<week_id>/editions/<int:number>.<form>")
@doors.signed_in
def paper(person: Person, week_id: str, number: int, form: str):
    edition = access.edition(person, week_id, number)
    if form not in FORMATS:
        raise NotFound()
    found = papers.paper_of(week_id, number, form)
    if found is None or not found.body:
        problem = PROBLEMS.get(found.problem) if found else None
        page = render_template("weeks/making.html", week=edition.week, number=number, problem=problem)
        return Response(page, 202, headers={"Retry-After": str(WAIT), "Cache-Control": "no-store"})
    return _file(found.body, f"{file_name(edition.week.monday, number)}.{form}", form)


@routes.get("/week/<week_id>/editions/<int:number>/print")
@doors.signed_in
def printed(person: Person, week_id: str, number: int):
    """The sheet as a page to print on A4."""
    edition = access.edition(person, week_id, number)
    sheet = papers.sheet_for(edition)
    return render_template("weeks/print.html", sheet=sheet, week=edition.week, number=number, path="/week")


@routes.get("/week/public/print")
@doors.public
def printed_for_everybody():
    """The same where the office has it public: without room ids, officers, and conferences that are not public."""
    body, asked = access.public_body(), pages.asked(request.args)
    week = queries.week_of(body, asked.monday)
    edition = db.session.get(WeekEdition, (week.id, week.edition)) if week else None
    if edition is None:
        raise NotFound()
    sheet = papers.sheet_for(edition, is_public=True)
    return render_template("weeks/print.html", sheet=sheet, week=week, number=edition.number, path="/week/public")


def _file(body: bytes, name: str, form: str) -> Response:
    answer = Response(body, mimetype=TYPES[form])
    answer.headers["Content-Disposition"] = f"attachment; filename=\"{_plain(name)}\"; filename*=UTF-8''{quote(name)}"
    answer.headers["Cache-Control"] = "private, no-cache"
    answer.add_etag()
    answer.make_conditional(request)
    return answer


def _plain(name: str) -> str:
    """Without marks, for programs that know no other letters: all else stays, above all the ending."""
    bare = unicodedata.normalize("NFD", name.replace("đ", "d").replace("Đ", "D"))
    return bare.encode("ascii", "ignore").decode()
