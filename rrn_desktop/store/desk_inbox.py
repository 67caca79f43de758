"""How far each file of the inbox was taken onto the desk."""

from __future__ import annotations

from dataclasses import astuple, dataclass
from typing import Literal

from rrn_desktop.store.connection import Connection
from rrn_desktop.store.statements import fill, marks

State = Literal["writing", "sealed"]
_COLUMNS = "id, record, number, revision, state"


@dataclass(frozen=True, slots=True)
class InboxSeen:
    """The latest revision of an inbox file that was met here, and the number that its incident has."""

    id: str
    record: str
    number: str | None
    revision: int
    state: State


def see(connection: Connection, item: InboxSeen) -> None:
    """Remember an inbox file; neither its revision nor a number once given goes back."""
    connection.exec_driver_sql(
        fill(
            "INSERT INTO inbox_seen ($columns) VALUES ($marks) ON CONFLICT (id) DO UPDATE SET "
            "number = coalesce(number, excluded.number), revision = excluded.revision, state = excluded.state "
            "WHERE excluded.revision >= revision",
            columns=_COLUMNS,
            marks=marks(5),
        ),
        astuple(item),
    )


def seen(connection: Connection, identity: str) -> InboxSeen | None:
    """Return what is remembered of an inbox file, or None."""
    statement = fill("SELECT $columns FROM inbox_seen WHERE id = ?", columns=_COLUMNS)
    row = connection.exec_driver_sql(statement, (identity,)).first()
    return None if row is None else InboxSeen(*row)


def all_seen(connection: Connection) -> tuple[InboxSeen, ...]:
    """Return all inbox files that were met here."""
    statement = fill("SELECT $columns FROM inbox_seen ORDER BY id", columns=_COLUMNS)
    return tuple(InboxSeen(*row) for row in connection.exec_driver_sql(statement))
