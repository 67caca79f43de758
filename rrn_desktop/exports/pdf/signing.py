"""The electronic signature of whoever hands a document out: PAdES B-B, made here, with no network.

The time in it is what this PC's clock said: a signature of this kind proves the key and the bytes, and no time.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

FIELD = "Exporter"
"""The name of the one signature field that a document of ours has."""
ROOM = 6144
"""How many bytes are kept free for the signature (CMS); those that it leaves stay zero."""


@dataclass(frozen=True, slots=True)
class PdfSigner:
    """A member's P-256 scalar, their certificate, and those above it; certificates are DER."""

    scalar: bytes = field(repr=False)
    certificate: bytes = field(repr=False)
    chain: tuple[bytes, ...] = field(default=(), repr=False)


def sign_pdf(pdf: bytes, signer: PdfSigner, *, at: datetime, name: str, reason: str) -> bytes:
    """Return a document of ours, its field ``Exporter`` signed: PAdES B-B (ETSI EN 319 142-1), ECDSA P-256, SHA-256.

    - The document's own bytes stay as they are; the signature is added behind them and forbids any later change
      (DocMDP 1, ISO 32000-1, 12.8.2.2).
    - ``at`` has an offset; ``name`` and ``reason`` are shown by readers.
    - Signing the same twice gives the same bytes.
    Raises ValueError for a document that has no empty field of that name.
    """
    # pyHanko takes most of a second to import: whoever signs nothing does not wait for it.
    from rrn_desktop.exports.pdf.signature_writer import signed

    return signed(pdf, signer, at=at, name=name, reason=reason)
