"""How the pieces are put together."""

import secrets
from typing import Any

from flask import Flask, Response, g, request

from confsys import changes, doors, errors, reactions, words
from confsys.agenda import models as _agenda  # noqa: F401  (tables the migrations must know)
from confsys.calendars import models as _calendars  # noqa: F401
from confsys.config import ROOT, settings
from confsys.extensions import db, engine_options, migrate, prepare_sqlite
from confsys.people import access as people_access

POLICY = (
    "default-src 'none'; script-src 'nonce-{nonce}'; style-src 'self'; img-src 'self'; font-src 'self'; "
    "connect-src 'self'; manifest-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)


def create_app(given: dict[str, Any] | None = None) -> Flask:
    """The whole application. `given` overrides settings (tests). Touches no database."""
    app = Flask("confsys", root_path=str(ROOT), template_folder="templates", static_folder="static")
    app.config.update(settings(given))
    app.config["SQLALCHEMY_ENGINE_OPTIONS"] = engine_options(app.config["SQLALCHEMY_DATABASE_URI"])
    app.config["INSTANCE"].mkdir(parents=True, exist_ok=True)
    db.init_app(app)
    migrate.init_app(app, db, directory=str(ROOT / "migrations"))
    with app.app_context():
        if db.engine.dialect.name == "sqlite":
            prepare_sqlite(db.engine)
    changes.install(app, reactions.REACTIONS)
    _open_doors(app)
    doors.refuse_undeclared(app)
    return app


def _open_doors(app: Flask) -> None:
    app.before_request(_greet)
    app.before_request(people_access.identify)
    app.before_request(doors.refuse_foreign_origin)
    app.after_request(_protect)
    app.register_error_handler(errors.Problem, lambda error: (str(error), error.status))


def _greet() -> None:
    """Know the reader's language before anything can be refused in it."""
    g.nonce = secrets.token_urlsafe(16)
    words.speak(request.cookies.get("lang", "vi") if request.cookies.get("lang") in words.LANGUAGES else "vi")


def _protect(response: Response) -> Response:
    response.headers.setdefault("Content-Security-Policy", POLICY.format(nonce=g.get("nonce", "")))
    response.headers.setdefault("X-Content-Type-Options", "nosniff")
    response.headers.setdefault("Referrer-Policy", "same-origin")
    return response
