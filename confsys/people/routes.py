"""Signing in and out, language and theme, and one's own account."""

from flask import Blueprint, Response, current_app, g, make_response, redirect, render_template, request, url_for

from confsys import clock, doors, forms, shown, web, words
from confsys.errors import Gone, Invalid
from confsys.people import access, actions, queries, sessions
from confsys.people.forms import CONTACT, PASSWORD, TOKEN, new_password
from confsys.words import _

pages = Blueprint("people", __name__)


@pages.get("/sign-in")
@doors.public
def sign_in():
    if g.person is not None:
        return redirect(web.own_address(request.args.get("next")), 303)
    return _sign_in_page(forms.Form(values={"next": request.args.get("next", "")}))


@pages.post("/sign-in")
@doors.public
def sign_in_submitted():
    typed = {name: request.form.get(name, "")[:300] for name in ("username", "password", "remember", "next")}
    try:
        person = sessions.authenticate(typed["username"], typed["password"], address=request.remote_addr or "")
    except Invalid as error:
        kept = {name: value for name, value in typed.items() if name != "password"}
        return _sign_in_page(forms.Form(values=kept, errors=error.errors)), error.status
    remember = bool(typed["remember"])
    secret = sessions.sign_in(person, person, device=_device(), remember=remember)
    return _with_cookie(redirect(web.own_address(typed["next"]), 303), secret, remember)


@pages.get("/sign-in/link/<secret>")
@doors.by_link
def sign_in_by_link(secret: str):
    """Shows a button: mail scanners open links, and only a person presses."""
    link = _living_link(secret)
    return render_template("people/sign_in_link.html", name=link.person.name, secret=secret)


@pages.post("/sign-in/link/<secret>")
@doors.by_link
def sign_in_by_link_submitted(secret: str):
    link = _living_link(secret)
    session_secret = sessions.use_link(link.person, link, device=_device())
    return _with_cookie(redirect(url_for("people.account"), 303), session_secret, False)


@pages.get("/sign-in/link/<secret>/code.svg")
@doors.by_link
def sign_in_link_code(secret: str):
    """The QR code of the link itself, drawn when it is looked at."""
    _living_link(secret)
    address = f"{current_app.config['BASE_URL']}/sign-in/link/{secret}"
    return Response(shown.qr_svg(address), mimetype="image/svg+xml", headers={"Cache-Control": "private, no-store"})


@pages.post("/sign-out")
@doors.signed_in
def sign_out(person):
    if g.session is not None:
        sessions.sign_out(person, g.session)
    answer = make_response(redirect(url_for("people.sign_in"), 303))
    answer.delete_cookie(sessions.COOKIE)
    return answer


@pages.post("/preferences")
@doors.public
def preferences():
    """Language and appearance live in cookies, so that they hold before anybody signs in."""
    answer = make_response(redirect(web.own_address(request.form.get("next")), 303))
    language = request.form.get("lang")
    if language in words.LANGUAGES:
        _remember(answer, "lang", language)
        if g.person is not None:
            actions.prefer_language(g.person, g.person, language=language)
    for name, choices in web.PREFERENCES.items():
        if request.form.get(name) in choices:
            _remember(answer, name, request.form[name])
    return answer


@pages.get("/account")
@doors.signed_in
def account(person):
    return _account_page(person)


@pages.post("/account/contact")
@doors.signed_in
def change_contact(person):
    """How one is reached; name, office title and user name are an administrator's business."""
    try:
        actions.edit(person, person, **forms.read(CONTACT, request.form))
    except Invalid as error:
        return _account_page(person, error)
    web.told(_("Your e-mail and telephone are kept."))
    return redirect(url_for("people.account"), 303)


@pages.post("/account/password")
@doors.signed_in
def change_password(person):
    try:
        chosen = new_password(request.form)
        sessions.refuse_wrong(person, request.form.get("old", ""))
    except Invalid as error:
        return _account_page(person, error)
    changed = _("The password has been changed. Every other device has been signed out.")
    told = changed if person.password else _("The password has been set.")
    sessions.change_password(person, person, password=sessions.hash_password(chosen), keep=g.session)
    web.told(told)
    return redirect(url_for("people.account"), 303)


@pages.post("/account/tokens")
@doors.signed_in
def issue_token(person):
    """The token is shown in the answer itself: it is kept nowhere, so it cannot be shown again."""
    try:
        values = forms.read(TOKEN, request.form)
    except Invalid as error:
        return _account_page(person, error)
    _token, secret = sessions.issue_token(person, person, **values)
    return web.unkept(_account_page(person, new_token=secret))


@pages.post("/account/tokens/<token_id>/revoke")
@doors.signed_in
def revoke_token(person, token_id: str):
    sessions.revoke_token(person, access.own_token(person, token_id))
    web.told(_("The token no longer works."))
    return redirect(url_for("people.account"), 303)


@pages.post("/account/sessions/<session_id>/end")
@doors.signed_in
def end_session(person, session_id: str):
    sessions.sign_out(person, access.own_session(person, session_id))
    web.told(_("That device has been signed out."))
    return redirect(url_for("people.account"), 303)


@pages.post("/account/sessions/end-others")
@doors.signed_in
def end_other_sessions(person):
    sessions.sign_out_elsewhere(person, person, keep=g.session)
    web.told(_("Every other device has been signed out."))
    return redirect(url_for("people.account"), 303)


def _account_page(person, error: Invalid | None = None, new_token: str | None = None):
    """The page as it stands, or with what was typed and what is wrong with it; passwords are never sent back."""
    values = {"scope": "all"} | {name: getattr(person, name) or "" for name in CONTACT}
    values |= {name: value for name, value in (request.form if error else {}).items() if name not in PASSWORD}
    form = forms.Form(values=values, errors=error.errors if error else {})
    page = render_template(
        "people/account.html",
        form=form,
        roles=current_app.extensions["roles_shown"](person),
        sessions=queries.living_sessions(person),
        tokens=queries.tokens_of(person),
        new_token=new_token,
        this_session=g.session,
    )
    return (page, error.status) if error else page


def _sign_in_page(form: forms.Form) -> str:
    return render_template(
        "people/sign_in.html",
        form=form,
        public_today=current_app.extensions["public_today"](),
        today_words=shown.full_day(clock.today()),
    )


def _living_link(secret: str):
    link = sessions.link_of(secret)
    if link is None:
        raise Gone(_("This link has been used or is too old. Ask for a new one."))
    return link


def _device() -> str:
    return request.headers.get("User-Agent", "")[:200]


def _with_cookie(answer, secret: str, remember: bool):
    answer = make_response(answer)
    answer.set_cookie(
        sessions.COOKIE,
        secret,
        max_age=int(sessions.LONG.total_seconds()) if remember else None,
        httponly=True,
        samesite="Lax",
        secure=current_app.config["BASE_URL"].startswith("https:"),
    )
    return answer


def _remember(answer, name: str, value: str) -> None:
    answer.set_cookie(name, value, max_age=365 * 24 * 3600, samesite="Lax", httponly=True)
