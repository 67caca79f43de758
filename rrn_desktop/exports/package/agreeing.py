"""Whether the tables of a package say what its manifest says: rows as counted, of its days, and both sets alike.

The signature covers every file; this looks at what only the signer could have got wrong.
"""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, time, timedelta
from itertools import zip_longest
from pathlib import Path
from zoneinfo import ZoneInfo

from rrn_desktop.exports.package.describing import pattern_of
from rrn_desktop.exports.package.fields import Field
from rrn_desktop.exports.package.guarding import shows
from rrn_desktop.exports.package.manifest import MANIFEST, Manifest
from rrn_desktop.exports.package.reading import opened, rows_of
from rrn_desktop.exports.package.rows import VOID
from rrn_desktop.exports.package.stating import tables_of
from rrn_desktop.exports.package.tables import Table
from rrn_desktop.exports.package.writing import EXCEL
from rrn_desktop.forms.registry import definition
from rrn_desktop.ledger.findings import Finding

_FOLDER = f"{EXCEL}/"
_INCIDENTS, _FIRST = "incidents", "first"


def table_findings(folder: Path, manifest: Manifest) -> Iterator[Finding]:
    """Yield what does not agree between manifest, tables and their twins for a spreadsheet."""
    rows = {one.path: one.rows for one in manifest.files}
    for table in tables_of(manifest):
        counted = _Incidents(table, manifest) if table.name == _INCIDENTS else None
        found = list(_table_findings(folder, table, rows, counted))
        yield from found
        if counted is not None and not found:
            yield from counted.findings()


class _Incidents:
    """Counts the incidents of a package as its rows say them."""

    def __init__(self, table: Table, manifest: Manifest) -> None:
        names = [field.code for field in table.fields]
        self._status, self._begun = names.index("status"), names.index(definition("incident").facts.happened)
        self._manifest = manifest
        self._statuses: Counter[str] = Counter()
        self._outside = 0
        self._first = _midnight(manifest.period.first, manifest.zone, 0)
        self._before = _midnight(manifest.period.last, manifest.zone, 1)

    def see(self, cells: Sequence[str]) -> None:
        """Count one row."""
        status = cells[self._status]
        self._statuses[status] += 1
        if status != VOID and not self._is_within(cells[self._begun]):
            self._outside += 1

    def findings(self) -> Iterator[Finding]:
        """Yield what the manifest says otherwise."""
        said, void, first = self._manifest, self._statuses[VOID], self._statuses[_FIRST]
        counted = self._statuses.total() - void
        if (said.incidents, said.void, said.first_records, said.nil) != (counted, void, first, counted == 0):
            yield Finding(
                "counts_differ", f"The file {MANIFEST} says another number of incidents than the tables hold."
            )
        if self._outside:
            yield Finding(
                "period_differs", f"{self._outside} incidents did not begin on one of the days of the package."
            )

    def _is_within(self, begun: str) -> bool:
        try:
            at = datetime.fromisoformat(begun).astimezone(UTC)
        except (ValueError, OverflowError):
            return False
        return (self._first is None or self._first <= at) and (self._before is None or at < self._before)


def _midnight(day: str, zone: str, days_later: int) -> datetime | None:
    """Return when a day begins on the wall; None beyond the first or the last day of the calendar."""
    try:
        later = date.fromisoformat(day) + timedelta(days=days_later)
        return datetime.combine(later, time(), ZoneInfo(zone)).astimezone(UTC)
    except OverflowError:
        return None


def _table_findings(folder: Path, table: Table, rows: dict[str, int], counted: _Incidents | None) -> Iterator[Finding]:
    """Read a table and its twin side by side, and yield at most one finding for each."""
    names = [field.code for field in table.fields]
    fits = _Cells(table.fields)
    path = f"{table.name}.csv"
    twin = _FOLDER + path
    count = 0
    try:
        with opened(folder / path, "utf-8") as plain, opened(folder / twin, "utf-8-sig") as other:
            pairs = zip_longest(rows_of(plain), rows_of(other))
            if next(pairs, None) != (names, names):
                yield _differs(path, "has other columns than its description, or than its twin")
                return
            for cells, shown in pairs:
                if shown is None or cells is None or not fits.are_alike(cells, shown):
                    yield Finding("twin_differs", f"The file {twin} does not say what {path} says.")
                    return
                if not fits.may_stand(cells):
                    yield _differs(path, "holds what can't stand in its column")
                    return
                if counted is not None:
                    counted.see(cells)
                count += 1
    except (OSError, ValueError, csv.Error):
        yield Finding("unreadable", f"The file {path} or its twin is no table.")
        return
    for one in (path, twin):
        if rows[one] != count:
            yield _differs(one, f"has {count} rows and not {rows[one]}")


class _Cells:
    """What may stand in each column of a table, and how a spreadsheet shows it."""

    def __init__(self, fields: Sequence[Field]) -> None:
        self._free = [field.free for field in fields]
        self._required = [field.required for field in fields]
        self._patterns = [None if field.free else re.compile(pattern_of(field)) for field in fields]

    def are_alike(self, cells: Sequence[str], shown: Sequence[str]) -> bool:
        """Say whether a row for a spreadsheet says what the row itself says, and runs nothing."""
        if len(cells) != len(self._free) or len(shown) != len(self._free):
            return False
        return all(
            shows(one, other) if is_free else one == other
            for one, other, is_free in zip(cells, shown, self._free, strict=True)
        )

    def may_stand(self, cells: Sequence[str]) -> bool:
        """Say whether each cell of a row is of the kind that its column holds."""
        return all(
            not required if not cell else pattern is None or pattern.fullmatch(cell) is not None
            for cell, required, pattern in zip(cells, self._required, self._patterns, strict=True)
        )


def _differs(path: str, says: str) -> Finding:
    return Finding("rows_differ", f"The file {path} {says}.")
