"""Who listens to what in this process. Plain dicts, touched only between two waits: no locks."""

import time
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from confsys.live.access import Credential


class Audience(NamedTuple):
    """All screens that show the same: one rendering serves them."""

    view: str
    role: str  # what its members may see of the journal; "" where the view alone decides
    language: str


@dataclass(eq=False, slots=True)
class Client:
    """One open socket."""

    sid: str
    eio_sid: str
    credential: Credential
    language: str
    line: Any = None  # the WebSocket itself, where the worker is ours
    since: float = field(default_factory=time.monotonic)  # when it came, then when it was last judged
    conference_id: str | None = None
    audience: Audience | None = None
    person_id: str | None = None
    topics: frozenset[str] = frozenset()  # what the lists it shows depend on
    told: float = 0.0  # when it was last told that they changed
    is_ready: bool = False  # it has what it lacked when it joined: broadcasts may follow

    @property
    def hears_something(self) -> bool:
        return self.conference_id is not None or bool(self.topics)


class Hub:
    """The clients of this process; leaving costs what the client touched, however many there are."""

    def __init__(self) -> None:
        self.clients: dict[str, Client] = {}
        self.eio_sids: set[str] = set()
        self._listening: dict[str, dict[Audience, dict[Client, None]]] = {}
        self._persons: dict[str, dict[Client, None]] = {}
        self._topics: dict[str, dict[Client, None]] = {}

    def enter(self, client: Client) -> None:
        """A socket that has not yet said what it wants to hear."""
        self.clients[client.sid] = client
        self.eio_sids.add(client.eio_sid)

    def speaks(self, client: Client, language: str) -> None:
        client.language = language

    def join(self, client: Client, conference_id: str, audience: Audience, person_id: str | None) -> None:
        """From here on it hears one conference, and nothing it heard before."""
        self._forget(client)
        client.conference_id, client.audience, client.person_id = conference_id, audience, person_id
        client.is_ready, client.since = False, time.monotonic()
        self._listening.setdefault(conference_id, {}).setdefault(audience, {})[client] = None
        if person_id:
            self._persons.setdefault(person_id, {})[client] = None

    def follow(self, client: Client, topics: frozenset[str], person_id: str) -> None:
        """From here on it hears when something under these topics changes, and nothing it heard before."""
        self._forget(client)
        client.topics, client.person_id, client.since = topics, person_id, time.monotonic()
        for topic in topics:
            self._topics.setdefault(topic, {})[client] = None
        self._persons.setdefault(person_id, {})[client] = None

    def leave(self, sid: str) -> Client | None:
        client = self.clients.pop(sid, None)
        if client is not None:
            self.eio_sids.discard(client.eio_sid)
            self._forget(client)
        return client

    def conferences(self) -> list[str]:
        return list(self._listening)

    def audiences(self, conference_id: str) -> list[Audience]:
        return list(self._listening.get(conference_id, ()))

    def listeners(self, conference_id: str, audience: Audience) -> list[Client]:
        """Those a broadcast may be sent to."""
        members = self._listening.get(conference_id, {}).get(audience, ())
        return [client for client in members if client.is_ready]

    @property
    def is_followed(self) -> bool:
        """Whether anybody here shows a list."""
        return bool(self._topics)

    def followers(self, topics: Iterable[str]) -> list[Client]:
        """Those for whom something under these topics may have changed, each once."""
        return list(dict.fromkeys(client for topic in topics for client in self._topics.get(topic, ())))

    def all_followers(self) -> list[Client]:
        return [client for client in self.clients.values() if client.topics]

    def of_conference(self, conference_id: str) -> list[Client]:
        return [client for members in self._listening.get(conference_id, {}).values() for client in members]

    def of_person(self, person_id: str) -> list[Client]:
        return list(self._persons.get(person_id, ()))

    def streams(self) -> list[str]:
        """Every stream somebody here depends on."""
        return [f"conference:{each}" for each in self._listening] + [f"person:{each}" for each in self._persons]

    def without_a_join(self, seconds: float) -> list[Client]:
        """Clients that came so long ago and have not joined anything."""
        end = time.monotonic() - seconds
        return [client for client in self.clients.values() if not client.hears_something and client.since < end]

    def judged_longest_ago(self, seconds: float, most: int) -> list[Client]:
        """At most so many joined clients whose right to listen was last judged so long ago."""
        end = time.monotonic() - seconds
        old = (client for client in self.clients.values() if client.hears_something and client.since < end)
        return [client for client, _number in zip(old, range(most), strict=False)]

    def _forget(self, client: Client) -> None:
        if client.conference_id is not None and client.audience is not None:
            members = self._listening[client.conference_id]
            _remove(members, client.audience, client)
            if not members:
                del self._listening[client.conference_id]
        if client.person_id:
            _remove(self._persons, client.person_id, client)
        for topic in client.topics:
            _remove(self._topics, topic, client)
        client.conference_id = client.audience = client.person_id = None
        client.topics = frozenset()


def _remove(groups: dict[Any, dict[Client, None]], key: Any, client: Client) -> None:
    groups[key].pop(client, None)
    if not groups[key]:
        del groups[key]


def count_by_view(clients: Iterable[Client]) -> dict[str, int]:
    """How many sockets show each view."""
    counts: dict[str, int] = {}
    for client in clients:
        view = client.audience.view if client.audience else "lists" if client.topics else "none"
        counts[view] = counts.get(view, 0) + 1
    return counts
