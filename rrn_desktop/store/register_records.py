"""The register's list: one row a record, searched, filtered and sorted without reading a record."""

from __future__ import annotations

import json
import re
import unicodedata
from array import array
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache, partial
from itertools import chain
from typing import Any, Literal

import msgspec

from rrn_desktop.store.connection import Connection
from rrn_desktop.store.desk_numbers import sortable
from rrn_desktop.store.statements import fetched, fill, marks

Sort = Literal["happened", "number", "person", "status"]

_SORT_COLUMNS: dict[str, str] = {
    "happened": "happened_sort",
    "number": "number_sort",
    "person": "person_sort",
    "status": "status",
}
_NAMES = (
    "record", "number", "form", "version", "status", "person_id", "person", "happened", "happened_sort", "place",
    "kinds", "author", "author_name", "sealed_at", "hash", "about",
)  # fmt: skip
_COLUMNS = ", ".join(_NAMES)
_sql = partial(fill, columns=_COLUMNS)
_KINDS = _NAMES.index("kinds")
_ALL = (*_NAMES, "number_sort", "person_sort")
_CHUNK = 500
# The rows of one person are few: the function keeps the engine from going through all rows of a form instead.
_OF_ONE_PERSON = "ifnull(form, 0) = ?"
_WORD = re.compile(r"\w", re.UNICODE)


class RegisterRow(msgspec.Struct, frozen=True):
    """A record as the list shows it.

    ``happened_sort`` is the moment in UTC, ``about`` the incident that a record of another form belongs to, and
    ``number`` is empty for what belongs to none.
    """

    record: str
    number: str
    form: str
    version: int
    status: str
    person_id: str | None
    person: str
    happened: str
    happened_sort: str
    place: str
    kinds: tuple[str, ...]
    author: str
    author_name: str
    sealed_at: str
    hash: str
    about: str | None = None
    id: int = 0

    def __repr__(self) -> str:
        return f"RegisterRow(number={self.number!r}, form={self.form!r}, version={self.version})"


@dataclass(frozen=True, slots=True)
class Query:
    """What the list is narrowed to and sorted by; ``happened_before`` is the first moment that is too late."""

    text: str = field(default="", repr=False)
    statuses: tuple[str, ...] = ()
    form: str | None = None
    person_id: str | None = None
    happened_from: str | None = None
    happened_before: str | None = None
    sort: Sort = "happened"
    descending: bool = True


@dataclass(frozen=True, slots=True)
class After:
    """Where a page ended, for the next one to start after."""

    value: str = field(repr=False)
    id: int


def put(connection: Connection, rows: Iterable[RegisterRow]) -> None:
    """Show records in the list; of one that is there already, the later version stands."""
    renewed = ", ".join(f"{name} = excluded.{name}" for name in _ALL if name != "record")
    values = [_values(row) for row in rows]
    if values:
        connection.exec_driver_sql(
            fill(
                "INSERT INTO records ($names) VALUES ($marks) ON CONFLICT (record) DO UPDATE SET $renewed "
                "WHERE (excluded.version, excluded.hash) >= (version, hash)",
                names=", ".join(_ALL),
                marks=marks(len(_ALL)),
                renewed=renewed,
            ),
            values,
        )


def page(connection: Connection, query: Query, size: int, after: After | None = None) -> tuple[RegisterRow, ...]:
    """Return the next rows of the list, in its order."""
    where, values = _where(query)
    if after is not None:
        where.append(f"({_SORT_COLUMNS[query.sort]}, id) {'<' if query.descending else '>'} (?, ?)")
        values += [after.value, after.id]
    statement = _sql(
        "SELECT $columns, id FROM records $where $order LIMIT ?", where=_clause(where), order=_order(query)
    )
    return tuple(map(_row, fetched(connection, statement, (*values, size))))


def place_of(row: RegisterRow, query: Query) -> After:
    """Return the place after a row, in the order of a query."""
    keys = {
        "happened": row.happened_sort,
        "number": sortable(row.number),
        "person": sort_key(row.person),
        "status": row.status,
    }
    return After(keys[query.sort], row.id)


def count(connection: Connection, query: Query) -> int:
    """Return how many records a query finds."""
    where, values = _where(query)
    statement = fill("SELECT count(*) FROM records $where", where=_clause(where))
    return int(connection.exec_driver_sql(statement, tuple(values)).scalar_one())


def all_ids(connection: Connection, query: Query) -> array[int]:
    """Return the ids of all records that a query finds, in its order: 8 bytes each."""
    where, values = _where(query)
    statement = fill("SELECT id FROM records $where $order", where=_clause(where), order=_order(query))
    return array("q", chain.from_iterable(connection.exec_driver_sql(statement, tuple(values))))


def rows_by_ids(connection: Connection, ids: Sequence[int]) -> tuple[RegisterRow, ...]:
    """Return the rows with these ids, in their order; one that has gone is left out."""
    found: dict[int, RegisterRow] = {}
    for start in range(0, len(ids), _CHUNK):
        some = tuple(ids[start : start + _CHUNK])
        statement = _sql("SELECT $columns, id FROM records WHERE id IN ($marks)", marks=marks(len(some)))
        found.update((row[-1], _row(row)) for row in fetched(connection, statement, some))
    return tuple(found[one] for one in ids if one in found)


def by_number(connection: Connection, number: str) -> tuple[RegisterRow, ...]:
    """Return the records under a number: the incident, and what was written about it since."""
    rows = connection.exec_driver_sql(
        _sql("SELECT $columns, id FROM records WHERE number_sort = ? ORDER BY id"), (sortable(number),)
    )
    return tuple(_row(row) for row in rows)


def by_record(connection: Connection, record: str) -> RegisterRow | None:
    """Return one record's row, or None."""
    row = connection.exec_driver_sql(_sql("SELECT $columns, id FROM records WHERE record = ?"), (record,)).first()
    return None if row is None else _row(row)


def search_text(typed: str) -> str:
    """Return what someone typed as a search for all of its words, each as the beginning of a word."""
    sound = typed.replace("\0", " ").encode("utf-8", "ignore").decode("utf-8")
    words = [word for word in sound.split() if _WORD.search(word)]
    return " ".join('"' + word.replace('"', '""') + '"*' for word in words)


def sort_key(name: str) -> str:
    """Return a name as it sorts: without case and accents."""
    plain = unicodedata.normalize("NFKD", name).casefold()
    return "".join(letter for letter in plain if not unicodedata.combining(letter))


def _where(query: Query) -> tuple[list[str], list[Any]]:
    where: list[str] = []
    values: list[Any] = []
    if query.statuses:
        where.append(f"status IN ({marks(len(query.statuses))})")
        values += query.statuses
    for condition, value in (
        ("form = ?" if query.person_id is None else _OF_ONE_PERSON, query.form),
        ("person_id = ?", query.person_id),
        ("happened_sort >= ?", query.happened_from),
        ("happened_sort < ?", query.happened_before),
    ):
        if value is not None:
            where.append(condition)
            values.append(value)
    if query.text.strip():
        # A search for nothing but signs finds nothing, rather than everything.
        where.append("id IN (SELECT rowid FROM records_search WHERE records_search MATCH ?)")
        values.append(search_text(query.text) or '""')
    return where, values


def _clause(where: list[str]) -> str:
    return "WHERE " + " AND ".join(where) if where else ""


def _order(query: Query) -> str:
    way = "DESC" if query.descending else "ASC"
    return f"ORDER BY {_SORT_COLUMNS[query.sort]} {way}, id {way}"


def _values(row: RegisterRow) -> tuple[Any, ...]:
    values = [getattr(row, name) for name in _NAMES]
    values[_KINDS] = json.dumps(list(row.kinds))
    return (*values, sortable(row.number), sort_key(row.person))


def _row(row: Any) -> RegisterRow:
    values = list(row)
    values[_KINDS] = _kinds(values[_KINDS])
    return RegisterRow(*values)


@lru_cache(maxsize=1024)
def _kinds(text: str) -> tuple[str, ...]:
    """Return the kinds of practice of a row; few sets of them stand in all records."""
    return tuple(json.loads(text))
