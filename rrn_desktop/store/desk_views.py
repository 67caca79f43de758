"""Searches of the register that members keep: sealed boxes that only the member can open whose they are."""

from __future__ import annotations

from rrn_desktop.store.connection import Connection


def put(connection: Connection, member: str, identity: str, box: bytes) -> None:
    """Keep a box of a member; it takes the place of the one with this id."""
    connection.exec_driver_sql(
        "INSERT INTO views (member, id, box) VALUES (?, ?, ?) "
        "ON CONFLICT (member, id) DO UPDATE SET box = excluded.box",
        (member, identity, box),
    )


def of_member(connection: Connection, member: str) -> tuple[tuple[str, bytes], ...]:
    """Return the id and the box of all that a member keeps, in the order in which it was first kept."""
    rows = connection.exec_driver_sql("SELECT id, box FROM views WHERE member = ? ORDER BY rowid", (member,))
    return tuple((str(row[0]), bytes(row[1])) for row in rows)


def remove(connection: Connection, member: str, identity: str) -> bool:
    """Remove one of a member's boxes; say whether it was there."""
    statement = "DELETE FROM views WHERE member = ? AND id = ?"
    return bool(connection.exec_driver_sql(statement, (member, identity)).rowcount)
