"""Who is to choose new words: theirs were made up and stand on a sheet, or guarded less than they do now."""

from __future__ import annotations

import json
from collections.abc import Iterable

from rrn_desktop.store import desk_directory
from rrn_desktop.store.connection import Connection

_FACT = "passphrases_made_up"
"""A fact of the desk: JSON list of ids. A store of before has none, and then nobody is asked."""


def keep(connection: Connection, members: Iterable[str]) -> None:
    """Remember that the passphrases of members stand on sheets, in a transaction of the caller."""
    _put(connection, {*_known(connection), *members})


def forget(connection: Connection, member: str) -> None:
    """Remember that a member has chosen a passphrase, in a transaction of the caller."""
    known = _known(connection)
    if member in known:
        _put(connection, known - {member})


def stands_on_a_sheet(connection: Connection, member: str) -> bool:
    """Say whether a member still uses the passphrase of a sheet, or that of before they became a lead."""
    return member in _known(connection)


def _known(connection: Connection) -> frozenset[str]:
    return frozenset(json.loads(desk_directory.fact(connection, _FACT) or "[]"))


def _put(connection: Connection, members: Iterable[str]) -> None:
    desk_directory.put_fact(connection, _FACT, json.dumps(sorted(members)))
