"""Which columns of the register a member sees, and in which order: kept at the desk, and no name is in it."""

from __future__ import annotations

from collections.abc import Sequence

from rrn_desktop.services.session import Session
from rrn_desktop.store import desk_directory

NUMBER = "number"
ALL = (NUMBER, "happened", "person", "status", "kinds", "place", "author_name")
"""All columns, in the order in which they stand for whoever changed nothing."""


def shown(session: Session) -> tuple[str, ...]:
    """Return this member's columns in their order; the number is always one of them."""
    with session.held.desk.read() as connection:
        kept = desk_directory.fact(connection, _fact(session))
    return ALL if kept is None else _sound(kept.split(","))


def keep(session: Session, columns: Sequence[str]) -> tuple[str, ...]:
    """Show a member these columns from now on, also on another day; return them as they are kept."""
    sound = _sound(columns)
    with session.held.desk.write() as connection:
        desk_directory.put_fact(connection, _fact(session), ",".join(sound))
    return sound


def _sound(columns: Sequence[str]) -> tuple[str, ...]:
    """Leave out what is no column, here or any more, and what is there twice."""
    known = tuple(dict.fromkeys(one for one in columns if one in ALL))
    return known if NUMBER in known else (NUMBER, *known)


def _fact(session: Session) -> str:
    return f"register_columns/{session.member.id}"
