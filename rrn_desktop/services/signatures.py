"""Whose signatures a record bears: its authors', a lead's second one, and who confirmed what was not signed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from msgspec import UnsetType

from rrn_desktop.clock import parse_rfc3339, wall_time
from rrn_desktop.keys.passphrase_key import folded
from rrn_desktop.ledger.bodies import Body, Note
from rrn_desktop.ledger.opening import OpenedBody, Reader, open_note
from rrn_desktop.ledger.refusals import EntryRefused
from rrn_desktop.services.author_names import account_names, name_of_author
from rrn_desktop.services.directory import members
from rrn_desktop.services.follow_ups import COUNTERSIGN, was_late
from rrn_desktop.services.reading import reader
from rrn_desktop.services.rightful import made_by_lead, made_by_only_lead
from rrn_desktop.services.session import MemberInfo, Session
from rrn_desktop.services.to_confirm import KIND as CONFIRM
from rrn_desktop.store import desk_ledger
from rrn_desktop.store.desk_ledger import StoredEntry

AUTHOR, COUNTERSIGNED, CONFIRMED, NOT_SIGNED = "author", "countersign", "confirmed", "not_signed"
_CLOCK_OF = {COUNTERSIGNED: COUNTERSIGN, CONFIRMED: CONFIRM}
OWN = "own"
"""The detail of a second signature by which the only lead of a place says that the record is their own."""
_UNSIGNED = ("left_behind", "without_account")


@dataclass(frozen=True, slots=True)
class Signature:
    """A signature, whose it is and what it covers.

    ``kind`` is author, countersign, confirmed, or not_signed for words that their writer never signed. ``late`` when a
    clock asked for it sooner; ``own`` when the only lead of a place gave the second signature on an own record.
    """

    by: str = field(repr=False)
    role: str = field(repr=False)
    at: str
    covers: str
    holds: bool
    kind: str = AUTHOR
    late: bool = False
    own: bool = False


def signatures_of(session: Session, versions: Sequence[OpenedBody]) -> tuple[Signature, ...]:
    """Return the signatures over some versions of one record, in the order in which they were given."""
    accounts = account_names(session)
    first = tuple(signature_of(one, accounts) for one in versions)
    if not versions:
        return first
    with session.held.desk.read() as connection:
        record = versions[0].body.record
        entries = [
            *desk_ledger.by_record(connection, record, COUNTERSIGNED),
            *desk_ledger.by_record(connection, record, CONFIRMED),
        ]
    by = reader(session)
    readable = [entry for entry in entries if by.is_among(entry)]
    known = {one.id: one for one in members(session)}
    sealed = {one.row.hash: one.body for one in versions}
    later = [_later(session, entry, note, known, sealed) for entry in readable if (note := _note(session, entry, by))]
    return (*first, *sorted((one for one in later if one is not None), key=lambda one: parse_rfc3339(one.at)))


def signature_of(opened: OpenedBody, accounts: Mapping[str, str]) -> Signature:
    """Return whose signature a version carries; it held, or the version would not have opened."""
    body = opened.body
    covers = f"version {body.version}"
    if is_unsigned(body) and not isinstance(body.written_by, UnsetType):
        whose = body.written_by
        return Signature(whose.name, whose.role, body.written_at, covers, holds=True, kind=NOT_SIGNED)
    return Signature(name_of_author(accounts, body), body.author_role, body.written_at, covers, holds=True)


def is_unsigned(body: Body) -> bool:
    """Say whether the one who wrote a record never signed it."""
    return not isinstance(body.written_by, UnsetType) and body.written_by.how in _UNSIGNED


def _later(
    session: Session, entry: StoredEntry, note: Note, known: dict[str, MemberInfo], sealed: dict[str, Body]
) -> Signature | None:
    body, who = sealed.get(str(note.details.get("entry"))), known.get(entry.row.member)
    if body is None or not _is_rightful(session, entry, note, body, who):
        return None
    at = wall_time(parse_rfc3339(entry.row.at), session.zone).rfc3339()
    return Signature(
        by=who.name if who else "",
        role=who.job_title if who else "",
        at=at,
        covers=f"version {body.version}",
        holds=True,
        kind=entry.row.kind,
        late=was_late(session, entry.row.record or "", _CLOCK_OF[entry.row.kind], at),
        own=_is_own(entry, body),
    )


def _note(session: Session, entry: StoredEntry, by: Reader) -> Note | None:
    """Return what a second signature says; one that does not hold is none, and verifying names it."""
    try:
        return open_note(entry, by, session.held.roll)
    except EntryRefused:
        return None


def _is_rightful(session: Session, entry: StoredEntry, note: Note, body: Body, who: MemberInfo | None) -> bool:
    """Say whether who made a mark may: a lead, on what others wrote; what waits to be confirmed its writer too."""
    whose = "" if isinstance(body.written_by, UnsetType) else body.written_by.name
    if entry.row.kind == CONFIRMED:
        return made_by_lead(session, entry.row) or (who is not None and folded(who.name) == folded(whose))
    if not _is_own(entry, body):
        return True
    return note.details.get(OWN) is True and made_by_only_lead(session, entry.row)


def _is_own(entry: StoredEntry, body: Body) -> bool:
    return entry.row.kind == COUNTERSIGNED and entry.row.member == body.author and not is_unsigned(body)
