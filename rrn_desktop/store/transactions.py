"""One transaction on a borrowed connection; statements go straight to the driver.

SQLAlchemy keeps the pool. Its own connection would describe the columns of every result anew, for rows that are read
by their place anyway: that took longer than the statements (docs/decisions/024-straight-to-the-driver.md).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from typing import Any

import sqlcipher3.dbapi2 as sqlcipher
from sqlalchemy.pool import Pool

_Values = Sequence[Any]


class Rows:
    """What a statement gave back, as tuples; it is read once, from the first row on."""

    __slots__ = ("_cursor",)

    def __init__(self, cursor: Any) -> None:
        self._cursor = cursor

    def __iter__(self) -> Iterator[tuple[Any, ...]]:
        return iter(self._cursor)

    @property
    def rowcount(self) -> int:
        """Return how many rows a statement changed."""
        return int(self._cursor.rowcount)

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

    __slots__ = ("driver",)

    def __init__(self, driver: Any) -> None:
        self.driver = driver

    def exec_driver_sql(self, statement: str, values: _Values | list[_Values] = ()) -> Rows:
        """Run a statement with its bound values; a list of such values runs it once for each of them."""
        cursor = self.driver.cursor()
        if isinstance(values, list):
            cursor.executemany(statement, values)
        else:
            cursor.execute(statement, values)
        return Rows(cursor)


@contextmanager
def transaction(pool: Pool, begin: str) -> Iterator[Connection]:
    """Give a borrowed connection in a transaction that is kept whole at the end of the block, or not at all."""
    borrowed = pool.connect()
    try:
        driver: Any = borrowed.driver_connection
        driver.execute(begin)
        try:
            yield Connection(driver)
            driver.commit()
        except BaseException:
            # What stopped it is told, not that there was nothing left to take back.
            with suppress(sqlcipher.Error):
                driver.rollback()
            raise
    finally:
        borrowed.close()
