"""A form sent by a link, done once: a phone without a line sends it again until it hears the answer."""

import functools
from collections.abc import Callable
from typing import Any

from flask import make_response, request

from confsys import commands
from confsys.conferences.links import holder_of

KEY = "Idempotency-Key"


def once_by_link(view: Callable) -> Callable:
    """With a command id of the link's holder the view is done once, and a script gets no page.

    The view raises its refusals when it is asked by a script (web.is_for_a_program); they are not kept.
    """

    @functools.wraps(view)
    def enter(token: str, **more: Any):
        if KEY not in request.headers:
            return view(token, **more)
        answer = make_response("", 204)

        def work() -> dict[str, Any]:
            for cookie in make_response(view(token, **more)).headers.getlist("Set-Cookie"):
                answer.headers.add("Set-Cookie", cookie)
            return {}

        commands.command(holder_of(token), request.headers[KEY], [request.path, request.form.to_dict()], work)
        return answer

    return enter
