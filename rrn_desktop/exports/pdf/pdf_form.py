"""What a file's tables of objects look like, told from its bytes alone, before anything that follows them reads it.

Ours have one plain table and one update behind it (ISO 32000-1, 7.5.4 and 7.5.6). Readers trust what a table says of
itself, so one that claims two thousand million objects keeps them busy for as long.
"""

from __future__ import annotations

import re

from rrn_desktop.exports.pdf.catalog import CREATED_WITH

MOST_OBJECTS = 50_000
"""No document of ours has more: that is several hundred pages."""
_MOST_TABLES = 8
# A table of any kind that a reader would go on with: the word, one sign, and two numbers.
_TABLE = re.compile(rb"xref.[\s\0]*[-+.\d]+[\s\0]+[-+.\d]", re.DOTALL)
_PART = re.compile(rb"[\s]{0,4}(\d{1,10})[ \t](\d{1,5})[ \t]{0,4}\r?\n")
_ENTRIES = re.compile(rb"(?:\d{10} \d{5} [nf](?: \r| \n|\r\n))*")
_ENTRY = 20
_TRAILER = re.compile(rb"\s{0,4}trailer")
# Names may be written with the numbers of their letters (ISO 32000-1, 7.3.5).
_PACKED = re.compile(rb"/(?:X|#58)(?:R|#52)(?:e|#65)(?:f|#66)")


class Unreadable(ValueError):
    """A file can't be read as PDF."""


def has_packed_table(data: bytes) -> bool:
    """Say whether a table lies packed in a stream (ISO 32000-1, 7.5.8): other programs write such, this one never."""
    return _PACKED.search(data) is not None


def names_us(data: bytes) -> bool:
    """Say whether a file's metadata, which other programs keep readable, say that this program made it."""
    return CREATED_WITH in data


def check_form(data: bytes) -> None:
    """Raise Unreadable unless every table in a file is plain, whole and of a bearable length."""
    if has_packed_table(data):
        raise Unreadable("a table that is packed")
    room = MOST_OBJECTS
    for count, table in enumerate(_TABLE.finditer(data)):
        if count >= _MOST_TABLES:
            raise Unreadable("too many tables")
        room = _within(data, table.start() + len(b"xref"), room)


def _within(data: bytes, place: int, room: int) -> int:
    """Return how many objects there is room for behind a table that begins at a place."""
    while not _TRAILER.match(data, place):
        part = _PART.match(data, place)
        if part is None or int(part[2]) > room:
            raise Unreadable("a table that is none, or too long")
        end = part.end() + int(part[2]) * _ENTRY
        if _ENTRIES.fullmatch(data, part.end(), end) is None or end > len(data):
            raise Unreadable("a table that is not whole")
        room -= int(part[2]) + 1
        place = end
    return room
