"""What the product makes, to be shown to veraPDF."""

from __future__ import annotations

from collections.abc import Iterator

from rrn_desktop.exports.pdf.making import make_pdf
from tests.conformance.samples import every_block


def papers() -> Iterator[tuple[str, bytes]]:
    """Yield each document with its name."""
    yield "every block, as a record", make_pdf(every_block("record"))
    yield "every block, large", make_pdf(every_block("large"))
