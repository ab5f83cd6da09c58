"""Calendars over HTTP, as calendar programs ask for them: not at all if they have it, else whole and packed."""

import functools
import gzip
from collections.abc import Callable
from datetime import datetime

from flask import Response, current_app, request
from werkzeug.http import http_date

from confsys.aside import aside
from confsys.calendars import kept
from confsys.calendars.entries import Variant
from confsys.calendars.feed import calendar
from confsys.calendars.queries import Stand
from confsys.errors import Busy, Problem

PUBLIC_FEEDS = PUBLIC_FEED, WEEK_FEED = "public", "week"
TYPE = "text/calendar; charset=utf-8"


def never_empty(view: Callable) -> Callable:
    """Whatever goes wrong, a short text with the right status: an empty 200 would wipe somebody's calendar."""

    @functools.wraps(view)
    def answer(**ids):
        try:
            return view(**ids)
        except Problem as problem:
            return _refusal(problem)
        except Exception:
            current_app.logger.exception("a calendar could not be made")  # without its address: that is a secret
            return _refusal(Busy())

    return answer


def calendar_answer(stand: Stand, variant: Variant, *, title: str, feed: str) -> Response:
    """A feed that programs poll. `feed` names it: under this name it is kept since when it looks as it does."""
    mark = stand.mark(variant, title)
    scope, file = ("public", feed) if feed in PUBLIC_FEEDS else ("private", "conferences")
    headers = _headers(mark, f"{file}.ics", scope, "Accept-Encoding")
    if _names(mark):
        return _known(headers)
    if since := kept.unchanged_since(feed, mark):
        headers["Last-Modified"] = http_date(since)
    if _has_since(since):
        return _known(headers)
    return _whole(calendar(title, kept.events_of(stand, variant)), headers)


def file_answer(stand: Stand, variant: Variant, name: str) -> Response:
    """A single file: what it shows depends on who asks, so only its ETag tells whether it changed."""
    mark = stand.mark(variant)
    headers = _headers(mark, f"{name}.ics", "private", "Accept-Encoding, Cookie, Authorization")
    if _names(mark):
        return _known(headers)
    return _whole(calendar("", kept.events_of(stand, variant), is_feed=False), headers)


def _headers(mark: str, file: str, scope: str, vary: str) -> dict[str, str]:
    return {
        "ETag": f'"{mark}{PACKED}"' if _takes_gzip() else f'"{mark}"',
        "Cache-Control": f"{scope}, no-cache",
        "Vary": vary,
        "Content-Disposition": f'inline; filename="{file}"',
    }


PACKED = "-gzip"  # other bytes need another strong ETag


def _takes_gzip() -> bool:
    return request.accept_encodings["gzip"] > 0


def _names(mark: str) -> bool:
    """If-None-Match: quoted, weak, in a list, or *."""
    asked = request.if_none_match
    return asked.contains_weak(mark) or asked.contains_weak(f"{mark}{PACKED}")


def _has_since(since: datetime | None) -> bool:
    """If-Modified-Since, which counts only where no ETag was sent."""
    asked = request.if_modified_since
    if asked is None or since is None or "If-None-Match" in request.headers:
        return False
    return since <= asked


def _known(headers: dict[str, str]) -> Response:
    """Of the same type as the whole, or it would be taken for a page and vary as pages do."""
    return Response(status=304, content_type=TYPE, headers=headers)


def _whole(body: bytes, headers: dict[str, str]) -> Response:
    if _takes_gzip():
        body, headers["Content-Encoding"] = aside(_packed, body), "gzip"
    return Response(body, content_type=TYPE, headers=headers)


@functools.lru_cache(maxsize=32)
def _packed(body: bytes) -> bytes:
    """Packed once, however many programs ask for the same."""
    return gzip.compress(body, 6, mtime=0)


def _refusal(problem: Problem) -> Response:
    headers = {"Cache-Control": "no-store"} | ({"Retry-After": "60"} if problem.status == 503 else {})
    return Response(f"{problem}\n", problem.status, mimetype="text/plain", headers=headers)
