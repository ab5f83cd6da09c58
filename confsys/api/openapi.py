"""GET /openapi.json: OpenAPI 3.1, made from the calls themselves."""

import re
from typing import Any

from flask import Flask, current_app

from confsys import doors
from confsys.api import agenda, calendar_links, conferences, live, sites
from confsys.api.door import calls, json_answer

SUBJECTS = (sites, conferences, agenda, live, calendar_links)  # each adds its calls when it is imported

PROBLEM = {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}}
QUERIES = {
    "list_sites": ("q", "kind", "parent", "on", "limit", "next"),
    "list_people": ("q", "role", "limit", "next"),
    "list_conferences": ("from", "to", "site", "q", "limit", "next"),
    "events": ("since",),
}


@calls.get("/openapi.json")
@doors.public
def description():
    """This description; the only call that needs no token."""
    return json_answer(document(current_app))


def document(app: Flask) -> dict[str, Any]:
    """The whole description of /api/v1."""
    paths: dict[str, dict[str, Any]] = {}
    for rule in app.url_map.iter_rules():
        if rule.endpoint.startswith("api.") and rule.endpoint != "api.description":
            path = re.sub(r"<(\w+)>", r"{\1}", rule.rule.removeprefix("/api/v1"))
            for method in sorted((rule.methods or set()) - {"HEAD", "OPTIONS"}):
                paths.setdefault(path, {})[method.lower()] = _operation(app, rule, method)
    return {
        "openapi": "3.1.0",
        "info": {"title": "confsys", "version": "1"},
        "servers": [{"url": "/api/v1"}],
        "security": [{"bearer": []}],
        "paths": dict(sorted(paths.items())),
        "components": {
            "securitySchemes": {"bearer": {"type": "http", "scheme": "bearer"}},
            "schemas": {"Problem": _problem()},
        },
    }


def _operation(app: Flask, rule, method: str) -> dict[str, Any]:
    view = app.view_functions[rule.endpoint]
    name = rule.endpoint.removeprefix("api.")
    status = getattr(view, "status", 200)
    operation: dict[str, Any] = {
        "operationId": name,
        "summary": (view.__doc__ or "").strip().partition("\n")[0],
        "parameters": _parameters(name, rule, method),
        "responses": {
            str(status): {"description": "done"}
            if status == 204
            else {"description": "done", "content": {"application/json": {"schema": {"type": "object"}}}},
            "default": {"description": "refused, with a sentence", "content": PROBLEM},
        },
    }
    if hasattr(view, "fields") and method != "DELETE":
        operation["requestBody"] = {"content": {"application/json": {"schema": _body(view)}}}
    return operation


def _parameters(name: str, rule, method: str) -> list[dict[str, Any]]:
    text = {"type": "string"}
    found = [{"name": each, "in": "path", "required": True, "schema": text} for each in sorted(rule.arguments)]
    found += [{"name": each, "in": "query", "schema": text} for each in QUERIES.get(name, ())]
    if method != "GET":
        found.append({"name": "Idempotency-Key", "in": "header", "schema": text | {"maxLength": 200}})
    if method == "PATCH":
        found.append({"name": "If-Match", "in": "header", "schema": text})
    return found


def _body(view) -> dict[str, Any]:
    properties = {name: getattr(reader, "schema", {}) for name, reader in view.fields.items()}
    return {
        "type": "object",
        "properties": properties | {"expect": {}},
        "required": list(view.needed),
        "additionalProperties": False,
    }


def _problem() -> dict[str, Any]:
    text = {"type": "string"}
    properties = {"type": text, "title": text, "status": {"type": "integer"}, "detail": text}
    return {"type": "object", "properties": properties | {"errors": {"type": "object", "additionalProperties": text}}}
