"""Whether two documents of ours show the same: what was found, and what is made again from what is attached to it.

Everything in them is compared: pages, fonts, what is read aloud, what is attached and what the file says of itself.
Only how tightly streams are packed may differ, as that hangs on the zlib of the PC that made them.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field

from rrn_desktop.exports.pdf.signed_file import LIMIT
from rrn_desktop.ledger.findings import Finding

_HEADER = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"
_BEGIN = re.compile(rb"(\d{1,7}) 0 obj\n")
_STREAM = re.compile(rb"(<<[^\n]{0,20000}?)(/Filter/FlateDecode)?/Length (\d{1,9})>>\nstream\n")
_TRAILER = re.compile(
    rb"trailer\n(<</Size \d{1,7}/Root \d{1,7} 0 R/Info \d{1,7} 0 R)/ID\[<[0-9A-F]{32}><[0-9A-F]{32}>\]>>\n"
)
_PAGE = b"<</Type/Page/"
_SAYS = {
    "page_count": "The document has {found} pages, and what it was made from gives {made}.",
    "pages_differ": "The pages do not show what the document was made from.",
}


@dataclass(frozen=True, slots=True)
class _Plain:
    """One object: its entries, and for a stream what is in it, unpacked."""

    entries: bytes = field(repr=False)
    data: bytes | None = field(default=None, repr=False)


class _OtherwiseMade(ValueError):
    """A file is not one that this program wrote."""


def compare_pages(made: bytes, found: bytes) -> tuple[Finding, ...]:
    """Return what differs between a document made again and one that was found, both without their signatures.

    Never raises for what is in ``found``; what this program would not have written differs.
    """
    if made == found:
        return ()
    expected = tuple(_objects(made))
    try:
        objects = tuple(_objects(found))
    except _OtherwiseMade:
        return (Finding("pages_differ", _SAYS["pages_differ"]),)
    if objects == expected:
        return ()
    counts = {"made": _pages(expected), "found": _pages(objects)}
    code = "pages_differ" if counts["made"] == counts["found"] else "page_count"
    return (Finding(code, _SAYS[code].format(**counts)),)


def _pages(objects: tuple[_Plain, ...]) -> int:
    return sum(one.entries.startswith(_PAGE) for one in objects)


def _objects(pdf: bytes) -> Iterator[_Plain]:
    """Give the objects of a file of ours and then its trailer, once nothing else is in it."""
    if not pdf.startswith(_HEADER):
        raise _OtherwiseMade("another beginning")
    place, room = len(_HEADER), LIMIT
    places: list[int] = []
    while (begin := _BEGIN.match(pdf, place)) is not None:
        if int(begin[1]) != len(places) + 1:
            raise _OtherwiseMade("objects in another order")
        places.append(place)
        one, place = _object(pdf, begin.end(), room)
        room -= len(one.data or b"")
        yield one
    yield _Plain(_ending(pdf, place, places))


def _object(pdf: bytes, place: int, room: int) -> tuple[_Plain, int]:
    """Return the object that begins at a place, and where the next one does."""
    stream = _STREAM.match(pdf, place)
    if stream is None:
        end = pdf.find(b"\nendobj\n", place)
        if end < 0:
            raise _OtherwiseMade("an object without an end")
        return _Plain(pdf[place:end]), end + len(b"\nendobj\n")
    start, length = stream.end(), int(stream[3])
    raw, after = pdf[start : start + length], b"\nendstream\nendobj\n"
    if not pdf.startswith(after, start + length):
        raise _OtherwiseMade("a stream of another length")
    data = _unpacked(raw, room) if stream[2] else raw
    return _Plain(stream[1] + (stream[2] or b""), data), start + length + len(after)


def _unpacked(raw: bytes, room: int) -> bytes:
    unpacking = zlib.decompressobj()
    try:
        data = unpacking.decompress(raw, max(1, room))
    except zlib.error as problem:
        raise _OtherwiseMade("a stream that can't be unpacked") from problem
    if not unpacking.eof or unpacking.unused_data:
        raise _OtherwiseMade("a stream with more in it than it says")
    return data


def _ending(pdf: bytes, place: int, places: list[int]) -> bytes:
    """Return what the trailer says; the table before it must list each object where it is."""
    count = len(places) + 1
    table = b"xref\n0 %d\n0000000000 65535 f \n" % count + b"".join(b"%010d 00000 n \n" % one for one in places)
    trailer = _TRAILER.match(pdf, place + len(table))
    if (
        not pdf.startswith(table, place)
        or trailer is None
        or pdf[trailer.end() :] != b"startxref\n%d\n%%%%EOF\n" % place
    ):
        raise _OtherwiseMade("another ending")
    return trailer[1]
