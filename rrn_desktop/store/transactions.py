"""Transactions on borrowed connections; statements go straight to the driver.

SQLAlchemy keeps the pool. Its own connection would describe the columns of every result anew, for rows that are read
by their place anyway: that took longer than the statements (docs/decisions/024-straight-to-the-driver.md).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, suppress
from typing import Any, Protocol

import sqlcipher3.dbapi2 as sqlcipher
from sqlalchemy.pool import Pool

_Values = Sequence[Any]
_READING, _WRITING = "BEGIN", "BEGIN IMMEDIATE"


class Rows:
    """What a statement gave back, as tuples; it is read once, from the first row on."""

    __slots__ = ("_begun", "_cursor")

    def __init__(self, cursor: Any, begun: list[Any]) -> None:
        self._cursor, self._begun = cursor, begun

    def __iter__(self) -> Iterator[tuple[Any, ...]]:
        self._begun.append(self._cursor)
        return iter(self._cursor)

    @property
    def rowcount(self) -> int:
        """Return how many rows a statement changed."""
        return int(self._cursor.rowcount)

    def keys(self) -> list[str]:
        """Return the names of the columns."""
        return [str(column[0]) for column in self._cursor.description]

    def all(self) -> list[tuple[Any, ...]]:
        """Return all rows that are left."""
        found: list[tuple[Any, ...]] = self._cursor.fetchall()
        return found

    def first(self) -> tuple[Any, ...] | None:
        """Return the first row, or None, and let go of the others."""
        row: tuple[Any, ...] | None = self._cursor.fetchone()
        self._cursor.close()
        return row

    def one(self) -> tuple[Any, ...]:
        """Return the only row; raises LookupError where there is none, or more than one."""
        rows = self._cursor.fetchmany(2)
        self._cursor.close()
        if len(rows) != 1:
            raise LookupError("not one row")
        row: tuple[Any, ...] = rows[0]
        return row

    def scalar_one(self) -> Any:
        """Return the first value of the only row; raises LookupError where there is none, or more than one."""
        return self.one()[0]

    def scalars(self) -> list[Any]:
        """Return the first value of each row that is left."""
        return [row[0] for row in self._cursor]


class Connection:
    """An open transaction."""

    __slots__ = ("_begun", "driver")

    def __init__(self, driver: Any) -> None:
        self.driver = driver
        # What is read row by row, and so perhaps not to its end.
        self._begun: list[Any] = []

    def exec_driver_sql(self, statement: str, values: _Values | list[_Values] = ()) -> Rows:
        """Run a statement with its bound values; a list of such values runs it once for each of them."""
        cursor = self.driver.cursor()
        if isinstance(values, list):
            cursor.executemany(statement, values)
        else:
            cursor.execute(statement, values)
        return Rows(cursor, self._begun)

    def let_go(self) -> None:
        """End what was read halfway: it would hold the moment of this transaction for all that follow."""
        for cursor in self._begun:
            cursor.close()
        self._begun.clear()


class Source(Protocol):
    """Where the reads and writes of an open file take place."""

    def read(self) -> AbstractContextManager[Connection]:
        """Give a connection for a block that reads."""

    def write(self) -> AbstractContextManager[Connection]:
        """Give a connection for a block whose changes stay together."""

    def keep(self) -> None:
        """Keep all that was written until now."""


class Pools:
    """Each read and each write in a transaction of its own, on a connection that is lent for it."""

    def __init__(self, readers: Pool, writers: Pool) -> None:
        self._readers = readers
        self._writers = writers

    def read(self) -> AbstractContextManager[Connection]:
        """Give a connection that sees one moment of the file."""
        return _transaction(self._readers, _READING)

    def write(self) -> AbstractContextManager[Connection]:
        """Give the connection that may change the file, when no other block has it."""
        return _transaction(self._writers, _WRITING)

    def keep(self) -> None:
        """Do nothing: each write was kept at its end."""


class Gathering:
    """All reads and writes in one transaction, which is kept from time to time; for one thread alone.

    What is read is what was written before, kept or not: nothing is read again from the file after each change.
    """

    def __init__(self, driver: Any) -> None:
        self._driver = driver
        driver.execute(_WRITING)

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """Give the connection."""
        yield Connection(self._driver)

    @contextmanager
    def write(self) -> Iterator[Connection]:
        """Give the connection; the changes of the block stay together, or none of them does."""
        self._driver.execute("SAVEPOINT block")
        try:
            yield Connection(self._driver)
        except BaseException:
            # Where the engine has taken back everything already, there is no such mark any more.
            with suppress(sqlcipher.Error):
                self._driver.execute("ROLLBACK TO block")
                self._driver.execute("RELEASE block")
            raise
        self._driver.execute("RELEASE block")

    def keep(self) -> None:
        """Keep all that was written until now."""
        self._driver.commit()
        self._driver.execute(_WRITING)

    def end(self) -> None:
        """Keep all, and begin nothing more."""
        self._driver.commit()


@contextmanager
def _transaction(pool: Pool, begin: str) -> Iterator[Connection]:
    borrowed = pool.connect()
    try:
        driver: Any = borrowed.driver_connection
        driver.execute(begin)
        try:
            connection = Connection(driver)
            yield connection
            connection.let_go()
            driver.commit()
        except BaseException:
            # What stopped it is told, not that there was nothing left to take back.
            with suppress(sqlcipher.Error):
                driver.rollback()
            raise
    finally:
        borrowed.close()
