"""Tiny views, so that these tests are about carrying news and not about what stands in it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from flask import render_template
from jinja2 import ChoiceLoader, DictLoader

from confsys import doors
from confsys.agenda import queries
from confsys.app import create_app
from confsys.conferences.links import holder_of
from confsys.live import service
from confsys.live.page import live_page

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
    "stub/language.html": '<p id="language" data-part>{{ lang }} {{ _("Sign in") }}</p>',
}


@dataclass(frozen=True)
class Part:
    id: str
    template: str
    kinds: Callable[[str], bool]
    context: Callable[[Any], dict[str, Any] | None]


@dataclass(frozen=True)
class View:
    name: str
    parts: tuple[Part, ...]


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
VIEWS = {name: View(name, (TITLE, AGENDA, LANGUAGE)) for name in ("screen", "operator", "chair")}
VIEWS["stage"] = View("stage", (TITLE, FIELD))


def use_stub(app):
    """Give the app these views."""
    app.jinja_env.loader = ChoiceLoader([app.jinja_env.loader, DictLoader(TEMPLATES)])
    service.of(app).newsroom.views = VIEWS
    return app


@doors.by_link
def stage(token: str):
    return render_template("stub/page.html", live=live_page(holder_of(token).conference, "stage", link=token))


def application():
    """For gunicorn: the whole product, with these views and a page that shows one of them."""
    app = use_stub(create_app())
    app.add_url_rule("/stub/<token>", view_func=stage)
    return app
