"""Bodies: what a member signs, and how it lies sealed under its entry.

A body is canonical JSON (RFC 8785), signed by its author, kind ``body``. The payload ``{"body": text, "signature":
base64}`` goes into a box under a content key of its own, bound to site, entry, record and version.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, Literal, TypeVar

import msgspec
from msgspec import UNSET, Meta, UnsetType

from rrn_desktop.canonical import canonical, to_text
from rrn_desktop.canonical import to_bytes as from_base64
from rrn_desktop.keys import strict_json
from rrn_desktop.keys.member import MemberSecrets, sign
from rrn_desktop.keys.shapes import From1, Hash, Id, Signer
from rrn_desktop.ledger.headers import Header, Kind, Number, kind_of_form
from rrn_desktop.ledger.refusals import EntryRefused

FORMAT: Literal[1] = 1
SIGNED_AS = "body"
Status = Literal["first", "complete", "amended", "void"]
_WALL = r"\A[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}(:[0-9]{2})?(Z|[+-][0-9]{2}:[0-9]{2})\Z"
Clock = Annotated[str, Meta(pattern=_WALL)]
How = Literal["typed_for", "left_behind", "without_account"]
AttachedKind = Annotated[str, Meta(pattern=r"\A(addition|staff_support)\Z")]


class WrittenBy(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Whose words these are, where they are not those of the member who signs."""

    name: str
    role: str
    member: Id | None
    how: How

    def __repr__(self) -> str:
        return f"WrittenBy(how={self.how!r})"


class Body(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """One version of one record, as its author signs it.

    ``about`` is the incident that a record of another form belongs to. What is unset is left out of the bytes.
    """

    format: Literal[1] = FORMAT
    site: Hash
    entry: Id
    record: Id
    number: Number | None
    form: str
    form_version: From1
    profile: str
    version: From1
    status: Status
    epoch: From1
    author: Signer
    author_name: str
    author_role: str
    started_at: Clock
    written_at: Clock
    zone: str
    reason: str | None
    previous: Hash | None
    people: dict[str, Any]
    answers: dict[str, Any]
    about: Id | UnsetType = UNSET
    written_by: WrittenBy | UnsetType = UNSET

    def __repr__(self) -> str:
        return f"Body(record={self.record!r}, version={self.version})"


class Attached(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What was added to an incident after or beside its record, as its author signs it; it has no versions."""

    format: Literal[1] = FORMAT
    site: Hash
    entry: Id
    kind: AttachedKind
    record: Id
    number: Number
    form: str
    form_version: From1
    profile: str
    epoch: From1
    author: Signer
    author_name: str
    author_role: str
    happened_at: Clock | None
    written_at: Clock
    zone: str
    people: dict[str, Any]
    answers: dict[str, Any]
    written_by: WrittenBy | UnsetType = UNSET

    def __repr__(self) -> str:
        return f"Attached(record={self.record!r}, form={self.form!r})"


class Note(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """The details of an entry that is no record: what was exported, why a draft was given up."""

    format: Literal[1] = FORMAT
    site: Hash
    entry: Id
    kind: Kind
    record: Id | None
    number: Number | None
    version: From1 | None
    epoch: From1
    author: Signer
    details: dict[str, Any]

    def __repr__(self) -> str:
        return f"Note(kind={self.kind!r})"


Signable = Body | Attached | Note
_Shape = TypeVar("_Shape", Body, Attached, Note)


class _Payload(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What lies in a box."""

    body: str
    signature: str


def body_bytes(body: Signable) -> bytes:
    """Return the canonical bytes of a body; raises ValueError for what JSON can't hold or what is out of shape."""
    value = msgspec.to_builtins(body)
    msgspec.convert(value, type(body), strict=True)
    return canonical(value)


def payload_of(body: bytes, secrets: MemberSecrets) -> bytes:
    """Return a body and its author's signature, as they go into the box."""
    signature = sign(secrets, SIGNED_AS, body)
    return canonical({"body": body.decode("utf-8"), "signature": to_text(signature)})


def read_payload(payload: bytes) -> tuple[bytes, bytes]:
    """Return a body's bytes and the signature over them; raises EntryRefused."""
    try:
        value = msgspec.convert(strict_json.parse(payload), _Payload, strict=True)
        return value.body.encode("utf-8"), from_base64(value.signature)
    except ValueError:
        raise EntryRefused("body_unreadable") from None


def read_body(data: bytes) -> Body:
    """Return a record's body; raises EntryRefused."""
    return _read(data, Body)


def read_attached(data: bytes) -> Attached:
    """Return what was added to an incident; raises EntryRefused."""
    return _read(data, Attached)


def read_note(data: bytes) -> Note:
    """Return the details of an entry that is no record; raises EntryRefused."""
    return _read(data, Note)


def bound_to(header: Header) -> bytes:
    """Return what a box is bound to: moved under another entry, it does not open."""
    return canonical({"site": header.site, "entry": header.entry, "record": header.record, "version": header.version})


def check_belongs(body: Signable, header: Header) -> None:
    """Raise EntryRefused unless a body says the same about itself as the header over it."""
    version = None if isinstance(body, Attached) else body.version
    kind = kind_of_form(body.form) if isinstance(body, Body) else body.kind
    said = (kind, body.site, body.entry, body.record, body.number, version, body.epoch, body.author)
    stated = (header.kind, header.site, header.entry, header.record, header.number, header.version)
    if said != (*stated, header.epoch, header.member):
        raise EntryRefused("body_of_another")


def _read(data: bytes, shape: type[_Shape]) -> _Shape:
    try:
        value = strict_json.parse(data)
        _check_format(value)
        return msgspec.convert(value, shape, strict=True)
    except ValueError:
        raise EntryRefused("body_unreadable") from None


def _check_format(value: Mapping[str, Any]) -> None:
    stated = value.get("format")
    if isinstance(stated, int) and stated > FORMAT:
        raise EntryRefused("body_newer")
