"""Work that takes long is done aside, in a thread: on the event loop it would hold up every open screen."""

from collections.abc import Callable
from typing import Any

from gevent import get_hub
from gevent.monkey import is_module_patched


def aside(function: Callable[..., Any], *args: Any) -> Any:
    """What `function(*args)` returns or raises; other requests go on meanwhile."""
    if is_module_patched("threading"):
        return get_hub().threadpool.apply(function, args)
    return function(*args)
