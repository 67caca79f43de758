"""A record that a lead wrote, where a second signature is asked for: by another lead, or by the only one there is."""

from __future__ import annotations

from rrn_desktop.keys.roll import Roll
from rrn_desktop.ledger.headers import TAKEN_IN
from rrn_desktop.ledger.opening import open_entry
from rrn_desktop.ledger.refusals import EntryRefused
from rrn_desktop.services.follow_ups import COUNTERSIGN
from rrn_desktop.services.reading import reader
from rrn_desktop.services.session import Session
from rrn_desktop.services.signatures import is_unsigned
from rrn_desktop.store import desk_follow_ups, desk_ledger
from rrn_desktop.store.connection import Connection

_ONLY_LEAD = "{what}; the only lead here wrote it, and signs it too"
_OTHER_LEAD = "{what}; a lead wrote it, so another lead signs"


def may_sign_own(session: Session, record: str, author: str) -> bool:
    """Say whether this member gives the second signature on an own record: the only lead, where one is asked for."""
    if author != session.member.id or not is_only_lead(session.held.roll, author):
        return False
    with session.held.desk.read() as connection:
        return any(row.kind == COUNTERSIGN for row in desk_follow_ups.of_record(connection, record))


def is_only_lead(roll: Roll, member: str) -> bool:
    """Say whether a place has this one lead and no other."""
    return [one.id for one in roll.leads()] == [member]


def what_is_due(connection: Connection, session: Session, row: desk_follow_ups.FollowUp) -> str:
    """Return what is due, for a lead with whose signature that is when a lead wrote the record."""
    if row.kind != COUNTERSIGN or not row.is_open or session.held.register_seed is None:
        return row.what
    author = _lead_who_wrote(connection, session, row.record)
    if author is None:
        return row.what
    return (_ONLY_LEAD if is_only_lead(session.held.roll, author) else _OTHER_LEAD).format(what=row.what)


def _lead_who_wrote(connection: Connection, session: Session, record: str) -> str | None:
    """Return the lead who wrote a record's newest version in their own name, or None."""
    versions = desk_ledger.by_record(connection, record)
    member = session.held.roll.members.get(versions[-1].row.member) if versions else None
    if member is None or not member.is_lead or versions[-1].row.kind == TAKEN_IN:
        return None
    try:
        body = open_entry(versions[-1], reader(session), session.held.roll).body
    except EntryRefused:
        return None
    return None if is_unsigned(body) else member.id
