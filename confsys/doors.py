"""Who may knock. Every address and every socket event declares its rule, or the app does not start.

A rule says who may come in at all; what they may touch is decided by the look-up (`access.py`).
"""

import functools
import string
from collections.abc import Callable
from urllib.parse import quote, urlsplit

from flask import Flask, current_app, g, request

from confsys.errors import Invalid, NotAllowed, NotFound, NotSignedIn
from confsys.words import _

SAFE = ("GET", "HEAD", "OPTIONS")


def public(view: Callable) -> Callable:
    """Anybody. The view shows only what everybody may see, or checks a link of its own."""
    vars(view)["rule"] = "public"
    return view


def by_link(view: Callable) -> Callable:
    """Whoever holds the link in the address."""
    vars(view)["rule"] = "link"
    return view


def signed_in(view: Callable) -> Callable:
    """A person, by cookie or by token; the view gets it as its first argument."""

    @functools.wraps(view)
    def enter(*args, **kwargs):
        if g.get("person") is None:
            raise NotSignedIn()
        return view(g.person, *args, **kwargs)

    vars(enter)["rule"] = "signed_in"
    return enter


def refuse_undeclared(app: Flask) -> None:
    """Deny by default: an address or a socket event without a rule stops the start."""
    public(app.view_functions["static"])
    knocked_at = app.view_functions | app.extensions.get("socket_events", {})
    undeclared = [name for name, view in knocked_at.items() if not hasattr(view, "rule")]
    if undeclared:
        raise RuntimeError(f"addresses or events without a declared rule: {', '.join(sorted(undeclared))}")


def believe_no_host(app: Flask) -> None:
    """Our address is a setting, whatever Host says; and no raw byte stands in a query: routing stumbles over both."""
    ours, inner = urlsplit(app.config["BASE_URL"]), app.wsgi_app

    def enter(environ, start_response):
        environ |= {"HTTP_HOST": ours.netloc, "wsgi.url_scheme": ours.scheme}
        environ["QUERY_STRING"] = quote(environ.get("QUERY_STRING", ""), safe=string.printable, encoding="latin-1")
        return inner(environ, start_response)

    app.wsgi_app = enter  # type: ignore[method-assign]  # this is how Flask is wrapped


def refuse_nul() -> None:
    """No text in a database can hold a NUL: such a path leads nowhere, such a query cannot be read."""
    if "\x00" in request.path:
        raise NotFound()
    if unreadable := [name for name, value in request.args.items(multi=True) if "\x00" in name + value]:
        raise Invalid({name: _("Text is needed here.") for name in unreadable})


def refuse_foreign_origin() -> None:
    """An unsafe request that carries a cookie must come from one of our own pages."""
    if request.method in SAFE or g.get("by_token"):
        return
    origin = request.headers.get("Origin")
    site = request.headers.get("Sec-Fetch-Site")
    if origin is None and site is None:
        if request.cookies:
            raise NotAllowed(_("This request does not say which page it comes from."))
        return
    ours = (None, *current_app.config["ALLOWED_ORIGINS"])
    if origin not in ours or site not in (None, "same-origin", "none"):
        raise NotAllowed(_("This request comes from a page that is not ours."))
