"""Which entries addressed to a member that member has seen."""

from __future__ import annotations

from rrn_desktop.store.connection import Connection


def see(connection: Connection, member: str, entry_hash: str) -> None:
    """Remember that a member has seen what an entry told them."""
    connection.exec_driver_sql(
        "INSERT INTO seen (member, hash) VALUES (?, ?) ON CONFLICT DO NOTHING", (member, entry_hash)
    )


def seen_by(connection: Connection, member: str) -> frozenset[str]:
    """Return the hashes of the entries that a member has seen."""
    rows = connection.exec_driver_sql("SELECT hash FROM seen WHERE member = ?", (member,))
    return frozenset(row[0] for row in rows)
