"""What a wall shows that is loaded while the server is away: its browser's worker keeps it, and it tries again."""

import json
from pathlib import Path

from flask import Blueprint, Response, current_app, render_template, request

from confsys import doors, web
from confsys.live.build import build

pages = Blueprint("walls", __name__, url_prefix="/walls")
POLICY = "default-src 'none'; connect-src 'self'"
WAITING = "/walls/waiting"
FILES = ("base.css", "fonts.css", "live/wall.css", "favicon.svg")


@pages.get("/worker.js")
@doors.public
def worker():
    """What it keeps stands before its text, so that a browser sees a new worker when any of it is new."""
    told = {"version": build(), "waiting": WAITING, "files": [web.static_url(name) for name in FILES]}
    text = (Path(current_app.static_folder or "") / "live/worker.js").read_text()
    answer = Response(f"const KEPT = {json.dumps(told)};\n{text}", mimetype="text/javascript")
    answer.headers.update({"Cache-Control": "no-cache", "Content-Security-Policy": POLICY})
    answer.headers["Service-Worker-Allowed"] = "/"
    answer.add_etag()  # each look asks for it again
    return answer.make_conditional(request)


@pages.get("/waiting")
@doors.public
def waiting():
    """Nothing of a conference and of nobody: the same for everybody of a language."""
    return render_template("live/waiting.html")
