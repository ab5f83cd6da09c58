"""The attendance sheet, to print and as an XLSX file; and what quorum a conference needs."""

from flask import Blueprint, Response, redirect, render_template, request, url_for

from confsys import doors, forms, web
from confsys.attendance import access, actions, queries, roll, sheet
from confsys.attendance.models import BASES, SHARES, STATE_NAMES
from confsys.attendance.standing import rows_of
from confsys.changes import just_made
from confsys.people.models import Person
from confsys.sites.workbook import worked
from confsys.words import _, gettext

pages = Blueprint("sheets", __name__, url_prefix="/conferences/<conference_id>")
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
QUORUM = {"share": forms.choice(SHARES), "base": forms.choice(BASES)}


@pages.get("/attendance/print")
@doors.signed_in
def paper(person: Person, conference_id: str):
    conference = access.watched(person, conference_id)
    rows, rule = rows_of(conference), queries.quorum_of(conference)
    seen = queries.attendees_by_participation(conference)
    return render_template(
        "attendance/sheet.html",
        conference=conference,
        rows=rows,
        counts=roll.counted(rows),
        quorum_words=sheet.quorum_words(roll.quorum(rows, rule.share, rule.base)),
        seen={site: [sheet.told(each) for each in people] for site, people in seen.items()},
        attendance_names=STATE_NAMES,
    )


@pages.get("/attendance.xlsx")
@doors.signed_in
def workbook(person: Person, conference_id: str):
    """Made by a process of its own."""
    conference = access.watched(person, conference_id)
    lines = sheet.cells(rows_of(conference), queries.attendees_by_participation(conference))
    data = worked("write", lines, gettext("Attendance"), sheet.WIDTHS)
    name = f"{conference.code}-diem-danh.xlsx"
    held = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-store"}
    return Response(data, mimetype=XLSX, headers=held)


@pages.post("/quorum")
@doors.signed_in
def set_quorum(person: Person, conference_id: str):
    conference = access.called_up(person, conference_id)
    actions.set_quorum(person, conference, **forms.read(QUORUM, request.form))
    web.told(_("The quorum is set."), undo=just_made())
    return redirect(url_for("attendance.index", conference_id=conference_id), 303)
