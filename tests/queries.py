"""How many statements a piece of work sends to the database."""

from contextlib import contextmanager

from sqlalchemy import event

from confsys.extensions import db
from confsys.office import queries as office


@contextmanager
def counted_queries(app):
    """A list that fills with the statements sent while the block runs; BEGIN and COMMIT are not among them."""
    with app.app_context():
        engine = db.engine
        office.current()  # read once by each process and kept: no page pays for it
    sent: list[str] = []

    def listen(_connection, _cursor, statement, _parameters, _context, _many):
        if not statement.startswith(("BEGIN", "PRAGMA")):
            sent.append(statement)

    event.listen(engine, "before_cursor_execute", listen)
    try:
        yield sent
    finally:
        event.remove(engine, "before_cursor_execute", listen)
