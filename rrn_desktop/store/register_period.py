"""Everything in the register that belongs to the incidents of a period, found by id and then read in pages.

A row's id says where it lies in the file, so that pages in the order of ids are read from front to back, each once.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import chain

from rrn_desktop.store.connection import Connection
from rrn_desktop.store.desk_numbers import sortable
from rrn_desktop.store.statements import fill, marks

_DATED = "incident.form = ? AND incident.happened_sort >= ? AND incident.happened_sort < ?"
_INCIDENT, _VOID = "incident", "void"
_sql = partial(fill, dated=_DATED, counted=_DATED + " AND incident.status <> ?")


@dataclass(frozen=True, slots=True)
class Period:
    """The moments between which an incident began, in UTC; ``before`` is the first one that is too late."""

    start: str
    before: str


@dataclass(frozen=True, slots=True)
class PeriodCounts:
    """How many incidents of a period count, are void, or wait to be completed; ``undated`` are of no period at all."""

    incidents: int
    void: int
    first: int
    undated: int


def counts(connection: Connection, period: Period) -> PeriodCounts:
    """Return how many incidents there are in a period."""
    statement = _sql("SELECT status, count(*) FROM records AS incident WHERE $dated GROUP BY status")
    of = {row[0]: int(row[1]) for row in connection.exec_driver_sql(statement, _dated(period))}
    void = of.pop(_VOID, 0)
    undated = connection.exec_driver_sql(
        "SELECT count(*) FROM records WHERE form = ? AND happened_sort = ?", (_INCIDENT, "")
    )
    return PeriodCounts(sum(of.values()), void, of.get("first", 0), int(undated.scalar_one()))


def incidents(connection: Connection, period: Period) -> array[int]:
    """Return the ids of the newest versions of the period's incidents: 8 bytes each."""
    statement = _sql(
        "SELECT versions.rowid FROM records AS incident JOIN versions ON versions.hash = incident.hash "
        "WHERE $dated ORDER BY versions.rowid"
    )
    return _ids(connection, statement, _dated(period))


def added(connection: Connection, period: Period, forms: Sequence[str]) -> array[int]:
    """Return the ids of what was added, on some forms, to the period's incidents that are not void."""
    statement = _sql(
        "SELECT attached.rowid FROM records AS incident CROSS JOIN attached ON attached.record = incident.record "
        "WHERE $counted AND attached.form IN ($forms) ORDER BY attached.rowid",
        forms=marks(len(forms)),
    )
    return _ids(connection, statement, (*_counted(period), *forms))


def about(connection: Connection, period: Period, form: str) -> array[int]:
    """Return the ids of the newest versions of records of a form about the period's incidents that are not void."""
    statement = _sql(
        "SELECT versions.rowid FROM records AS incident CROSS JOIN records AS other ON other.about = incident.record "
        "JOIN versions ON versions.hash = other.hash WHERE $counted AND other.form = ? ORDER BY versions.rowid"
    )
    return _ids(connection, statement, (*_counted(period), form))


def since(connection: Connection, period: Period, form: str) -> array[int]:
    """Return the ids of the newest versions of all records of a form that were sealed since a period began."""
    statement = (
        "SELECT versions.rowid FROM records AS other JOIN versions ON versions.hash = other.hash "
        "WHERE other.form = ? AND other.sealed_at >= ? ORDER BY versions.rowid"
    )
    return _ids(connection, statement, (form, period.start))


def version_bodies(connection: Connection, ids: Sequence[int]) -> list[bytes]:
    """Return the bodies of versions, in the order of their ids, which is that of ``ids``."""
    return _bodies(connection, "versions", ids)


def added_bodies(connection: Connection, ids: Sequence[int]) -> list[bytes]:
    """Return the bodies of what was added, in the order of their ids, which is that of ``ids``."""
    return _bodies(connection, "attached", ids)


def counted_records(connection: Connection, period: Period, records: Sequence[str]) -> frozenset[str]:
    """Return which of some records are incidents of the period that are not void."""
    statement = _sql(
        "SELECT record FROM records AS incident WHERE $counted AND record IN ($records)", records=marks(len(records))
    )
    return frozenset(row[0] for row in connection.exec_driver_sql(statement, (*_counted(period), *records)))


def counted_numbers(connection: Connection, period: Period, numbers: Sequence[str]) -> dict[str, str]:
    """Return the record under each of some numbers that is an incident of the period and not void."""
    by_sort = {sortable(number): number for number in numbers}
    statement = _sql(
        "SELECT number_sort, record FROM records AS incident WHERE $counted AND number_sort IN ($numbers)",
        numbers=marks(len(by_sort)),
    )
    rows = connection.exec_driver_sql(statement, (*_counted(period), *by_sort))
    return {by_sort[row[0]]: row[1] for row in rows}


def pages(ids: Sequence[int], size: int) -> Iterator[Sequence[int]]:
    """Yield ids a page at a time."""
    for start in range(0, len(ids), size):
        yield ids[start : start + size]


def _dated(period: Period) -> tuple[str, ...]:
    return (_INCIDENT, period.start, period.before)


def _counted(period: Period) -> tuple[str, ...]:
    return (*_dated(period), _VOID)


def _ids(connection: Connection, statement: str, values: tuple[str, ...]) -> array[int]:
    return array("q", chain.from_iterable(connection.exec_driver_sql(statement, values)))


def _bodies(connection: Connection, table: str, ids: Sequence[int]) -> list[bytes]:
    values: tuple[int, ...]
    if ids[-1] - ids[0] == len(ids) - 1:
        # Nothing else lies between them: one way from the first to the last, without looking for each.
        which, values = "rowid BETWEEN ? AND ?", (ids[0], ids[-1])
    else:
        which, values = f"rowid IN ({marks(len(ids))})", tuple(ids)
    statement = fill("SELECT body FROM $table WHERE $which ORDER BY rowid", table=table, which=which)
    return connection.exec_driver_sql(statement, values).scalars()
