"""How much a document says: pages are set word by word, so whoever wants to keep a reader busy only writes on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from typing import Any

from rrn_desktop.exports.pdf.content import Document

HEAVIEST = 1_200_000
"""No document of ours is near it: the longest of the nine cases with a dozen additions weighs about 60,000."""
# A line of its own takes as long to set as about fifty letters.
_LINE = 50


def weight(document: Document) -> int:
    """Return how many letters a document has, each line of its own counted as fifty more; takes no pages to be set."""
    around = (document.title, document.place, document.under_title, document.footer)
    return sum(len(text) + _LINE * (1 + text.count("\n")) for text in _texts((around, document.blocks)))


def _texts(found: Any) -> Iterator[str]:
    """Yield the texts in blocks, however they are put together."""
    left = [found]
    while left:
        one = left.pop()
        if isinstance(one, str):
            yield one
        elif isinstance(one, tuple):
            left += one
        elif is_dataclass(one):
            left += [getattr(one, entry.name) for entry in fields(one)]
