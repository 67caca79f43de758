"""Sealed entries wrapped again to a member whose keys were replaced, wherever someone at hand can open them.

The wrap to the old key stays as it is. The new one stands beside it under ``ID/SEQ``, SEQ being the statement that
gave the new keys. Nothing but the content key is taken from an entry, and only after all of the entry holds. That a
wrap lies there proves nothing, for whoever holds the desk key can put one: so what the register opens is wrapped again
only to who made it, whose words it holds, or, of a message about an incident, to who had recorded something about it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rrn_desktop.canonical import to_bytes as from_base64
from rrn_desktop.keys import wraps
from rrn_desktop.keys.roll import Roll, RollMember
from rrn_desktop.ledger.headers import ATTACHED, RECORDS, TAKEN_IN, check_row
from rrn_desktop.ledger.opening import (
    OpenedPayload,
    Reader,
    key_hash,
    open_payload,
    proved_attached,
    proved_body,
    wrap_info,
)
from rrn_desktop.ledger.refusals import EntryRefused
from rrn_desktop.ledger.succession import not_rightful
from rrn_desktop.store import desk_ledger, desk_wraps
from rrn_desktop.store.connection import Connection, Database
from rrn_desktop.store.desk_ledger import LedgerRow, StoredEntry, Wrap

_PAGE = 200
# Small notes to someone about what they wrote; no record and no addition is among them.
_SENT = frozenset({"confirmed", "countersign", "draft_opened", "review_moved", "you_said"})


@dataclass(frozen=True, slots=True)
class WrappedAgain:
    """How many entries were wrapped again, and how many wait for someone who can open them."""

    done: int = 0
    waiting: int = 0


def wrap_again(desk: Database, roll: Roll, member: str, readers: Sequence[Reader]) -> WrappedAgain:
    """Wrap to a member's keys of now what was sealed to those before; doing it twice adds nothing.

    ``readers`` are those at hand: the register's epochs, and with two recovery cards the member's own keys of before.
    """
    to = roll.members[member]
    done = waiting = after = 0
    while True:
        with desk.write() as connection:
            page = desk_wraps.lacking(connection, member, to.keys_name, after, _PAGE)
            for _, entry_hash in page:
                outcome = _one(connection, entry_hash, roll, to, readers)
                done, waiting = done + (outcome is True), waiting + (outcome is False)
        if not page:
            return WrappedAgain(done, waiting)
        after = page[-1][0]


def _one(connection: Connection, entry_hash: str, roll: Roll, to: RollMember, readers: Sequence[Reader]) -> bool | None:
    """Wrap one entry again; None for one that needs nothing, False for one that nobody at hand can open."""
    entry = desk_ledger.by_hash(connection, entry_hash)
    if entry is None or entry.box is None:
        return None
    try:
        then = check_row(entry.row, roll)[1]
    except EntryRefused:
        return False
    if to.id in then.members and then.members[to.id].receive == to.receive:
        return None  # sealed to the keys of now in the first place
    content_key = _content_key(connection, entry, roll, to.id, readers)
    if content_key is None:
        return False
    public = from_base64(to.receive)
    info = wrap_info(entry_hash, to.keys_name, key_hash(public))
    desk_wraps.add(connection, entry_hash, Wrap(to.keys_name, wraps.SUITE, wraps.wrap(content_key, public, info)))
    return True


def _content_key(
    connection: Connection, entry: StoredEntry, roll: Roll, member: str, readers: Sequence[Reader]
) -> bytes | None:
    header, then = check_row(entry.row, roll)
    for reader in readers:
        try:
            payload = open_payload(entry, reader, header, then)
            # A member's own key of before opened it: then it was theirs.
            if reader.recipient == member or _is_for(payload, member):
                return payload.content_key
            if header.kind in _SENT and _had_recorded(connection, entry.row, member, roll, reader):
                return payload.content_key
        except EntryRefused:
            continue
    return None


def _had_recorded(connection: Connection, sent: LedgerRow, member: str, roll: Roll, reader: Reader) -> bool:
    """Say whether a member had recorded something about an incident, or let its notice stand, before a message."""
    if sent.record is None:
        return False
    about = desk_ledger.recorded_about(connection, sent.record)
    notices = (entry.row for entry in desk_ledger.by_kinds(connection, sent.record, ("notice",)))
    before = [
        row
        for row in (*about, *notices)
        if row.member == member and (row.segment, row.seq) < (sent.segment, sent.seq) and _holds(row, roll)
    ]
    return bool({row.hash for row in before} - not_rightful(connection, before, roll, reader))


def _holds(row: LedgerRow, roll: Roll) -> bool:
    try:
        check_row(row, roll)
    except EntryRefused:
        return False
    return True


def _is_for(payload: OpenedPayload, member: str) -> bool:
    """Say whether what an entry says of itself shows that it was sealed to a member."""
    kind = payload.header.kind
    if kind == TAKEN_IN:
        return False
    if payload.header.member == member:
        return True
    if kind not in {*RECORDS, *ATTACHED}:
        return False
    said = (proved_attached(payload) if kind in ATTACHED else proved_body(payload)).written_by
    return bool(said and said.how == "left_behind" and said.member == member)
