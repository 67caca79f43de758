"""Who wrote what was written without an account: taken in, still to be confirmed, and confirmed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

from rrn_desktop.clock import parse_rfc3339, wall_time
from rrn_desktop.errors import NoRight, NotFound, Refused
from rrn_desktop.keys.passphrase_key import folded
from rrn_desktop.ledger.appending import About, recipients_of
from rrn_desktop.ledger.belonging import check_incident
from rrn_desktop.ledger.bodies import Attached, Body
from rrn_desktop.ledger.headers import moment
from rrn_desktop.ledger.opening import open_attached, open_entry, open_note
from rrn_desktop.ledger.refusals import EntryRefused
from rrn_desktop.services import directory
from rrn_desktop.services.directory import checked_name
from rrn_desktop.services.due_when_opened import renew_within
from rrn_desktop.services.inbox_notices import writer_words
from rrn_desktop.services.intake import TAKEN_IN, TakenIn, take_in
from rrn_desktop.services.journal import note, settled, signed_as
from rrn_desktop.services.reading import reader
from rrn_desktop.services.rightful import holds, made_by_lead
from rrn_desktop.services.session import Session
from rrn_desktop.services.signatures import CONFIRMED
from rrn_desktop.services.signing_in import check_passphrase
from rrn_desktop.services.to_confirm import KIND
from rrn_desktop.store import desk_follow_ups, desk_inbox, desk_ledger, desk_notices
from rrn_desktop.store.connection import Connection
from rrn_desktop.store.desk_ledger import StoredEntry

__all__ = ["Confirmation", "TakenIn", "Unconfirmed", "confirm", "confirmations", "take_in", "unconfirmed"]


@dataclass(frozen=True, slots=True)
class Unconfirmed:
    """A record that someone wrote without an account, and that nobody has confirmed yet.

    ``name`` is as it was typed; ``role`` is known to leads; ``own`` says whether it is this member's own name; ``at``
    says when it was taken in, by the clock on the wall.
    """

    number: str
    record: str
    name: str = field(repr=False)
    role: str = field(repr=False)
    at: str
    due: str | None
    late: bool
    own: bool


@dataclass(frozen=True, slots=True)
class Confirmation:
    """That it is confirmed who wrote a record: by whom, when, from whose account, and whether that was late."""

    name: str = field(repr=False)
    by: str
    at: str
    how: Literal["own", "lead"]
    late: bool
    entries: tuple[str, ...]


def unconfirmed(session: Session) -> tuple[Unconfirmed, ...]:
    """Return what waits to be confirmed: for a lead all of it, for others what bears their own name."""
    with session.held.desk.read() as connection:
        seen = [item for item in desk_inbox.all_seen(connection) if item.number is not None and item.state == "sealed"]
        records = {item.record: item.number or "" for item in seen}
        waiting = [
            _unconfirmed(connection, session, record, number, entries)
            for record, number in sorted(records.items(), key=lambda pair: pair[1])
            if (entries := _not_confirmed(connection, session, record))
        ]
    return tuple(one for one in waiting if session.is_lead or one.own)


def confirm(session: Session, number: str, passphrase: str, *, name: str | None = None) -> Confirmation:
    """Confirm who wrote a record, from the writer's own account or as a lead; late is kept as late, never refused.

    - A lead confirms what waits under one name; what was typed under another waits on, and is named next.
    - The writer confirms the record itself; a correction waits for a lead.

    ``name`` is who wrote it, where that is not the name as it was typed; only a lead says so. Raises WrongPassphrase,
    NotFound when nothing waits under this number, and NoRight for anyone else.
    """
    check_passphrase(session, passphrase)
    with session.held.desk.write() as connection:
        record = desk_ledger.record_of_number(connection, number)
        entries = () if record is None else _not_confirmed(connection, session, record)
        if record is None or not entries:
            raise NotFound(
                "Nothing under this number waits to be confirmed.", "Nothing was changed.", "Check the number."
            )
        waiting = _unconfirmed(connection, session, record, number, entries)
        found = _confirmation(session, waiting, entries, name)
        _enter(connection, session, waiting, found)
        if session.is_lead:
            renew_within(connection, session, entries)
        if _all_confirmed(connection, session, record):
            open_ones = desk_follow_ups.open_of_kinds(connection, record, (KIND,))
            desk_follow_ups.close(connection, [one.id for one in open_ones], moment(session.held.clock.now()))
    settled(session)
    return found


def confirmations(session: Session, record: str) -> tuple[Confirmation, ...]:
    """Return who confirmed who wrote a record, as far as this member may read it, the first one first."""
    with session.held.desk.read() as connection:
        return tuple(_confirmed(connection, session, record))


def _not_confirmed(connection: Connection, session: Session, record: str) -> tuple[StoredEntry, ...]:
    """Return what waits and can be confirmed at once: what was written under one name.

    Who is no lead reads no name that was typed into a correction, so they confirm the record itself alone.
    """
    taken = desk_ledger.by_kinds(connection, record, (TAKEN_IN,))
    by_lead = session.held.register_seed is not None
    if not by_lead:
        taken = tuple(entry for entry in taken if entry.row.version is not None)
    confirmed = _rightful(connection, session, record, taken)
    if not by_lead or len(taken) == 1:
        last = max((_place(entry) for entry in confirmed), default=(0, 0))
        return tuple(entry for entry in taken if _place(entry) > last)
    covered = {entry_hash for one in confirmed for entry_hash in _covered(session, one, taken[0])}
    open_ones = [entry for entry in taken if entry.row.hash not in covered]
    named = [(entry, folded(name)) for entry in open_ones if (name := _writer(connection, session, record, entry)[0])]
    return tuple(entry for entry, name in named if name == named[0][1])


def _covered(session: Session, entry: StoredEntry, first: StoredEntry) -> set[str]:
    """Return the entries that a confirmation is about, of those that who gave it may confirm."""
    try:
        said = open_note(entry, reader(session), session.held.roll).details.get("entries")
    except EntryRefused:
        return set()
    entries = {one for one in said if isinstance(one, str)} if isinstance(said, list) else set()
    return entries if made_by_lead(session, entry.row) else entries & {first.row.hash}


def _all_confirmed(connection: Connection, session: Session, record: str) -> bool:
    """Say whether nothing is left to confirm of a record; a correction waits for a lead."""
    if session.held.register_seed is not None:
        return not _not_confirmed(connection, session, record)
    confirmed = desk_ledger.by_kinds(connection, record, (CONFIRMED,))
    last = max((_place(entry) for entry in confirmed if made_by_lead(session, entry.row)), default=(0, 0))
    taken = desk_ledger.by_kinds(connection, record, (TAKEN_IN,))
    return all(entry.row.version is not None or _place(entry) < last for entry in taken)


def _rightful(
    connection: Connection, session: Session, record: str, taken: tuple[StoredEntry, ...]
) -> tuple[StoredEntry, ...]:
    """Return the confirmations that count: by a lead, or by the one whose name was typed."""
    found = desk_ledger.by_kinds(connection, record, (CONFIRMED,))
    others = [entry for entry in found if not made_by_lead(session, entry.row) and holds(session, entry.row)]
    name = folded(_writer(connection, session, record, taken[0])[0]) if others and taken else ""
    writers = {one.id for one in directory.members(session) if folded(one.name) == name} if name else set()
    own = {entry.row.hash for entry in others if entry.row.member in writers}
    return tuple(entry for entry in found if entry.row.hash in own or made_by_lead(session, entry.row))


def _place(entry: StoredEntry) -> tuple[int, int]:
    return entry.row.segment, entry.row.seq


def _unconfirmed(
    connection: Connection, session: Session, record: str, number: str, entries: tuple[StoredEntry, ...]
) -> Unconfirmed:
    name, role = _writer(connection, session, record, entries[0])
    due = next((one.due for one in desk_follow_ups.open_of_kinds(connection, record, (KIND,))), None)
    late = due is not None and parse_rfc3339(due) < session.held.clock.now()
    own = folded(name) == folded(session.member.name)
    taken_in = wall_time(parse_rfc3339(entries[0].row.at), session.zone).rfc3339()
    return Unconfirmed(number, record, name, role, taken_in, due, late, own)


def _writer(connection: Connection, session: Session, record: str, entry: StoredEntry) -> tuple[str, str]:
    """Return name and job as they were typed: from the entry for a lead, else the name alone, from the notice."""
    if session.held.register_seed is not None:
        try:
            body = _opened(connection, session, entry)
        except EntryRefused:
            return "", ""
        return body.author_name, body.author_role
    notice = desk_notices.notice_of(connection, record)
    return "" if notice is None else notice.writer.removesuffix(writer_words("")), ""


def _opened(connection: Connection, session: Session, entry: StoredEntry) -> Body | Attached:
    by, roll = reader(session), session.held.roll
    if entry.row.version is not None:
        return open_entry(entry, by, roll).body
    found = open_attached(entry, by, roll)
    check_incident(connection, found, roll)
    return found.body


def _confirmation(
    session: Session, waiting: Unconfirmed, entries: tuple[StoredEntry, ...], name: str | None
) -> Confirmation:
    """Return the confirmation, once this member may give it: the writer by name, or a lead."""
    said = waiting.name if name is None else checked_name(name)
    own = folded(said) == folded(session.member.name)
    if not session.is_lead and (not waiting.own or not own):
        raise NoRight(
            "Only the one who wrote this, or a lead, can confirm who wrote it.",
            "Nothing was changed.",
            "Ask your lead.",
        )
    if not said:
        raise Refused("Nobody knows yet who wrote this.", "Nothing was changed.", "Say the name of the one who did.")
    at = moment(session.held.clock.now())
    hashes = tuple(entry.row.hash for entry in entries)
    return Confirmation(said, session.member.id, at, "own" if own else "lead", waiting.late, hashes)


def _enter(connection: Connection, session: Session, waiting: Unconfirmed, found: Confirmation) -> None:
    """Append the confirmation, open to leads, to who gave it, and to the writer where they have an account now."""
    by_name = [one.id for one in directory.members(session) if one.active and folded(one.name) == folded(found.name)]
    readers = {session.member.id, *(by_name if len(by_name) == 1 else ())}
    details = {
        "by": found.name, "entry": found.entries[0], "entries": list(found.entries), "how": found.how,
        "due": waiting.due, "late": found.late, **signed_as(session),
    }  # fmt: skip
    about = About(CONFIRMED, record=waiting.record, number=waiting.number)
    note(connection, session, about, details, recipients_of(session.held.roll, *sorted(readers)))


def _confirmed(connection: Connection, session: Session, record: str) -> Iterator[Confirmation]:
    by = reader(session)
    taken = desk_ledger.by_kinds(connection, record, (TAKEN_IN,))
    for entry in _rightful(connection, session, record, taken):
        if not by.is_among(entry):
            continue
        said = open_note(entry, by, session.held.roll).details
        yield Confirmation(
            said["by"], entry.row.member, entry.row.at, said["how"], bool(said["late"]), tuple(said["entries"])
        )
