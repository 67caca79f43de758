"""Opening an entry: nothing is shown before all of it holds."""

from __future__ import annotations

import hashlib
from contextlib import suppress
from dataclasses import dataclass, field, replace

from rrn_desktop.canonical import to_bytes as from_base64
from rrn_desktop.keys import wraps
from rrn_desktop.keys.boxes import BoxRefused, open_box
from rrn_desktop.keys.keyring import REGISTER
from rrn_desktop.keys.member import verify
from rrn_desktop.keys.roll import Roll
from rrn_desktop.ledger import bodies, inbox_bodies
from rrn_desktop.ledger.bodies import Attached, Body, Note
from rrn_desktop.ledger.headers import TAKEN_IN, Header, read_header, seen_row
from rrn_desktop.ledger.inbox_file import content_of, register_key
from rrn_desktop.ledger.inbox_shapes import InboxContent
from rrn_desktop.ledger.lead_acts import is_by_lead
from rrn_desktop.ledger.readers import Reader, key_hash, reader_of, register_reader, wrap_info
from rrn_desktop.ledger.refusals import EntryRefused
from rrn_desktop.store.desk_ledger import LedgerRow, StoredEntry

__all__ = [
    "OpenedAttached", "OpenedBody", "OpenedNote", "OpenedPayload", "Reader", "check_follows", "checked_box", "key_hash",
    "open_attached", "open_checked", "open_checked_attached", "open_checked_note", "open_entry", "open_mark",
    "open_note", "open_payload", "open_taken_in", "proved_attached", "proved_body", "proved_note", "proved_payload",
    "reader_of", "register_reader", "wrap_info",
]  # fmt: skip

_KEY_BYTES = 32


@dataclass(frozen=True, slots=True)
class OpenedPayload:
    """What lay sealed in an entry, with all that is needed to prove it again.

    ``inbox_key`` opens what was written without an account, in an entry by which a member took that in.
    """

    header: Header
    body: bytes = field(repr=False)
    signature: bytes = field(repr=False)
    content_key: bytes = field(repr=False)
    inbox_key: bytes | None = field(default=None, repr=False)
    by_lead: bool = False


@dataclass(frozen=True, slots=True)
class OpenedBody:
    """One version of a record that holds: its body, and the very bytes that were signed."""

    row: LedgerRow
    body: Body
    payload: OpenedPayload

    @property
    def text(self) -> bytes:
        """Return the body as bytes: those that were signed, or of what was taken in those that it comes to."""
        return self.payload.body if self.payload.inbox_key is None else bodies.body_bytes(self.body)


@dataclass(frozen=True, slots=True)
class OpenedAttached:
    """What was added to an incident and holds: its body, and the very bytes that were signed."""

    row: LedgerRow
    body: Attached
    payload: OpenedPayload

    @property
    def text(self) -> bytes:
        """Return the body as bytes: those that were signed, or of what was taken in those that it comes to."""
        return self.payload.body if self.payload.inbox_key is None else bodies.body_bytes(self.body)


@dataclass(frozen=True, slots=True)
class OpenedNote:
    """The details of an entry that is no record and holds, and the very bytes that were signed."""

    row: LedgerRow
    note: Note
    payload: OpenedPayload


def open_entry(entry: StoredEntry, reader: Reader, roll: Roll, *, before: LedgerRow | None = None) -> OpenedBody:
    """Return a sealed record; raises EntryRefused with the first thing that does not hold.

    With ``before``, the entry that it follows, it is also checked that neither link nor roll goes backwards.
    """
    header, then = seen_row(entry.row, roll)
    if before is not None:
        check_follows(header, before, roll)
    return open_checked(entry, reader, header, then)


def open_checked(entry: StoredEntry, reader: Reader, header: Header, then: Roll) -> OpenedBody:
    """Return a sealed record whose header was checked already, with the roll that it names."""
    payload = _with_inbox_key(open_payload(entry, reader, header, then), reader)
    return OpenedBody(entry.row, proved_body(payload), payload)


def open_attached(entry: StoredEntry, reader: Reader, roll: Roll) -> OpenedAttached:
    """Return what was added to an incident; raises EntryRefused with the first thing that does not hold."""
    header, then = seen_row(entry.row, roll)
    return open_checked_attached(entry, reader, header, then)


def open_checked_attached(entry: StoredEntry, reader: Reader, header: Header, then: Roll) -> OpenedAttached:
    """Return what was added to an incident, of an entry whose header was checked already."""
    payload = _with_inbox_key(open_payload(entry, reader, header, then), reader)
    return OpenedAttached(entry.row, proved_attached(payload), payload)


def open_taken_in(entry: StoredEntry, reader: Reader, roll: Roll) -> OpenedBody | OpenedAttached:
    """Return what was written without an account and taken in: a record, or an addition; raises EntryRefused."""
    if entry.row.version is None:
        return open_attached(entry, reader, roll)
    return open_entry(entry, reader, roll)


def open_note(entry: StoredEntry, reader: Reader, roll: Roll) -> Note:
    """Return the details of an entry that is no record; raises EntryRefused."""
    header, then = seen_row(entry.row, roll)
    return open_checked_note(entry, reader, header, then)


def open_mark(entry: StoredEntry, reader: Reader, roll: Roll) -> OpenedNote:
    """Return the same with all that is needed to prove it again; raises EntryRefused."""
    header, then = seen_row(entry.row, roll)
    payload = open_payload(entry, reader, header, then)
    return OpenedNote(entry.row, proved_note(payload), payload)


def open_checked_note(entry: StoredEntry, reader: Reader, header: Header, then: Roll) -> Note:
    """Return the details of an entry whose header was checked already."""
    return proved_note(open_payload(entry, reader, header, then))


def open_payload(entry: StoredEntry, reader: Reader, header: Header, then: Roll) -> OpenedPayload:
    """Return what lies in an entry whose header holds, once ciphertext, content key and author's signature do."""
    box = checked_box(entry, header)
    return proved_payload(header, box, _content_key(entry, reader, header, then), then)


def proved_payload(header: Header, box: bytes, content_key: bytes, then: Roll) -> OpenedPayload:
    """Return what is in a box under a content key, once both are what the header states and its member signed it."""
    # AES-GCM would open one crafted box under two keys to two texts: the signed header says which key is meant.
    if len(content_key) != _KEY_BYTES or hashlib.sha256(content_key).hexdigest() != header.content_key:
        raise EntryRefused("content_key")
    try:
        plain = open_box(content_key, box, bodies.bound_to(header))
    except BoxRefused:
        raise EntryRefused("box_refused") from None
    body, signature = bodies.read_payload(plain)
    public = then.public_of(header.member)
    if public is None or not verify(public.sign, bodies.SIGNED_AS, body, signature):
        raise EntryRefused("body_signature")
    return OpenedPayload(header, body, signature, content_key, by_lead=is_by_lead(header.member, then))


def proved_body(payload: OpenedPayload) -> Body:
    """Return the record in a payload, once it says the same about itself as the header over it."""
    if payload.header.kind == TAKEN_IN:
        note, content = _taken_in(payload)
        return inbox_bodies.body_of(note, content)
    body = bodies.read_body(payload.body)
    bodies.check_belongs(body, payload.header)
    _check_whose(body, payload)
    return body


def proved_attached(payload: OpenedPayload) -> Attached:
    """Return the addition in a payload, once it says the same about itself as the header over it."""
    if payload.header.kind == TAKEN_IN:
        note, content = _taken_in(payload)
        return inbox_bodies.attached_of(note, content)
    body = bodies.read_attached(payload.body)
    bodies.check_belongs(body, payload.header)
    _check_whose(body, payload)
    return body


def proved_note(payload: OpenedPayload) -> Note:
    """Return the details in a payload, once they say the same about themselves as the header over them."""
    note = bodies.read_note(payload.body)
    bodies.check_belongs(note, payload.header)
    return note


def checked_box(entry: StoredEntry, header: Header) -> bytes:
    """Return the box of an entry, once it is the one that its header names."""
    if header.ciphertext is None or header.content_key is None:
        raise EntryRefused("no_body" if entry.box is None else "body_unexpected")
    if entry.box is None:
        raise EntryRefused("disposed" if entry.disposed else "body_missing")
    if hashlib.sha256(entry.box).hexdigest() != header.ciphertext:
        raise EntryRefused("body_changed")
    return entry.box


def check_follows(header: Header, before: LedgerRow, roll: Roll) -> None:
    """Raise EntryRefused unless a header follows the entry before it, and its roll is not an older one."""
    if (header.prev, header.seq) != (before.hash, before.seq + 1):
        raise EntryRefused("chain_broken")
    earlier = read_header(before.header)
    if roll.at(header.roll_head).seq < roll.at(earlier.roll_head).seq:
        raise EntryRefused("roll_backwards")


def _check_whose(body: Body | Attached, payload: OpenedPayload) -> None:
    """Refuse words put into someone's mouth: what was left behind a lead seals, what has no account is taken in."""
    said = body.written_by
    if not said or said.how == "typed_for":
        return
    if said.how == "without_account":
        raise EntryRefused("body_of_another")
    if not payload.by_lead:
        raise EntryRefused("no_right")


def _with_inbox_key(payload: OpenedPayload, reader: Reader) -> OpenedPayload:
    if payload.header.kind != TAKEN_IN:
        return payload
    file = inbox_bodies.file_of(bodies.read_note(payload.body))
    return replace(payload, inbox_key=register_key(file, reader))


def _taken_in(payload: OpenedPayload) -> tuple[Note, InboxContent]:
    note = bodies.read_note(payload.body)
    bodies.check_belongs(note, payload.header)
    if payload.inbox_key is None or len(payload.inbox_key) != _KEY_BYTES:
        raise EntryRefused("inbox_changed")
    return note, content_of(inbox_bodies.file_of(note), payload.inbox_key)


def _content_key(entry: StoredEntry, reader: Reader, header: Header, then: Roll) -> bytes:
    """Return the content key; a member whose keys were replaced since finds it wrapped again, beside the first.

    The register finds it under the epoch that the header names, and under no other.
    """
    by = reader.named(f"{REGISTER}{header.epoch}") if reader.recipient.startswith(REGISTER) else reader
    found = [] if by is None else [wrap for wrap in entry.wraps if _is_for(wrap.recipient, by)]
    if by is None or not found:
        raise EntryRefused("wrap_missing")
    refused = EntryRefused("wrap_refused" if _is_key_of(by, then) else "keys_before")
    for wrap in found:
        if wrap.suite != wraps.SUITE:
            refused = EntryRefused("wrap_suite")
            continue
        with suppress(wraps.WrapRefused):
            return by.key.unwrap(wrap.wrap, wrap_info(entry.row.hash, wrap.recipient, by.key_hash))
    raise refused


def _is_for(recipient: str, by: Reader) -> bool:
    return recipient == by.recipient or recipient.startswith(by.recipient + "/")


def _is_key_of(reader: Reader, then: Roll) -> bool:
    """Say whether a reader's key is the one that their entries of that time were wrapped to."""
    member = then.members.get(reader.recipient)
    return member is None or key_hash(from_base64(member.receive)) == reader.key_hash
