"""A signed document as it comes back from outside: what was signed, by which key, and what was done to it since.

Whatever bytes come in, an answer comes out: findings name what was done, and the rest is what can still be read.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from types import MappingProxyType
from typing import TYPE_CHECKING

from rrn_desktop.exports.pdf.pdf_form import Unreadable, has_packed_table, names_us
from rrn_desktop.exports.pdf.signature_cms import CmsRefused, check_cms
from rrn_desktop.exports.pdf.signature_place import (
    Place,
    places,
    revisions,
    states_a_signature,
    tail_of,
    unsigned_length,
)
from rrn_desktop.ledger.findings import Finding

if TYPE_CHECKING:
    from rrn_desktop.exports.pdf.pdf_objects import PdfObjects

LIMIT = 64 * 1024 * 1024
"""No document of ours is larger, in bytes."""
OURS = frozenset({"record.json", "report.json"})
"""A document of ours has one of these attached."""
# What readers show of these files is not, or need not be, what was there before the signature.
_SHOWN_OTHERWISE = frozenset({
    "added_after_signing", "signed_twice", "changed_while_signing", "tail_changed", "unreadable",
})  # fmt: skip
_SAYS = {
    "not_a_pdf": "This is not a PDF.",
    "too_large": "The file is larger than any document that this program makes.",
    "unreadable": "The file is damaged: it begins as a PDF, and can't be read as one.",
    "not_ours": "This PDF was not made by this program, or what it was made from was taken out of it.",
    "signature_removed": "The electronic signature of who handed this out is gone: it was removed or cut off.",
    "saved_again": "Another program opened this document and saved it again, which broke its electronic signature.",
    "changed_after_signing": "The document was changed after it was signed.",
    "tail_changed": "The end of the file was changed after the document was signed.",
    "signature_broken": "The electronic signature itself was changed or forged.",
    "cut_short": "The file ends too early: part of it is missing.",
    "bytes_after_signature": "Something was put behind the end of the signed document.",
    "added_after_signing": "Something was added to the document after it was signed, which may change what it shows.",
    "signed_twice": "Someone else put a signature of theirs on the document after it was signed.",
    "changed_while_signing": "More was done to the document when it was signed than to sign it.",
    "attached_twice": "Two files of one name are attached, so that one could be taken for the other.",
}


@dataclass(frozen=True, slots=True)
class SignedPdf:
    """What was found in a document; only what has no findings can be relied on.

    ``unsigned`` are the bytes before the signature was added, None when readers show something else than these;
    ``signer_point`` is the public point in base64, to be compared with the roll, ``signer_name`` what the certificate
    says, and ``signed_at`` what the signer's clock said. Attachments are those from before the signature.
    """

    unsigned: bytes | None = field(default=None, repr=False)
    signer_point: str | None = None
    signer_name: str = field(default="", repr=False)
    issuer_point: str | None = None
    signed_at: datetime | None = None
    attachments: Mapping[str, bytes] = field(default_factory=lambda: MappingProxyType({}), repr=False)
    findings: tuple[Finding, ...] = ()


def read_signed(data: bytes) -> SignedPdf:
    """Return what is in a document that should be signed, and what was done to it; never raises for what is in it."""
    if len(data) > LIMIT:
        return _nothing("too_large")
    if not data.startswith(b"%PDF-"):
        return _nothing("not_a_pdf")
    found = places(data)
    return _with_signature(data, found) if found else _without_signature(data)


def _with_signature(data: bytes, found: tuple[Place, ...]) -> SignedPdf:
    """Read a file in which a signature lies where it says; the first one is the one to go by."""
    place = found[0]
    signed = data[: place.until]
    tail = tail_of(signed)
    length = unsigned_length(signed, place, tail)
    unsigned = data[:length] if length else None
    read, codes = SignedPdf(unsigned=unsigned), _after(data, found)
    try:
        signer = check_cms(place.contents(data), place.digest(data))
        read = replace(read, signer_point=signer.point, signer_name=signer.name, issuer_point=signer.issuer)
    except CmsRefused as refused:
        # Where the signature is whole but of other bytes, it is the document that was changed.
        changed = "changed_after_signing" if tail else "tail_changed"
        first = changed if refused.of_other_bytes else "signature_broken"
        codes = codes if "cut_short" in codes else [first, *codes]
    clean = tail is not None and tail.lists_only(signed, length, place)
    return _opened(read, signed, codes, place if clean else None)


def _after(data: bytes, found: tuple[Place, ...]) -> list[str]:
    """Return what happened to a file behind its first signature."""
    place = found[0]
    if place.until > len(data):
        return ["cut_short"]
    rest = data[place.until :]
    more = len(found) - 1
    codes = ["signed_twice"] if more else []
    if revisions(rest) > more:
        codes.append("added_after_signing")
    elif rest and not more:
        codes.append("bytes_after_signature")
    return codes


def _opened(read: SignedPdf, signed: bytes, codes: list[str], place: Place | None) -> SignedPdf:
    """Read on with what only a PDF reader sees: whether signing was all that was done, when, and what is attached.

    ``place`` is where the signature lies, None when more than it was added there.
    """
    from rrn_desktop.exports.pdf.pdf_objects import PdfObjects

    found: list[str] = []
    try:
        objects = PdfObjects(signed, strict=True)
        read = replace(read, signed_at=objects.signed_at())
        if read.unsigned is None or place is None or not objects.is_only_signed(place):
            found.append("changed_while_signing")
    except Unreadable:
        # What was signed like this was never one of our files, which can be read in one way only.
        found.append("changed_while_signing")
    try:
        attachments, doubled = _attached(PdfObjects(signed if read.unsigned is None else read.unsigned))
        read = replace(read, attachments=attachments)
        found += ["attached_twice"] if doubled else [] if OURS & set(attachments) else ["not_ours"]
    except Unreadable:
        found.append("unreadable")
    # What was done to the signature explains the rest; without that, the first of these is what happened.
    codes = codes or found[:1]
    return _finding(read if _SHOWN_OTHERWISE.isdisjoint(codes) else replace(read, unsigned=None), *codes)


def _without_signature(data: bytes) -> SignedPdf:
    """Read a file in which no signature lies where it says."""
    if has_packed_table(data):
        # Ours never have one: another program wrote this, and what it wrote need not be read to say so.
        return _nothing("saved_again" if names_us(data) else "not_ours")
    from rrn_desktop.exports.pdf.pdf_objects import PdfObjects

    try:
        objects = PdfObjects(data)
        attachments, _ = _attached(objects)
        is_ours = objects.has_field() or OURS & set(attachments)
        was_signed = objects.has_signed_field()
    except Unreadable:
        return _nothing("changed_after_signing" if states_a_signature(data) else "unreadable")
    if not is_ours:
        return _nothing("not_ours")
    if was_signed:
        once = revisions(data) < 2
        return _finding(SignedPdf(attachments=attachments), "saved_again" if once else "changed_after_signing")
    return _finding(SignedPdf(unsigned=data, attachments=attachments), "signature_removed")


def _attached(objects: PdfObjects) -> tuple[Mapping[str, bytes], bool]:
    """Return the attached files by name, and whether there are two of one name."""
    found = objects.attachments()
    by_name = dict(found)
    return MappingProxyType(by_name), len(by_name) != len(found)


def _nothing(code: str) -> SignedPdf:
    return _finding(SignedPdf(), code)


def _finding(read: SignedPdf, *codes: str) -> SignedPdf:
    return replace(read, findings=tuple(Finding(code, _SAYS[code]) for code in codes))
