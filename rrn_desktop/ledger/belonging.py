"""Where an addition without an account belongs: to the incident of the file that it is about, and to no other.

Its entry names an incident, and is signed by whoever took it in. Which file it is about was bound to it when it was
written, so taken in under another incident it does not hold.
"""

from __future__ import annotations

from rrn_desktop.keys.roll import Roll
from rrn_desktop.ledger.bodies import read_note
from rrn_desktop.ledger.headers import TAKEN_IN, check_row
from rrn_desktop.ledger.inbox_bodies import file_of
from rrn_desktop.ledger.opening import OpenedAttached
from rrn_desktop.ledger.refusals import EntryRefused
from rrn_desktop.store import desk_ledger
from rrn_desktop.store.connection import Connection

ELSEWHERE = "about_another"


def about_of(opened: OpenedAttached) -> str | None:
    """Return the id of the file that an addition is about, for one that was taken in; None for all others."""
    return file_of(read_note(opened.payload.body)).about if opened.row.kind == TAKEN_IN else None


def check_incident(connection: Connection, opened: OpenedAttached, roll: Roll) -> None:
    """Raise EntryRefused for what was taken in, unless the file it is about is the first version of its incident."""
    if opened.row.kind != TAKEN_IN:
        return
    about = desk_ledger.by_entry(connection, about_of(opened) or "")
    if about is None or (about.row.kind, about.row.version, about.row.record) != (TAKEN_IN, 1, opened.row.record):
        raise EntryRefused(ELSEWHERE)
    check_row(about.row, roll)
