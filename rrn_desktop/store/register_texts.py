"""The words by which the register finds its records, and which records still have to be read for them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from rrn_desktop.store.connection import Connection
from rrn_desktop.store.statements import fill, marks


@dataclass(frozen=True, slots=True)
class ToRead:
    """A record to read again for its words: the bodies of its newest version, of what was added, of what is about it.

    Without a body, as where nothing but the list is known of it, it is found by the list alone.
    """

    id: int
    bodies: tuple[bytes, ...] = field(repr=False)
    attached: tuple[bytes, ...] = field(repr=False)


def to_read(connection: Connection, size: int) -> tuple[ToRead, ...]:
    """Return the next records to read, at most so many."""
    ids = tuple(row[0] for row in connection.exec_driver_sql("SELECT id FROM unread ORDER BY id LIMIT ?", (size,)))
    if not ids:
        return ()
    newest: dict[int, list[bytes]] = {one: [] for one in ids}
    attached: dict[int, list[bytes]] = {one: [] for one in ids}
    for into, statement in ((newest, _NEWEST), (newest, _ABOUT), (attached, _ATTACHED)):
        for one, body in connection.exec_driver_sql(fill(statement, marks=marks(len(ids))), ids):
            into[one].append(body)
    return tuple(ToRead(one, tuple(newest[one]), tuple(attached[one])) for one in ids)


def put(connection: Connection, words: Iterable[tuple[int, str]]) -> None:
    """Find records by these words from now on; what there was before is forgotten."""
    found = list(words)
    if found:
        connection.exec_driver_sql("UPDATE texts SET words = ? WHERE id = ?", [(text, one) for one, text in found])
        connection.exec_driver_sql("DELETE FROM unread WHERE id = ?", [(one,) for one, _text in found])


def waiting(connection: Connection) -> int:
    """Return how many records still have to be read."""
    return int(connection.exec_driver_sql("SELECT count(*) FROM unread").scalar_one())


def words_of(connection: Connection, ids: Sequence[int]) -> dict[int, str]:
    """Return the words of some records, one line an answer."""
    rows = connection.exec_driver_sql(
        fill("SELECT id, words FROM texts WHERE id IN ($marks)", marks=marks(len(ids))), tuple(ids)
    )
    return {int(row[0]): str(row[1]) for row in rows}


_NEWEST = (
    "SELECT records.id, versions.body FROM records JOIN versions ON versions.hash = records.hash "
    "WHERE records.id IN ($marks)"
)
_ABOUT = (
    "SELECT records.id, versions.body FROM records JOIN records AS other ON other.about = records.record "
    "JOIN versions ON versions.hash = other.hash WHERE records.id IN ($marks) ORDER BY other.id"
)
_ATTACHED = (
    "SELECT records.id, attached.body FROM records JOIN attached ON attached.record = records.record "
    "WHERE records.id IN ($marks) ORDER BY attached.rowid"
)
