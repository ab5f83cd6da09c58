"""How a write transaction of the database is opened and closed.

On SQLite one at a time in this process, and without ever blocking the event loop: who finds the database locked by
another process lets others go on and tries again.
"""

import random
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from confsys.errors import Busy
from confsys.extensions import db

PATIENCE = 5.0  # seconds to wait for the database before the person is asked to try again
_gate = threading.Lock()


@contextmanager
def writing() -> Iterator[None]:
    """Everything written meanwhile is committed together, or nothing of it. Raises Busy."""
    session = db.session()
    _begin(session)
    try:
        yield
        session.commit()
    except BaseException:
        session.rollback()
        raise
    finally:
        if _is_sqlite(session):
            _gate.release()


def _begin(session: Session) -> None:
    """Start writing; on SQLite one at a time in this process, and without ever blocking the event loop."""
    session.rollback()  # whatever was read before may be old: it is read again under the lock
    session.expire_all()
    if not _is_sqlite(session):
        session.connection()
        return
    deadline = time.monotonic() + PATIENCE
    if not _gate.acquire(timeout=PATIENCE):
        raise Busy()
    while True:
        try:
            session.connection(execution_options={"begin": "BEGIN IMMEDIATE"})
            return
        except OperationalError as error:
            session.rollback()
            if "locked" not in str(error) or time.monotonic() > deadline:
                _gate.release()
                raise (Busy() if "locked" in str(error) else error) from None
            time.sleep(random.uniform(0.001, 0.01))
        except BaseException:
            _gate.release()
            raise


def _is_sqlite(session: Session) -> bool:
    return session.get_bind().dialect.name == "sqlite"
