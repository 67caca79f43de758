"""The register catches up with the ledger: each new entry is checked and opened, a bad one is set aside and named."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from rrn_desktop.keys.keyring import REGISTER
from rrn_desktop.keys.roll import Roll
from rrn_desktop.ledger.belonging import check_incident
from rrn_desktop.ledger.chain import CheckedRow, Link, check_one, first_link
from rrn_desktop.ledger.finding_words import find_words
from rrn_desktop.ledger.head import check_ends
from rrn_desktop.ledger.headers import ADDITION, RECORDS, TAKEN_IN, Header
from rrn_desktop.ledger.opening import Reader, open_checked, open_checked_attached, register_reader
from rrn_desktop.ledger.refusals import REASONS, EntryRefused
from rrn_desktop.ledger.succession import check_maker, opening_with
from rrn_desktop.ledger.summaries import attached_row, register_row, version_row
from rrn_desktop.store import desk_ledger, register_attached, register_records, register_versions
from rrn_desktop.store.connection import Connection, Database, open_database
from rrn_desktop.store.desk_ledger import ChainEnd, StoredEntry
from rrn_desktop.store.register_attached import AttachedRow
from rrn_desktop.store.register_records import RegisterRow
from rrn_desktop.store.register_versions import SetAside, VersionRow

_PAGE = 200
Progress = Callable[[int], None]


@dataclass(frozen=True, slots=True)
class CaughtUp:
    """What a catch-up did: entries read, versions and additions added, and every entry set aside until now."""

    read: int
    added: int
    set_aside: tuple[SetAside, ...]


@dataclass(slots=True)
class _Batch:
    """What one page of the ledger adds to the register."""

    rows: list[RegisterRow] = field(default_factory=list)
    versions: list[VersionRow] = field(default_factory=list)
    attached: list[AttachedRow] = field(default_factory=list)
    aside: list[SetAside] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Reading:
    """The reading of one segment, page by page, so that memory stays flat."""

    desk: Database
    register: Database
    roll: Roll
    reader: Reader | None
    end: ChainEnd

    def pages(self, seen: ChainEnd | None) -> Iterator[tuple[int, int]]:
        """Read on from what was seen; give for each page that is now kept how many were read, and how many opened."""
        link = self._start(seen)
        while link.seq < self.end.seq:
            with self.desk.read() as connection:
                place = self.end.device, self.end.segment, link.seq
                page = desk_ledger.page_of_entries(connection, *place, _PAGE, whose=(REGISTER,))
                batch = _Batch()
                for entry in page:
                    checked, link = check_one(entry.row, self.roll, link)
                    _sort_in(connection, batch, entry, checked, self)
            if not page:
                return
            self._keep(batch, link)
            yield len(page), len(batch.versions) + len(batch.attached)

    def _start(self, seen: ChainEnd | None) -> Link:
        device, segment = self.end.device, self.end.segment
        with self.desk.read() as connection:
            row = desk_ledger.row_at(connection, device, segment, seen.seq) if seen else None
            if row is None:
                return first_link(connection, self.roll, device, segment)
        # The last entry read may itself be one that went back, so its own roll is not what the next must reach.
        with self.register.read() as connection:
            return Link(row.seq, row.hash, register_versions.roll_seq(connection, device, segment), row.at)

    def _keep(self, batch: _Batch, link: Link) -> None:
        with self.register.write() as connection:
            register_versions.put(connection, batch.versions)
            register_records.put(connection, batch.rows)
            register_attached.put(connection, batch.attached)
            register_versions.put_aside(connection, batch.aside)
            head = ChainEnd(self.end.device, self.end.segment, link.seq, link.hash)
            register_versions.put_head(connection, head, link.roll_seq)


@dataclass(frozen=True, slots=True)
class _Door:
    """Where an entry can be looked at beside the others of its ledger."""

    connection: Connection
    reading: _Reading


def catch_up(
    desk: Database, register: Database, roll: Roll, seeds: Mapping[int, bytes], progress: Progress | None = None
) -> CaughtUp:
    """Read all entries that the register has not seen; ``seeds`` are the register seeds by epoch.

    Raises EntriesMissing, before anything is read, when the ledger lacks what the register had seen.
    """
    reader = register_reader(seeds)
    with register.read() as connection:
        seen = {(end.device, end.segment): end for end in register_versions.heads(connection)}
    with desk.read() as connection:
        check_ends(connection, seen.values())
        ends = desk_ledger.ends(connection)
    read = added = 0
    for end in ends:
        reading = _Reading(desk, register, roll, reader, end)
        for entries, opened in reading.pages(seen.get((end.device, end.segment))):
            read, added = read + entries, added + opened
            if progress is not None:
                progress(read)
    find_words(register)
    with register.read() as connection:
        return CaughtUp(read, added, register_versions.all_set_aside(connection))


def open_register(path: Path, key: bytes) -> Database:
    """Open the register, or begin an empty one when there is none; the key must be proved against the roll."""
    return open_database(path, key, "register", create=not path.exists(), proved=True)


def begin_again(path: Path, key: bytes) -> Database:
    """Begin an empty register in place of a damaged one; the ledger holds everything that was in it."""
    for part in (path, path.with_name(path.name + "-wal"), path.with_name(path.name + "-shm")):
        part.unlink(missing_ok=True)
    return open_register(path, key)


def _sort_in(connection: Connection, batch: _Batch, entry: StoredEntry, checked: CheckedRow, reading: _Reading) -> None:
    """Put an entry where it belongs: into the list, or aside with the first reason why not."""
    codes = list(checked.codes)
    if checked.holds and checked.header is not None and checked.then is not None:
        try:
            _check_maker(connection, entry, checked.header, checked.then, reading)
            _open_into(batch, entry, checked.header, checked.then, _Door(connection, reading))
        except EntryRefused as refused:
            codes.insert(0, refused.finding)
    if codes:
        bad = entry.row
        place = (bad.hash, bad.device, bad.segment, bad.seq, bad.number)
        batch.aside.append(SetAside(*place, codes[0], REASONS[codes[0]]))


def _check_maker(connection: Connection, entry: StoredEntry, header: Header, then: Roll, reading: _Reading) -> None:
    """Refuse a version by someone who may not make it, whatever lies in it."""
    if _is_version(header):
        body_of = opening_with(connection, reading.roll, () if reading.reader is None else (reading.reader,))
        check_maker(connection, entry.row, header, then, reading.roll, body_of=body_of)


def _open_into(batch: _Batch, entry: StoredEntry, header: Header, then: Roll, door: _Door) -> None:
    """Open what the register holds; what concerns a member of staff is not sealed to it, and stays closed."""
    if not _is_version(header) and header.kind not in {ADDITION, TAKEN_IN}:
        return
    reader = door.reading.reader
    if reader is None:
        raise EntryRefused("wrap_missing")
    if _is_version(header):
        opened = open_checked(entry, reader, header, then)
        row = register_row(opened)
        batch.rows.append(row)
        batch.versions.append(version_row(opened))
    else:
        attached = open_checked_attached(entry, reader, header, then)
        check_incident(door.connection, attached, door.reading.roll)
        batch.attached.append(attached_row(attached))


def _is_version(header: Header) -> bool:
    return header.kind in RECORDS or (header.kind == TAKEN_IN and header.version is not None)
