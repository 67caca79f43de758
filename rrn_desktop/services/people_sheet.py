"""Reads a table of people as systems of schools and wards hand it out: which signs, which separator, which headings.

CSV after RFC 4180, read leniently: UTF-8 with or without its mark, UTF-16 with one, else the Windows letters of
Western Europe (cp1252); commas, semicolons, tabs or bars; lines above the headings are left out.
"""

from __future__ import annotations

import codecs
import csv
import hashlib
import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from rrn_desktop.errors import NotFound, Refused
from rrn_desktop.exports.package.guarding import APOSTROPHE, guarded

MOST_BYTES, MOST_ROWS, MOST_COLUMNS, LONGEST_CELL = 10_000_000, 20_000, 200, 2000
_SEPARATORS = ",;\t|"
_FIRST_LINES = 12
_SAFE = "Nothing was read from it, and nothing was changed."
# A zip archive, an old Office file, a PDF: what people choose by mistake.
_OTHER_FILES = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"%PDF")
_WORKBOOK = "Open it in your spreadsheet program, and save it as “CSV UTF-8”. Then choose that file."


class SheetRefused(Refused):
    """A file is no table that can be read."""

    code = "sheet_refused"


@dataclass(frozen=True, slots=True)
class Line:
    """One row: its line in the file, counted from 1, its cells, and whether there are more than headings."""

    number: int
    cells: tuple[str, ...] = field(repr=False)
    too_long: bool = False


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table: its headings, each once, its rows, in which letters it was written, and the SHA-256 of the file."""

    headings: tuple[str, ...]
    lines: tuple[Line, ...] = field(repr=False)
    letters: str
    sha256: str

    def column(self, heading: str) -> tuple[str, ...]:
        """Return the cells below a heading."""
        at = self.headings.index(heading)
        return tuple(line.cells[at] for line in self.lines)


def read_sheet(path: Path, are_headings: Callable[[Sequence[str]], bool]) -> Sheet:
    """Return the table in a file; ``are_headings`` tells the row of headings from titles above it.

    Raises NotFound for a file that can't be opened, and SheetRefused for one that is no such table.
    """
    try:
        size = path.stat().st_size
        data = path.read_bytes() if size <= MOST_BYTES else b""
    except OSError:
        raise NotFound(
            "This file can't be opened.", "Nothing was changed.", "Check where it is, and try again."
        ) from None
    if size > MOST_BYTES:
        raise _refused("This file is far too large for a list of people.", "Check that it is the right file.")
    return parse_sheet(data, are_headings)


def parse_sheet(data: bytes, are_headings: Callable[[Sequence[str]], bool]) -> Sheet:
    """Return the table in the bytes of a file; raises SheetRefused."""
    text, letters = _text_of(data)
    rows = _rows(text)
    at = next((at for at, (_, row) in enumerate(rows[:_FIRST_LINES]) if are_headings(row)), 0)
    if len(rows) <= at + 1:
        raise _refused("There are no people in this file.", "It needs a row of headings, and below it a row a person.")
    headings = _headings(rows[at][1])
    if len(headings) > MOST_COLUMNS or len(rows) - at > MOST_ROWS:
        raise _refused("This file is far too large for a list of people.", "Check that it is the right file.")
    lines = tuple(_line(number, row, len(headings)) for number, row in rows[at + 1 :])
    return Sheet(headings, lines, letters, hashlib.sha256(data).hexdigest())


def _text_of(data: bytes) -> tuple[str, str]:
    if data.startswith(_OTHER_FILES):
        raise _refused("This is a workbook or another kind of file, not a CSV file.", _WORKBOOK)
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        names: tuple[tuple[str, str], ...] = (("utf-16", "UTF-16"),)
    else:
        names = (("utf-8-sig", "UTF-8"), ("cp1252", "Windows-1252"))
    for name, called in names:
        try:
            text = data.decode(name)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text, called
    raise _refused("The letters in this file can't be read.", _WORKBOOK)


def _rows(text: str) -> list[tuple[int, list[str]]]:
    """Return the rows that are not empty, each with the line that it begins on."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_separator(text), strict=True)
    found: list[tuple[int, list[str]]] = []
    begins = 1
    try:
        for row in reader:
            cells = [cell.strip() for cell in row]
            if any(cells) and not _names_separator(row, begins):
                found.append((begins, cells))
            begins = reader.line_num + 1
    except csv.Error:
        raise _refused(
            f"From line {begins} on this file can't be read: a quotation mark is not closed, or stands in the middle.",
            _WORKBOOK,
        ) from None
    return found


def _separator(text: str) -> str:
    """Return the sign that parts most cells of the first lines, outside of quotation marks."""
    first = text.split("\n", 1)[0].strip()
    if first.casefold().startswith("sep=") and len(first) == 5:
        return first[4]
    begin = "\n".join(text.splitlines()[:_FIRST_LINES])
    outside = "".join(begin.split('"')[::2])
    return max(_SEPARATORS, key=outside.count)


def _names_separator(row: Sequence[str], number: int) -> bool:
    return number == 1 and "".join(row).casefold().startswith("sep=")


def _headings(row: Sequence[str]) -> tuple[str, ...]:
    """Return a heading for each column, none of them twice."""
    found: list[str] = []
    for at, cell in enumerate(row, start=1):
        base = " ".join(cell.split()) or f"Column {at}"
        heading, again = base, 1
        while heading in found:
            again += 1
            heading = f"{base} ({again})"
        found.append(heading)
    return tuple(found)


def _line(number: int, row: Sequence[str], width: int) -> Line:
    cells = tuple(_unguarded(cell) for cell in row[:width]) + ("",) * (width - len(row))
    return Line(number, cells, too_long=any(row[width:]))


def _unguarded(cell: str) -> str:
    """Return a cell without the apostrophe that this program puts before what a spreadsheet would run or change."""
    return cell[1:] if cell.startswith(APOSTROPHE) and guarded(cell[1:]) == cell else cell


def _refused(what: str, next_step: str) -> SheetRefused:
    return SheetRefused(what, _SAFE, next_step)
