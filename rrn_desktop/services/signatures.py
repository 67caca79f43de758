"""Whose signatures a record bears: its authors', a lead's second one, and who confirmed what was not signed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field

from msgspec import UnsetType

from rrn_desktop.clock import parse_rfc3339, wall_time
from rrn_desktop.keys.passphrase_key import folded
from rrn_desktop.ledger.opening import OpenedAttached, OpenedBody, OpenedNote, open_mark
from rrn_desktop.ledger.record_file import AUTHOR, NOT_SIGNED
from rrn_desktop.ledger.record_marks import (
    CONFIRMED,
    COUNTERSIGNED,
    MARKS,
    OWN,
    Marked,
    check_mark,
    is_own,
    is_unsigned,
    marked_entry,
)
from rrn_desktop.ledger.refusals import EntryRefused
from rrn_desktop.services.author_names import account_names, name_of_author
from rrn_desktop.services.directory import members
from rrn_desktop.services.follow_ups import COUNTERSIGN, was_late
from rrn_desktop.services.reading import reader
from rrn_desktop.services.session import MemberInfo, Session
from rrn_desktop.services.to_confirm import KIND as CONFIRM
from rrn_desktop.store import desk_ledger
from rrn_desktop.store.desk_ledger import StoredEntry

__all__ = [
    "AUTHOR", "CONFIRMED", "COUNTERSIGNED", "NOT_SIGNED", "OWN", "Signature", "is_unsigned", "marks_of",
    "signature_of", "signatures_of",
]  # fmt: skip
_CLOCK_OF = {COUNTERSIGNED: COUNTERSIGN, CONFIRMED: CONFIRM}


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
    known = {one.id: one for one in members(session)}
    later = [_later(session, mark, about, known) for _, mark, about in marks_of(session, versions)]
    return (*first, *sorted(later, key=lambda one: parse_rfc3339(one.at)))


def marks_of(
    session: Session, versions: Sequence[OpenedBody], additions: Sequence[OpenedAttached] = ()
) -> tuple[tuple[StoredEntry, OpenedNote, Marked], ...]:
    """Return the marks that count on versions of a record and on what was added to it, as far as they may be read.

    Each as it lies in the ledger, opened, and with what it is about.
    """
    if not versions:
        return ()
    record, by = versions[0].body.record, reader(session)
    with session.held.desk.read() as connection:
        entries = [entry for kind in MARKS for entry in desk_ledger.by_record(connection, record, kind)]
    known = {one.id: one for one in members(session)}
    found: list[tuple[StoredEntry, OpenedNote, Marked]] = []
    for entry in entries:
        # One that does not hold is none, and verifying names it.
        with suppress(EntryRefused):
            if by.is_among(entry):
                mark = open_mark(entry, by, session.held.roll)
                about = marked_entry(mark, (*versions, *additions))
                check_mark(mark, about, session.held.roll)
                if mark.payload.by_lead or _is_writer(known.get(entry.row.member), about):
                    found.append((entry, mark, about))
    return tuple(found)


def signature_of(opened: OpenedBody, accounts: Mapping[str, str]) -> Signature:
    """Return whose signature a version carries; it held, or the version would not have opened."""
    body = opened.body
    covers = f"version {body.version}"
    if is_unsigned(body) and not isinstance(body.written_by, UnsetType):
        whose = body.written_by
        return Signature(whose.name, whose.role, body.written_at, covers, holds=True, kind=NOT_SIGNED)
    return Signature(name_of_author(accounts, body), body.author_role, body.written_at, covers, holds=True)


def _later(session: Session, mark: OpenedNote, about: Marked, known: Mapping[str, MemberInfo]) -> Signature:
    who, kind = known.get(mark.row.member), mark.row.kind
    at = wall_time(parse_rfc3339(mark.row.at), session.zone).rfc3339()
    return Signature(
        by=who.name if who else "",
        role=who.job_title if who else "",
        at=at,
        covers=f"version {mark.row.version or about.row.version}",
        holds=True,
        kind=kind,
        late=was_late(session, mark.row.record or "", _CLOCK_OF[kind], at),
        own=is_own(mark, about),
    )


def _is_writer(who: MemberInfo | None, about: Marked) -> bool:
    """Say whether a member has the name under which something was written without an account."""
    said = about.body.written_by
    return who is not None and not isinstance(said, UnsetType) and folded(who.name) == folded(said.name)
