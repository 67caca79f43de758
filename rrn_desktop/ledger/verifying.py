"""Verifying a whole store: says in words what holds and which entry does not. It changes nothing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

from rrn_desktop.errors import UserFacingError
from rrn_desktop.keys.keyring import REGISTER
from rrn_desktop.keys.roll import Roll
from rrn_desktop.ledger.belonging import check_incident
from rrn_desktop.ledger.chain import CheckedRow, check_chain, check_one, first_link
from rrn_desktop.ledger.findings import Finding, of_entry, of_problem
from rrn_desktop.ledger.head import check_ends, check_head
from rrn_desktop.ledger.headers import ADDITION, RECORDS, SEAL, STAFF_SUPPORT, TAKEN_IN, Header
from rrn_desktop.ledger.opening import (
    Reader,
    checked_box,
    open_checked,
    open_checked_attached,
    open_checked_note,
    register_reader,
)
from rrn_desktop.ledger.refusals import EntryRefused
from rrn_desktop.ledger.succession import STRANGER, check_maker, next_free, opening_with
from rrn_desktop.store import desk_ledger, desk_numbers, register_versions
from rrn_desktop.store.connection import Connection, Database
from rrn_desktop.store.desk_ledger import ChainEnd, StoredEntry

_PAGE = 200
# A book whose entries are all gone would otherwise fill the page with its numbers.
_GAPS_NAMED = 20
# In these, record and number are the incident's own.
_OF_INCIDENTS = frozenset({"notice", SEAL, TAKEN_IN})


@dataclass(frozen=True, slots=True)
class Verified:
    """What was checked and what does not hold; nothing found means that all of it holds."""

    entries: int
    opened: int
    heads: tuple[ChainEnd, ...]
    findings: tuple[Finding, ...]

    @property
    def holds(self) -> bool:
        """Say whether everything that was checked holds."""
        return not self.findings


@dataclass(slots=True)
class _Counting:
    """Numbers and versions met on the way, to see afterwards whether one is missing."""

    entries: int = 0
    opened: int = 0
    numbers: dict[tuple[int, str], set[int]] = field(default_factory=dict)
    versions: dict[str, int] = field(default_factory=dict)
    given_to: dict[str, str] = field(default_factory=dict)
    by_strangers: dict[str, set[int]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Walk:
    """What is at hand on the way along the chain."""

    connection: Connection
    roll: Roll
    reader: Reader | None
    counting: _Counting


def verify_store(
    desk: Database,
    store: Path,
    roll: Roll,
    *,
    register: Database | None = None,
    seeds: Mapping[int, bytes] | None = None,
) -> Verified:
    """Check files, chain, headers, signatures, sealed boxes, numbers, versions and heads of a store.

    With ``seeds`` of the register every sealed record is opened and its author's signature checked as well.
    """
    reader = register_reader(seeds or {})
    counting = _Counting()
    desk.checkpoint()
    with ThreadPoolExecutor(max_workers=1) as beside:
        # The engine's own check of each page and ours of each entry wait for nothing from one another.
        file = beside.submit(desk.check_beside)
        try:
            with desk.read() as connection:
                ends = desk_ledger.ends(connection)
                walk = _Walk(connection, roll, reader, counting)
                findings = [found for end in ends for found in _segment(end, walk)]
                findings += _numbers(connection, counting)
                findings += _heads(connection, store, roll, register)
        except UserFacingError:
            # What the engine says about its file is told before what an entry came to grief over.
            file.result()
            raise
        damaged = [Finding("file_damaged", "The file desk.db does not pass its own checks.") for _ in file.result()[:1]]
    return Verified(counting.entries, counting.opened, ends, (*damaged, *findings))


def verify_chain(connection: Connection, roll: Roll, end: ChainEnd) -> Iterator[CheckedRow]:
    """Check headers, signatures and links of one segment, entry by entry, without what is sealed in them."""
    start = first_link(connection, roll, end.device, end.segment)
    return check_chain(desk_ledger.rows_in_order(connection, end.device, end.segment), roll, start)


def _segment(end: ChainEnd, walk: _Walk) -> Iterator[Finding]:
    link = first_link(walk.connection, walk.roll, end.device, end.segment)
    after, whose = 0, () if walk.reader is None else (REGISTER,)
    while page := desk_ledger.page_of_entries(walk.connection, end.device, end.segment, after, _PAGE, whose=whose):
        for entry in page:
            checked, link = check_one(entry.row, walk.roll, link)
            yield from (of_entry(code, entry.row) for code in checked.codes)
            yield from _one(entry, checked, walk)
        after = page[-1].row.seq


def _one(entry: StoredEntry, checked: CheckedRow, walk: _Walk) -> Iterator[Finding]:
    counting = walk.counting
    counting.entries += 1
    header, then = checked.header, checked.then
    if header is None or then is None:
        return
    yield from _maker(entry, header, then, walk)
    yield from _counted(entry, header, counting)
    if header.ciphertext is None and header.content_key is None and entry.box is None:
        return
    try:
        # What concerns a member of staff is not sealed to the register: its box is checked, and stays closed.
        if walk.reader is None or header.kind == STAFF_SUPPORT:
            checked_box(entry, header)
        else:
            _open(entry, walk, header, then, walk.reader)
            counting.opened += 1
    except EntryRefused as refused:
        if refused.finding != "disposed":
            yield of_entry(refused.finding, entry.row)


def _maker(entry: StoredEntry, header: Header, then: Roll, walk: _Walk) -> Iterator[Finding]:
    """Name a version by someone who may not make it; that a first version is gone is seen by counting."""
    if not _is_version(header) or _begins(header, walk.counting):
        return
    body_of = opening_with(walk.connection, walk.roll, (walk.reader,)) if walk.reader is not None else None
    try:
        check_maker(walk.connection, entry.row, header, then, walk.roll, body_of=body_of)
    except EntryRefused as refused:
        if refused.finding == STRANGER:
            walk.counting.by_strangers.setdefault(header.record or "", set()).add(header.version or 0)
            yield of_entry(refused.finding, entry.row)


def _begins(header: Header, counting: _Counting) -> bool:
    """Say whether a first version is the first of its record on the way along the chain; anyone may make that one."""
    record = header.record or ""
    return header.version == 1 and record not in counting.versions and record not in counting.by_strangers


def _open(entry: StoredEntry, walk: _Walk, header: Header, then: Roll, reader: Reader) -> None:
    if _is_version(header):
        open_checked(entry, reader, header, then)
    elif header.kind in {ADDITION, TAKEN_IN}:
        check_incident(walk.connection, open_checked_attached(entry, reader, header, then), walk.roll)
    else:
        open_checked_note(entry, reader, header, then)


def _is_version(header: Header) -> bool:
    return header.kind in RECORDS or (header.kind == TAKEN_IN and header.version is not None)


def _counted(entry: StoredEntry, header: Header, counting: _Counting) -> Iterator[Finding]:
    parsed = desk_numbers.parse_number(header.number) if header.number else None
    if parsed is not None:
        counting.numbers.setdefault((parsed.year, parsed.book), set()).add(parsed.count)
    of_incident = header.kind in _OF_INCIDENTS and header.number is not None and header.record is not None
    if of_incident and counting.given_to.setdefault(header.number or "", header.record or "") != header.record:
        yield of_entry("number_of_another", entry.row)
    if _is_version(header) and header.record is not None and header.version is not None:
        strange = counting.by_strangers.get(header.record, set())
        if header.version in strange:
            return
        expected = next_free(strange, counting.versions.get(header.record, 0))
        if header.version != expected:
            number = f", number {header.number}" if header.number else ""
            says = f"Entry {entry.row.seq}{number}: version {expected} of this record is missing."
            yield Finding("version_missing", says, entry.row.hash)
        counting.versions[header.record] = header.version


def _numbers(connection: Connection, counting: _Counting) -> Iterator[Finding]:
    given = desk_numbers.given_out(connection)
    for year, book in sorted(given.keys() | counting.numbers.keys()):
        met = counting.numbers.get((year, book), set())
        last = max(given.get((year, book), 0), max(met, default=0))
        gaps = (count for count in range(1, last + 1) if count not in met)
        for _, count in zip(range(_GAPS_NAMED), gaps, strict=False):
            number = desk_numbers.BookNumber(year, book, count)
            yield Finding("number_missing", f"Number {number} was given out, and no entry says what for.")
        if last > given.get((year, book), 0):
            yield Finding("numbers_behind", f"The book {year}-{book} has more numbers in use than it gave out.")


def _heads(connection: Connection, store: Path, roll: Roll, register: Database | None) -> Iterator[Finding]:
    try:
        check_head(connection, store, roll.site_id)
    except UserFacingError as problem:
        yield of_problem(problem)
    if register is None:
        return
    try:
        with register.read() as other:
            seen = register_versions.heads(other)
        check_ends(connection, seen)
    except UserFacingError as problem:
        yield of_problem(problem)
