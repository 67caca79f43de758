"""Headers: the signed line about each entry that anyone on the desk may read.

A header is canonical JSON (RFC 8785). Its fields have shapes that no name and no word fits into. The entry's hash
is the SHA-256 of ``rrn/1/header`` NUL bytes; the member who made it signs the same bytes, kind ``header``.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import lru_cache
from typing import Annotated

import msgspec
from msgspec import Meta

from rrn_desktop.canonical import digest
from rrn_desktop.keys.member import MemberSecrets, sign, verify
from rrn_desktop.keys.roll import Roll
from rrn_desktop.keys.roll_refusals import RollHeadUnknown
from rrn_desktop.keys.shapes import From1, Hash, Id, Signer
from rrn_desktop.ledger.lead_acts import LEADS_ONLY, is_by_lead
from rrn_desktop.ledger.refusals import EntryRefused
from rrn_desktop.store.desk_ledger import LedgerRow

FORMAT = 1
SEAL, CLOCK_BACK, TAKEN_IN = "seal", "clock_back", "taken_in"
ADDITION, STAFF_SUPPORT = "addition", "staff_support"
INCIDENT = "incident"
# Records of a form of their own; the kind of an incident's entry was named before there were others.
_OTHER_RECORDS = ("support", "review", "good_day", "card")
RECORDS = (SEAL, *_OTHER_RECORDS)
ATTACHED = (ADDITION, STAFF_SUPPORT)
_SIGNED_AS = "header"

Moment = Annotated[str, Meta(pattern=r"\A[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z\Z")]
Kind = Annotated[str, Meta(pattern=r"\A[a-z][a-z_]{1,31}\Z")]
Number = Annotated[str, Meta(pattern=r"\A[0-9]{4}-[A-Z0-9]{1,8}-[0-9]{3,9}\Z")]


class Header(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What an entry says in the open; fields stand in the order of their names, which makes the bytes canonical."""

    at: Moment
    ciphertext: Hash | None
    content_key: Hash | None
    device: Id
    entry: Id
    epoch: From1
    format: From1
    kind: Kind
    member: Signer
    number: Number | None
    prev: Hash
    record: Id | None
    roll_head: Hash
    segment: From1
    seq: From1
    site: Hash
    version: From1 | None


_DECODER = msgspec.json.Decoder(Header)


def kind_of_form(form: str) -> str:
    """Return the kind of the entries that hold records of a form."""
    return form if form in _OTHER_RECORDS else SEAL


def moment(at: datetime) -> str:
    """Return a moment as headers state it: UTC, to the second, so that it sorts as text."""
    return at.astimezone(UTC).isoformat(timespec="seconds")[: len("2026-05-14T10:43:00")] + "Z"


def to_bytes(header: Header) -> bytes:
    """Return the canonical bytes of a header; raises ValueError for a field out of shape."""
    data = msgspec.json.encode(header)
    _DECODER.decode(data)
    return data


def hash_of(data: bytes) -> str:
    """Return the hash of an entry, which is that of its header's bytes."""
    return digest(_SIGNED_AS, data)


def with_box(header: Header, ciphertext: str, content_key: str) -> Header:
    """Return a header that names its sealed box and the key to it, by their SHA-256."""
    return msgspec.structs.replace(header, ciphertext=ciphertext, content_key=content_key)


def signed_row(header: Header, secrets: MemberSecrets) -> LedgerRow:
    """Return a header signed, as it goes into the ledger."""
    data = to_bytes(header)
    return _row_of(header, data, sign(secrets, _SIGNED_AS, data), hash_of(data))


def row_of(data: bytes, signature: bytes) -> LedgerRow:
    """Return a header's bytes and signature as a row; raises EntryRefused when they are no header."""
    return _row_of(read_header(data), data, signature, hash_of(data))


def read_header(data: bytes) -> Header:
    """Return the header of its bytes; raises EntryRefused unless they are exactly as we write them."""
    try:
        header = _DECODER.decode(data)
    except msgspec.DecodeError:
        raise EntryRefused("header_newer" if _is_newer(data) else "header_unreadable") from None
    if header.format > FORMAT:
        raise EntryRefused("header_newer")
    # A second spelling of the same header would be a second hash of the same entry.
    if msgspec.json.encode(header) != data:
        raise EntryRefused("header_unreadable")
    return header


def check_row(row: LedgerRow, roll: Roll) -> tuple[Header, Roll]:
    """Return the header of a row and the roll that it names, once all that it says for itself holds.

    Raises EntryRefused with the first reason found.
    """
    if hash_of(row.header) != row.hash:
        raise EntryRefused("header_changed")
    header = read_header(row.header)
    if _row_of(header, row.header, row.signature, row.hash) != row:
        raise EntryRefused("header_differs")
    if header.site != roll.site_id:
        raise EntryRefused("other_site")
    try:
        then = roll.at(header.roll_head)
    except RollHeadUnknown:
        raise EntryRefused("roll_head_unknown") from None
    if header.device != then.desk.id:
        raise EntryRefused("other_device")
    if header.epoch != then.register.epoch:
        raise EntryRefused("epoch_of_another")
    _check_signer(header, row, then)
    return header, then


def seen_row(row: LedgerRow, roll: Roll) -> tuple[Header, Roll]:
    """Return the same for a row that may have been checked before in this process, then from memory.

    For reading what stands in the ledger again and again; who verifies the ledger checks each row anew. The same bytes
    under the same roll, which its head names, can't come out otherwise. What does not hold is never remembered.
    """
    return _remembered(_Seen(row, roll.head, roll))


@dataclass(frozen=True, slots=True)
class _Seen:
    row: LedgerRow
    head: str
    roll: Roll = field(compare=False)


@lru_cache(maxsize=4096)
def _remembered(seen: _Seen) -> tuple[Header, Roll]:
    return check_row(seen.row, seen.roll)


def _check_signer(header: Header, row: LedgerRow, then: Roll) -> None:
    public = then.public_of(header.member)
    if public is None:
        raise EntryRefused("member_unknown")
    member = then.members.get(header.member)
    if member is not None and not member.active:
        raise EntryRefused("member_left")
    if not verify(public.sign, _SIGNED_AS, row.header, row.signature):
        raise EntryRefused("header_signature")
    if header.kind in LEADS_ONLY and not is_by_lead(header.member, then):
        raise EntryRefused("no_right")


def _row_of(header: Header, data: bytes, signature: bytes, entry_hash: str) -> LedgerRow:
    return LedgerRow(
        device=header.device,
        segment=header.segment,
        seq=header.seq,
        prev=header.prev,
        hash=entry_hash,
        header=data,
        signature=signature,
        kind=header.kind,
        entry=header.entry,
        record=header.record,
        number=header.number,
        version=header.version,
        member=header.member,
        at=header.at,
    )


class _AnyFormat(msgspec.Struct):
    """The one field that every version of a header has."""

    format: int


def _is_newer(data: bytes) -> bool:
    try:
        return msgspec.json.decode(data, type=_AnyFormat).format > FORMAT
    except msgspec.DecodeError:
        return False
