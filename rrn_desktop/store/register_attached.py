"""What was attached to an incident's number, as the register keeps it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import partial

from rrn_desktop.store.connection import Connection
from rrn_desktop.store.statements import fill, marks, values_of

_COLUMNS = (
    "hash, record, number, form, kind, happened, author, author_name, at, body, signature, header, header_signature"
)
_sql = partial(fill, columns=_COLUMNS)


@dataclass(frozen=True, slots=True)
class AttachedRow:
    """An entry attached to an incident: the bytes that were signed, and both signatures.

    ``happened`` is an RFC 3339 time, or empty when it is not known.
    """

    hash: str
    record: str
    number: str
    form: str
    kind: str
    happened: str
    author: str
    author_name: str = field(repr=False)
    at: str
    body: bytes = field(repr=False)
    signature: bytes = field(repr=False)
    header: bytes = field(repr=False)
    header_signature: bytes = field(repr=False)


def put(connection: Connection, rows: Iterable[AttachedRow]) -> None:
    """Keep what was attached; what is there already stays."""
    values = [values_of(row) for row in rows]
    if values:
        connection.exec_driver_sql(
            _sql("INSERT INTO attached ($columns) VALUES ($marks) ON CONFLICT (hash) DO NOTHING", marks=marks(13)),
            values,
        )


def of_record(connection: Connection, record: str) -> tuple[AttachedRow, ...]:
    """Return what was attached to a record in order of time: when it happened, or else when it was written."""
    rows = connection.exec_driver_sql(
        _sql(
            "SELECT $columns FROM attached WHERE record = ? "
            "ORDER BY julianday(CASE WHEN happened = ? THEN at ELSE happened END), at, hash"
        ),
        (record, ""),
    )
    return tuple(AttachedRow(*row) for row in rows)
