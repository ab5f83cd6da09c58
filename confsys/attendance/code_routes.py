"""A site without an account comes in by six digits; and the posters with its code for the wall."""

from flask import Blueprint, Response, current_app, redirect, render_template, request, url_for

from confsys import doors, forms, shown
from confsys.attendance import access, codes, guesses
from confsys.attendance.models import CODE
from confsys.conferences.access import linked
from confsys.conferences.links import join_token
from confsys.conferences.models import Conference, Participation
from confsys.conferences.queries import participations_of
from confsys.errors import Invalid
from confsys.people.models import Person
from confsys.words import _

pages = Blueprint("codes", __name__)
WRONG = _("No site has this code now. Compare it with the poster, or call the organiser's office.")


@pages.get("/join")
@doors.public
def ask():
    return _asked(forms.Form())


@pages.post("/join")
@doors.public
def enter():
    """To the check-in of the site whose code it is."""
    typed, address = request.form.get("code", "")[:40], request.remote_addr or ""
    try:
        token = _token(typed, address)
    except Invalid as problem:
        return _asked(forms.Form(values={"code": typed}, errors=problem.errors)), problem.status
    return redirect(url_for("attendance.by_link", token=token, by=CODE), 303)


def _token(typed: str, address: str) -> str:
    digits = "".join(each for each in typed if each.isdigit() and each.isascii())
    if len(digits) != codes.DIGITS:
        raise Invalid({"code": _("The code has six digits.")})
    guesses.refuse_many(address)
    token = codes.found_by(digits)
    if token is None:
        guesses.count(address)
        codes.note_wrong()
        raise Invalid({"code": WRONG})
    guesses.right(address)
    return token


@pages.get("/conferences/<conference_id>/sites/<site_id>/poster")
@doors.signed_in
def poster(person: Person, conference_id: str, site_id: str):
    """One sheet for the wall of a site."""
    participation, _way = access.checked_in(person, conference_id, site_id)
    return _posters(participation.conference, [participation])


@pages.get("/conferences/<conference_id>/posters")
@doors.signed_in
def posters(person: Person, conference_id: str):
    """The sheets of all sites, to print at once."""
    conference = linked(person, conference_id)
    return _posters(conference, participations_of(conference))


@pages.get("/conferences/<conference_id>/sites/<site_id>/check-in.svg")
@doors.signed_in
def picture(person: Person, conference_id: str, site_id: str):
    """The QR code of a site's check-in, drawn when it is looked at."""
    participation, _way = access.checked_in(person, conference_id, site_id)
    drawn = shown.qr_svg(f"{current_app.config['BASE_URL']}/join/{join_token(participation)}/check-in")
    return Response(drawn, mimetype="image/svg+xml", headers={"Cache-Control": "private, no-store"})


def _posters(conference: Conference, sites: list[Participation]) -> Response:
    known = codes.codes_of(conference)
    rows = [(each, known.get(each.id, "")) for each in sites if not each.link_revoked_at]
    page = render_template(
        "attendance/posters.html", conference=conference, rows=rows, address=current_app.config["BASE_URL"]
    )
    return Response(page, headers={"Cache-Control": "no-store"})


def _asked(form: forms.Form) -> str:
    return render_template("attendance/code.html", form=form)
