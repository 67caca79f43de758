"""Opens sealed records for the member who is signed in: their own, or as a lead through the register's key."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rrn_desktop.errors import NoRight, NotFound
from rrn_desktop.keys.keyring import REGISTER
from rrn_desktop.ledger.headers import INCIDENT, RECORDS, kind_of_form
from rrn_desktop.ledger.opening import OpenedBody, Reader, open_entry, reader_of, register_reader
from rrn_desktop.ledger.succession import not_rightful
from rrn_desktop.services.session import Session
from rrn_desktop.store import desk_ledger, desk_numbers
from rrn_desktop.store.connection import Connection
from rrn_desktop.store.desk_ledger import StoredEntry


def reader(session: Session) -> Reader:
    """Return by which key this member reads: the register's of every epoch for a lead, their own for anyone else."""
    by_register = None if session.outstayed else reader_of_register(session)
    return own_reader(session) if by_register is None else by_register


def reader_of_register(session: Session) -> Reader | None:
    """Return the keys of the register to read with, where this member holds them and it may be opened here."""
    seed = session.held.register_seed
    if seed is None:
        return None
    at = (REGISTER, seed)
    if at not in session.readers and (made := register_reader(session.held.register_seeds)) is not None:
        session.readers[at] = made
    return session.readers[at]


def own_reader(session: Session) -> Reader:
    """Return the member's own key to read with."""
    recipient, seed = session.member.id, session.held.secrets.receive_seed
    found = session.readers.get((recipient, seed))
    if found is None:
        found = session.readers[recipient, seed] = reader_of(recipient, seed)
    return found


def versions_of_number(session: Session, number: str, form: str = INCIDENT) -> tuple[OpenedBody, ...]:
    """Return the versions of the incident with a number, or of the newest record of another form under it.

    Those that this member may read, the oldest first.

    Raises NotFound for a number without a sealed record, NoRight when none is theirs to read, and DoesNotHold for one
    that was changed.
    """
    return tuple(opened for _, opened in entries_of_number(session, number, form))


def entries_of_number(
    session: Session, number: str, form: str = INCIDENT
) -> tuple[tuple[StoredEntry, OpenedBody], ...]:
    """Return the versions of a record that this member may read, each as it lies in the ledger and opened."""
    entries: Sequence[StoredEntry] = ()
    if desk_numbers.parse_number(number) is not None:
        with session.held.desk.read() as connection:
            # The versions of an incident are what was sealed and what was taken in of those without an account.
            kinds = () if form == INCIDENT else (kind_of_form(form),)
            under_it = _rightful(connection, session, desk_ledger.by_number(connection, number, *kinds))
            given_to = desk_ledger.record_of_number(connection, number) if form == INCIDENT else None
        newest = max(under_it, key=lambda entry: entry.row.at, default=None)
        # A number is of one incident; of support and reviews there may be several under it.
        record = given_to or (newest.row.record if newest else None)
        entries = [entry for entry in under_it if entry.row.record == record]
    if not entries:
        raise NotFound(
            "There is no sealed record with this number here.",
            "Nothing was changed.",
            "Check the number. A record that is still being written has no sealed version yet.",
        )
    return _opened(session, entries)


def own_latest(session: Session, most: int | None = None) -> tuple[tuple[OpenedBody, ...], int]:
    """Return the newest own version of each record that this member sealed, the latest first, and how many there are.

    With ``most``, only so many of the latest are opened, which is what takes its time.
    """
    with session.held.desk.read() as connection:
        hashes = desk_ledger.newest_of_member(connection, session.member.id, RECORDS)
        entries = [desk_ledger.by_hash(connection, entry_hash) for entry_hash in hashes[:most]]
    mine = own_reader(session)
    opened = tuple(open_entry(entry, mine, session.held.roll) for entry in entries if entry is not None)
    return opened, len(hashes)


def not_rightful_of(session: Session, record: str) -> frozenset[str]:
    """Return the hashes of the versions of a record that do not count, for who made them may not."""
    with session.held.desk.read() as connection:
        rows = [entry.row for entry in desk_ledger.by_record(connection, record)]
        return not_rightful(connection, rows, session.held.roll, reader(session))


def _rightful(connection: Connection, session: Session, entries: Sequence[StoredEntry]) -> Sequence[StoredEntry]:
    aside = not_rightful(connection, [entry.row for entry in entries], session.held.roll, reader(session))
    return [entry for entry in entries if entry.row.hash not in aside]


def _opened(session: Session, entries: Iterable[StoredEntry]) -> tuple[tuple[StoredEntry, OpenedBody], ...]:
    by = reader(session)
    readable = [entry for entry in entries if by.is_among(entry)]
    if not readable:
        raise NoRight(
            "This record was written by someone else.",
            "Nothing of it was shown.",
            "The notice on Today says what you need to know on shift. For more, ask your lead.",
        )
    opened = [(entry, open_entry(entry, by, session.held.roll)) for entry in readable]
    return tuple(sorted(opened, key=lambda pair: pair[1].body.version))
