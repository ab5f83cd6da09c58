"""Tiny views, so that these tests are about carrying news and not about what stands in it."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from flask import current_app, render_template
from jinja2 import ChoiceLoader, DictLoader

from confsys import clock, doors
from confsys.agenda import queries
from confsys.app import create_app
from confsys.conferences.links import holder_of
from confsys.live import pace, page, service, sockets
from confsys.live.build import build

TEMPLATES = {
    "stub/title.html": '<h1 id="title" data-part>{{ title }} ({{ state }})</h1>',
    "stub/agenda.html": '<ol id="agenda" data-part>{% for each in items %}<li>{{ each }}</li>{% endfor %}</ol>',
    "stub/field.html": """<div id="field" data-part><input name="note" value="{{ title }}">
        <b data-countdown data-started="{{ at|iso }}" data-length="60" data-over="over {time}"></b>
        <svg><rect data-bar data-started="{{ at|iso }}" data-length="60" data-full="100" width="0"/></svg></div>""",
    "stub/page.html": """<!doctype html><link rel="icon" href="/static/favicon.svg"><body {{ live.attributes }}>
        <p data-live-banner data-lost="lost since {time}" hidden></p><p data-clock="hms"></p>
        {{ live.part("title") }}{{ live.part("field") }}
        <script type="module" nonce="{{ nonce }}" src="{{ static_url('live/live.js') }}"></script>""",
    "stub/weather.html": '<p id="weather" data-part>{{ title }}</p>',
    "stub/language.html": '<p id="language" data-part>{{ lang }} {{ _("Sign in") }}</p>',
}


@dataclass(frozen=True)
class Part:
    id: str
    template: str
    kinds: Callable[[str], bool]
    context: Callable[[Any], dict[str, Any] | None]
    pieces: Any = None


@dataclass(frozen=True)
class View:
    name: str
    parts: tuple[Part, ...]
    names_sites: bool = False


TITLE = Part(
    "title",
    "stub/title.html",
    lambda kind: kind.startswith("conference.") and "link" not in kind,
    lambda conference: {"title": conference.title, "state": conference.state},
)
AGENDA = Part(
    "agenda",
    "stub/agenda.html",
    lambda kind: kind.startswith("agenda."),
    lambda conference: {"items": [f"{item.title}: {item.state}" for item in queries.items_of(conference)]},
)
LANGUAGE = Part("language", "stub/language.html", lambda kind: False, lambda conference: {})
FIELD = Part(
    "field",
    "stub/field.html",
    lambda kind: True,
    lambda conference: {"title": conference.title, "at": conference.starts_at},
)
VIEWS = {name: View(name, (TITLE, AGENDA, LANGUAGE)) for name in ("screen", "site", "operator", "chair", "board")}
VIEWS |= {name: View(name, (TITLE, FIELD)) for name in ("stage", "lower-third")}


def use_stub(app):
    """Give the app these views."""
    app.jinja_env.loader = ChoiceLoader([app.jinja_env.loader, DictLoader(TEMPLATES)])
    service.of(app).newsroom.views = VIEWS
    return app


@doors.by_link
def stage(token: str):
    return render_template("stub/page.html", live=page.live_page(holder_of(token).conference, "stage", link=token))


NEWER = {
    name: View(name, (*view.parts, Part("weather", "stub/weather.html", lambda kind: True, TITLE.context)))
    for name, view in VIEWS.items()
}


@doors.public
def step_clock(seconds: str):
    """As if somebody had set the clock of this machine, so far from the right time."""
    by = float(seconds)
    time.time = lambda: RIGHT + time.monotonic() + by
    clock.wall = lambda: datetime.fromtimestamp(time.time(), UTC)
    return "ok"


RIGHT = time.time() - time.monotonic()


@doors.public
def become_newer():
    """As if this process had been started again with a program that knows more than the pages people have open."""
    live = service.of(current_app)
    live.newsroom.views = NEWER
    page.build = sockets.build = lambda: "newer"
    live.wire.send(live.hub.clients.values(), "weather", '{"wind":7}')
    return "ok"


@doors.public
def become_older():
    service.of(current_app).newsroom.views = VIEWS
    page.build = sockets.build = build
    return "ok"


def application():
    """For gunicorn: the whole product, with these views and a page that shows one of them."""
    app = use_stub(create_app())
    pace.MOST = 10_000  # what these tests send at once is meant to be heard
    app.add_url_rule("/stage/<token>/stub", view_func=stage)
    app.add_url_rule("/stub/clock/<seconds>", view_func=step_clock)
    app.add_url_rule("/stub/newer", view_func=become_newer)
    app.add_url_rule("/stub/older", view_func=become_older)
    return app
