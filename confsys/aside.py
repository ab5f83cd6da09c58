"""Work that takes long must not hold up the open screens: it is done aside, in a thread, or gives way as it goes on.

A thread is for what lets go of the interpreter (hashing, packing); any other would hold them up as well.
"""

import time
from collections.abc import Callable, Iterable, Iterator
from typing import Any, TypeVar

from gevent import get_hub
from gevent.monkey import is_module_patched

Thing = TypeVar("Thing")
BITE = 0.003  # seconds at a time
REST = 0.001  # seconds; after none at all gevent would let fifty bites pass before it looks who has come


def give_way() -> None:
    """Whoever waits has his turn."""
    time.sleep(REST)


def giving_way(things: Iterable[Thing]) -> Iterator[Thing]:
    """Each of them, however many; every few milliseconds whoever waits has his turn."""
    end = time.monotonic() + BITE
    for thing in things:
        yield thing
        if time.monotonic() > end:
            give_way()
            end = time.monotonic() + BITE


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
