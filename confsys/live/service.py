"""How the pieces of live are put together, once per app."""

from typing import Any

from flask import Flask

from confsys import changes
from confsys.extensions import forget_too
from confsys.live import doorbell, sockets
from confsys.live.following import Following
from confsys.live.guard import Guard
from confsys.live.hub import Hub
from confsys.live.news import Newsroom
from confsys.live.pulse import Pulse
from confsys.live.tail import Tail
from confsys.live.wire import Wire
from confsys.office import memory, parts


class Live:
    """Everything this process knows of open screens."""

    def __init__(self, app: Flask, views: dict[str, Any]) -> None:
        self.hub = Hub()
        self.wire = Wire(app)
        self.newsroom = Newsroom(app, views)
        self.guard = Guard(self.newsroom, self.wire)
        self.tail = Tail(self.hub, self.newsroom, self.wire, self.guard)
        self.tail.also[parts.STREAM] = memory.of(app).moved
        self.following = Following(self.hub, self.newsroom, self.wire)
        self.tail.then = self.following.read_new
        self.pulse = Pulse(self.hub, self.tail, self.guard, self.wire)
        self.bell = doorbell.Doorbell(app.config["REDIS_URL"], self.tail) if app.config["REDIS_URL"] else None
        self.is_started = False

    def start(self) -> None:
        """Begin to follow the journal; once per process, after the fork."""
        if self.is_started:
            return
        self.is_started = True
        loops = [self.tail.follow_loop, self.tail.flush_loop, self.following.loop, self.guard.loop, self.pulse.loop]
        loops += [self.bell.listen, self.bell.publish] if self.bell else []
        for loop in loops:
            self.wire.for_ever(loop, self.newsroom.app.logger)

    def committed(self, change: changes.Change) -> None:
        self.tail.committed(change)
        self.following.committed(change)
        if self.bell is not None:
            self.bell.ring(change)

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
        for each in (self.newsroom, self.guard, self.tail, self.following, self.pulse):
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
