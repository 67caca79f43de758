"""What is wrong with a database whose key is at hand: page by page, then as a whole.

It looks at a copy in a folder of its own, since opening the file itself would already change it: its log would be
moved into it. The copy is as encrypted as the file.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import sqlcipher3.dbapi2 as sqlcipher

from rrn_desktop.files import problem_of_writing
from rrn_desktop.store import migrate
from rrn_desktop.store.connection import APPLICATION_IDS, Kind
from rrn_desktop.store.file_check import CUT
from rrn_desktop.store.page_check import PAGE, key_fits, misplaced, unsound

WRONG_KEY, FIRST_PAGE, PAGE_DAMAGED, SWAPPED = "file_wrong_key", "first_page_damaged", "page_damaged", "pages_swapped"
OTHER_TIME, OTHER_KIND, NEWER = "pages_of_another_time", "file_of_another_kind", "file_newer"
TABLES = "tables_changed"
_PAGES_NAMED = 20


@dataclass(frozen=True, slots=True)
class Wrong:
    """One thing that is wrong with a file, and the pages that it is about."""

    code: str
    pages: tuple[int, ...] = ()


@contextmanager
def copied(path: Path) -> Iterator[Path]:
    """Give a copy of a database and of its log to look at; it is removed at the end."""
    with tempfile.TemporaryDirectory(prefix="rrn-check-") as folder:
        copy = Path(folder) / path.name
        try:
            for end in ("", "-wal"):
                beside = path.with_name(path.name + end)
                if beside.exists():
                    shutil.copyfile(beside, copy.with_name(copy.name + end))
        except OSError as problem:
            raise problem_of_writing(problem) from None
        yield copy


def look_inside(copy: Path, key: bytes, kind: Kind) -> tuple[Wrong, ...]:
    """Return what is wrong with a copied database, the first cause first."""
    return tuple(_wrong(copy, key, kind))


def _wrong(copy: Path, key: bytes, kind: Kind) -> Iterator[Wrong]:
    moved = _moved_log(copy, key)
    bad = unsound(copy, key)
    if bad and bad[0] == 1 and not key_fits(copy, key):
        yield Wrong(WRONG_KEY)
        return
    if bad:
        yield from _bad_pages(copy, key, bad)
        return
    if copy.stat().st_size % PAGE:
        yield Wrong(CUT)
        return
    if not moved:
        yield Wrong(CUT if _opens(copy, key, "writable_schema=ON") else OTHER_TIME)
        return
    connection = _bare(copy, key)
    try:
        said = connection.execute("PRAGMA integrity_check(1)").fetchall()
        made_by = connection.execute("PRAGMA application_id").fetchone()[0]
        version = connection.execute("PRAGMA user_version").fetchone()[0]
        tables = _tables(connection)
    except sqlcipher.DatabaseError:
        said, made_by, version, tables = [], APPLICATION_IDS[kind], 0, frozenset()
    finally:
        connection.close()
    if made_by != APPLICATION_IDS[kind]:
        yield Wrong(OTHER_KIND)
    elif version > migrate.latest(kind):
        yield Wrong(NEWER)
    if said != [("ok",)]:
        yield Wrong(OTHER_TIME)
    elif made_by == APPLICATION_IDS[kind] and version <= migrate.latest(kind) and tables != _made(kind, version):
        yield Wrong(TABLES)


def _made(kind: Kind, version: int) -> frozenset[Any]:
    """Return the tables, indexes and triggers that this program makes in a file of a version."""
    connection = sqlcipher.connect(":memory:", isolation_level=None)
    try:
        for step in migrate.STEPS[kind][:version]:
            for statement in step:
                connection.execute(statement)
        return _tables(connection)
    finally:
        connection.close()


def _tables(connection: Any) -> frozenset[Any]:
    # Those of the engine itself, such as its statistics, may come and go.
    rows = connection.execute("SELECT type, name, tbl_name, sql FROM sqlite_master WHERE name NOT LIKE 'sqlite_%'")
    return frozenset(rows.fetchall())


def _bad_pages(copy: Path, key: bytes, bad: tuple[int, ...]) -> Iterator[Wrong]:
    swapped = misplaced(copy, key, bad[:_PAGES_NAMED])
    if swapped:
        yield Wrong(SWAPPED, swapped)
    rest = tuple(number for number in bad if number not in swapped)
    if rest and rest[0] == 1:
        yield Wrong(FIRST_PAGE)
        rest = rest[1:]
    if rest:
        yield Wrong(PAGE_DAMAGED, rest[:_PAGES_NAMED])


def _moved_log(copy: Path, key: bytes) -> bool:
    """Move the log of a copy into it, as opening the store would; say whether it opens at all."""
    return _opens(copy, key, "wal_checkpoint(TRUNCATE)")


def _opens(copy: Path, key: bytes, pragma: str) -> bool:
    connection = _bare(copy, key)
    try:
        connection.execute("PRAGMA " + pragma).fetchall()
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except sqlcipher.DatabaseError:
        return False
    finally:
        connection.close()
    return True


def _bare(copy: Path, key: bytes) -> Any:
    # Without the settings of the store: a damaged file refuses some of them before anything could be asked.
    connection = sqlcipher.connect(str(copy), timeout=0, isolation_level=None)
    connection.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
    connection.execute("PRAGMA cipher_log_level=NONE").fetchall()
    connection.execute("PRAGMA temp_store=MEMORY").fetchall()
    return connection
