"""Guests: members let in until a set time, as the desk shows them; the roll, not this row, says what holds."""

from __future__ import annotations

from dataclasses import astuple, dataclass

from rrn_desktop.store.connection import Connection


@dataclass(frozen=True, slots=True)
class Guest:
    """A guest: until when, and which member let them in."""

    member: str
    until: str
    let_in_by: str


def put(connection: Connection, guest: Guest) -> None:
    """Add a guest, or change until when."""
    connection.exec_driver_sql(
        "INSERT OR REPLACE INTO guests (member, until, let_in_by) VALUES (?, ?, ?)", astuple(guest)
    )


def guest(connection: Connection, member: str) -> Guest | None:
    """Return one guest, or None."""
    row = connection.exec_driver_sql("SELECT member, until, let_in_by FROM guests WHERE member = ?", (member,)).first()
    return None if row is None else Guest(*row)


def guests(connection: Connection) -> tuple[Guest, ...]:
    """Return all guests, the one who stays longest first."""
    rows = connection.exec_driver_sql("SELECT member, until, let_in_by FROM guests ORDER BY until DESC, member")
    return tuple(Guest(*row) for row in rows)


def remove(connection: Connection, member: str) -> bool:
    """Take a guest away; say whether they were there."""
    return bool(connection.exec_driver_sql("DELETE FROM guests WHERE member = ?", (member,)).rowcount)
