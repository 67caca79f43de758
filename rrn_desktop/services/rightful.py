"""Whose marks count: one that only some may make says nothing when anyone else made it with a program of their own."""

from __future__ import annotations

from rrn_desktop.ledger.headers import TAKEN_IN, seen_row
from rrn_desktop.ledger.lead_acts import is_by_lead
from rrn_desktop.ledger.refusals import EntryRefused
from rrn_desktop.ledger.succession import not_rightful
from rrn_desktop.services.reading import reader
from rrn_desktop.services.session import Session
from rrn_desktop.store import desk_ledger
from rrn_desktop.store.connection import Connection
from rrn_desktop.store.desk_ledger import LedgerRow


def holds(session: Session, row: LedgerRow) -> bool:
    """Say whether an entry was made by the member that it names."""
    return _made(session, row) is not None


def made_by_lead(session: Session, row: LedgerRow) -> bool:
    """Say whether an entry was made by the member that it names, and they were a lead then."""
    return _made(session, row) is True


def may_void(connection: Connection, session: Session, mark: LedgerRow) -> bool:
    """Say whether who called a record void is a lead or its author: the words that a lead sealed may have another."""
    if not holds(session, mark) or mark.record is None:
        return False
    rows = [entry.row for entry in desk_ledger.by_record(connection, mark.record) if entry.row.kind != TAKEN_IN]
    aside = not_rightful(connection, rows, session.held.roll, reader(session))
    authors = {row.member for row in rows if row.hash not in aside}
    return made_by_lead(session, mark) or mark.member in authors


def _made(session: Session, row: LedgerRow) -> bool | None:
    """Return whether a lead made an entry, or None when it does not hold."""
    try:
        header, then = seen_row(row, session.held.roll)
    except EntryRefused:
        return None
    return is_by_lead(header.member, then)
