"""The worker of a site's pages, and which answers it may keep."""

import hashlib
import json
from functools import cache
from pathlib import Path

from flask import Blueprint, Response, current_app, g, request

from confsys import clock, doors, web
from confsys.live.walls import WAITING

pages = Blueprint("offline", __name__)
KEEP, FILES_MARK = "X-Confsys-Keep", "X-Confsys-Files"
KEPT = ("site_desk.by_link", "invitations.by_link", "attendance.by_link", "site_messages.by_link")
POLICY = "default-src 'none'; connect-src 'self'"
VERSIONED = (
    "base.css",
    "fonts.css",
    "favicon.svg",
    "choices.css",
    "page.js",
    "agenda/agenda.css",
    "attendance/card.css",
    "invitations/answer.css",
    "invitations/stepper.js",
    "readiness/card.css",
    "site_desk/desk.css",
    "site_desk/look-again.js",
    "live/live.js",
    "live/wall.css",
    "live/ours.js",
    "messages/counter.js",
    "messages/site.css",
    "offline/offline.css",
    "offline/keep.js",
)
# What other files ask for by name; they change together with those above, or the mark below does.
PLAIN = (
    "icons.svg",
    "live/around.js",
    "live/banner.js",
    "live/clock.js",
    "live/morph.js",
    "messages/own.js",
    "offline/queue.js",
    "offline/store.js",
    "vendor/socket.io.js",
    "vendor/idiomorph.js",
    "vendor/plex-weights-latin.woff2",
    "vendor/plex-weights-vietnamese.woff2",
)


@pages.get("/join/worker.js")
@doors.public
def worker():
    """What it keeps stands before its text, so that a browser sees a new worker when any file is new."""
    told = {"version": files_mark(), "files": _addresses(), "waiting": WAITING, "zone": str(clock.zone())}
    text = (Path(current_app.static_folder or "") / "offline/worker.js").read_text()
    answer = Response(f"const KEPT = {json.dumps(told)};\n{text}", mimetype="text/javascript")
    answer.headers.update({"Cache-Control": "no-cache", "Content-Security-Policy": POLICY})
    answer.headers["Service-Worker-Allowed"] = "/join/"
    answer.add_etag()  # each look asks for it again
    return answer.make_conditional(request)


@pages.after_app_request
def say_what_may_be_kept(answer: Response) -> Response:
    """A page of a site, by its link, that shows nothing of somebody who is signed in."""
    if request.endpoint in KEPT and answer.status_code == 200 and not web.is_part_of_a_page():
        answer.headers[FILES_MARK] = files_mark()
        if request.method == "GET" and g.get("person") is None:
            answer.headers[KEEP] = "site"
    return answer


def files_mark() -> str:
    """Another one whenever any of the files is another one."""
    return _mark(current_app.static_folder or "")


@cache
def _mark(folder: str) -> str:
    mark = hashlib.sha256()
    for name in (*VERSIONED, *PLAIN, "offline/worker.js"):
        mark.update((Path(folder) / name).read_bytes())
    return mark.hexdigest()[:12]


def _addresses() -> list[str]:
    return [*map(web.static_url, VERSIONED), *(f"/static/{name}" for name in PLAIN)]
