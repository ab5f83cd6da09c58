"""What every call has in common: who calls, what was sent, and doing it only once, to what the caller saw."""

import functools
import json
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, get_type_hints

from flask import Blueprint, Response, request
from werkzeug.exceptions import UnsupportedMediaType
from werkzeug.routing import BaseConverter

from confsys import commands, doors, forms
from confsys.api.floods import refuse_floods
from confsys.changes import transaction
from confsys.errors import Invalid, Refused
from confsys.forms import Read, Unreadable
from confsys.words import _

calls = Blueprint("api", __name__, url_prefix="/api/v1")


class ItemId(BaseConverter):
    """Any id of an item; "next" and "warnings" are addresses of their own, which know no other method."""

    regex = "(?!(?:next|warnings)$)[^/]+"


@calls.record_once
def know_items(state: Any) -> None:
    state.app.url_map.converters["item"] = ItemId


@dataclass(frozen=True)
class Call:
    """What is told of a call: openapi.py describes it from this."""

    says: Any
    gives: Any
    query: Mapping[str, Read] = field(default_factory=dict)
    fields: Mapping[str, Read] = field(default_factory=dict)
    needed: tuple[str, ...] = ()
    status: int = 200
    also: dict[str, Any] = field(default_factory=dict)  # of the body as a whole, in JSON Schema's words
    once: bool = True  # whether it knows command ids
    may_refuse: tuple[int, ...] = ()  # beyond what every call of its method may answer


def reads(says: Any, query: Mapping[str, Read] | None = None, *, gives: Any = None):
    """A call that changes nothing. The view gets the person, what was asked for if it names a `query`, and the ids.

    It returns plain values, described by its annotation, or a Response, described by `gives`.
    """

    def mark(view: Callable) -> Callable:
        @functools.wraps(view)
        def run(person, **ids):
            refuse_floods()
            answer = view(person, *(() if query is None else (asked(query),)), **ids)
            return answer if isinstance(answer, Response) else json_answer(answer)

        vars(run)["call"] = Call(says, gives or _annotated(view), query=query or {})
        return doors.signed_in(run)

    return mark


def changes_things(
    says: Any,
    fields: Mapping[str, Read] | None = None,
    needed: tuple[str, ...] = (),
    *,
    status: int = 200,
    also: dict[str, Any] | None = None,
    once: bool = True,
):
    """A call that changes something. The view gets the person, the body and the ids, and returns plain values.

    `fields`: what the body may hold; anything else is refused; `also` describes how they go together. With an
    Idempotency-Key it is done once, and a repeat gets the first answer; without `once` nothing is kept of the call.
    """

    def mark(view: Callable) -> Callable:
        @functools.wraps(view)
        def run(person, **ids):
            refuse_floods()
            body = sent()
            _refuse_unknown(body, fields or {})

            def work() -> dict[str, Any]:
                return {"status": status, "body": view(person, body, **ids)}

            # The bytes, not what they mean: what could just be read may nest too deep to be written again.
            done = [request.method, request.path, request.get_data().decode("latin-1"), request.headers.get("If-Match")]
            key = request.headers.get("Idempotency-Key") if once else None
            answer = commands.command(person, key, done, work)
            return json_answer(answer["body"], answer["status"])

        vars(run)["call"] = Call(
            says, _annotated(view), fields=fields or {}, needed=needed, status=status, also=also or {}, once=once
        )
        return doors.signed_in(run)

    return mark


def _annotated(view: Callable) -> Any:
    return get_type_hints(view, include_extras=True)["return"]


def asked(query: Mapping[str, Read]) -> dict[str, Any]:
    """Those values of the address that were given; an empty one counts as none. Raises Invalid."""
    return forms.read_some(query, {name: value for name, value in request.args.items() if value})


def sent() -> dict[str, Any]:
    """The JSON object in the body; an empty body is an empty object. Raises Invalid, 415."""
    data = request.get_data()
    if not data:
        return {}
    if request.mimetype != "application/json":
        raise UnsupportedMediaType()
    try:
        body = json.loads(data, object_pairs_hook=_each_once, parse_constant=_no_number)
    except (ValueError, RecursionError):
        raise Invalid({"": _("The body is not JSON.")}) from None
    if not isinstance(body, dict):
        raise Invalid({"": _("An object with fields is needed.")})
    return body


def _each_once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    if len({name for name, _value in pairs}) < len(pairs):
        raise ValueError
    return dict(pairs)


def _no_number(_name: str) -> None:
    raise ValueError  # NaN and Infinity are not JSON


def _refuse_unknown(body: dict[str, Any], fields: Mapping[str, Read]) -> None:
    errors = {name[:100]: _("There is no such field.") for name in [each for each in body if each not in fields][:20]}
    for name in fields.keys() & body.keys():
        if isinstance(body[name], str) and getattr(fields[name], "schema", {}).get("type") == "integer":
            errors[name] = _("A number is needed, without quotes.")  # digits typed are for pages
    if errors:
        raise Invalid(errors)


# -- only to what the caller saw -------------------------------------------------------------------


@forms.accepts(type=["integer", "string", "null"], pattern=r"^\d{1,9}$")
def revision(raw: Any) -> int:
    """The revision of a row, as a number or as its digits."""
    if isinstance(raw, float) and raw.is_integer():
        raw = int(raw)
    if isinstance(raw, str) and raw.isascii() and raw.isdecimal() and len(raw) < 10:
        raw = int(raw)
    if not isinstance(raw, int) or isinstance(raw, bool):
        raise Unreadable(_("This is not a revision."))
    return raw


def state_of(states: tuple[str, ...]) -> Read:
    """The state a caller saw: whatever it is, if it is another one now he is refused, not corrected."""

    @forms.accepts(enum=[*states, None])
    def reader(raw: Any) -> Any:
        return raw

    return reader


SEEN = {"expect": revision}


def expected_revision(body: Mapping[str, Any]) -> int | None:
    """The revision the caller saw, by If-Match or {"expect": …}; None if he does not say. Raises Invalid."""
    header = request.headers.get("If-Match")
    raw = header.removeprefix("W/").strip('"') if header else body.get("expect")
    return None if raw is None else forms.read(SEEN, {"expect": raw})["expect"]


@contextmanager
def as_seen(row: Any, *, revision: int | None = None, state: Any = None) -> Iterator[None]:
    """What follows is done to `row` only as the caller saw it: held, read again and compared. Raises Refused."""
    with transaction([row]):
        if revision is not None and revision != row.revision:
            raise Refused(_("Somebody else changed it meanwhile. Read it again and repeat your change."))
        if state is not None and state != row.state:
            raise Refused(_("It has moved on meanwhile: it is “%(now)s” now.", now=row.state))
        yield


# -- answers ---------------------------------------------------------------------------------------


def json_answer(value: Any, status: int = 200) -> Response:
    if status == 204:
        return Response(status=204)
    body = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    answer = Response(body, status, mimetype="application/json", headers={"Cache-Control": "no-store"})
    if status == 201 and isinstance(value, dict) and "location" in value:
        answer.headers["Location"] = value["location"]
    return answer
