"""Walking a chain of entries one by one: what each says for itself, and whether it follows the one before."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from rrn_desktop.keys.roll import Roll
from rrn_desktop.keys.roll_refusals import RollHeadUnknown
from rrn_desktop.ledger.headers import CLOCK_BACK, Header, check_row, read_header
from rrn_desktop.ledger.refusals import EntryRefused
from rrn_desktop.store import desk_ledger
from rrn_desktop.store.connection import Connection
from rrn_desktop.store.desk_ledger import LedgerRow

# These say that something around an entry is wrong; the entry itself is as its member signed it.
OF_THE_CHAIN = frozenset({"chain_broken", "clock_back"})


@dataclass(frozen=True, slots=True)
class Link:
    """What the next entry of a segment must follow."""

    seq: int
    hash: str
    roll_seq: int = 0
    at: str = ""


@dataclass(frozen=True, slots=True)
class CheckedRow:
    """An entry that was walked past: the code of each thing that does not hold.

    ``header``, and ``then``, the roll that it names, are there when the header itself holds.
    """

    row: LedgerRow
    codes: tuple[str, ...]
    header: Header | None = None
    then: Roll | None = None

    @property
    def holds(self) -> bool:
        """Say whether the entry itself holds, whatever happened to its neighbours."""
        return OF_THE_CHAIN.issuperset(self.codes)


def check_chain(rows: Iterable[LedgerRow], roll: Roll, start: Link) -> Iterator[CheckedRow]:
    """Check the entries of one segment in their order; memory stays flat however many there are."""
    link = start
    for row in rows:
        checked, link = check_one(row, roll, link)
        yield checked


def check_one(row: LedgerRow, roll: Roll, link: Link) -> tuple[CheckedRow, Link]:
    """Check one entry; return what was found, and what the next entry must follow."""
    codes = [] if (row.seq, row.prev) == (link.seq + 1, link.hash) else ["chain_broken"]
    try:
        header, then = check_row(row, roll)
    except EntryRefused as refused:
        # The next entry is checked against what stands here, so that one bad entry is named once.
        after = Link(row.seq, row.hash, link.roll_seq, link.at)
        return CheckedRow(row, (*codes, refused.finding)), after
    if then.seq < link.roll_seq:
        codes.append("roll_backwards")
    if header.at < link.at and header.kind != CLOCK_BACK:
        codes.append("clock_back")
    after = Link(row.seq, row.hash, max(then.seq, link.roll_seq), header.at)
    return CheckedRow(row, tuple(codes), header, then), after


def first_link(connection: Connection, roll: Roll, device: str, segment: int) -> Link:
    """Return what the first entry of a segment must follow: the site, or the head that a restore continued."""
    if segment == 1:
        return Link(0, roll.site_id)
    first = desk_ledger.row_at(connection, device, segment, 1)
    continued = desk_ledger.by_hash(connection, first.prev) if first else None
    if continued is None or (continued.row.device, continued.row.segment) != (device, segment - 1):
        return Link(0, "")
    return Link(0, continued.row.hash, *_standing(continued.row, roll))


def _standing(row: LedgerRow, roll: Roll) -> tuple[int, str]:
    try:
        return roll.at(read_header(row.header).roll_head).seq, row.at
    except (EntryRefused, RollHeadUnknown):
        return 0, row.at
