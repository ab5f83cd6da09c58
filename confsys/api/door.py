"""What every call has in common: who calls, what was sent, and doing it only once."""

import functools
import json
import time
from collections.abc import Callable, Mapping
from typing import Any

from flask import Blueprint, Response, g, request
from werkzeug.exceptions import TooManyRequests, UnsupportedMediaType

from confsys import commands, doors
from confsys.errors import Invalid, Refused
from confsys.forms import Read
from confsys.words import _

calls = Blueprint("api", __name__, url_prefix="/api/v1")
PER_SECOND = 300
_buckets: dict[str, tuple[float, float]] = {}


def reads(view: Callable) -> Callable:
    """A call that changes nothing. The view gets the person and returns plain values or a Response."""

    @functools.wraps(view)
    def run(person, **ids):
        _refuse_floods()
        answer = view(person, **ids)
        return answer if isinstance(answer, Response) else json_answer(answer)

    return doors.signed_in(run)


def changes_things(fields: Mapping[str, Read] | None = None, needed: tuple[str, ...] = (), *, status: int = 200):
    """A call that changes something. The view gets the person and the body, and returns plain values.

    `fields`: what the body may hold; anything else is refused. With an Idempotency-Key it is done once, and a
    repeat gets the first answer.
    """

    def mark(view: Callable) -> Callable:
        @functools.wraps(view)
        def run(person, **ids):
            _refuse_floods()
            body = sent()
            _refuse_unknown(body, fields or {})

            def work() -> dict[str, Any]:
                return {"status": status, "body": view(person, body, **ids)}

            # The bytes, not what they mean: what could just be read may nest too deep to be written again.
            done = [request.method, request.path, request.get_data().decode("latin-1"), request.headers.get("If-Match")]
            answer = commands.command(person, request.headers.get("Idempotency-Key"), done, work)
            return json_answer(answer["body"], answer["status"])

        vars(run).update(fields=fields or {}, needed=needed, status=status)  # openapi.py reads them
        return doors.signed_in(run)

    return mark


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
    unknown = [name for name in body if name not in fields and name != "expect"]
    if unknown:
        raise Invalid({name[:100]: _("There is no such field.") for name in unknown[:20]})


def expected_revision(body: Mapping[str, Any]) -> int | None:
    """The revision the caller saw, by If-Match or {"expect": …}; None if he does not say."""
    header = request.headers.get("If-Match")
    raw = header.removeprefix("W/").strip('"') if header else body.get("expect")
    if raw is None:
        return None
    if isinstance(raw, str) and raw.isascii() and raw.isdecimal() and len(raw) < 10:
        raw = int(raw)
    if not isinstance(raw, int) or isinstance(raw, bool):
        raise Invalid({"expect": _("This is not a revision.")})
    return raw


def refuse_moved_on(expected: Any, actual: Any) -> None:
    """Refused if the caller expects something that is no longer so."""
    if expected is not None and expected != actual:
        raise Refused(_("It has moved on meanwhile: it is “%(now)s” now.", now=str(actual)))


def json_answer(value: Any, status: int = 200) -> Response:
    if status == 204:
        return Response(status=204)
    body = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    answer = Response(body, status, mimetype="application/json", headers={"Cache-Control": "no-store"})
    if status == 201 and isinstance(value, dict) and "location" in value:
        answer.headers["Location"] = value["location"]
    return answer


def _refuse_floods() -> None:
    """A bucket per token or address that refills at PER_SECOND."""
    key = request.headers.get("Authorization") or g.person.id
    now = time.monotonic()
    left, at = _buckets.get(key, (PER_SECOND, now))
    left = min(PER_SECOND, left + (now - at) * PER_SECOND)
    if len(_buckets) > 10_000:
        _buckets.clear()
    _buckets[key] = (left - 1, now)
    if left < 1:
        raise TooManyRequests()
