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
_TABLE = re.compile(rb"xref\n((?:\d{1,10} \d{1,10}\n(?:\d{10} \d{5} [nf] \n)+)+)trailer\n")
_ENTRY = re.compile(rb"(\d{10}) \d{5} n \n")
_PREVIOUS = re.compile(rb"/Prev (\d{1,10})\b")
_OBJECT = re.compile(rb"\d{1,10} 0 obj\n")
_END = b"%%EOF"


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
    return end + len(_END) + 1 if 0 <= end < place.start and data[end + len(_END) :].startswith(b"\n") else 0


def _fits(data: bytes, place: Place) -> bool:
    if not 0 < place.start < place.end <= min(len(data), place.start + _LONGEST):
        return False
    marks = data[place.start : place.start + 1], data[place.end - 1 : place.end]
    return marks == (b"<", b">") and _HEX.fullmatch(data, place.start + 1, place.end - 1) is not None
