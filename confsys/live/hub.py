"""Who listens to what in this process. Plain dicts, touched only between two waits: no locks."""

import time
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from confsys.live.access import Credential
from confsys.live.pace import Pace
from confsys.presence.rules import Stay


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
    owner: str | None = None  # the stream of whoever sits before it: "person:ID", "screen:ID"
    stands: bool = False  # hears what its owner is told, and no conference
    topics: frozenset[str] = frozenset()  # what the lists it shows depend on
    stays: tuple[Stay, ...] = ()  # whom its line keeps present
    pace: Pace = field(default_factory=Pace)
    is_asking: bool = False  # what it wants is being looked up: a thousand at once take their time
    told: float = 0.0  # when it was last told that they changed
    is_ready: bool = False  # it has what it lacked when it joined: broadcasts may follow
    caught_up: tuple[int, str] = (0, "")  # version and epoch up to which it was told then

    @property
    def hears_something(self) -> bool:
        return self.conference_id is not None or self.stands or bool(self.topics)


class Hub:
    """The clients of this process; leaving costs what the client touched, however many there are."""

    def __init__(self) -> None:
        self.clients: dict[str, Client] = {}
        self.eio_sids: set[str] = set()
        self._listening: dict[str, dict[Audience, dict[Client, None]]] = {}
        self._owners: dict[str, dict[Client, None]] = {}
        self._topics: dict[str, dict[Client, None]] = {}
        self.stays: dict[Stay, int] = {}  # who is present by a line of this process, and by how many

    def enter(self, client: Client) -> None:
        """A socket that has not yet said what it wants to hear."""
        self.clients[client.sid] = client
        self.eio_sids.add(client.eio_sid)

    def speaks(self, client: Client, language: str) -> None:
        client.language = language

    def join(
        self,
        client: Client,
        conference_id: str,
        audience: Audience,
        owner: str | None,
        stays: tuple[Stay, ...] = (),
    ) -> None:
        """From here on it hears one conference, and nothing it heard before; it keeps these present."""
        self._forget(client)
        self._keep_present(client, stays)
        client.conference_id, client.audience, client.owner = conference_id, audience, owner
        client.is_ready, client.since = False, time.monotonic()
        self._listening.setdefault(conference_id, {}).setdefault(audience, {})[client] = None
        if owner:
            self._owners.setdefault(owner, {})[client] = None

    def stand(self, client: Client, owner: str, stays: tuple[Stay, ...]) -> None:
        """From here on it hears when its owner is told something, and nothing it heard before."""
        self._forget(client)
        client.owner, client.stands, client.since = owner, True, time.monotonic()
        self._keep_present(client, stays)
        self._owners.setdefault(owner, {})[client] = None

    def follow(self, client: Client, topics: frozenset[str], owner: str) -> None:
        """From here on it hears when something under these topics changes, and nothing it heard before."""
        self._forget(client)
        client.topics, client.owner, client.since = topics, owner, time.monotonic()
        for topic in topics:
            self._topics.setdefault(topic, {})[client] = None
        self._owners.setdefault(owner, {})[client] = None

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

    def is_heard(self, conference_id: str) -> bool:
        """Whether a broadcast would reach anybody."""
        groups = self._listening.get(conference_id, {}).values()
        return any(client.is_ready for members in groups for client in members)

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

    def of_owner(self, stream: str) -> list[Client]:
        """The lines of this person or screen."""
        return list(self._owners.get(stream, ()))

    def standing(self) -> list[Client]:
        return [client for client in self.clients.values() if client.stands]

    def streams(self) -> list[str]:
        """Every stream somebody here depends on."""
        return [f"conference:{each}" for each in self._listening] + list(self._owners)

    def without_a_join(self, seconds: float) -> list[Client]:
        """Clients that came so long ago, have not joined anything and do not ask to."""
        end = time.monotonic() - seconds
        idle = (each for each in self.clients.values() if not each.hears_something and not each.is_asking)
        return [client for client in idle if client.since < end]

    def judged_longest_ago(self, seconds: float, most: int) -> list[Client]:
        """At most so many joined clients whose right to listen was last judged so long ago."""
        end = time.monotonic() - seconds
        old = (client for client in self.clients.values() if client.hears_something and client.since < end)
        return [client for client, _number in zip(old, range(most), strict=False)]

    def _keep_present(self, client: Client, stays: tuple[Stay, ...]) -> None:
        client.stays = stays
        for stay in stays:
            self.stays[stay] = self.stays.get(stay, 0) + 1

    def _forget(self, client: Client) -> None:
        if client.conference_id is not None and client.audience is not None:
            members = self._listening[client.conference_id]
            _remove(members, client.audience, client)
            if not members:
                del self._listening[client.conference_id]
        if client.owner:
            _remove(self._owners, client.owner, client)
        for topic in client.topics:
            _remove(self._topics, topic, client)
        for stay in client.stays:
            self.stays[stay] -= 1
            if not self.stays[stay]:
                del self.stays[stay]
        client.conference_id = client.audience = client.owner = None
        client.topics, client.stays, client.stands = frozenset(), (), False


def _remove(groups: dict[Any, dict[Client, None]], key: Any, client: Client) -> None:
    groups[key].pop(client, None)
    if not groups[key]:
        del groups[key]


def count_by_view(clients: Iterable[Client]) -> dict[str, int]:
    """How many sockets show each view."""
    counts: dict[str, int] = {}
    for client in clients:
        view = client.audience.view if client.audience else _without_view(client)
        counts[view] = counts.get(view, 0) + 1
    return counts


def _without_view(client: Client) -> str:
    return "lists" if client.topics else "rooms" if client.stands else "none"
