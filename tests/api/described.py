"""Holds every answer of /api/v1 against what the description says of it."""

import json
import re
from functools import cache

import jsonschema_rs

from confsys import words
from confsys.api.openapi import document


class Described:
    """The description of an app, with no field allowed that it does not name."""

    def __init__(self, app) -> None:
        with app.app_context():
            words.speak("en")
            self.document = document(app)
        self.addresses = app.url_map.bind("localhost")
        self.operations = {
            operation["operationId"]: operation
            for path in self.document["paths"].values()
            for operation in path.values()
        }
        schemas = self.document["components"]["schemas"]
        closed = {name: schema | {"additionalProperties": False} for name, schema in schemas.items()}
        self.components = {"components": {"schemas": closed}}
        self.validator = cache(self._validator)

    def _validator(self, name: str, status: str):
        [content] = self._answer(name, status)["content"].values()
        return jsonschema_rs.Draft202012Validator(content["schema"] | self.components, validate_formats=True)

    def _answer(self, name: str, status: str) -> dict:
        answer = self.operations[name]["responses"][status]
        shared = answer.get("$ref", "").rpartition("/")[2]
        return self.document["components"]["responses"][shared] if shared else answer

    def check(self, answer) -> None:
        """Every answer of a call is described: its status, its type, and all that stands in it."""
        path, method, status = answer.request.path, answer.request.method, str(answer.status_code)
        if not path.startswith("/api/v1/") or not self.addresses.test(path, method) or method in ("HEAD", "OPTIONS"):
            return
        name = self.addresses.match(path, method)[0].rpartition(".")[2]
        if name == "description":
            return
        assert status in self.operations[name]["responses"], f"{method} {path} answered {status}: {answer.text}"
        content = self._answer(name, status).get("content")
        if content is None:
            assert answer.data == b""
            return
        assert [answer.mimetype] == list(content)
        errors = [
            f"{error.instance_path}: {error.message}"
            for error in self.validator(name, status).iter_errors(_read(answer))
        ]
        assert errors == [], f"{method} {path}: {errors}"


def _read(answer):
    """The names of fields are told as they were sent, also half a character, which is not for every library."""
    return json.loads(re.sub(r"\\ud[0-9a-f]{3}", "?", answer.text))
