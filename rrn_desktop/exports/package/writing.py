"""The files of a package: CSV for collation and the same tables for a spreadsheet, written a page of rows at a time."""

from __future__ import annotations

import csv
import hashlib
import io
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from rrn_desktop.exports.package.guarding import guarded
from rrn_desktop.exports.package.plans import Row
from rrn_desktop.exports.package.tables import Table

EXCEL = "excel"
_MARK = "\ufeff".encode()
_LINE_END = "\r\n"


@dataclass(frozen=True, slots=True)
class FileFacts:
    """A finished file: its path in the package, its SHA-256, its size, and how many rows stand under its first."""

    path: str
    sha256: str
    bytes: int
    rows: int


class _File:
    """One file that is being written."""

    def __init__(self, folder: Path, path: str) -> None:
        self._path = path
        self._digest = hashlib.sha256()
        self._bytes = self._rows = 0
        descriptor = os.open(folder / path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        self._stream = os.fdopen(descriptor, "wb", buffering=1 << 16)

    def write(self, data: bytes, rows: int) -> None:
        """Write bytes that hold so many rows."""
        self._digest.update(data)
        self._stream.write(data)
        self._bytes += len(data)
        self._rows += rows

    def close(self) -> FileFacts:
        """Make the file last, and return what it came to."""
        self._stream.flush()
        os.fsync(self._stream.fileno())
        self._stream.close()
        return FileFacts(self._path, self._digest.hexdigest(), self._bytes, self._rows)

    def drop(self) -> None:
        """Let go of the file, whatever is in it."""
        self._stream.close()


class TableFiles:
    """The two files of one table; use ``table_files`` to get one."""

    def __init__(self, folder: Path, table: Table) -> None:
        self._free = tuple(place for place, field in enumerate(table.fields) if field.free)
        self._plain = _File(folder, f"{table.name}.csv")
        self._twin = _File(folder, f"{EXCEL}/{table.name}.csv")
        header = csv_bytes([[field.code for field in table.fields]])
        self._plain.write(header, 0)
        self._twin.write(_MARK + header, 0)

    def add(self, rows: Sequence[Row]) -> None:
        """Write rows to both files."""
        data = csv_bytes(rows)
        self._plain.write(data, len(rows))
        # In most pages no text needs a guard, and then both files hold the same bytes.
        twins = self._guarded(rows)
        self._twin.write(data if twins is None else csv_bytes(twins), len(rows))

    def close(self) -> tuple[FileFacts, FileFacts]:
        """Make both files last, and return what they came to."""
        return self._plain.close(), self._twin.close()

    def drop(self) -> None:
        """Let go of both files."""
        self._plain.drop()
        self._twin.drop()

    def _guarded(self, rows: Sequence[Row]) -> list[Row] | None:
        """Return the rows with every guard that they need, or None when they need none."""
        changed = {
            text: safe
            for place in self._free
            for text in {row[place] for row in rows}
            if (safe := guarded(text)) is not text
        }
        return [self._with_guards(row, changed) for row in rows] if changed else None

    def _with_guards(self, row: Row, changed: Mapping[str, str]) -> Row:
        safe = row.copy()
        for place in self._free:
            safe[place] = changed.get(row[place], row[place])
        return safe


@contextmanager
def table_files(folder: Path, tables: Iterable[Table]) -> Iterator[dict[str, TableFiles]]:
    """Give the files of some tables by name, in a folder that holds none of them yet; they are let go of at the end."""
    (folder / EXCEL).mkdir(mode=0o700)
    with ExitStack() as held:
        found: dict[str, TableFiles] = {}
        for table in tables:
            files = TableFiles(folder, table)
            held.callback(files.drop)
            found[table.name] = files
        yield found


def csv_bytes(rows: Sequence[Sequence[str]]) -> bytes:
    """Return rows as RFC 4180 says, in UTF-8."""
    text = _LINE_END.join(map(",".join, rows)) + _LINE_END
    if _needs_no_quotes(text, rows):
        return text.encode("utf-8")
    quoted = io.StringIO(newline="")
    csv.writer(quoted, lineterminator=_LINE_END).writerows(rows)
    return quoted.getvalue().encode("utf-8")


def _needs_no_quotes(text: str, rows: Sequence[Sequence[str]]) -> bool:
    """Say whether rows that were merely joined are what the writer would write; codes and ids nearly always are."""
    if '"' in text or text.count("\n") != len(rows) or text.count("\r") != len(rows):
        return False
    widths = list(map(len, rows))
    return text.count(",") == sum(widths) - len(rows) and min(widths) > 1


def write_file(folder: Path, path: str, data: bytes) -> FileFacts:
    """Write one whole file of a package."""
    file = _File(folder, path)
    try:
        file.write(data, 0)
        return file.close()
    finally:
        file.drop()
