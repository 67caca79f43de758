"""Whether a manifest says of its package what can be known without reading a table: days, files, columns.

A lead who signs could still say what is not so. What stands in each column is written anew from the definitions and
must be the same to the byte, so that no code can be given other words.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Annotated
from zoneinfo import ZoneInfo

import msgspec
from msgspec import Meta

from rrn_desktop.exports.package import describing
from rrn_desktop.exports.package.manifest import FileStated, Manifest
from rrn_desktop.exports.package.tables import RELEASED, Table, released_with, tables
from rrn_desktop.exports.package.writing import EXCEL, FileFacts
from rrn_desktop.ledger.findings import Finding

_LARGEST_DESCRIPTION = 4 * 1024 * 1024


class _Field(msgspec.Struct, frozen=True):
    name: str


class _Schema(msgspec.Struct, frozen=True):
    fields: tuple[_Field, ...]


class _Resource(msgspec.Struct, frozen=True):
    name: str
    schema: _Schema


class _Description(msgspec.Struct, frozen=True):
    """As much of a description as tells what it would be the description of."""

    resources: Annotated[tuple[_Resource, ...], Meta(max_length=100)]


def days_finding(manifest: Manifest) -> Finding | None:
    """Return why the days of a package can't be; None when they can."""
    try:
        first, last = (date.fromisoformat(day) for day in (manifest.period.first, manifest.period.last))
        ZoneInfo(manifest.zone)
    except (ValueError, LookupError, OSError):
        return Finding("period_differs", "The package is of days, or of a clock, that there are not.")
    if last < first:
        return Finding("period_differs", "The last day of the package is before its first.")
    return None


def listed_twice(manifest: Manifest) -> Finding | None:
    """Return that a file is listed twice; None where each is listed once."""
    paths = [one.path for one in manifest.files]
    return None if len(set(paths)) == len(paths) else Finding("file_extra", "The package lists the same file twice.")


def tables_of(manifest: Manifest) -> tuple[Table, ...]:
    """Return the tables that a package is to have, by the forms that it says it was made from."""
    return tables(identifiable=manifest.identifiable, released=released_with(manifest.forms))


def stated_findings(folder: Path, manifest: Manifest) -> Iterator[Finding]:
    """Yield what the manifest lists, or the description says, otherwise than this program writes it."""
    files = {one.path: one for one in manifest.files}
    shapes = tables_of(manifest)
    ours = {describing.NAME, *(path for table in shapes for path in _paths(table))}
    missing = [Finding("file_missing", f"The package does not list {path}.") for path in sorted(ours - set(files))]
    if missing:
        yield from missing
        return
    found = _description(folder)
    if found != _written_anew(manifest, shapes, files):
        yield _other_description(found, manifest, shapes)
        return
    for path in sorted(set(files) - ours):
        yield Finding("file_extra", f"The file {path} is listed, but belongs to no package.")


def _paths(table: Table) -> tuple[str, str]:
    return f"{table.name}.csv", f"{EXCEL}/{table.name}.csv"


def _written_anew(manifest: Manifest, shapes: tuple[Table, ...], files: Mapping[str, FileStated]) -> bytes:
    facts: dict[str, FileFacts] = {}
    for table in shapes:
        one = files[_paths(table)[0]]
        facts[table.name] = FileFacts(one.path, one.sha256, one.bytes, one.rows)
    title = describing.title_of(manifest.site_name, manifest.period.first, manifest.period.last)
    return describing.described(shapes, facts, title, manifest.made_at)


def _other_description(data: bytes, manifest: Manifest, shapes: tuple[Table, ...]) -> Finding:
    """Return what a description is that is not ours: one of the other kind, a later program's, or just another."""
    columns, ours = _columns_in(data), _columns_of(shapes)
    if columns == _columns_of(tables(identifiable=not manifest.identifiable, released=released_with(manifest.forms))):
        kind = "with" if manifest.identifiable else "without"
        return Finding("columns_differ", f"The package says that it is {kind} names, and its columns say otherwise.")
    begins = all(columns.get(name, ())[: len(codes)] == codes for name, codes in ours.items())
    if begins and (columns != ours or _is_later(manifest)):
        return Finding("newer", "The package was made by a newer version of this program.")
    return Finding("description_differs", f"The file {describing.NAME} does not say what stands in each column.")


def _is_later(manifest: Manifest) -> bool:
    """Say whether a package was made from every version of the forms that we know, and from more."""
    said = {(form, version) for form, versions in manifest.forms.items() for version in versions}
    return set(RELEASED) < said


def _columns_of(shapes: tuple[Table, ...]) -> dict[str, tuple[str, ...]]:
    return {table.name: tuple(field.code for field in table.fields) for table in shapes}


def _columns_in(data: bytes) -> dict[str, tuple[str, ...]]:
    try:
        read = msgspec.json.decode(data, type=_Description)
    except (msgspec.DecodeError, msgspec.ValidationError, RecursionError):
        return {}
    return {one.name: tuple(field.name for field in one.schema.fields) for one in read.resources}


def _description(folder: Path) -> bytes:
    try:
        with (folder / describing.NAME).open("rb") as stream:
            return stream.read(_LARGEST_DESCRIPTION)
    except OSError:
        return b""
