"""How many requests a process works at in the same moment; the others wait outside, holding nothing.

A request has a connection to the database, and the parts of the page it shows are read over a second one, in a moment
of their own. If as many as there are connections held their first and waited for their second, none would go on.
"""

import threading
from typing import Any

from flask import Flask


def install(app: Flask, pool: dict[str, Any]) -> None:
    """`pool`: how many connections there are. To be called before whatever keeps a request open for hours."""
    inner, seats = app.wsgi_app, threading.BoundedSemaphore((pool["pool_size"] + pool["max_overflow"]) // 2)

    def enter(environ, start_response):
        with seats:
            return inner(environ, start_response)

    app.wsgi_app = enter  # type: ignore[method-assign]
