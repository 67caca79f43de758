"""Rows by position over an array of ids, read a page at a time. No Qt here."""

from __future__ import annotations

from array import array
from collections import OrderedDict
from collections.abc import Callable, Sequence
from typing import Protocol

PAGE, KEPT = 200, 40
"""Rows read at once, and pages kept."""


class Numbered(Protocol):
    """A row that knows its id."""

    @property
    def rowid(self) -> int:
        """Return the id by which the row is found again."""
        ...


class PageCache:
    """Knows how many rows there are and where each stands, and holds only those looked at lately."""

    def __init__(self, read: Callable[[Sequence[int]], Sequence[Numbered]]) -> None:
        self._read = read
        self._ids: array[int] = array("q")
        self._pages: OrderedDict[int, dict[int, Numbered]] = OrderedDict()

    def __len__(self) -> int:
        return len(self._ids)

    def show(self, ids: array[int]) -> None:
        """Take another order of ids, and forget the rows read before."""
        self._ids = ids
        self._pages.clear()

    def row(self, at: int) -> Numbered | None:
        """Return the row at a position, or None when it is gone from the store."""
        number = at // PAGE
        page = self._pages.get(number)
        if page is None:
            wanted = self._ids[number * PAGE : (number + 1) * PAGE]
            page = self._pages[number] = {row.rowid: row for row in self._read(wanted)}
            if len(self._pages) > KEPT:
                self._pages.popitem(last=False)
        self._pages.move_to_end(number)
        return page.get(self._ids[at])

    def position(self, rowid: int) -> int:
        """Return where an id stands, or -1."""
        try:
            return self._ids.index(rowid)
        except ValueError:
            return -1

    def id_at(self, at: int) -> int:
        """Return the id at a position."""
        return self._ids[at]
