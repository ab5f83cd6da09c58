"""Examples from schemas: what a body or an answer may look like, with the values of the vocabulary."""

from typing import Any

from confsys.api.schemas import Schema
from confsys.api.vocabulary import example

DEEPEST = 6


def filled(schema: Schema, components: dict[str, Schema], owner: str, depth: int = 0) -> Any:
    """An example of a whole object; names with nothing to show are left out where they may be."""
    name = schema.get("$ref", "").rpartition("/")[2]
    if name:
        return filled(components[name], components, name, depth)
    if "properties" not in schema:
        return _value(schema, components, "", owner, depth)
    needed = schema.get("required", [])
    values = {each: _value(inner, components, each, owner, depth) for each, inner in schema["properties"].items()}
    return {each: value for each, value in values.items() if value is not None or each in needed}


def _value(schema: Schema, components: dict[str, Schema], name: str, owner: str, depth: int) -> Any:
    told = example(name, owner) if name else None
    if schema.get("type") == "null":
        return None
    if told is not None:
        return told
    if "enum" in schema:
        return None if name == "expect" else schema["enum"][0]
    if "anyOf" in schema:
        return filled(schema["anyOf"][0], components, owner, depth)
    if "$ref" in schema:
        return filled(schema, components, owner, depth + 1)
    if schema.get("type") == "array":
        return [] if depth > DEEPEST else [filled(schema["items"], components, owner, depth + 1)]
    return None
