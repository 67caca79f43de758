"""Another key for a file in use: a checked copy under that key takes its place.

The copy is made page by page by SQLite's backup API, from one moment of the file; each page is sealed anew on the way.
Nobody writes meanwhile. Until the copy stands in its place the file opens with the key that it had, and from then on
with the new one: at no moment is there neither. See docs/decisions/027-another-key-for-a-file.md.
"""

from __future__ import annotations

import secrets
import shutil
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import Any

import sqlcipher3.dbapi2 as sqlcipher

from rrn_desktop.errors import StoreFull, StoreUnusable
from rrn_desktop.files import problem_of_writing
from rrn_desktop.store.backup_copy import Progress, pages_copied
from rrn_desktop.store.connection import Database

# For what else is written meanwhile, and for the log of the new file.
_SPARE = 1024 * 1024
_MIB = 1024 * 1024


class CopyDoesNotHold(StoreUnusable):
    """A copy under a new key did not pass its checks."""

    code = "copy_does_not_hold"


def refuse_without_room(path: Path) -> None:
    """Raise StoreFull where the disk has no room for a second copy of a file, which this takes for a while."""
    try:
        needed, free = path.stat().st_size + _SPARE, shutil.disk_usage(path.parent).free
    except OSError as problem:
        raise problem_of_writing(problem) from None
    if free < needed:
        raise StoreFull(
            f"There is not enough room on this disk to change the key: it takes {_in_mib(needed)} MB for a while, and "
            f"there are {_in_mib(free)} MB.",
            "Nothing was changed, and everything saved before this is safe.",
            "Ask IT to free some space, then try again.",
        )


def change_key(database: Database, key: bytes, keep: Callable[[], None], progress: Progress | None = None) -> None:
    """Lock an open file with another key; ``keep`` makes that key last, once it is sure that the file can have it.

    ``progress`` is told done and whole in pages while the copy is made. Raises StoreFull, StoreReadOnly, StoreInUse, a
    StoreUnusable where the copy does not hold, Stopped when progress says so, and what ``keep`` raises: the file has
    its old key then. That holds also where putting the copy in place is refused, after ``keep``.
    """
    refuse_without_room(database.path)
    part = database.path.with_name(f".{database.path.name}.{secrets.token_hex(4)}.part")
    with database.standing_still():
        try:
            opened = partial(_bare, part, key)
            with database.read() as connection, pages_copied(connection, part, opened, progress) as copy:
                _check(connection.driver, copy)
            keep()
            database.take(part, key)
        finally:
            for left in database.path.parent.glob(part.name + "*"):
                with suppress(OSError):
                    left.unlink()


def _bare(part: Path, key: bytes) -> Any:
    connection = sqlcipher.connect(str(part), timeout=0, isolation_level=None)
    connection.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
    connection.execute("PRAGMA cipher_log_level=NONE").fetchall()
    # A copy that is not finished is thrown away, so it needs no journal: that would take as much room once more.
    for setting in ("temp_store=MEMORY", "journal_mode=OFF", "synchronous=FULL", "cell_size_check=ON"):
        connection.execute("PRAGMA " + setting).fetchall()
    return connection


def _check(source: Any, copy: Any) -> None:
    """Raise a StoreUnusable unless a copy passes the engine's checks and holds as many rows in each table."""
    sound = copy.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    if not (sound and not copy.execute("PRAGMA cipher_integrity_check").fetchall() and _seen(copy) == _seen(source)):
        raise CopyDoesNotHold(
            "The copy of the records under the new key did not pass its checks.",
            "The records are as they were, under the key that they had.",
            "Try again. If it happens again, ask IT to check the disk, and run the check of the store.",
        )


def _seen(driver: Any) -> tuple[Any, ...]:
    """Return what a file is, the version of its tables, and how many rows each of them has."""
    facts = [driver.execute(f"PRAGMA {name}").fetchone() for name in ("application_id", "user_version")]
    tables = driver.execute(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%' ORDER BY name"
    ).fetchall()
    # The names are those of our own tables, and of the engine's beside them.
    rows = [(name, driver.execute(f'SELECT count(*) FROM "{name}"').fetchone()) for (name,) in tables]  # noqa: S608
    return (*facts, *rows)


def _in_mib(size: int) -> int:
    return -(-size // _MIB)
