"""Reading rows out of single pages: trees of pages as far as they hang together, and pages that hang on nothing.

The format is SQLite's (https://www.sqlite.org/fileformat2.html#b_tree_pages).
"""

from __future__ import annotations

import struct
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from rrn_desktop.store.salvage_pages import USABLE, Pages

Value = str | bytes | int | float | None
_INDEX_INSIDE, _TABLE_INSIDE, INDEX_LEAF, TABLE_LEAF = 0x02, 0x05, 0x0A, 0x0D
_INSIDE = {_INDEX_INSIDE, _TABLE_INSIDE}
_KINDS = {*_INSIDE, INDEX_LEAF, TABLE_LEAF}
_LEAST = (USABLE - 12) * 32 // 255 - 23
_MOST = {TABLE_LEAF: USABLE - 35, INDEX_LEAF: (USABLE - 12) * 64 // 255 - 23}
_MOST[_INDEX_INSIDE] = _MOST[INDEX_LEAF]
_INTEGERS = {1: 1, 2: 2, 3: 3, 4: 4, 5: 6, 6: 8}
_REAL, _ZERO, _ONE, _FIRST_BLOB = 7, 8, 9, 12
_FIRST_HEAD = 100


@dataclass(frozen=True, slots=True)
class Row:
    """One row as it lies in a page; an index and a table without rowids have no ``rowid``."""

    rowid: int | None
    values: tuple[Value, ...] = field(repr=False)


class Trees:
    """Walks through pages, and remembers which it came by and whether something on the way is lost."""

    def __init__(self, pages: Pages) -> None:
        self._pages = pages
        self._seen: set[int] = set()
        self.torn = False

    def rows(self, root: int) -> Iterator[Row]:
        """Give all rows of the tree that begins at a page; what can't be read is passed over and makes it ``torn``."""
        waiting = [root]
        while waiting:
            number = waiting.pop()
            page = None if number in self._seen else self._pages.page(number)
            head = _FIRST_HEAD if number == 1 else 0
            if page is None or page[head] not in _KINDS:
                self.torn = True
                continue
            self._seen.add(number)
            yield from self._cells(page, head)
            if page[head] in _INSIDE:
                waiting += reversed(_children(page, head))

    def strays(self) -> Iterator[tuple[int, tuple[Row, ...]]]:
        """Give the rows of each page that no walk came by, with the kind of its page."""
        for number in self._pages.numbers():
            page = None if number in self._seen or number == 1 else self._pages.page(number)
            if page is not None and page[0] in {INDEX_LEAF, TABLE_LEAF}:
                rows = tuple(self._cells(page, 0))
                if rows:
                    yield page[0], rows

    def _cells(self, page: bytes, head: int) -> Iterator[Row]:
        kind = page[head]
        if kind == _TABLE_INSIDE:
            return
        for at in _cell_places(page, head):
            try:
                yield self._row(page, at + (4 if kind == _INDEX_INSIDE else 0), kind)
            except (IndexError, ValueError, struct.error, UnicodeDecodeError):
                self.torn = True

    def _row(self, page: bytes, at: int, kind: int) -> Row:
        size, at = _number(page, at)
        rowid: int | None = None
        if kind == TABLE_LEAF:
            rowid, at = _number(page, at)
            rowid -= (1 << 64) if rowid >> 63 else 0
        here = size if size <= _MOST[kind] else _LEAST + (size - _LEAST) % (USABLE - 4)
        if here > _MOST[kind]:
            here = _LEAST
        payload = bytearray(page[at : at + here])
        following = 0 if here == size else struct.unpack_from(">I", page, at + here)[0]
        while following:
            more = self._pages.page(following)
            if more is None or len(payload) >= size:
                raise ValueError("the rest of a row is lost")
            following = struct.unpack_from(">I", more)[0]
            payload += more[4 : 4 + min(USABLE - 4, size - len(payload))]
        if len(payload) != size:
            raise ValueError("a row is cut")
        return Row(rowid, values_in(bytes(payload)))


def values_in(record: bytes) -> tuple[Value, ...]:
    """Return the values of a record; raises ValueError or IndexError for one that is none."""
    end, at = _number(record, 0)
    kinds: list[int] = []
    while at < end:
        kind, at = _number(record, at)
        kinds.append(kind)
    values: list[Value] = []
    for kind in kinds:
        size = _size(kind)
        data = record[at : at + size]
        if len(data) != size:
            raise ValueError("a value is cut")
        values.append(_value(kind, data))
        at += size
    return tuple(values)


def _size(kind: int) -> int:
    if kind in _INTEGERS:
        return _INTEGERS[kind]
    if kind == _REAL:
        return 8
    return (kind - _FIRST_BLOB) // 2 if kind >= _FIRST_BLOB else 0


def _value(kind: int, data: bytes) -> Value:
    if kind == 0:
        return None
    if kind in {_ZERO, _ONE}:
        return kind - _ZERO
    if kind in _INTEGERS:
        return int.from_bytes(data, "big", signed=True)
    if kind == _REAL:
        return float(struct.unpack(">d", data)[0])
    if kind < _FIRST_BLOB:
        raise ValueError("no such kind of value")
    return data.decode("utf-8") if kind % 2 else data


def _children(page: bytes, head: int) -> Sequence[int]:
    left = [struct.unpack_from(">I", page, at)[0] for at in _cell_places(page, head) if at + 4 <= len(page)]
    return [*left, struct.unpack_from(">I", page, head + 8)[0]]


def _cell_places(page: bytes, head: int) -> Sequence[int]:
    count = struct.unpack_from(">H", page, head + 3)[0]
    start = head + (12 if page[head] in _INSIDE else 8)
    most = (USABLE - start) // 2
    return struct.unpack_from(f">{min(count, most)}H", page, start)


def _number(data: bytes, at: int) -> tuple[int, int]:
    """Return a number of one to nine bytes, and where the next thing begins."""
    found = 0
    for place in range(8):
        byte = data[at + place]
        found = found << 7 | byte & 0x7F
        if not byte & 0x80:
            return found, at + place + 1
    return found << 8 | data[at + 8], at + 9
