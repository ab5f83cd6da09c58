"""OpenAPI 3.1, made from the calls themselves, in the language of whoever reads it."""

import re
from collections.abc import Iterator
from typing import Any

from flask import Flask, current_app
from werkzeug.routing import Rule

from confsys import doors
from confsys.api import (
    agenda,
    answers,
    calendar_links,
    clashes,
    conferences,
    floor,
    free_time,
    incidents,
    live,
    messages,
    proposals,
    shapes,
    sites,
    stage,
    votes,
)
from confsys.api.door import Call, calls, json_answer
from confsys.api.examples import filled
from confsys.api.schemas import Components, Schema
from confsys.api.vocabulary import meaning
from confsys.forms import ID, Read
from confsys.words import _, gettext

SUBJECTS = {  # each adds its calls when it is imported
    "sites": (sites, _("Sites and people")),
    "conferences": (conferences, _("Conferences")),
    "proposals": (proposals, _("Another time proposed")),
    "agenda": (agenda, _("Agenda")),
    "answers": (answers, _("Answers of the sites")),
    "incidents": (incidents, _("Incidents at the sites")),
    "messages": (messages, _("Messages between the office and its sites")),
    "votes": (votes, _("Votes")),
    "live": (live, _("What goes on")),
    "stage": (stage, _("The screen of the hall")),
    "floor": (floor, _("Who asks to speak")),
    "free_time": (free_time, _("Free time")),
    "clashes": (clashes, _("What stands against a time")),
    "calendar_links": (calendar_links, _("Calendar links")),
}
ELSEWHERE = {"live.news": live.NEWS}  # doors of other rooms that belong here
INTRODUCTION = _(
    "JSON over HTTP. Times carry an offset, ids are opaque, lists come in pages. Every call needs a token: "
    "“Authorization: Bearer TOKEN”. A program may do what the person may whose token it has."
)
REFUSALS = {
    401: _("No token, or one that is unknown or revoked."),
    403: _("Seen, but not allowed to this person."),
    404: _("Not there, or not for this person."),
    409: _("Not possible in this state, or it moved on meanwhile."),
    410: _("It was there, and is over or was withdrawn."),
    413: _("Too large."),
    415: _("Only JSON is read."),
    422: _("Something needs correcting; a sentence for each field."),
    429: _("More than 300 calls in a second."),
    503: _("The database is busy; nothing was changed, try again."),
}
HEADERS = {"live": "If-None-Match", "news": "X-Confsys-Link"}
NEEDED = ("view",)  # of what stands in addresses
ALWAYS, CHANGING = (401, 422, 429), (403, 409, 413, 415, 503)


@calls.get("/openapi.json")
@doors.public
def description():
    """The only call that needs no token."""
    return json_answer(document(current_app))


def document(app: Flask) -> dict[str, Any]:
    """The whole description of /api/v1."""
    components, paths = Components(), dict[str, dict[str, Any]]()
    for rule, call in _calls(app):
        path = re.sub(r"<(?:\w+:)?(\w+)>", r"{\1}", rule.rule.removeprefix("/api/v1"))
        paths.setdefault(path, {})[_method(rule).lower()] = _operation(app, rule, call, components)
    components.of(shapes.Problem)
    return {
        "openapi": "3.1.0",
        "info": {"title": "confsys", "version": "1", "description": str(INTRODUCTION)},
        "servers": [{"url": "/api/v1"}],
        "security": [{"bearer": []}],
        "tags": [{"name": name, "description": str(title)} for name, (_module, title) in SUBJECTS.items()],
        "paths": dict(sorted(paths.items())),
        "components": {
            "securitySchemes": {"bearer": {"type": "http", "scheme": "bearer"}},
            "responses": {str(status): _refusal(status) for status in REFUSALS},
            "schemas": {name: _explained(schema, name) for name, schema in sorted(components.schemas.items())},
        },
    }


def _calls(app: Flask) -> Iterator[tuple[Rule, Call]]:
    for rule in app.url_map.iter_rules():
        call = ELSEWHERE.get(rule.endpoint) or vars(app.view_functions[rule.endpoint]).get("call")
        if call is not None:
            yield rule, call


def _method(rule: Rule) -> str:
    [method] = (rule.methods or set()) - {"HEAD", "OPTIONS"}
    return method


def _operation(app: Flask, rule: Rule, call: Call, components: Components) -> dict[str, Any]:
    room, _dot, name = rule.endpoint.rpartition(".")
    subject = "live" if room == "live" else app.view_functions[rule.endpoint].__module__.rpartition(".")[2]
    says = str(call.says)
    operation: dict[str, Any] = {
        "operationId": name,
        "tags": [subject],
        "summary": says.partition(". ")[0].rstrip("."),
        "description": says,
        "parameters": _parameters(name, rule, call),
        "responses": _responses(rule, call, components),
    }
    if call.fields and _method(rule) != "DELETE":
        schema = _body(name, call)
        content = {"schema": schema, "example": filled(schema, {}, name)}
        operation["requestBody"] = {
            "required": bool(call.needed) or "oneOf" in call.also,
            "content": {"application/json": content},
        }
    return operation


def _parameters(name: str, rule: Rule, call: Call) -> list[dict[str, Any]]:
    found = [_parameter(name, each, "path", {"type": "string", "pattern": ID}) for each in sorted(rule.arguments)]
    found += [_parameter(name, each, "query", _asked(each, reader)) for each, reader in call.query.items()]
    method, text = _method(rule), {"type": "string"}
    if method != "GET" and call.once:
        found.append(_parameter(name, "Idempotency-Key", "header", text | {"maxLength": 200}))
    if "expect" in call.fields and name != "next_item":
        found.append(_parameter(name, "If-Match", "header", text | {"pattern": r'^(W/)?"?[0-9]{1,9}"?$'}))
    if header := HEADERS.get(name):
        found.append(_parameter(name, header, "header", text))
    return found


def _parameter(owner: str, name: str, place: str, schema: Schema) -> dict[str, Any]:
    needed = place == "path" or name in NEEDED
    return {
        "name": name,
        "in": place,
        "required": needed,
        "schema": schema,
        "description": str(meaning(name, owner)),
    }


def _responses(rule: Rule, call: Call, components: Components) -> dict[str, Any]:
    done: dict[str, Any] = {"description": gettext("Done.")}
    if call.status != 204:
        schema = components.of(call.gives)
        done["content"] = {"application/json": {"schema": schema}}
    answers = {str(call.status): done}
    if rule.endpoint == "api.live":
        done["headers"] = {"ETag": {"schema": {"type": "string"}, "required": True}}
        answers["304"] = {"description": gettext("Nothing has changed.")}
    names_a_row = bool(rule.arguments) or "conference" in call.fields
    statuses = {*ALWAYS, *call.may_refuse} | ({404} if names_a_row else set())
    statuses |= set(CHANGING) if _method(rule) != "GET" else set()
    return answers | {str(status): {"$ref": f"#/components/responses/{status}"} for status in sorted(statuses)}


def _refusal(status: int) -> dict[str, Any]:
    schema = {"$ref": "#/components/schemas/Problem"}
    answer = {"description": str(REFUSALS[status]), "content": {"application/problem+json": {"schema": schema}}}
    if status == 401:
        answer["headers"] = {"WWW-Authenticate": {"schema": {"const": "Bearer"}, "required": True}}
    return answer


def _asked(name: str, reader: Read) -> Schema:
    """What may stand in an address: nothing at all counts as not said."""
    schema = _accepted(reader)
    return schema if name in NEEDED else {"anyOf": [schema, {"const": ""}]}


def _accepted(reader: Read) -> Schema:
    return dict(getattr(reader, "schema", {}))


def _body(name: str, call: Call) -> Schema:
    properties = {each: _accepted(reader) for each, reader in call.fields.items()}
    body = {"type": "object", "properties": properties, "required": list(call.needed), "additionalProperties": False}
    return _explained(body | call.also, name)


def _explained(schema: Schema, owner: str) -> Schema:
    """Each property with what it means."""
    if schema.get("type") != "object" or "properties" not in schema:
        return schema
    told = {name: each | {"description": str(meaning(name, owner))} for name, each in schema["properties"].items()}
    return schema | {"properties": told}
