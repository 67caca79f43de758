"""When this place is closed, and when its terms run: what working and school days are counted by."""

from __future__ import annotations

from dataclasses import astuple, dataclass
from typing import Literal

from rrn_desktop.store.connection import Connection

Kind = Literal["closure", "term"]
_SELECT = 'SELECT id, kind, "start", "end", why FROM closures ORDER BY "start", "end", id'


@dataclass(frozen=True, slots=True)
class Closure:
    """Days from ``start`` to ``end``, both ISO dates and both counted: closed, or a term."""

    id: str
    kind: Kind
    start: str
    end: str
    why: str


def put(connection: Connection, closure: Closure) -> None:
    """Add a closure or a term, or change one."""
    connection.exec_driver_sql(
        'INSERT OR REPLACE INTO closures (id, kind, "start", "end", why) VALUES (?, ?, ?, ?, ?)', astuple(closure)
    )


def remove(connection: Connection, identity: str) -> bool:
    """Take a closure or a term away; say whether it was there."""
    return bool(connection.exec_driver_sql("DELETE FROM closures WHERE id = ?", (identity,)).rowcount)


def listing(connection: Connection, kind: Kind | None = None) -> tuple[Closure, ...]:
    """Return closures and terms, or one kind of them, the earliest first."""
    rows = connection.exec_driver_sql(_SELECT)
    return tuple(Closure(*row) for row in rows if kind is None or row[1] == kind)
