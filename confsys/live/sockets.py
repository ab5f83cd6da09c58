"""What comes up from browsers. The same three lines as a route: find, act, answer.

Every event stands in EVENTS with its rule, or the app does not start. Each handler runs in a fresh
context and answers {"ok": true, …} or {"ok": false, "error": a sentence}; nothing sent kills anything.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, NamedTuple

from flask import current_app
from werkzeug.http import parse_cookie

from confsys import commands, forms, settings, words
from confsys.agenda import actions as agenda
from confsys.conferences import access as conferences
from confsys.errors import Problem
from confsys.journal import version_of
from confsys.live import access, topics
from confsys.live.access import COOKIE, LINK, PAIRED, SCREEN_COOKIE, TOKEN, Credential
from confsys.live.admission import Asked
from confsys.live.build import build
from confsys.live.forms import FOLLOW, JOIN, NEXT, STAND
from confsys.live.hub import Audience, Client
from confsys.live.news import begin_snapshot
from confsys.live.pulse import now_text
from confsys.people import sessions
from confsys.words import _

Live = Any  # service.Live, which puts this module together with the others
Answer = dict[str, Any]
Handler = Callable[[Live, Client, Any], Answer]


class Event(NamedTuple):
    """A handler and its rule: "credential" (whatever was shown at the door) or "signed_in"."""

    rule: str
    handle: Handler


EVENTS: dict[str, Event] = {}


def event(name: str, rule: str) -> Callable[[Handler], Handler]:
    """Register a handler under the name of its event."""

    def register(handler: Handler) -> Handler:
        EVENTS[name] = Event(rule, handler)
        return handler

    return register


# -- the events ------------------------------------------------------------------------------------


@event("join", rule="credential")
def join(live: Live, client: Client, message: Any) -> Answer:
    """Hear one conference from now on; what the screen lacks follows right after the answer."""
    sent = forms.read(JOIN, message)
    live.hub.speaks(client, sent["lang"])
    words.speak(sent["lang"])
    let_in = live.door.ask(Asked(client.credential, sent["conference"], sent["view"], sent["lang"]))
    audience = Audience(sent["view"], let_in.role, sent["lang"])
    live.hub.join(client, let_in.conference_id, audience, let_in.owner, let_in.stays)
    if let_in.owner is not None:
        live.tail.judged(client, let_in.owner, let_in.owner_version)
    live.wire.later(live.tail.let_in, client, sent["since"], sent["epoch"], let_in.version)
    return {"version": let_in.version, "epoch": let_in.epoch, "now": now_text(), "build": build()}


@event("follow", rule="credential")
def follow(live: Live, client: Client, message: Any) -> Answer:
    """Hear when something changes in what this person sees; `changed`: whether it did since the page was made."""
    sent = forms.read(FOLLOW, message)
    live.hub.speaks(client, sent["lang"])
    words.speak(sent["lang"])
    begin_snapshot()
    person = access.person(client.credential)
    live.following.begin(settings.epoch())
    live.hub.follow(client, topics.of_reader(person), person.stream)
    live.tail.judged(client, person.stream, version_of(person.stream))
    return {"changed": live.following.missed(client, sent["since"] / 1000), "now": now_text()}


@event("stand", rule="credential")
def stand(live: Live, client: Client, message: Any) -> Answer:
    """The computer of a meeting room hears `told` whenever it is to look again at what it should show."""
    sent = forms.read(STAND, message)
    live.hub.speaks(client, sent["lang"])
    words.speak(sent["lang"])
    begin_snapshot()
    guest = access.guest(client.credential)
    live.hub.stand(client, guest.stream, guest.stays)
    version = version_of(guest.stream)
    live.tail.judged(client, guest.stream, version)
    return {"version": version, "now": now_text()}


@event("agenda.next", rule="signed_in")
def go_on(live: Live, client: Client, message: Any) -> Answer:
    """Finish what runs and start the next item, if what runs is still what the person saw."""
    sent = forms.read(NEXT, message)
    person = access.writer(client.credential)
    conference = conferences.run(person, sent["conference"])

    def work() -> Answer:
        item = agenda.go_on(person, conference, expect=sent["expect"])
        return {"item": item.id if item else None}

    seen = {"event": "agenda.next", "conference": conference.id, "expect": sent["expect"]}
    return commands.command(person, sent["command"], seen, work)


# -- below: the door -------------------------------------------------------------------------------


def install(live: Live) -> None:
    """Bind every event to the Socket.IO server of this process."""
    on = live.wire.on
    on("connect", lambda sid, _environ, auth=None: _connect(live, sid, auth))
    on("disconnect", lambda sid, *_reason: live.left(sid))
    for name, each in EVENTS.items():
        on(name, _answering(live, each))


def _connect(live: Live, sid: str, auth: Any) -> bool:
    """Nothing is asked of the database yet: a thousand screens come back at once, and join judges them."""
    environ = live.wire.environ_of(sid)  # never what came with the message: it could say anything
    if environ is None or sid in live.hub.clients:
        return False
    credential = _credential(environ, auth if isinstance(auth, dict) else {})
    if credential is None or not _origin_fits(live, environ.get("HTTP_ORIGIN"), credential):
        return False
    eio_sid = live.wire.eio_sid_of(sid)
    line = environ.get("confsys.line") or environ.get("wsgi.websocket")
    live.hub.enter(Client(sid, eio_sid, credential, live.newsroom.app.config["LOCALE"], line))
    return True


def _credential(environ: dict[str, Any], auth: dict[str, Any]) -> Credential | None:
    for sort in (TOKEN, LINK):
        if isinstance(secret := auth.get(sort), str) and secret.isascii() and 0 < len(secret) <= 200:
            return Credential(sort, secret)
    cookies, sort = parse_cookie(environ), PAIRED if auth.get("as") == PAIRED else COOKIE
    secret = cookies.get({PAIRED: SCREEN_COOKIE, COOKIE: sessions.COOKIE}[sort])
    return Credential(sort, secret) if secret else None


def _origin_fits(live: Live, origin: str | None, credential: Credential) -> bool:
    """Browsers always name the page they come from; only a program with a token may leave it out."""
    return credential.sort == TOKEN if origin is None else origin in live.wire.origins


def _answering(live: Live, event: Event) -> Callable[..., Answer]:
    """Who only listens is answered without the trimmings of a request."""
    apart = live.newsroom.looking_up if event.rule == "credential" else live.newsroom.apart

    def answer(sid: str, *sent: Any) -> Answer:
        client = live.hub.clients.get(sid)
        message = sent[0] if sent else None
        if client is not None and not client.pace.allows():
            return live.newsroom.apart(_refuse_haste, live, client)
        with _asking(client):
            return apart(_run, live, event.handle, client, message)

    return answer


@contextmanager
def _asking(client: Client | None) -> Iterator[None]:
    """Nobody is cut for saying nothing while he waits for an answer."""
    if client is None:
        yield
        return
    client.is_asking = True
    try:
        yield
    finally:
        client.is_asking = False


def _refuse_haste(live: Live, client: Client) -> Answer:
    words.speak(client.language)
    if client.pace.is_over:
        live.wire.cut(client, "gone", reason="too-fast")
    return {"ok": False, "error": str(_("This line asks for too much at once. Wait a second.")), "status": 429}


def _run(live: Live, handler: Handler, client: Client | None, message: Any) -> Answer:
    words.speak(client.language if client else current_app.config["LOCALE"])
    try:
        if client is None:
            raise Problem(_("This line is not open any more."))
        return {"ok": True, **handler(live, client, message)}
    except Problem as problem:
        return {"ok": False, "error": str(problem), "status": problem.status}
    except Exception:
        current_app.logger.exception("unexpected error in a socket event")
        return {"ok": False, "error": str(Problem.title), "status": 500}
