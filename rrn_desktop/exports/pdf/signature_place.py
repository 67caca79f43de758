"""Where in a file the signature lies, read from its bytes alone: that works for a file that nothing else can read."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from itertools import islice

_RANGE = re.compile(rb"/ByteRange\s{0,9}\[\s{0,9}0\s{1,9}(\d{1,10})\s{1,9}(\d{1,10})\s{1,9}(\d{1,10})\s{0,90}\]")
_HEX = re.compile(rb"(?:[0-9A-Fa-f]{2})+")
_LONGEST, _MOST = 1_000_000, 100
_ENDING = re.compile(rb"startxref\n(\d{1,10})\n%%EOF\n\Z")
_TABLE = re.compile(rb"xref\n((?:\d{1,10} \d{1,10}\n(?:\d{10} 00000 n \n|0000000000 65535 f \n)+)+)trailer\n")
_ENTRY = re.compile(rb"(\d{10}) 00000 n \n")
_PREVIOUS = re.compile(rb"/Prev (\d{1,10})\b")
_OBJECT = re.compile(rb"\d{1,10} 0 obj\n")
_END, _OBJECT_END = b"%%EOF", b"\nendobj\n"
_UPDATED = 3


@dataclass(frozen=True, slots=True)
class Place:
    """A signature's hexadecimal digits from ``start`` to ``end``, marks and all; it covers the rest up to ``until``."""

    start: int
    end: int
    until: int

    def contents(self, data: bytes) -> bytes:
        """Return the signature with the zeros behind it; nothing for digits that this program would not write."""
        digits = data[self.start + 1 : self.end - 1]
        return bytes.fromhex(digits.decode("ascii")) if digits == digits.upper() else b""

    def digest(self, data: bytes) -> bytes:
        """Return the SHA-256 of what the signature covers."""
        return hashlib.sha256(data[: self.start] + data[self.end : self.until]).digest()


@dataclass(frozen=True, slots=True)
class Tail:
    """How a file ends: where its last table lies, what objects it lists, and where the table before lies."""

    table: int
    objects: tuple[int, ...]
    previous: int

    def lists_only(self, data: bytes, start: int, place: Place) -> bool:
        """Say whether from ``start`` on there are the three objects of a signature, each listed once, and no more.

        One that is listed twice, or lies there unlisted, could be seen by one reader and not by another.
        """
        ends = (*self.objects[1:], self.table)
        parts = [data[begin:end] for begin, end in zip(self.objects, ends, strict=True)]
        whole = all(part.endswith(_OBJECT_END) and part.count(_OBJECT_END) == 1 for part in parts)
        holding = [begin < place.start and place.end < end for begin, end in zip(self.objects, ends, strict=True)]
        return len(parts) == _UPDATED and self.objects[0] == start and whole and sum(holding) == 1


def places(data: bytes) -> tuple[Place, ...]:
    """Return each signature that lies where it says that it does, the first one first."""
    stated = (map(int, one.groups()) for one in islice(_RANGE.finditer(data), _MOST))
    found = (Place(start, end, end + rest) for start, end, rest in stated)
    return tuple(sorted((one for one in found if _fits(data, one)), key=lambda one: one.start))


def states_a_signature(data: bytes) -> bool:
    """Say whether something in a file says where a signature lies, right or wrong."""
    return b"/ByteRange" in data


def revisions(data: bytes) -> int:
    """Return how often a file, or a part of one, was saved onto its own end."""
    return data.count(b"startxref")


def tail_of(data: bytes) -> Tail | None:
    """Return how a file ends; None when it does not end as the update that adds a signature does."""
    ending = _ENDING.search(data, max(0, len(data) - 40))
    table = _TABLE.match(data, int(ending[1])) if ending else None
    previous = _PREVIOUS.search(data, table.end()) if table else None
    if ending is None or table is None or previous is None:
        return None
    objects = tuple(sorted(int(one) for one in _ENTRY.findall(table[1])))
    if not objects or not all(_OBJECT.match(data, one) for one in objects):
        return None
    before = int(previous[1])
    return Tail(table.start(), objects, before) if data.startswith(b"xref\n", before) else None


def unsigned_length(data: bytes, place: Place, tail: Tail | None) -> int:
    """Return how many bytes there were before the signature was added; 0 when that can't be told."""
    end = data.find(_END, tail.previous) if tail else data.rfind(_END, 0, place.start)
    if not 0 <= end < place.start or not data.startswith(b"\n", end + len(_END)):
        return 0
    length = end + len(_END) + 1
    # The table before is the one that readers of the unsigned document go by, and no other that lies in it.
    own = b"startxref\n%d\n%%%%EOF\n" % tail.previous if tail else b""
    return length if data.endswith(own, 0, length) else 0


def _fits(data: bytes, place: Place) -> bool:
    if not 0 < place.start < place.end <= min(len(data), place.start + _LONGEST):
        return False
    marks = data[place.start : place.start + 1], data[place.end - 1 : place.end]
    return marks == (b"<", b">") and _HEX.fullmatch(data, place.start + 1, place.end - 1) is not None
