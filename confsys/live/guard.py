"""Judges again whoever may have lost the right to listen: a sign-out, a lost role or a renewed link cuts the line."""

import threading
import time

from confsys import words
from confsys.errors import Gone, NotSignedIn, Problem
from confsys.live import access, topics
from confsys.live.hub import Audience, Client
from confsys.live.news import Newsroom
from confsys.live.wire import Wire

# What happens to a conference without changing who may see it.
HARMLESS = frozenset(f"conference.{happened}" for happened in ("opened", "started", "recessed", "resumed"))


def may_change_who_sees(kind: str) -> bool:
    return kind.startswith("conference.") and kind not in HARMLESS


class Guard:
    """Those to be judged again, and the judging."""

    def __init__(self, newsroom: Newsroom, wire: Wire) -> None:
        self.newsroom, self.wire = newsroom, wire
        self.suspects: dict[Client, None] = {}
        self._suspected = threading.Event()

    def forget(self) -> None:
        self.suspects.clear()

    def suspect(self, clients: list[Client]) -> None:
        self.suspects |= dict.fromkeys(clients)
        self._suspected.set()

    def judge_all(self) -> None:
        """One at a time, letting others work in between; whoever could not be judged stays suspected."""
        while self.suspects:
            client = next(iter(self.suspects))
            if client.conference_id is not None and client.audience is not None:
                self.newsroom.in_house(self._judge, client, client.conference_id, client.audience)
            elif client.topics:
                self.newsroom.in_house(self._judge_reader, client)
            elif client.stands:
                self.newsroom.in_house(self._judge_guest, client)
            self.suspects.pop(client, None)
            self.wire.breathe()

    def _judge(self, client: Client, conference_id: str, audience: Audience) -> None:
        words.speak(client.language)
        try:
            found = access.holder(client.credential)
            _conference, role = access.admitted(found, conference_id, audience.view)
        except Problem as problem:
            self.wire.cut(client, "gone", reason=_reason(problem), sentence=str(problem))
            return
        client.since = time.monotonic()
        if role != audience.role:
            self.wire.cut(client, "gone", reason="role-changed")

    def _judge_reader(self, client: Client) -> None:
        """Whoever shows lists may go on while he is signed in; with other roles he has other lists."""
        words.speak(client.language)
        try:
            person = access.person(client.credential)
        except Problem as problem:
            self.wire.cut(client, "gone", reason=_reason(problem), sentence=str(problem))
            return
        client.since = time.monotonic()
        if topics.of_reader(person) != client.topics:
            self.wire.cut(client, "gone", reason="role-changed")

    def _judge_guest(self, client: Client) -> None:
        words.speak(client.language)
        try:
            access.guest(client.credential)
        except Problem as problem:
            self.wire.cut(client, "gone", reason=_reason(problem), sentence=str(problem))
            return
        client.since = time.monotonic()

    def loop(self) -> None:
        self._suspected.wait(1.0)  # who could not be judged is judged later
        self._suspected.clear()
        self.judge_all()


def _reason(problem: Problem) -> str:
    if isinstance(problem, NotSignedIn):
        return "signed-out"
    return "link-ended" if isinstance(problem, Gone) else "not-allowed"
