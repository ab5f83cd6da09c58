"""What many ask in the same turn of the event loop is worked out once: a province comes back all at once."""

from collections.abc import Callable, Sequence
from typing import Generic, TypeVar

import gevent
from gevent.event import AsyncResult

Asked = TypeVar("Asked")
Answer = TypeVar("Answer")


class Together(Generic[Asked, Answer]):
    """`work` gets what was asked, in order, and answers in the same order; an exception among the answers is raised.

    Where `is_direct` nobody waits for others: threads, as tests have them, have no turns.
    """

    def __init__(self, work: Callable[[Sequence[Asked]], Sequence[Answer | Exception]], *, is_direct: bool) -> None:
        self.work, self.is_direct = work, is_direct
        self._waiting: list[tuple[Asked, AsyncResult]] = []

    def ask(self, asked: Asked) -> Answer:
        if self.is_direct:
            return _given(self.work([asked])[0])
        mine = AsyncResult()
        self._waiting.append((asked, mine))
        if len(self._waiting) == 1:
            gevent.spawn(self._answer)
        return _given(mine.get())

    def _answer(self) -> None:
        waiting, self._waiting = self._waiting, []
        try:
            answers = self.work([asked for asked, _mine in waiting])
        except Exception:
            answers = [self._alone(asked) for asked, _mine in waiting]
        for (_asked, mine), answer in zip(waiting, answers, strict=True):
            mine.set(answer)

    def _alone(self, asked: Asked) -> Answer | Exception:
        """What somebody asks that cannot be worked out is his affair, and nobody else's."""
        try:
            return self.work([asked])[0]
        except Exception as error:
            return error


def _given(answer: Answer | Exception) -> Answer:
    if isinstance(answer, Exception):
        raise answer
    return answer
