"""Opening an entry: nothing is shown before all of it holds."""

from __future__ import annotations

import hashlib
from contextlib import suppress
from dataclasses import dataclass, field

from rrn_desktop.canonical import canonical, labelled
from rrn_desktop.canonical import to_bytes as from_base64
from rrn_desktop.keys import wraps
from rrn_desktop.keys.boxes import BoxRefused, open_box
from rrn_desktop.keys.member import verify
from rrn_desktop.keys.roll import Roll
from rrn_desktop.ledger import bodies
from rrn_desktop.ledger.bodies import Attached, Body, Note
from rrn_desktop.ledger.headers import Header, check_row, read_header
from rrn_desktop.ledger.refusals import EntryRefused
from rrn_desktop.store.desk_ledger import LedgerRow, StoredEntry

_KEY_BYTES = 32


@dataclass(frozen=True, slots=True)
class Reader:
    """One who can open entries: a member, or a register epoch as ``register/N``."""

    recipient: str
    key_hash: str
    key: wraps.ReceiveKey = field(repr=False)


@dataclass(frozen=True, slots=True)
class OpenedPayload:
    """What lay sealed in an entry, with all that is needed to prove it again."""

    header: Header
    body: bytes = field(repr=False)
    signature: bytes = field(repr=False)
    content_key: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class OpenedBody:
    """One version of a record that holds: its body, and the very bytes that were signed."""

    row: LedgerRow
    body: Body
    payload: OpenedPayload


@dataclass(frozen=True, slots=True)
class OpenedAttached:
    """What was added to an incident and holds: its body, and the very bytes that were signed."""

    row: LedgerRow
    body: Attached
    payload: OpenedPayload


def reader_of(recipient: str, seed: bytes) -> Reader:
    """Return who can open what is wrapped to a recipient's key."""
    return Reader(recipient, key_hash(wraps.public_of(seed)), wraps.ReceiveKey(seed))


def key_hash(public: bytes) -> str:
    """Return the SHA-256 of a public receive key, as wraps are bound to it."""
    return hashlib.sha256(public).hexdigest()


def wrap_info(entry_hash: str, recipient: str, recipient_key: str) -> bytes:
    """Return what the wrap of a content key is bound to: one entry, one recipient, one key."""
    return labelled("wrap/content", canonical({"entry": entry_hash, "to": recipient, "key": recipient_key}))


def open_entry(entry: StoredEntry, reader: Reader, roll: Roll, *, before: LedgerRow | None = None) -> OpenedBody:
    """Return a sealed record; raises EntryRefused with the first thing that does not hold.

    With ``before``, the entry that it follows, it is also checked that neither link nor roll goes backwards.
    """
    header, then = check_row(entry.row, roll)
    if before is not None:
        check_follows(header, before, roll)
    return open_checked(entry, reader, header, then)


def open_checked(entry: StoredEntry, reader: Reader, header: Header, then: Roll) -> OpenedBody:
    """Return a sealed record whose header was checked already, with the roll that it names."""
    payload = open_payload(entry, reader, header, then)
    body = bodies.read_body(payload.body)
    bodies.check_belongs(body, header)
    return OpenedBody(entry.row, body, payload)


def open_attached(entry: StoredEntry, reader: Reader, roll: Roll) -> OpenedAttached:
    """Return what was added to an incident; raises EntryRefused with the first thing that does not hold."""
    header, then = check_row(entry.row, roll)
    return open_checked_attached(entry, reader, header, then)


def open_checked_attached(entry: StoredEntry, reader: Reader, header: Header, then: Roll) -> OpenedAttached:
    """Return what was added to an incident, of an entry whose header was checked already."""
    payload = open_payload(entry, reader, header, then)
    body = bodies.read_attached(payload.body)
    bodies.check_belongs(body, header)
    return OpenedAttached(entry.row, body, payload)


def open_note(entry: StoredEntry, reader: Reader, roll: Roll) -> Note:
    """Return the details of an entry that is no record; raises EntryRefused."""
    header, then = check_row(entry.row, roll)
    return open_checked_note(entry, reader, header, then)


def open_checked_note(entry: StoredEntry, reader: Reader, header: Header, then: Roll) -> Note:
    """Return the details of an entry whose header was checked already."""
    note = bodies.read_note(open_payload(entry, reader, header, then).body)
    bodies.check_belongs(note, header)
    return note


def open_payload(entry: StoredEntry, reader: Reader, header: Header, then: Roll) -> OpenedPayload:
    """Return what lies in an entry whose header holds, once ciphertext, content key and author's signature do."""
    box = checked_box(entry, header)
    return proved_payload(header, box, _content_key(entry, reader, then), then)


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
    return OpenedPayload(header, body, signature, content_key)


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


def _content_key(entry: StoredEntry, reader: Reader, then: Roll) -> bytes:
    """Return the content key; a member whose keys were replaced since finds it wrapped again, beside the first."""
    again = reader.recipient + "/"
    found = [wrap for wrap in entry.wraps if wrap.recipient == reader.recipient or wrap.recipient.startswith(again)]
    if not found:
        raise EntryRefused("wrap_missing")
    refused = EntryRefused("wrap_refused" if _is_key_of(reader, then) else "keys_before")
    for wrap in found:
        if wrap.suite != wraps.SUITE:
            refused = EntryRefused("wrap_suite")
            continue
        with suppress(wraps.WrapRefused):
            return reader.key.unwrap(wrap.wrap, wrap_info(entry.row.hash, wrap.recipient, reader.key_hash))
    raise refused


def _is_key_of(reader: Reader, then: Roll) -> bool:
    """Say whether a reader's key is the one that their entries of that time were wrapped to."""
    member = then.members.get(reader.recipient)
    return member is None or key_hash(from_base64(member.receive)) == reader.key_hash
