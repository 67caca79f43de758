"""Wraps that are added later, for someone whose keys were replaced; what is there is never changed."""

from __future__ import annotations

from dataclasses import astuple

from rrn_desktop.store.connection import Connection
from rrn_desktop.store.desk_ledger import Wrap

# Of each entry that was sealed to someone and has no wrap under another name of theirs.
_LACKING = """
    SELECT ledger.rowid, ledger.hash FROM ledger JOIN wraps ON wraps.hash = ledger.hash AND wraps.recipient = ?
    WHERE ledger.rowid > ? AND NOT EXISTS (SELECT 1 FROM wraps AS other WHERE other.hash = ledger.hash
    AND other.recipient = ?) ORDER BY ledger.rowid LIMIT ?
"""


def lacking(connection: Connection, recipient: str, name: str, after: int, limit: int) -> tuple[tuple[int, str], ...]:
    """Return place and hash of the next entries that are wrapped to a recipient and not to a name."""
    rows = connection.exec_driver_sql(_LACKING, (recipient, after, name, limit)).all()
    return tuple((int(row[0]), str(row[1])) for row in rows)


def add(connection: Connection, entry_hash: str, wrap: Wrap) -> None:
    """Put one more wrap beside those of an entry."""
    connection.exec_driver_sql(
        "INSERT INTO wraps (hash, recipient, suite, wrap) VALUES (?, ?, ?, ?)", (entry_hash, *astuple(wrap))
    )
