"""Beginning a new segment where a backup was put back or a damaged desk salvaged: it names the head that it continues.

What the lost store wrote after the backup followed the same head. So entries of before and of now never seem to be of
one chain: they stand in different segments.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Any

from rrn_desktop.errors import StoreDamaged
from rrn_desktop.keys.roll import Roll
from rrn_desktop.ledger.appending import About, Appended, Recipients, Signer, context_of
from rrn_desktop.ledger.sealing import append_note
from rrn_desktop.store import desk_ledger
from rrn_desktop.store.connection import Connection
from rrn_desktop.store.desk_ledger import LedgerRow

RESTORED, SALVAGED = "restored", "salvaged"


def begin_segment(
    connection: Connection,
    roll: Roll,
    signer: Signer,
    *,
    at: datetime,
    details: dict[str, Any],
    recipients: Recipients,
    kind: str = RESTORED,
) -> tuple[Appended, LedgerRow]:
    """Append the entry that begins the next segment of this desk; return it, and the entry that it continues.

    Raises StoreDamaged where there is no entry to continue.
    """
    last = desk_ledger.last_row(connection, roll.desk.id)
    if last is None:
        raise StoreDamaged(
            "There is no entry in these records at all.",
            "Nothing was changed.",
            "Take another backup, and tell your lead.",
        )
    context = context_of(connection, roll)
    appended = append_note(
        connection,
        replace(context, segment=last.segment + 1),
        signer,
        About(kind),
        at=at,
        details=details,
        recipients=recipients,
    )
    return appended, last
