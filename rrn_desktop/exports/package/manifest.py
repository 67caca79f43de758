"""``manifest.json`` and ``signature.json``: what a package holds, of which days, made by whom, and that it is so.

The manifest is canonical JSON (RFC 8785), signed by a lead, kind ``package``. It names every other file of the package
with its SHA-256, so that one signature covers them all.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from typing import Annotated, Any, Literal

import msgspec
from msgspec import Meta

from rrn_desktop.canonical import canonical, to_text
from rrn_desktop.keys import strict_json
from rrn_desktop.keys.shapes import Base64, Code, Count, From1, Hash, Id, Signer
from rrn_desktop.keys.statements import SignedStatement

MANIFEST, SIGNATURE = "manifest.json", "signature.json"
SIGNED_AS = "package"
_MANIFEST, _SIGNATURE, _VERSION = "rrn-package", "rrn-signature", 1
MOST_BYTES = 64 * 1024 * 1024
_Day = Annotated[str, Meta(pattern=r"\A[0-9]{4}-[0-9]{2}-[0-9]{2}\Z")]
_Path = Annotated[str, Meta(pattern=r"\A(excel/)?[a-z_]{1,40}\.(csv|json)\Z")]
_Words = Annotated[str, Meta(max_length=400)]
# All of category C but letters that a later Unicode gave, and what breaks a line.
_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Co", "Zl", "Zp"})


class _Part(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A part of a manifest."""


class Days(_Part, frozen=True, forbid_unknown_fields=True, rename={"first": "from", "last": "to"}):
    """The first and the last day on which an incident of the package can have begun."""

    first: _Day
    last: _Day


class MadeBy(_Part, frozen=True, forbid_unknown_fields=True):
    """The lead who made a package."""

    id: Id
    name: _Words
    role: _Words

    def __post_init__(self) -> None:
        _check_plain(self.name, self.role)

    def __repr__(self) -> str:
        return f"MadeBy({self.id})"


class HeadStated(_Part, frozen=True, forbid_unknown_fields=True):
    """The last entry of the ledger when the package was made."""

    device: Id
    segment: From1
    seq: From1
    hash: Hash


class Spreadsheet(_Part, frozen=True, forbid_unknown_fields=True):
    """How the files for a spreadsheet differ: where they are, and what stands before a text that it would misread."""

    folder: Literal["excel"] = "excel"
    guard: Literal["'"] = "'"


class FileStated(_Part, frozen=True, forbid_unknown_fields=True):
    """One file of the package; ``rows`` are those under the first line, 0 for what is no table."""

    path: _Path
    sha256: Hash
    bytes: Count
    rows: Count


class Manifest(_Part, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What a package holds.

    - ``nil`` says that no incident of the period counts: a signed statement that nothing happened.
    - ``incidents`` count; ``void`` do not; ``first_records`` are among ``incidents`` and wait to be completed.
    - ``unfinished_drafts`` were being written when it was made; ``undated`` say no moment and are of no period.
    - ``set_aside`` entries of the ledger do not hold and are left out.
    """

    format: Literal["rrn-package/1"] = "rrn-package/1"
    site: Hash
    site_name: _Words
    profile: _Words
    desk: Code
    demo: bool
    period: Days
    zone: _Words
    identifiable: bool
    nil: bool
    incidents: Count
    void: Count
    first_records: Count
    unfinished_drafts: Count
    undated: Count
    set_aside: Count
    made_at: _Words
    made_by: MadeBy
    forms: dict[str, tuple[From1, ...]]
    head: HeadStated | None
    spreadsheet: Spreadsheet = Spreadsheet()
    files: tuple[FileStated, ...]

    def __post_init__(self) -> None:
        _check_plain(self.site_name, self.profile, self.zone, self.made_at)

    def __repr__(self) -> str:
        return f"Manifest({self.period.first} to {self.period.last})"


class SignatureFile(_Part, frozen=True, forbid_unknown_fields=True):
    """A signature of other bytes, and the roll that says whose it is."""

    format: Literal["rrn-signature/1"]
    by: Signer
    signature: Base64
    roll: tuple[SignedStatement, ...]


def plain(text: str) -> str:
    """Return a text without signs that are not seen: whoever is told who made a package reads what is written there."""
    return "".join(sign for sign in text if unicodedata.category(sign) not in _UNSEEN)


def manifest_bytes(manifest: Manifest) -> bytes:
    """Return the bytes that are signed; raises ValueError for what is out of shape."""
    value = msgspec.to_builtins(manifest)
    msgspec.convert(value, Manifest, strict=True)
    return canonical(value)


def read_manifest(data: bytes) -> Manifest:
    """Return a manifest; raises StoreDamaged or StoreNewer."""
    return strict_json.decode(data, MANIFEST, Manifest, _MANIFEST, _VERSION)


def signature_bytes(by: str, signature: bytes, roll: Sequence[SignedStatement]) -> bytes:
    """Return the file that holds a signature."""
    statements: list[Any] = [msgspec.to_builtins(item) for item in roll]
    kind = f"{_SIGNATURE}/{_VERSION}"
    return canonical({"format": kind, "by": by, "signature": to_text(signature), "roll": statements})


def read_signature(data: bytes) -> SignatureFile:
    """Return a signature; raises StoreDamaged or StoreNewer."""
    return strict_json.decode(data, SIGNATURE, SignatureFile, _SIGNATURE, _VERSION)


def _check_plain(*texts: str) -> None:
    if any(plain(text) != text for text in texts):
        raise ValueError("a sign that is not seen")
