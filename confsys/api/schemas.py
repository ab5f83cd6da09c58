"""From types to JSON Schema: what an answer looks like is written once, in shapes.py."""

from types import NoneType, UnionType
from typing import Annotated, Any, NotRequired, TypeVar, Union, get_args, get_origin, get_type_hints, is_typeddict

PLAIN = {str: "string", int: "integer", float: "number", bool: "boolean", NoneType: "null"}
Schema = dict[str, Any]


class Also:
    """What a type alone does not say, in JSON Schema's words; stands in an Annotated."""

    def __init__(self, **words: Any) -> None:
        self.words = words


class Components:
    """The schemas that others refer to by name, gathered while they are asked for."""

    def __init__(self) -> None:
        self.schemas: dict[str, Schema] = {}

    def of(self, kind: Any, given: dict[Any, Any] | None = None) -> Schema:
        """The schema of a type; `given` says what the variables of a generic one stand for."""
        if isinstance(kind, TypeVar):
            return self.of((given or {})[kind])
        if kind in PLAIN:
            return {"type": PLAIN[kind]}
        origin, args = get_origin(kind), get_args(kind)
        if origin is Annotated:
            return self.of(args[0], given) | args[1].words
        if origin in (Union, UnionType):
            return _either([self.of(each, given) for each in args])
        if origin is NotRequired:
            return self.of(args[0], given)
        if origin is list:
            return {"type": "array", "items": self.of(args[0], given)}
        if origin is dict:
            return {"type": "object"} | ({} if args[1] is Any else {"additionalProperties": self.of(args[1], given)})
        return self._named(origin or kind, args)

    def _named(self, shape: Any, args: tuple[Any, ...]) -> Schema:
        """A TypedDict, described once under its name: "PageOfSite" where it is of something."""
        if not is_typeddict(shape):
            raise TypeError(f"{shape} has no schema")
        name = "Of".join(each.__name__ for each in (shape, *args))
        if name not in self.schemas:
            self.schemas[name] = {}  # it may speak of itself
            given = dict(zip(getattr(shape, "__parameters__", ()), args, strict=False))
            hints = get_type_hints(shape, include_extras=True)
            properties = {each: self.of(hint, given) for each, hint in hints.items()}
            self.schemas[name] = {
                "type": "object",
                "properties": properties,
                "required": [each for each in properties if each in shape.__required_keys__],
            }
        return {"$ref": f"#/components/schemas/{name}"}


def _either(schemas: list[Schema]) -> Schema:
    """One of several; plain ones that may be null say so in their type."""
    null = {"type": "null"}
    rest = [schema for schema in schemas if schema != null]
    if null in schemas and len(rest) == 1 and "enum" not in rest[0] and "type" in rest[0]:
        return rest[0] | {"type": [rest[0]["type"], "null"]}
    return {"anyOf": schemas}
