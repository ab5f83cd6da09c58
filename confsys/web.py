"""What every page is given, and how every refusal is answered: pages, JSON and sockets alike."""

import hashlib
import json
import re
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from flask import (
    Flask,
    Response,
    current_app,
    flash,
    g,
    get_flashed_messages,
    make_response,
    redirect,
    render_template,
    request,
    url_for,
)
from flask_compress import Compress
from werkzeug.exceptions import HTTPException

from confsys import clock, commands, errors, forms, words
from confsys.journal import UNDO_FOR, Entry
from confsys.shown import FILTERS

POLICY = (
    "default-src 'none'; script-src 'nonce-{nonce}'; style-src 'self'; img-src 'self'; font-src 'self'; "
    "connect-src 'self'; worker-src 'self'; manifest-src 'self'; form-action 'self'; base-uri 'none'; "
    "frame-ancestors 'none'"
)
OWN_ADDRESS = re.compile(r"/(?!/)[^\\\x00-\x1f\x7f]*")
PART = "X-Confsys-Part"
YEAR = 365 * 24 * 3600
# Of files, of which a first look asks for thirty: they lead nowhere and are never saved or read in pieces.
NEEDLESS = ("Content-Disposition", "Accept-Ranges", "Last-Modified", "Content-Security-Policy", "Referrer-Policy")
# Kept in cookies, so that they hold before anybody signs in; the first of each is what holds until somebody chooses.
PREFERENCES = {
    "theme": ("auto", "light", "dark"),
    "density": ("normal", "compact", "roomy"),
    "keys": ("on", "off"),
}


@dataclass(frozen=True)
class Place:
    """One word of the navigation."""

    url: str
    label: Any
    icon: str
    is_current: bool
    count: int = 0


def install(app: Flask) -> None:
    """Bind greeting, protection, template context and the answers to errors."""
    app.before_request(greet)
    app.config.setdefault("COMPRESS_ZSTD_LEVEL", 9)  # an eighth less over a bad line for half a millisecond more
    Compress(app)  # before `protect`, for what is bound last works first
    app.after_request(protect)
    app.jinja_env.filters.update(FILTERS)
    app.jinja_env.add_extension("jinja2.ext.i18n")
    app.jinja_env.install_gettext_callables(  # type: ignore[attr-defined]  # the extension adds it
        words.gettext, words.ngettext, newstyle=True
    )
    app.jinja_env.globals["static_url"] = static_url
    app.context_processor(context)
    app.register_error_handler(errors.Problem, answer)
    app.register_error_handler(HTTPException, answer)
    app.register_error_handler(Exception, answer_unexpected)


def greet() -> None:
    """Know the reader's language before anything can be refused in it."""
    g.nonce = secrets.token_urlsafe(16)
    words.speak(_language())


def _language() -> str:
    chosen = request.cookies.get("lang")
    if chosen in words.LANGUAGES:
        return chosen
    if request.path.startswith("/api/") and request.accept_languages:
        return request.accept_languages.best_match(words.LANGUAGES) or current_app.config["LOCALE"]
    return current_app.config["LOCALE"]


def protect(response: Response) -> Response:
    response.headers.setdefault("Content-Security-Policy", POLICY.format(nonce=g.get("nonce", "")))
    response.headers.setdefault("X-Content-Type-Options", "nosniff")
    response.headers.setdefault("Referrer-Policy", "same-origin")
    if request.endpoint == "static":
        response.headers["Cache-Control"] = f"public, max-age={YEAR if 'v' in request.args else 60}"
        for name in NEEDLESS:
            response.headers.remove(name)
    elif response.mimetype == "text/html":
        response.headers.setdefault("Cache-Control", "private, no-cache")
        response.vary.add("Cookie")
        response.vary.add(PART)
        if is_part_of_a_page() and response.status_code == 200:
            response.add_etag()
            response.make_conditional(request)
    return response


def context() -> dict[str, Any]:
    """The names every template may use."""
    return {
        "lang": words.language(),
        "theme": _preferred("theme"),
        "density": _preferred("density"),
        "keys": _preferred("keys"),
        "me": g.get("person"),
        "nonce": g.get("nonce", ""),
        "nav": current_app.extensions["navigation"](),
        "installation": current_app.extensions["installation"](),
        "only_main": is_part_of_a_page(),
        "made_at": round(clock.now().timestamp() * 1000),
        "zone_offset": clock.zone_offset(),
        "flashes": [] if is_part_of_a_page() else [_toast(*each) for each in _told_now()],
    }


def is_part_of_a_page() -> bool:
    """Whether a script asks for what a page shows now, to put it in the place of what it showed before."""
    return bool(request) and request.headers.get(PART) == "main"


def _told_now() -> list[Any]:
    return get_flashed_messages(with_categories=True)[-1:]


def told(sentence: Any, undo: Entry | None = None) -> None:
    """Say a sentence on the next page. `undo`: the entry that a press there takes back (see changes.just_made)."""
    may_be_undone = undo is not None and undo.kind in current_app.extensions["may_be_undone"]
    flash(str(sentence), f"{undo.stream} {undo.version} {undo.at.isoformat()}" if undo and may_be_undone else "message")


def _toast(mark: str, text: str) -> dict[str, Any]:
    """A sentence to show, and while there is time the address that takes back what it speaks of."""
    if mark == "message":
        return {"text": text}
    stream, version, at = mark.split(" ")
    left = datetime.fromisoformat(at) + UNDO_FOR - clock.now()
    return {"text": text, "undo": f"/undo/{stream}/{version}" if left > timedelta() else "", "left": left.seconds}


def as_typed(problem: errors.Problem | None = None) -> forms.Form:
    """A form with everything as it was typed, and what is wrong with it."""
    return forms.Form(values=request.form.to_dict(), errors=problem.by_field() if problem else {})


def own_address(address: str | None) -> str:
    """Only a path of ours: an address typed into `next` must not lead people elsewhere."""
    return address if address and OWN_ADDRESS.fullmatch(address) else "/"


def _preferred(name: str) -> str:
    """What somebody chose on this device; the first of the choices until then."""
    chosen = request.cookies.get(name) if request else None
    return chosen if chosen in PREFERENCES[name] else PREFERENCES[name][0]


def static_url(name: str) -> str:
    """An address that changes with the file, so that it may be kept for ever."""
    return url_for("static", filename=name, v=_mark(Path(current_app.static_folder or "") / name))


@cache
def _mark(file: Path) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest()[:10] if file.exists() else "0"


def press(person: Any, work: Callable[[], Any], back: Callable[[], Any]) -> Any:
    """A button of a live page: done once for the command id a script sends, however often it is sent again.

    A script gets no page, the news shows what came of it; a plain form is led `back`.
    """

    def done() -> dict[str, Any]:
        work()
        return {}

    key = request.headers.get("Idempotency-Key")
    commands.command(person, key, [request.path, request.form.to_dict()], done)
    return ("", 204) if key else back()


def unkept(*page: Any) -> Response:
    """What stays in no cache: its address is a key, it tells a secret, or it is old in a moment."""
    answer = make_response(*page)
    answer.headers["Cache-Control"] = "no-store"
    return answer


def handed_over(body: bytes, name: str) -> Response:
    """A file to be kept by whoever asked for it, and by nobody on the way. What it is its name says."""
    answer = Response(body, mimetype={"csv": "text/csv", "json": "application/json"}[name.rpartition(".")[2]])
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    answer.headers["Cache-Control"] = "private, no-store"
    return answer


def answer(error: Exception) -> Any:
    """Any refusal as a page, or as problem+json where a program or a script asked."""
    if is_for_a_program():
        return problem(error)
    status = status_of(error)
    if status in (301, 302, 303, 307, 308):
        return error
    if isinstance(error, errors.NotSignedIn) and request.method == "GET":
        return redirect(url_for("people.sign_in", next=request.full_path.rstrip("?")), 303)
    return _page(status, error), status


def answer_unexpected(error: Exception) -> Any:
    """A mistake of ours: logged whole, told briefly."""
    code = f"500-{secrets.token_hex(3).upper()}"  # read out on the telephone, and found in the log
    current_app.logger.exception("unexpected error %s at %s", code, request.endpoint)
    if current_app.testing:
        raise error
    return problem(error) if is_for_a_program() else (_page(500, error, code), 500)


def problem(error: Exception) -> Response:
    """The refusal as application/problem+json (RFC 9457), with a sentence per field in `errors`."""
    status = status_of(error)
    title, sentence = _words_of(status, error)
    body = {"type": "about:blank", "title": title, "status": status, "detail": sentence, **_extra(error)}
    # The name of a field is told as it was sent, also half a character: JSON's own escape holds it.
    data = json.dumps(body, ensure_ascii=False).encode("utf-8", "backslashreplace")
    answer = Response(data, status, mimetype="application/problem+json")
    if status == 401:
        answer.headers["WWW-Authenticate"] = "Bearer"
    if isinstance(error, HTTPException):
        answer.headers.update({name: value for name, value in error.get_headers() if name in ("Allow", "Retry-After")})
    return answer


def is_for_a_program() -> bool:
    """The API, or a form that a script sends without leaving the page: it carries a command id."""
    return request.path.startswith("/api/") or "Idempotency-Key" in request.headers


def status_of(error: Exception) -> int:
    if isinstance(error, errors.Problem):
        return error.status
    return (isinstance(error, HTTPException) and error.code) or 500  # others have codes of their own: SQLAlchemy's do


def _extra(error: Exception) -> dict[str, Any]:
    if not isinstance(error, errors.Problem):
        return {}
    extra = dict(error.extra)
    if isinstance(error, errors.Invalid):
        extra["errors"] = {name: str(sentence) for name, sentence in error.errors.items()}
    return extra


SENTENCES = {
    404: words._("The link may be old, it was deleted, or you have not been invited."),
    405: words._("This address only takes what a button sends. Go back and press the button again."),
    413: words._("What was sent is too large."),
    500: words._("The mistake is ours and has been written down. Nothing you typed was saved by halves."),
}
TITLES = {
    404: words._("This page was not found"),
    413: words._("Too large"),
    500: words._("Something went wrong here"),
}


def _words_of(status: int, error: Exception) -> tuple[str, str]:
    """What happened, and what can be done about it."""
    if isinstance(error, errors.Problem) and not isinstance(error, errors.NotFound):
        return str(error.title), str(error)
    return str(TITLES.get(status, errors.Problem.title)), str(SENTENCES.get(status, errors.Problem.title))


def _page(status: int, error: Exception, code: str = "") -> str:
    title, sentence = _words_of(status, error)
    ways = current_app.extensions["ways_on"]()
    return render_template("errors/error.html", status=status, title=title, sentence=sentence, ways=ways, code=code)


def place(endpoint: str, label: Any, icon: str) -> Place:
    """A word of the navigation; it is current on its own page and on those that lie below it."""
    url = url_for(endpoint)
    others = ("/", url_for("conferences.new"))
    below = url not in others and request.path not in others and request.path.startswith(f"{url}/")
    return Place(url, label, icon, request.path == url or below)
