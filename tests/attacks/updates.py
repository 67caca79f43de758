"""Updates that sign, put together by hand: what an exporter could write who does not use this program."""

from __future__ import annotations

import re
from collections.abc import Callable

from rrn_desktop.exports.pdf import signature_writer
from rrn_desktop.exports.pdf.making import make_pdf
from rrn_desktop.exports.pdf.signature_place import places, tail_of
from tests.attacks.pdf_attacks import Good

Change = Callable[[list[bytes]], list[bytes]]
_NUMBER = re.compile(rb"(\d+) 0 obj\n")


def put_together(it: Good, change: Change, listed: slice = slice(None), table: Change | None = None) -> bytes:
    """Sign with changed objects; those of ``listed`` stand in the table, as ``table`` leaves it."""
    base, signed = make_pdf(it.document), it.signed()
    tail = tail_of(signed)
    assert tail is not None
    ends = (*tail.objects[1:], tail.table)
    objects = change([signed[begin:end] for begin, end in zip(tail.objects, ends, strict=True)])
    trailer = signed[signed.index(b"trailer\n", tail.table) : signed.rindex(b"startxref")]
    entries, place = [], len(base)
    for one in objects:
        number = _NUMBER.match(one)
        assert number is not None
        entries.append(b"%b 1\n%010d 00000 n \n" % (number[1], place))
        place += len(one)
    entries = table(entries[listed]) if table else entries[listed]
    start = b"0 1\n0000000000 65535 f \n"
    whole = base + b"".join(objects) + b"xref\n" + start + b"".join(entries) + trailer
    return _signed(whole + b"startxref\n%d\n%%%%EOF\n" % place, it)


def saying(before: bytes, after: bytes) -> Change:
    """A change of what one object says."""

    def change(parts: list[bytes]) -> list[bytes]:
        changed = [one.replace(before, after) for one in parts]
        assert changed != parts
        return changed

    return change


def _signed(data: bytes, it: Good) -> bytes:
    """Put the right range and the right signature into a file that has room for them."""
    start = data.rindex(b"/Contents <") + len(b"/Contents ")
    end = data.index(b">", start) + 1
    begin = data.index(b"/ByteRange [", end)
    width = data.index(b"]", begin) + 1 - begin
    stated = b"/ByteRange [0 %d %d %d" % (start, end, len(data) - end)
    data = data[:begin] + stated.ljust(width - 1) + b"]" + data[begin + width :]
    (place,) = places(data)
    made: bytes = signature_writer._cms(it.exporter, place.digest(data)).dump()
    digits = made.hex().upper().encode("ascii")
    return data[: start + 1] + digits.ljust(end - start - 2, b"0") + data[end - 1 :]
