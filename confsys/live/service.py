"""How the pieces of live are put together, once per app."""

from contextlib import suppress
from functools import partial
from typing import Any

from flask import Flask
from sqlalchemy.exc import SQLAlchemyError

from confsys import changes, words
from confsys.extensions import forget_too
from confsys.live import admission, doorbell, sockets
from confsys.live.build import build
from confsys.live.following import Following
from confsys.live.guard import Guard
from confsys.live.hub import Hub
from confsys.live.leases import Leases
from confsys.live.news import Newsroom, in_snapshot
from confsys.live.pulse import Pulse
from confsys.live.tail import Tail
from confsys.live.together import Together
from confsys.live.wire import Wire
from confsys.office import memory, parts
from confsys.one_clock import Watch, agree


class Live:
    """Everything this process knows of open screens."""

    def __init__(self, app: Flask, views: dict[str, Any]) -> None:
        self.hub = Hub()
        self.wire = Wire(app)
        self.newsroom = Newsroom(app, views)
        self.door = Together(partial(self.newsroom.looking_up, in_snapshot, admission.judge), is_direct=app.testing)
        self.guard = Guard(self.newsroom, self.wire)
        self.tail = Tail(self.hub, self.newsroom, self.wire, self.guard)
        self.tail.also[parts.STREAM] = memory.of(app).moved
        self.following = Following(self.hub, self.newsroom, self.wire)
        self.tail.then = self.following.read_new
        self.pulse = Pulse(self.hub, self.tail, self.guard, self.wire)
        self.leases = Leases(self.hub, self.newsroom, self.wire)
        wire = doorbell.wire_of(app.config["REDIS_URL"], app.config["SQLALCHEMY_DATABASE_URI"])
        self.bell = doorbell.Doorbell(wire, self.tail) if wire else None
        self.watch = Watch()
        self.is_started = False

    def warm_up(self) -> None:
        """What no screen should wait for, once and before anybody may come: words, templates, the program's mark."""
        build()
        for language in words.LANGUAGES:
            words.translations(language)
        for view in self.newsroom.views.values():
            for part in view.parts:
                self.newsroom.app.jinja_env.get_template(part.template)

    def start(self) -> None:
        """Begin to follow the journal; once per process, after the fork."""
        if self.is_started:
            return
        self.is_started = True
        self.keep_time()
        self.leases.forget()  # what was put together before the fork is nobody's lease
        loops = [self.tail.follow_loop, self.tail.flush_loop, self.following.loop, self.guard.loop, self.pulse.loop]
        loops += [self.leases.loop, self.time_loop]
        loops += [self.wire.lines.beat] if self.wire.lines else []
        loops += [self.bell.listen, self.bell.publish] if self.bell else []
        self.tail.is_prompt = True
        for loop in loops:
            self.wire.for_ever(loop, self.newsroom.app.logger)

    def keep_time(self) -> None:
        """Go by the clock of the database; a database that is away is asked again in a second."""
        if self.watch.is_due():
            with suppress(SQLAlchemyError):
                self.newsroom.in_house(agree)
                self.watch.asked()

    def time_loop(self) -> None:
        self.wire.server.sleep(1.0)
        self.keep_time()

    def committed(self, change: changes.Change) -> None:
        if self.bell is not None:
            self.bell.ring(change)  # first: the others make their news while this process makes its own
            if self.is_started:
                self.wire.server.sleep(0)  # it is rung by a greenlet of its own
        self.tail.committed(change)
        self.following.committed(change)

    def left(self, sid: str) -> None:
        """A socket closed, whoever closed it."""
        client = self.hub.leave(sid)
        if client is not None:
            self.wire.break_line(client)

    def stop(self) -> None:
        self.wire.say_bye(self.hub.clients.values())

    def forget(self) -> None:
        """Every client and everything kept: tests begin with an empty house."""
        for client in list(self.hub.clients.values()):
            self.wire.hang_up(client)
        for each in (self.newsroom, self.guard, self.tail, self.following, self.pulse, self.leases):
            each.forget()


def install(app: Flask, views: dict[str, Any]) -> Live:
    """Bind live to the app. `views`: name -> View. Nothing runs before `start`."""
    live = app.extensions["live"] = Live(app, views)
    sockets.install(live)
    app.extensions["socket_events"] = sockets.EVENTS
    changes.after_commit(app, live.committed)
    forget_too(app, live.forget)
    return live


def of(app: Flask) -> Live:
    return app.extensions["live"]
