"""Whether the files of a package say the same: rows as they were counted, columns as described, and both sets alike.

The signature covers every file; this looks at what only the signer could have got wrong.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from itertools import zip_longest
from pathlib import Path
from typing import Annotated, Any, TextIO

import msgspec
from msgspec import Meta

from rrn_desktop.exports.package import describing
from rrn_desktop.exports.package.guarding import shows
from rrn_desktop.exports.package.manifest import Manifest
from rrn_desktop.exports.package.writing import EXCEL
from rrn_desktop.ledger.findings import Finding

_FOLDER = f"{EXCEL}/"
_LARGEST_DESCRIPTION = 4 * 1024 * 1024


class _Field(msgspec.Struct, frozen=True):
    name: str
    type: str = "string"
    constraints: dict[str, Any] = {}

    @property
    def is_free(self) -> bool:
        """Say whether any text may stand in the column, so that a spreadsheet needs a guard."""
        return self.type == "string" and not {"enum", "pattern"} & set(self.constraints)


class _Schema(msgspec.Struct, frozen=True):
    fields: tuple[_Field, ...]


class _Resource(msgspec.Struct, frozen=True):
    path: str
    schema: _Schema


class _Description(msgspec.Struct, frozen=True):
    """As much of the description as is held against the files."""

    resources: Annotated[tuple[_Resource, ...], Meta(max_length=100)]


def table_findings(folder: Path, manifest: Manifest) -> Iterator[Finding]:
    """Yield what does not agree between manifest, description, tables and their twins for a spreadsheet."""
    rows = {one.path: one.rows for one in manifest.files}
    plain = [path for path in rows if path.endswith(".csv") and not path.startswith(_FOLDER)]
    twins = [path for path in rows if path.startswith(_FOLDER)]
    described = _described(folder)
    if described is None or sorted(one.path for one in described.resources) != sorted(plain):
        yield _differs(describing.NAME, "does not describe the tables that are there")
        return
    if sorted(twins) != sorted(_FOLDER + path for path in plain):
        yield Finding("twin_differs", "The files for a spreadsheet are not the same tables.")
        return
    for one in described.resources:
        yield from _table_findings(folder, one, rows)
    if manifest.nil != (manifest.incidents == 0):
        yield _differs("manifest.json", "says both that nothing happened and that something did")


def _table_findings(folder: Path, table: _Resource, rows: dict[str, int]) -> Iterator[Finding]:
    """Read a table and its twin side by side, and yield at most one finding for each."""
    names = [field.name for field in table.schema.fields]
    free = [field.is_free for field in table.schema.fields]
    twin = _FOLDER + table.path
    count = 0
    try:
        with _opened(folder / table.path, "utf-8") as plain, _opened(folder / twin, "utf-8-sig") as other:
            pairs = zip_longest(_read(plain), _read(other))
            if next(pairs, None) != (names, names):
                yield _differs(table.path, "has other columns than its description, or than its twin")
                return
            for cells, shown in pairs:
                if shown is None or cells is None or not _alike(cells, shown, free):
                    yield Finding("twin_differs", f"The file {twin} does not say what {table.path} says.")
                    return
                count += 1
    except (OSError, ValueError, csv.Error):
        yield Finding("unreadable", f"The file {table.path} or its twin is no table.")
        return
    for path in (table.path, twin):
        if rows[path] != count:
            yield _differs(path, f"has {count} rows and not {rows[path]}")


def _alike(cells: Sequence[str], shown: Sequence[str], free: Sequence[bool]) -> bool:
    """Say whether a row for a spreadsheet says what the row itself says, and runs nothing."""
    if len(cells) != len(free) or len(shown) != len(free):
        return False
    return all(
        shows(one, other) if is_free else one == other for one, other, is_free in zip(cells, shown, free, strict=True)
    )


def _described(folder: Path) -> _Description | None:
    try:
        with (folder / describing.NAME).open("rb") as stream:
            return msgspec.json.decode(stream.read(_LARGEST_DESCRIPTION), type=_Description)
    except (OSError, msgspec.DecodeError, msgspec.ValidationError):
        return None


def _opened(path: Path, encoding: str) -> TextIO:
    return path.open(encoding=encoding, newline="")


def _read(stream: TextIO) -> Iterator[list[str]]:
    return csv.reader(stream, strict=True)


def _differs(path: str, says: str) -> Finding:
    return Finding("rows_differ", f"The file {path} {says}.")
