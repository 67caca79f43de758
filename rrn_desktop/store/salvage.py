"""A new desk of what can still be read of a damaged one, row by row, with what is lost counted.

Rows are taken from the trees of the tables as far as they hang together, then from whole pages that hang on nothing
any more. Those are told apart by the shape of their rows, and by what the tables themselves refuse.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import sqlcipher3.dbapi2 as sqlcipher

from rrn_desktop.store import problems
from rrn_desktop.store.connection import connect, open_database
from rrn_desktop.store.desk_numbers import BookNumber, parse_number
from rrn_desktop.store.migrate import latest
from rrn_desktop.store.salvage_pages import Pages, PagesFound
from rrn_desktop.store.salvage_shapes import Shape, shapes, told_apart
from rrn_desktop.store.salvage_trees import TABLE_LEAF, Row, Trees
from rrn_desktop.store.statements import fill

_LEDGER, _NUMBERS = "ledger", "numbers"
# What others hang on comes first; numbers come last, since they must be above every number that is met.
_FIRST = (_LEDGER, "bodies", "wraps", "disposals")
_GUARD = "ledger_follows"
_NUMBERED = ("ledger", "notices", "drafts", "inbox_seen")


@dataclass(frozen=True, slots=True)
class TableKept:
    """How many rows of a table were brought over, and how many are lost.

    ``lost`` is what the indexes of the table still know of, so it is the least where ``exact`` is false.
    """

    table: str
    kept: int
    lost: int
    exact: bool


@dataclass(frozen=True, slots=True)
class DeskKept:
    """What was brought over: of which pages, and of each table; ``unplaced`` rows belong to no table any more."""

    pages: PagesFound
    tables: tuple[TableKept, ...]
    unplaced: int

    @property
    def rows(self) -> int:
        """Return how many rows were brought over."""
        return sum(one.kept for one in self.tables)


@dataclass(slots=True)
class _Found:
    """What was met of one table on the way: rows, those that its indexes know, and whether any of it is torn."""

    kept: int = 0
    refused: int = 0
    known: set[int] = field(default_factory=set)
    indexed: bool = False
    torn: bool = False


def salvage_desk(damaged: Path, key: bytes, new: Path) -> DeskKept:
    """Make a new desk of what can be read of a damaged one; the damaged one is only read.

    Raises StoreFull and StoreReadOnly for where the new one is to be, StoreNewer, and a StoreUnusable for one that
    can't be read.
    """
    open_database(new, key, "desk", create=True, proved=True).close()
    try:
        with Pages(damaged, key) as pages, problems.told(new):
            if pages.version > latest("desk"):
                raise problems.newer()
            connection = connect(new, key)
            try:
                return _Salvage(connection, pages).carried_out()
            finally:
                connection.close()
    except FileNotFoundError:
        raise problems.missing(damaged.name) from None
    except OSError:
        raise problems.unreadable() from None


class _Salvage:
    """One salvage: where the rows come from, and where they go."""

    def __init__(self, connection: Any, pages: Pages) -> None:
        self._connection, self._pages = connection, pages
        self._trees = Trees(pages)
        self._shapes = shapes(connection)
        self._found = {name: _Found() for name in self._shapes}
        self._numbers: dict[tuple[str, int], int] = {}

    def carried_out(self) -> DeskKept:
        """Bring everything over in one transaction, and return what that was."""
        self._connection.execute("BEGIN IMMEDIATE")
        try:
            # A chain with a gap in it goes on behind the gap: what stands there is as its members signed it.
            guard = self._all("SELECT sql FROM sqlite_master WHERE name = ?", (_GUARD,))[0][0]
            self._connection.execute("DROP TRIGGER " + _GUARD)
            self._take_trees()
            unplaced = self._take_strays() if any(found.torn for found in self._found.values()) else 0
            self._put_numbers()
            self._connection.execute(guard)
            tables = tuple(self._told())
        except BaseException:
            self._connection.execute("ROLLBACK")
            raise
        self._connection.execute("COMMIT")
        return DeskKept(self._pages.found, tables, unplaced)

    def _take_trees(self) -> None:
        roots, indexes = self._schema()
        for name in sorted(self._shapes, key=lambda one: (_FIRST.index(one) if one in _FIRST else len(_FIRST), one)):
            self._trees.torn = name not in roots
            for row in self._trees.rows(roots[name]) if name in roots else ():
                self._put(self._shapes[name], row)
            self._found[name].torn = self._trees.torn
        for name, root in indexes:
            self._trees.torn = False
            rowids = {rowid for row in self._trees.rows(root) if isinstance(rowid := row.values[-1], int)}
            self._found[name].known |= rowids
            # Where one index is whole, it knows every row, however torn the table is.
            self._found[name].indexed |= not self._trees.torn

    def _schema(self) -> tuple[Mapping[str, int], Sequence[tuple[str, int]]]:
        """Return where each table and the indexes of each table begin, as far as the damaged file still says it."""
        tables: dict[str, int] = {}
        indexes: list[tuple[str, int]] = []
        for row in self._schema_rows():
            match row.values:
                case ("table", str(name), _, int(root), _) if name in self._shapes:
                    tables[name] = root
                # One with a condition does not know every row.
                case ("index", _, str(name), int(root), sql) if name in self._shapes and " WHERE " not in str(sql):
                    indexes.append((name, root))
        return tables, indexes

    def _schema_rows(self) -> Iterator[Row]:
        """Give what the file says of its tables; without its first page, from pages that hang on nothing now."""
        self._trees.torn = False
        yield from self._trees.rows(1)
        if self._trees.torn:
            yield from (row for _, rows in self._trees.strays() for row in rows if _is_of_schema(row))

    def _put(self, shape: Shape, row: Row) -> bool:
        """Bring a row over; say whether it is there now, by this or by an earlier try."""
        found = self._found[shape.table]
        values = shape.in_order(row.values)
        if values is None:
            found.refused += 1
            return False
        if shape.table == _NUMBERS:
            self._see_number(BookNumber(int(str(values[1])), str(values[0]), int(str(values[2])) - 1))
            return True
        statement, given = shape.insertion(row.rowid, values)
        try:
            done = self._connection.execute(statement, given).rowcount > 0
        except sqlcipher.IntegrityError:
            found.refused += 1
            return False
        found.kept += done
        return done or bool(self._all(shape.counting(), values[: shape.keys])[0][0])

    def _take_strays(self) -> int:
        """Bring over the rows of pages that hang on nothing any more; return how many belong nowhere."""
        waiting = [(kind, rows) for kind, rows in self._trees.strays() if not all(map(_is_of_schema, rows))]
        # The second time, what hangs on rows that were found in the first has something to hang on.
        for _ in range(2):
            waiting = [(kind, rows) for kind, rows in waiting if not self._placed(kind, rows)]
        return sum(len(rows) for kind, rows in waiting if kind == TABLE_LEAF)

    def _placed(self, kind: int, rows: Sequence[Row]) -> bool:
        torn = [shape for name, shape in self._shapes.items() if self._found[name].torn]
        for shape in told_apart(torn, rows, with_rowids=kind == TABLE_LEAF):
            refused = self._found[shape.table].refused
            placed = [self._put(shape, row) for row in rows]
            self._found[shape.table].refused = refused
            if any(placed):
                return True
        return False

    def _see_number(self, number: BookNumber) -> None:
        book = (number.book, number.year)
        self._numbers[book] = max(number.count, self._numbers.get(book, 0))

    def _put_numbers(self) -> None:
        """Give no number out again: not one that was given out, nor one that stands anywhere."""
        for table in _NUMBERED:
            for (text,) in self._all(fill("SELECT DISTINCT number FROM $table WHERE number > ''", table=table)):
                number = parse_number(text)
                if number is not None:
                    self._see_number(number)
        rows = [(book, year, last + 1) for (book, year), last in sorted(self._numbers.items())]
        self._connection.executemany("INSERT INTO numbers (book, year, next) VALUES (?, ?, ?)", rows)
        self._found[_NUMBERS].kept = len(rows)

    def _told(self) -> Iterator[TableKept]:
        for name, found in sorted(self._found.items()):
            there: set[int] = set()
            if self._shapes[name].with_rowids:
                there = {row[0] for row in self._all(fill("SELECT rowid FROM $table", table=name))}
            lost = max(len(found.known - there), found.refused)
            yield TableKept(name, found.kept, lost, not found.torn or found.indexed)

    def _all(self, statement: str, values: Sequence[Any] = ()) -> list[Any]:
        return list(self._connection.execute(statement, tuple(values)).fetchall())


def _is_of_schema(row: Row) -> bool:
    """Say whether a row tells of a table, an index or a trigger."""
    match row.values:
        case ("table" | "index" | "trigger", str(), str(), int(), str() | None):
            return True
    return False
