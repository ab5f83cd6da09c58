"""The description of the API as people read it: calls by subject, their fields, and an example to try."""

import json
from dataclasses import dataclass, field
from typing import Any

from confsys.api.examples import filled
from confsys.api.schemas import Schema
from confsys.api.vocabulary import example
from confsys.folding import folded
from confsys.journal import MOST_VERSION
from confsys.words import _

PLACES = [(_("In the address"), ("path", "query")), (_("As a header"), ("header",))]


@dataclass(frozen=True)
class Field:
    """One row of a table: what a name is and means."""

    name: str
    kind: str
    means: str
    needed: bool = False


@dataclass
class Told:
    """One call as the page shows it."""

    name: str
    method: str
    path: str
    says: str
    tables: list[tuple[Any, list[Field]]] = field(default_factory=list)
    curl: str = ""
    answer: str = ""
    refusals: list[tuple[str, str]] = field(default_factory=list)

    def has(self, words: str) -> bool:
        """Whether it, or one of its fields, is called that; tone marks may be left out."""
        names = [row.name for _heading, rows in self.tables for row in rows]
        within = folded(" ".join([self.name, self.method, self.path, self.says, *names]))
        return all(word in within for word in folded(words).split())


def subjects(document: dict[str, Any], base: str, words: str = "") -> list[tuple[str, str, list[Told]]]:
    """Name, title and calls of each subject; only calls that have the `words`, and no subject without any."""
    told: dict[str, list[Told]] = {tag["name"]: [] for tag in document["tags"]}
    for path, methods in document["paths"].items():
        for method, operation in methods.items():
            call = _told(document, f"{base}/api/v1", path, method.upper(), operation)
            if call.has(words):
                told[operation["tags"][0]].append(call)
    return [(tag["name"], tag["description"], told[tag["name"]]) for tag in document["tags"] if told[tag["name"]]]


def _told(document: dict[str, Any], base: str, path: str, method: str, operation: dict[str, Any]) -> Told:
    name, parts = operation["operationId"], document["components"]
    call = Told(name, method, path, operation["description"])
    for heading, places in PLACES:
        rows = [
            _field(each["name"], each["schema"], each["description"], each["required"])
            for each in operation["parameters"]
            if each["in"] in places
        ]
        if rows:
            call.tables.append((heading, rows))
    content = operation.get("requestBody", {}).get("content", {}).get("application/json", {})
    if content:
        call.tables.append((_("In the body"), _fields(content["schema"])))
    call.curl = _curl(base, path, method, operation, content.get("example"))
    _tell_answers(call, operation["responses"], parts)
    return call


def _tell_answers(call: Told, responses: dict[str, Any], parts: dict[str, Any]) -> None:
    for status, answer in responses.items():
        if status in ("200", "201"):
            schema = answer["content"]["application/json"]["schema"]
            whole = _resolved(schema, parts["schemas"])
            call.tables.append((_("In the answer"), _fields(whole)))
            call.answer = _pretty(filled(schema, parts["schemas"], call.name))
        elif status[0] == "4" or status == "503":
            call.refusals.append((status, parts["responses"][status]["description"]))


def _resolved(schema: Schema, schemas: dict[str, Schema]) -> Schema:
    """What stands behind a name; of several shapes the first."""
    first = schema["anyOf"][0] if "anyOf" in schema else schema
    return schemas[first["$ref"].rpartition("/")[2]] if "$ref" in first else first


def _fields(schema: Schema) -> list[Field]:
    needed = schema.get("required", []) if "additionalProperties" in schema else []
    return [_field(name, each, each["description"], name in needed) for name, each in schema["properties"].items()]


def _field(name: str, schema: Schema, means: str, needed: bool) -> Field:
    return Field(name, kind_of(schema), means, needed)


def kind_of(schema: Schema) -> str:
    """A schema in a word or two."""
    if "enum" in schema:
        return " | ".join(str(each) for each in schema["enum"])
    if "$ref" in schema:
        return schema["$ref"].rpartition("/")[2]
    if "anyOf" in schema:
        return " | ".join(dict.fromkeys(kind_of(each) for each in schema["anyOf"] if "const" not in each))
    kinds = schema.get("type", schema.get("format", ""))
    words = [schema.get("format", kind) if kind == "string" else kind for kind in _listed(kinds)]
    if schema.get("type") == "array":
        return f"[{kind_of(schema['items'])}]"
    most = schema.get("maximum", MOST_VERSION)
    reach = f" {schema['minimum']}–{most}" if most < MOST_VERSION else ""
    return " | ".join(words) + reach


def _listed(kinds: Any) -> list[str]:
    return kinds if isinstance(kinds, list) else [kinds]


def _curl(base: str, path: str, method: str, operation: dict[str, Any], body: Any) -> str:
    """What somebody types to try it; long bodies stand on a line of their own."""
    for parameter in operation["parameters"]:
        if parameter["in"] == "path":
            path = path.replace(f"{{{parameter['name']}}}", str(example(parameter["name"], operation["operationId"])))
    asked = [each for each in operation["parameters"] if each["in"] == "query" and each["required"]]
    query = "&".join(f"{each['name']}={example(each['name'], operation['operationId'])}" for each in asked)
    lines = ["curl" if method == "GET" else f"curl -X {method}", '  -H "Authorization: Bearer $TOKEN"']
    if body is not None:
        lines += ['  -H "Content-Type: application/json"', f"  -d '{json.dumps(body, ensure_ascii=False)}'"]
    return " \\\n".join([*lines, f"  '{base}{path}{'?' + query if query else ''}'"])


def _pretty(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2)
