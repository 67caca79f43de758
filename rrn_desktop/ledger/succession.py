"""Whose a version of a record may be: of who made the first one, of whom its words are, or of a lead.

Anyone on the desk can append an entry that calls itself the next version of a colleague's record. It is named, and the
record stands as it is without it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import suppress

from rrn_desktop.keys.roll import Roll
from rrn_desktop.ledger.bodies import Body
from rrn_desktop.ledger.headers import TAKEN_IN, Header, seen_row
from rrn_desktop.ledger.lead_acts import is_by_lead
from rrn_desktop.ledger.opening import Reader, open_entry
from rrn_desktop.ledger.refusals import EntryRefused
from rrn_desktop.store import desk_ledger
from rrn_desktop.store.connection import Connection
from rrn_desktop.store.desk_ledger import LedgerRow

STRANGER, UNFOUNDED = "version_by_stranger", "version_unfounded"
NOT_RIGHTFUL = frozenset({STRANGER, UNFOUNDED, "no_right"})
BodyOf = Callable[[LedgerRow], Body | None]


def check_maker(
    connection: Connection, row: LedgerRow, header: Header, then: Roll, roll: Roll, *, body_of: BodyOf | None
) -> None:
    """Raise EntryRefused for a version by someone who may not make it; its header was checked already.

    Without ``body_of``, which opens the first version, nothing is said of a version after one that a lead sealed: the
    words in that one may be of someone else.
    """
    if is_by_lead(header.member, then):
        return
    first = _first(connection, row, roll)
    if first is None:
        raise EntryRefused(UNFOUNDED)
    began, by_lead = first
    if began.hash == row.hash or (began.kind != TAKEN_IN and began.member == header.member):
        return
    if began.kind == TAKEN_IN or not by_lead:
        raise EntryRefused(STRANGER)
    if body_of is not None and not may_follow(body_of(began), header.member):
        raise EntryRefused(STRANGER)


def may_follow(first: Body | None, member: str) -> bool:
    """Say whether a member who is no lead may make the next version after a first one, as far as its body tells."""
    if first is None:
        return False
    said = first.written_by
    if said and said.how == "without_account":
        return False
    return first.author == member or bool(said and said.how == "left_behind" and said.member == member)


def opening_with(connection: Connection, roll: Roll, readers: Iterable[Reader]) -> BodyOf:
    """Return what opens the first version of a record with one of the keys at hand, or gives None."""
    keys = tuple(readers)

    def body_of(row: LedgerRow) -> Body | None:
        entry = desk_ledger.by_hash(connection, row.hash)
        for key in keys:
            with suppress(EntryRefused):
                return None if entry is None else open_entry(entry, key, roll).body
        return None

    return body_of


def not_rightful(connection: Connection, rows: Iterable[LedgerRow], roll: Roll, reader: Reader) -> frozenset[str]:
    """Return the hashes of the versions among some entries that were made by someone who may not make them."""
    found: set[str] = set()
    body_of = opening_with(connection, roll, (reader,))
    for row in rows:
        if row.kind not in desk_ledger.VERSIONS or row.version is None:
            continue
        try:
            check_maker(connection, row, *seen_row(row, roll), roll, body_of=body_of)
        except EntryRefused as refused:
            if refused.finding in NOT_RIGHTFUL:
                found.add(row.hash)
    return frozenset(found)


def next_free(taken: Iterable[int], last: int) -> int:
    """Return the version after the last one that counts; a number that someone else took stays taken."""
    used = set(taken)
    number = last + 1
    while number in used:
        number += 1
    return number


def _first(connection: Connection, version: LedgerRow, roll: Roll) -> tuple[LedgerRow, bool] | None:
    """Return the entry that began the record of a version that holds, and whether a lead made it.

    What does not hold began nothing. What a lead made themselves is not asked about here.
    """
    for row in desk_ledger.first_versions(connection, version.record or ""):
        if row == version:
            return row, False
        try:
            found, then = seen_row(row, roll)
        except EntryRefused:
            continue
        return row, is_by_lead(found.member, then)
    return None
