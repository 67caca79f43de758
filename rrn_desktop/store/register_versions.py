"""What lies behind the register's list: each version word for word, how far it read, and what it set aside."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import partial

from rrn_desktop.store.connection import Connection
from rrn_desktop.store.desk_ledger import ChainEnd
from rrn_desktop.store.statements import fill, marks, values_of

_COLUMNS = "hash, record, version, body, signature, header, header_signature, author, at, status, reason"
_sql = partial(fill, columns=_COLUMNS)


@dataclass(frozen=True, slots=True)
class VersionRow:
    """One version of a record: the bytes that were signed, and both signatures."""

    hash: str
    record: str
    version: int
    body: bytes = field(repr=False)
    signature: bytes = field(repr=False)
    header: bytes = field(repr=False)
    header_signature: bytes = field(repr=False)
    author: str
    at: str
    status: str
    reason: str | None = field(repr=False)


@dataclass(frozen=True, slots=True)
class SetAside:
    """An entry that does not hold: where it is and why it was left out."""

    hash: str
    device: str
    segment: int
    seq: int
    number: str | None
    code: str
    reason: str


def put(connection: Connection, versions: Iterable[VersionRow]) -> None:
    """Keep opened versions; one that is there already stays."""
    values = [values_of(version) for version in versions]
    if values:
        connection.exec_driver_sql(
            _sql("INSERT INTO versions ($columns) VALUES ($marks) ON CONFLICT (hash) DO NOTHING", marks=marks(11)),
            values,
        )


def versions_of(connection: Connection, record: str) -> tuple[VersionRow, ...]:
    """Return the versions of a record, the first one first."""
    rows = connection.exec_driver_sql(
        _sql("SELECT $columns FROM versions WHERE record = ? ORDER BY version, hash"), (record,)
    )
    return tuple(VersionRow(*row) for row in rows)


def version_by_hash(connection: Connection, entry_hash: str) -> VersionRow | None:
    """Return the version that an entry holds, or None."""
    row = connection.exec_driver_sql(_sql("SELECT $columns FROM versions WHERE hash = ?"), (entry_hash,)).first()
    return None if row is None else VersionRow(*row)


def heads(connection: Connection) -> tuple[ChainEnd, ...]:
    """Return how far each segment of each device has been read."""
    rows = connection.exec_driver_sql("SELECT device, segment, seq, hash FROM heads ORDER BY device, segment")
    return tuple(ChainEnd(*row) for row in rows)


def roll_seq(connection: Connection, device: str, segment: int) -> int:
    """Return the newest roll that the entries read of a segment stood on; a later one may not go below it."""
    row = connection.exec_driver_sql(
        "SELECT roll_seq FROM heads WHERE device = ? AND segment = ?", (device, segment)
    ).first()
    return 0 if row is None else int(row[0])


def put_head(connection: Connection, head: ChainEnd, roll_seq: int) -> None:
    """Remember how far a segment has been read, and the newest roll that its entries stood on."""
    connection.exec_driver_sql(
        "INSERT INTO heads (device, segment, seq, hash, roll_seq) VALUES (?, ?, ?, ?, ?) ON CONFLICT (device, segment) "
        "DO UPDATE SET seq = excluded.seq, hash = excluded.hash, roll_seq = excluded.roll_seq",
        (*values_of(head), roll_seq),
    )


def put_aside(connection: Connection, entries: Iterable[SetAside]) -> None:
    """Name entries that do not hold."""
    values = [values_of(entry) for entry in entries]
    if values:
        connection.exec_driver_sql(
            "INSERT INTO set_aside (hash, device, segment, seq, number, code, reason) VALUES (?, ?, ?, ?, ?, ?, ?) "
            "ON CONFLICT (hash) DO UPDATE SET code = excluded.code, reason = excluded.reason",
            values,
        )


def all_set_aside(connection: Connection) -> tuple[SetAside, ...]:
    """Return the entries that do not hold."""
    rows = connection.exec_driver_sql(
        "SELECT hash, device, segment, seq, number, code, reason FROM set_aside ORDER BY device, segment, seq"
    )
    return tuple(SetAside(*row) for row in rows)
