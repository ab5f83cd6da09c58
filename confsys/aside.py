"""Work that takes long is done aside, in a thread: on the event loop it would hold up every open screen."""

from collections.abc import Callable
from typing import Any

from gevent import get_hub
from gevent.monkey import is_module_patched


def aside(function: Callable[..., Any], *args: Any) -> Any:
    """What `function(*args)` returns or raises; other requests go on meanwhile."""
    if not is_module_patched("threading"):
        return function(*args)
    result, error = get_hub().threadpool.apply(_outcome, (function, args))
    if error is not None:
        raise error
    return result


def _outcome(function: Callable[..., Any], args: tuple[Any, ...]) -> tuple[Any, Exception | None]:
    """A refusal is handed over as a value: the pool would write each one into the log as a mistake of ours."""
    try:
        return function(*args), None
    except Exception as error:
        return None, error
