"""Who recorded something about an incident: those who are told what came of it."""

from __future__ import annotations

from rrn_desktop.keys.passphrase_key import folded
from rrn_desktop.ledger.succession import not_rightful
from rrn_desktop.services.directory import members
from rrn_desktop.services.inbox_notices import writer_words
from rrn_desktop.services.reading import reader
from rrn_desktop.services.rightful import holds, made_by_lead
from rrn_desktop.services.session import Session
from rrn_desktop.services.signatures import CONFIRMED
from rrn_desktop.store import desk_ledger, desk_notices
from rrn_desktop.store.connection import Connection
from rrn_desktop.store.desk_ledger import LedgerRow


def recorded_by(connection: Connection, session: Session, record: str) -> tuple[str, ...]:
    """Return the members who recorded something about an incident, by entries that hold and that they may make."""
    rows = desk_ledger.recorded_about(connection, record)
    aside = not_rightful(connection, rows, session.held.roll, reader(session))
    writers = _writers(connection, session, record)
    return tuple(sorted({row.member for row in rows if row.hash not in aside and _counts(session, row, writers)}))


def _counts(session: Session, row: LedgerRow, writers: frozenset[str]) -> bool:
    if row.kind == CONFIRMED and row.member not in writers:
        return made_by_lead(session, row)
    return holds(session, row)


def _writers(connection: Connection, session: Session, record: str) -> frozenset[str]:
    """Return whose account has the name of the one who wrote it, for what was written without an account."""
    notice = desk_notices.notice_of(connection, record)
    name = "" if notice is None else folded(notice.writer.removesuffix(writer_words("")))
    return frozenset(one.id for one in members(session) if folded(one.name) == name)
