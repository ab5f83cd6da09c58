"""Worlds that are built once per test worker and put back for every test that asks for them.

A world is what its builder returns: ids, secrets, rows, browsers. Each test is given a copy of its own, so that
neither what it wrote nor that somebody signed out reaches the next one.
"""

import io
import pickle
from collections.abc import Callable
from pathlib import Path
from typing import Any

from flask import Flask
from flask.testing import FlaskClient
from time_machine import escape_hatch

from confsys.extensions import db
from tests.stores import OnPostgresql, OnSqlite


def nothing(_app: Flask) -> None:
    """The empty world, which every other one is built in."""


class Worlds:
    """`worlds(build, **options)` is what `build(app, **options)` returned; the database is as it was then."""

    def __init__(self, app: Flask, home: Path) -> None:
        """The database of `app` has its tables and nothing in them."""
        self.app, self.is_standing = app, False
        with app.app_context():
            self._store = OnSqlite(db.engine, home) if db.engine.dialect.name == "sqlite" else OnPostgresql(db.engine)
        self._kept: dict[tuple, tuple[Any, bytes]] = {}
        self._keep(nothing)

    def __call__(self, build: Callable[..., Any], **options: Any) -> Any:
        place, world = self._found(build, **options)
        self._put_back(place)
        self.is_standing = True
        return _unpickled(world, self.app)

    def copied(self, build: Callable[..., Any], folder: Path) -> str:
        """The address of a new database in which this world stands."""
        self(build)
        self.let_go()
        return self._store.copied(folder)

    def let_go(self) -> None:
        """Nothing is left of what was in the process, and nobody uses the database any more."""
        self.is_standing = False
        self.app.extensions["forget_everything"]()
        self._store.let_go()

    def _found(self, build: Callable[..., Any], **options: Any) -> tuple[Any, bytes]:
        assert build is nothing or not escape_hatch.is_travelling(), "ask before the journey: the next test has another"
        if (build, *options.items()) not in self._kept:
            self(nothing)
            self._keep(build, **options)
        return self._kept[(build, *options.items())]

    def _keep(self, build: Callable[..., Any], **options: Any) -> None:
        world = _pickled(build(self.app, **options), self.app)
        self._kept[(build, *options.items())] = self._store.put_aside(), world

    def _put_back(self, place: Any) -> None:
        self.let_go()
        self._store.put_back(place)


class _Pickler(pickle.Pickler):
    """The app is one for all; a browser is no more than its cookies and what it says of itself."""

    def __init__(self, file: io.BytesIO, app: Flask) -> None:
        super().__init__(file)
        self.app = app

    def persistent_id(self, thing: Any) -> str | None:
        return "app" if thing is self.app else None

    def reducer_override(self, thing: Any) -> Any:
        if isinstance(thing, FlaskClient):
            return _browser, (self.app, thing._cookies, thing.environ_base)
        return NotImplemented


class _Unpickler(pickle.Unpickler):
    def __init__(self, file: io.BytesIO, app: Flask) -> None:
        super().__init__(file)
        self.app = app

    def persistent_load(self, _id: str) -> Flask:
        return self.app


def _browser(app: Flask, cookies: dict, environ_base: dict) -> FlaskClient:
    browser = app.test_client()
    browser._cookies, browser.environ_base = cookies, environ_base
    return browser


def _pickled(world: Any, app: Flask) -> bytes:
    file = io.BytesIO()
    _Pickler(file, app).dump(world)
    return file.getvalue()


def _unpickled(world: bytes, app: Flask) -> Any:
    return _Unpickler(io.BytesIO(world), app).load()
