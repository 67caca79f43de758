"""Rows of a table, read with little memory whatever is in the file: a line of a stranger's may be without end."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path
from typing import TextIO

_LONGEST_HEADER, _LONGEST_ROW = 1 << 16, 1 << 20


def opened(path: Path, encoding: str) -> TextIO:
    """Open a table with its line ends as they are."""
    return path.open(encoding=encoding, newline="")


def rows_of(stream: TextIO) -> Iterator[list[str]]:
    """Yield the rows of a table, the header first.

    Raises ValueError for a header of more than 64 K characters and a row of more than 1 M, before the rest of it is
    read, and csv.Error for what is no table.
    """
    lines = _Lines(stream)
    for row in csv.reader(lines, strict=True):
        lines.begin_row()
        yield row


class _Lines:
    """Lines of a stream, as many characters of them as one row may have; a row may go over several."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self._left = _LONGEST_HEADER

    def __iter__(self) -> _Lines:
        return self

    def __next__(self) -> str:
        line = self._stream.readline(self._left + 1)
        self._left -= len(line)
        if self._left < 0:
            raise ValueError("a row without end")
        if not line:
            raise StopIteration
        return line

    def begin_row(self) -> None:
        """Let the next row have all its room again."""
        self._left = _LONGEST_ROW
