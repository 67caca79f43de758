"""What a backup says of itself: which site and desk, when, by whom, how far its ledger goes, and every file in it.

Canonical JSON (RFC 8785); the member who made the backup signs its bytes, kind ``backup``. No name stands in it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Annotated

import msgspec
from msgspec import Meta

from rrn_desktop.canonical import canonical
from rrn_desktop.keys import strict_json
from rrn_desktop.keys.shapes import Base64, Code, Count, From1, Hash, Id, Signer, Text, Until
from rrn_desktop.store.desk_ledger import ChainEnd

FAMILY, VERSION = "rrn-backup", 1
FORMAT = f"{FAMILY}/{VERSION}"
SIGNED_AS = "backup"
DESK, KEYRING, HEAD = "desk.db", "keyring.json", "head.json"
_SIGNATURE_FAMILY = "rrn-signature"
# Nothing else is written where a restore puts it: no way up, no absolute path, no hidden file.
_INBOX = r"inbox/([a-z]{1,20}/)?[a-z0-9][a-z0-9_.-]{0,90}\.json"
PATH = rf"\A(desk\.db|keyring\.json|head\.json|slots/[a-z2-7]{{26}}\.json|{_INBOX})\Z"


class Part(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A piece of the manifest."""


class DeskStated(Part, frozen=True, forbid_unknown_fields=True):
    """The desk PC whose store this is: its id and the letters of its books."""

    id: Id
    code: Code


class EndStated(Part, frozen=True, forbid_unknown_fields=True):
    """The last entry of one segment of the ledger."""

    device: Id
    segment: From1
    seq: From1
    hash: Hash


class RollStated(Part, frozen=True, forbid_unknown_fields=True):
    """How far the roll goes."""

    seq: Count
    head: Hash


class FileStated(Part, frozen=True, forbid_unknown_fields=True):
    """A file of the backup."""

    path: Annotated[str, Meta(pattern=PATH)]
    bytes: Count
    sha256: Hash


class Manifest(Part, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """The manifest; ``desk_version`` is the version of the tables, ``program`` that of the program."""

    format: Text
    site: Hash
    demo: bool
    desk: DeskStated
    made_at: Until
    made_by: Signer
    program: Text
    desk_version: From1
    entries: Count
    heads: tuple[EndStated, ...]
    roll: RollStated
    files: Annotated[tuple[FileStated, ...], Meta(min_length=3, max_length=200_000)]

    @property
    def size(self) -> int:
        """Return how many bytes all files have together."""
        return sum(one.bytes for one in self.files)

    @property
    def ends(self) -> tuple[ChainEnd, ...]:
        """Return where the ledger ends."""
        return tuple(ChainEnd(one.device, one.segment, one.seq, one.hash) for one in self.heads)


class Signature(Part, frozen=True, forbid_unknown_fields=True):
    """Who signed the manifest, and the DER signature in base64."""

    format: Text
    by: Signer
    signature: Base64


def ends_stated(ends: Iterable[ChainEnd]) -> tuple[EndStated, ...]:
    """Return the ends of a ledger as a manifest states them."""
    return tuple(EndStated(end.device, end.segment, end.seq, end.hash) for end in ends)


def to_bytes(manifest: Manifest) -> bytes:
    """Return the canonical bytes; raises ValueError for what is out of shape."""
    value = msgspec.to_builtins(manifest)
    msgspec.convert(value, Manifest, strict=True)
    return canonical(value)


def signature_bytes(by: str, signature: str) -> bytes:
    """Return the bytes of a signature; ``signature`` is in base64."""
    return canonical({"format": f"{_SIGNATURE_FAMILY}/1", "by": by, "signature": signature})


def read_manifest(data: bytes, name: str) -> Manifest:
    """Return the manifest of a backup's bytes; raises StoreDamaged and StoreNewer, which name the file."""
    return strict_json.decode(data, name, Manifest, FAMILY, VERSION)


def read_signature(data: bytes, name: str) -> Signature:
    """Return the signature of a backup's bytes; raises StoreDamaged and StoreNewer."""
    return strict_json.decode(data, name, Signature, _SIGNATURE_FAMILY, 1)


def is_path(path: str) -> bool:
    """Say whether a file of a store may stand in a backup under this path."""
    return re.fullmatch(PATH, path) is not None
