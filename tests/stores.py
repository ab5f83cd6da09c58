"""Where kept worlds lie: on SQLite as copies of the file, on PostgreSQL as copies of the tables that hold something.

Each store serves one database, and nobody is connected to it meanwhile.
"""

import shutil
from itertools import count
from pathlib import Path

from sqlalchemy import Engine, exists, select

from confsys.extensions import db
from tests import postgres


class OnSqlite:
    def __init__(self, engine: Engine, home: Path) -> None:
        self._engine, self._file, self._numbers = engine, home / "confsys.db", count(1)

    def let_go(self) -> None:
        """Every connection ends: a new one begins with nothing in its caches, and the file is whole without its log."""
        refuse_while_used(self._engine)
        self._engine.dispose()

    def put_aside(self) -> Path:
        self.let_go()
        assert not self._log("-wal").exists()
        return Path(shutil.copy(self._file, self._file.with_name(f"kept-{next(self._numbers)}.db")))

    def put_back(self, place: Path) -> None:
        self.let_go()
        for name in ("-wal", "-shm"):
            self._log(name).unlink(missing_ok=True)
        shutil.copy(place, self._file)

    def copied(self, folder: Path) -> str:
        shutil.copy(self._file, folder / self._file.name)
        return f"sqlite:///{folder / self._file.name}"

    def _log(self, name: str) -> Path:
        return self._file.with_name(self._file.name + name)


class OnPostgresql:
    def __init__(self, engine: Engine, first: int = 1) -> None:
        """`first`: a database that is itself a copy holds what was kept in the other."""
        self._engine, self._numbers = engine, count(first)
        self._tables = db.metadatas[None].sorted_tables

    def let_go(self) -> None:
        """Connections stay: to open one takes longer than most tests."""
        refuse_while_used(self._engine)

    def put_aside(self) -> str:
        """What puts it back, in one go; references are not followed meanwhile.

        Row by row: of tables this small TRUNCATE takes twenty times as long.
        """
        self.let_go()
        schema = f"kept_{next(self._numbers)}"
        with self._engine.begin() as connection:
            full = [each for each in self._tables if connection.scalar(select(exists(select(each))))]
            connection.exec_driver_sql(f"CREATE SCHEMA {schema}")
            for table in full:
                connection.exec_driver_sql(f"CREATE TABLE {schema}.{table.name} AS TABLE {table.name}")
        emptied = [str(table.delete()) for table in self._tables]
        filled = [f"INSERT INTO {table.name} TABLE {schema}.{table.name}" for table in full]
        return "; ".join(["SET LOCAL session_replication_role = replica", *emptied, *filled])

    def put_back(self, place: str) -> None:
        self.let_go()
        with self._engine.begin() as connection:
            connection.exec_driver_sql(place)

    def copied(self, _folder: Path) -> str:
        self._engine.dispose()
        own = self._engine.url.database
        return postgres.database(f"{own}_{next(self._numbers)}", like=own)


def refuse_while_used(engine: Engine) -> None:
    assert engine.pool.checkedout() == 0, "somebody still uses the database"
