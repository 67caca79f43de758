"""What the rows of each table look like, so that a row is put where it belongs, also where nothing says it any more.

Later versions of a table only ever add columns at its end. So a row of any earlier version is the beginning of one of
today, and its other columns get what the table gives them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from rrn_desktop.store.salvage_trees import Row, Value
from rrn_desktop.store.statements import fill, marks

_OF_TYPES: Mapping[str, type] = {"TEXT": str, "INTEGER": int, "BLOB": bytes}
_HASH, _ID = re.compile(r"[0-9a-f]{64}"), re.compile(r"[a-z2-7]{26}")


@dataclass(frozen=True, slots=True)
class Column:
    """A column as rows lie in their pages: ``needed`` when no value may be missing, ``added`` when it came later."""

    name: str
    type: type
    needed: bool
    added: bool

    @property
    def quoted(self) -> str:
        """Return its name for a statement: one name is a word of the language as well."""
        return f'"{self.name}"'


@dataclass(frozen=True, slots=True)
class Shape:
    """A table; its first ``keys`` columns name a row."""

    table: str
    columns: tuple[Column, ...]
    keys: int
    with_rowids: bool

    def in_order(self, values: Sequence[Value]) -> tuple[Value, ...] | None:
        """Return the values of a row when they fit, or None."""
        if len(values) > len(self.columns) or not all(one.added for one in self.columns[len(values) :]):
            return None
        fits = (
            not column.needed if value is None else type(value) is column.type
            for column, value in zip(self.columns, values, strict=False)
        )
        return tuple(values) if all(fits) else None

    def insertion(self, rowid: int | None, values: Sequence[Value]) -> tuple[str, tuple[Value, ...]]:
        """Return how a row is added unless it is there, and what is bound to that."""
        names, given = [column.quoted for column in self.columns[: len(values)]], tuple(values)
        if rowid is not None and self.with_rowids:
            names, given = ["rowid", *names], (rowid, *given)
        parts = {"table": self.table, "columns": ", ".join(names), "marks": marks(len(given))}
        return fill("INSERT OR IGNORE INTO $table ($columns) VALUES ($marks)", **parts), given

    def counting(self) -> str:
        """Return how it is asked whether a row is there, by the columns that name it."""
        named = " AND ".join(f"{column.quoted} = ?" for column in self.columns[: self.keys])
        return fill("SELECT count(*) FROM $table WHERE $named", table=self.table, named=named)


# What tells tables apart whose rows look the same: so is a row of each, and never one of another.
_TELLS: Mapping[str, Callable[[Sequence[Value]], bool]] = {
    "bodies": lambda row: _is(_HASH, row[0]),
    "authorities": lambda row: not _is(_HASH, row[0]),
    "preferences": lambda row: _is(_ID, row[0]) and str(row[1]).startswith("{"),
    "own_words": lambda row: not _is(_ID, row[0]),
    "places": lambda row: _is(_ID, row[0]) and not str(row[1]).startswith("{"),
    "seen": lambda row: _is(_HASH, row[1]),
    "meta": lambda row: not _is(_HASH, row[1]),
    # An entry of any index whose key is one text looks the same. It is learnt anew at each sign-in.
    "slot_seen": lambda _row: False,
}


def shapes(connection: Any) -> dict[str, Shape]:
    """Return the shape of each table of an open desk of this version."""
    listed = connection.execute(
        "SELECT name, wr FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND name NOT LIKE 'sqlite_%'"
    ).fetchall()
    return {name: shape_of(connection, name, with_rowids=not without) for name, without in listed}


def shape_of(connection: Any, table: str, *, with_rowids: bool) -> Shape:
    """Return the shape of one table."""
    rows = connection.execute(
        'SELECT name, type, "notnull", dflt_value, pk FROM pragma_table_info(?) ORDER BY cid', (table,)
    ).fetchall()
    columns = tuple(
        Column(name, _OF_TYPES[kind], needed=bool(needed or pk), added=not pk and (default is not None or not needed))
        for name, kind, needed, default, pk in rows
    )
    return Shape(table, columns, sum(1 for row in rows if row[4]), with_rowids)


def told_apart(known: Sequence[Shape], rows: Sequence[Row], *, with_rowids: bool) -> Iterator[Shape]:
    """Give the tables to which all rows of a page could belong."""
    for shape in known:
        tells = _TELLS.get(shape.table, _any)
        if shape.with_rowids == with_rowids and all(
            shape.in_order(row.values) is not None and tells(row.values) for row in rows
        ):
            yield shape


def _any(_row: Sequence[Value]) -> bool:
    return True


def _is(pattern: re.Pattern[str], value: Value) -> bool:
    return isinstance(value, str) and pattern.fullmatch(value) is not None
