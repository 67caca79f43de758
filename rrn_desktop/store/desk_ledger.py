"""The ledger's rows: append and read; what they mean and whether they hold is the ledger room's business."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from itertools import groupby
from typing import Any

from rrn_desktop.store.connection import Connection
from rrn_desktop.store.statements import fill, marks, values_of

_COLUMNS = "device, segment, seq, prev, hash, header, signature, kind, entry, record, number, version, member, at"
_sql = partial(fill, columns=_COLUMNS)
_CHUNK = 500
_BEGINS = " AND substr(recipient, 1, ?) = ?"
# Each segment counts from 1 again: what was entered after a restore is later than all before it.
_PLACE = "(segment << 40) + seq"
# In a statement ``+kind`` keeps the engine off the index of kinds: it would read every addition of the desk for those
# of one incident, since the ones of a kind stand in the order that is asked for.

INCIDENTS = ("seal", "taken_in")
VERSIONS = (*INCIDENTS, "support", "review", "good_day", "card")
# In these, record and number are the incident's own; a support or review has a record of its own under that number.
_NUMBERED = ("notice", *INCIDENTS, "addition", "staff_support", "draft_given_up")
_RECORDED = ("seal", "support", "review", "good_day", "addition", "staff_support", "confirmed")

# From segment to segment along the index: a GROUP BY would read the whole ledger after each seal.
_ENDS = """
    WITH RECURSIVE chain (device, segment) AS (
        SELECT * FROM (SELECT device, segment FROM ledger ORDER BY device, segment LIMIT 1)
        UNION ALL
        SELECT found.device, found.segment FROM chain JOIN ledger AS found ON found.rowid = (
            SELECT rowid FROM ledger WHERE (device, segment) > (chain.device, chain.segment)
            ORDER BY device, segment LIMIT 1
        )
    )
    SELECT last.device, last.segment, last.seq, last.hash FROM chain JOIN ledger AS last ON last.rowid = (
        SELECT rowid FROM ledger WHERE device = chain.device AND segment = chain.segment ORDER BY seq DESC LIMIT 1
    ) ORDER BY last.device, last.segment
"""

_GAPS = """
    SELECT device, segment, before + 1, seq - 1 FROM (
        SELECT device, segment, seq, lag(seq, 1, 0) OVER (PARTITION BY device, segment ORDER BY seq) AS before
        FROM ledger
    ) WHERE seq > before + 1 ORDER BY device, segment, seq
"""


@dataclass(frozen=True, slots=True)
class LedgerRow:
    """One entry: the header bytes that were signed, and what of them is needed to find it."""

    device: str
    segment: int
    seq: int
    prev: str
    hash: str
    header: bytes = field(repr=False)
    signature: bytes = field(repr=False)
    kind: str
    entry: str
    record: str | None
    number: str | None
    version: int | None
    member: str
    at: str


@dataclass(frozen=True, slots=True)
class Wrap:
    """A content key, wrapped to one recipient."""

    recipient: str
    suite: str
    wrap: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class StoredEntry:
    """An entry with all that lies beside it."""

    row: LedgerRow
    box: bytes | None = field(default=None, repr=False)
    wraps: tuple[Wrap, ...] = ()
    disposed: bool = False


@dataclass(frozen=True, slots=True)
class ChainEnd:
    """The last entry of one segment of one device."""

    device: str
    segment: int
    seq: int
    hash: str


def append(connection: Connection, entry: StoredEntry) -> None:
    """Add an entry after the last one of its segment, with its box and wraps."""
    connection.exec_driver_sql(
        _sql("INSERT INTO ledger ($columns) VALUES ($marks)", marks=marks(14)), values_of(entry.row)
    )
    if entry.box is not None:
        connection.exec_driver_sql("INSERT INTO bodies (hash, box) VALUES (?, ?)", (entry.row.hash, entry.box))
    for wrap in entry.wraps:
        connection.exec_driver_sql(
            "INSERT INTO wraps (hash, recipient, suite, wrap) VALUES (?, ?, ?, ?)", (entry.row.hash, *values_of(wrap))
        )


def by_hash(connection: Connection, entry_hash: str) -> StoredEntry | None:
    """Return the entry with a hash, or None."""
    return next(iter(_stored(connection, _rows(connection, "WHERE hash = ?", (entry_hash,)))), None)


def by_entry(connection: Connection, entry: str) -> StoredEntry | None:
    """Return the entry with an id that its maker gave it, or None."""
    return next(iter(_stored(connection, _rows(connection, "WHERE entry = ?", (entry,)))), None)


def by_record(connection: Connection, record: str, *kinds: str) -> tuple[StoredEntry, ...]:
    """Return the versions of a record in their order; with ``kinds``, what was entered about it of these kinds."""
    where = f"WHERE record = ? AND +kind IN ({marks(len(kinds or VERSIONS))})"
    return _versions(connection, where, (record, *(kinds or VERSIONS)), versions=not kinds)


def first_versions(connection: Connection, record: str) -> tuple[LedgerRow, ...]:
    """Return what calls itself the first version of a record, in the order of the chain; more than one is forged."""
    where = f"WHERE record = ? AND version = 1 AND kind IN ({marks(len(VERSIONS))}) ORDER BY device, segment, seq"
    return _rows(connection, where, (record, *VERSIONS))


def by_number(connection: Connection, number: str, *kinds: str) -> tuple[StoredEntry, ...]:
    """Return the versions of the incident under a number; with ``kinds``, what stands under it of these kinds."""
    where = f"WHERE number = ? AND +kind IN ({marks(len(kinds or INCIDENTS))})"
    return _versions(connection, where, (number, *(kinds or INCIDENTS)), versions=not kinds)


def by_kinds(connection: Connection, record: str, kinds: Sequence[str]) -> tuple[StoredEntry, ...]:
    """Return what was entered about a record of some kinds, the first one first."""
    where = f"WHERE record = ? AND +kind IN ({marks(len(kinds))}) ORDER BY rowid"
    return tuple(_stored(connection, _rows(connection, where, (record, *kinds))))


def of_kind(connection: Connection, hashes: Sequence[str], kind: str) -> frozenset[str]:
    """Return those of some hashes whose entries are of a kind."""
    template = "SELECT hash, kind FROM ledger WHERE hash IN ($marks)"
    return frozenset(row[0] for row in _among(connection, template, tuple(hashes)) if row[1] == kind)


def entries_for(connection: Connection, recipient: str, kinds: Sequence[str]) -> tuple[StoredEntry, ...]:
    """Return the entries of some kinds that a recipient holds a wrapped key to, the latest first."""
    statement = _sql(
        "SELECT $columns FROM ledger WHERE hash IN (SELECT hash FROM wraps WHERE recipient = ?) "
        "AND kind IN ($marks) ORDER BY rowid DESC",
        marks=marks(len(kinds)),
    )
    rows = connection.exec_driver_sql(statement, (recipient, *kinds))
    return tuple(_stored(connection, tuple(LedgerRow(*row) for row in rows)))


def last_sign_in(connection: Connection, members: Sequence[str]) -> str | None:
    """Return when one of these members signed in last, or None."""
    statement = fill(
        "SELECT max(at) FROM ledger WHERE kind = 'sign_in' AND member IN ($marks)", marks=marks(len(members))
    )
    found = connection.exec_driver_sql(statement, tuple(members)).scalar_one()
    return None if found is None else str(found)


def record_of_number(connection: Connection, number: str) -> str | None:
    """Return the incident that a number was given to, or None."""
    statement = fill(
        "SELECT record FROM ledger WHERE number = ? AND record IS NOT NULL AND kind IN ($marks) ORDER BY rowid LIMIT 1",
        marks=marks(len(_NUMBERED)),
    )
    row = connection.exec_driver_sql(statement, (number, *_NUMBERED)).first()
    return None if row is None else str(row[0])


def recorded_about(connection: Connection, record: str) -> tuple[LedgerRow, ...]:
    """Return what was recorded about an incident: its versions, additions, support, reviews; of others by its number.

    A number counts only where it is that of this very incident.
    """
    found = connection.exec_driver_sql(
        "SELECT DISTINCT number FROM ledger WHERE record = ? AND number IS NOT NULL", (record,)
    ).scalars()
    own = [str(number) for number in found if record_of_number(connection, str(number)) == record]
    where = f"WHERE kind IN ({marks(len(_RECORDED))}) AND (record = ? OR number IN ({marks(len(own))})) ORDER BY rowid"
    return _rows(connection, where, (*_RECORDED, record, *own))


def rows_of_member(connection: Connection, member: str, kind: str = "seal") -> tuple[LedgerRow, ...]:
    """Return what one member entered of a kind, the latest first."""
    return _rows(connection, "WHERE member = ? AND kind = ? ORDER BY rowid DESC", (member, kind))


def newest_of_member(connection: Connection, member: str, kinds: Sequence[str]) -> tuple[str, ...]:
    """Return the hash of what one member entered last about each record, among some kinds, the latest first."""
    statement = fill(
        "SELECT hash, max($place) FROM ledger WHERE member = ? AND kind IN ($marks) GROUP BY record ORDER BY 2 DESC",
        place=_PLACE,
        marks=marks(len(kinds)),
    )
    return tuple(str(row[0]) for row in connection.exec_driver_sql(statement, (member, *kinds)))


def row_before(connection: Connection, row: LedgerRow) -> LedgerRow | None:
    """Return the entry that another follows, or None at the start of a segment."""
    where = "WHERE device = ? AND segment = ? AND seq = ?"
    return next(iter(_rows(connection, where, (row.device, row.segment, row.seq - 1))), None)


def row_at(connection: Connection, device: str, segment: int, seq: int) -> LedgerRow | None:
    """Return the entry at a place, or None."""
    return next(iter(_rows(connection, "WHERE device = ? AND segment = ? AND seq = ?", (device, segment, seq))), None)


def last_row(connection: Connection, device: str) -> LedgerRow | None:
    """Return a device's last entry, or None."""
    where = "WHERE device = ? ORDER BY segment DESC, seq DESC LIMIT 1"
    return next(iter(_rows(connection, where, (device,))), None)


def ends(connection: Connection) -> tuple[ChainEnd, ...]:
    """Return the last entry of each segment of each device."""
    return tuple(ChainEnd(*row) for row in connection.exec_driver_sql(_ENDS))


def count(connection: Connection) -> int:
    """Return how many entries there are."""
    return int(connection.exec_driver_sql("SELECT count(*) FROM ledger").scalar_one())


def numbers(connection: Connection) -> frozenset[str]:
    """Return every number of an incident that stands in an entry."""
    found = connection.exec_driver_sql("SELECT DISTINCT number FROM ledger WHERE number IS NOT NULL").scalars()
    return frozenset(str(number) for number in found)


def gaps(connection: Connection) -> tuple[tuple[str, int, int, int], ...]:
    """Return device, segment, and the first and last place of each stretch of entries that is missing before another.

    A desk that guards itself has none; one that was salvaged may.
    """
    return tuple((row[0], row[1], row[2], row[3]) for row in connection.exec_driver_sql(_GAPS))


def rows_in_order(connection: Connection, device: str, segment: int, after: int = 0) -> Iterator[LedgerRow]:
    """Give a segment's entries one by one after a seq; memory stays flat."""
    result = connection.exec_driver_sql(
        _sql("SELECT $columns FROM ledger WHERE device = ? AND segment = ? AND seq > ? ORDER BY seq"),
        (device, segment, after),
    )
    return (LedgerRow(*row) for row in result)


def boxes_in_order(connection: Connection) -> Iterator[tuple[str, bytes | None, bool]]:
    """Give hash, box and whether it was disposed of, for each entry, in the order they were added."""
    result = connection.exec_driver_sql(
        "SELECT ledger.hash, bodies.box, disposals.hash IS NOT NULL FROM ledger LEFT JOIN bodies USING (hash) "
        "LEFT JOIN disposals ON disposals.hash = ledger.hash ORDER BY ledger.rowid"
    )
    return ((row[0], row[1], bool(row[2])) for row in result)


def page_of_entries(
    connection: Connection, device: str, segment: int, after: int, limit: int, *, whose: Sequence[str] | None = None
) -> tuple[StoredEntry, ...]:
    """Return the next entries of a segment with their boxes and wraps.

    ``whose`` are the beginnings of names: only the wraps of such recipients are read then, the pages of which are few.
    """
    where = "WHERE device = ? AND segment = ? AND seq > ? ORDER BY seq LIMIT ?"
    return tuple(_stored(connection, _rows(connection, where, (device, segment, after, limit)), whose))


def dispose(connection: Connection, entry_hash: str, disposed_by: str, at: str) -> None:
    """Remove the box and wraps of an entry, by a disposal that is itself an entry; the chain stays whole."""
    connection.exec_driver_sql(
        "INSERT INTO disposals (hash, disposed_by, at) VALUES (?, ?, ?)", (entry_hash, disposed_by, at)
    )
    connection.exec_driver_sql("DELETE FROM wraps WHERE hash = ?", (entry_hash,))
    connection.exec_driver_sql("DELETE FROM bodies WHERE hash = ?", (entry_hash,))


def _rows(connection: Connection, where: str, values: tuple[Any, ...]) -> tuple[LedgerRow, ...]:
    result = connection.exec_driver_sql(_sql("SELECT $columns FROM ledger $where", where=where), values)
    return tuple(LedgerRow(*row) for row in result.all())


def _versions(
    connection: Connection, where: str, values: tuple[Any, ...], *, versions: bool
) -> tuple[StoredEntry, ...]:
    # What was taken in as an addition to an incident is no version of it.
    only = " AND version IS NOT NULL" if versions else ""
    return tuple(_stored(connection, _rows(connection, where + only + " ORDER BY version, device, seq", values)))


def _stored(
    connection: Connection, rows: Sequence[LedgerRow], whose: Sequence[str] | None = None
) -> Iterable[StoredEntry]:
    if not rows:
        return ()
    hashes = tuple(row.hash for row in rows)
    boxes = {
        row[0]: row[1] for row in _among(connection, "SELECT hash, box FROM bodies WHERE hash IN ($marks)", hashes)
    }
    gone = {row[0] for row in _among(connection, "SELECT hash FROM disposals WHERE hash IN ($marks)", hashes)}
    wraps = _wraps(connection, hashes, whose)
    grouped = {key: tuple(Wrap(*row[1:]) for row in some) for key, some in groupby(wraps, key=lambda row: str(row[0]))}
    return [StoredEntry(row, boxes.get(row.hash), grouped.get(row.hash, ()), row.hash in gone) for row in rows]


def _wraps(connection: Connection, hashes: tuple[str, ...], whose: Sequence[str] | None) -> Sequence[Any]:
    found = "SELECT hash, recipient, suite, wrap FROM wraps WHERE hash IN ($marks)"
    if whose is None:
        return _among(connection, found + " ORDER BY hash, recipient", hashes)
    rows = [row for one in whose for row in _among(connection, found + _BEGINS, hashes, (len(one), one))]
    return sorted(rows, key=lambda row: (str(row[0]), str(row[1])))


def _among(connection: Connection, template: str, hashes: tuple[str, ...], more: tuple[Any, ...] = ()) -> Sequence[Any]:
    found: list[Any] = []
    for start in range(0, len(hashes), _CHUNK):
        some = hashes[start : start + _CHUNK]
        found += connection.exec_driver_sql(fill(template, marks=marks(len(some))), (*some, *more)).all()
    return found
