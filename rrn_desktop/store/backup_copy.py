"""A copy of a database, made while it is in use and opened again before anyone relies on it.

The copy is made page by page by SQLite's backup API from one moment of the file, under the same key, so it is as
encrypted as the file itself. Then it is opened, every page and every row index of it is checked, and its ledger must
end where the ledger of the file ended at that moment.
"""

from __future__ import annotations

import os
import secrets
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import sqlcipher3.dbapi2 as sqlcipher

from rrn_desktop.errors import StoreUnusable
from rrn_desktop.files import problem_of_writing
from rrn_desktop.store import desk_ledger, problems
from rrn_desktop.store.connection import Connection, Database, connect, open_database
from rrn_desktop.store.desk_ledger import ChainEnd

Progress = Callable[[int, int], bool]
"""Told how much is done, and of how much; answers whether to go on."""

FOLDER = "backups"
_PAGES_A_STEP = 512


class Stopped(Exception):
    """Whoever watches the progress said to stop."""


@dataclass(frozen=True, slots=True)
class Copied:
    """What a checked copy of a desk holds: the ends of its ledger, how many entries, and the version of its tables."""

    ends: tuple[ChainEnd, ...]
    entries: int
    version: int


@contextmanager
def place_for_copy(store: Path) -> Iterator[Path]:
    """Give a name for a copy in the store's own folder of backups; whatever has that name at the end is removed."""
    folder = store / FOLDER
    try:
        folder.mkdir(mode=0o700, exist_ok=True)
    except OSError as problem:
        raise problem_of_writing(problem) from None
    # One program at a time holds the store, so what lies here was left behind by a kill.
    _remove(folder.glob(".desk.*.part*"))
    part = folder / f".desk.{secrets.token_hex(4)}.part"
    try:
        yield part
    finally:
        _remove(folder.glob(part.name + "*"))


def copy_desk(desk: Database, key: bytes, target: Path, progress: Progress | None = None) -> Copied:
    """Copy an open desk to a new file and check the copy.

    Raises StoreFull, StoreReadOnly, a StoreUnusable when the copy does not hold, and Stopped when progress says so.
    """
    with desk.read() as connection:
        there = _seen(connection)
        with pages_copied(connection, target, partial(connect, target, key), progress):
            pass
    copy = open_database(target, key, "desk", proved=True)
    try:
        if copy.check():
            raise copy_does_not_hold()
        with copy.read() as connection:
            found = _seen(connection)
    finally:
        copy.close()
    if found != there:
        raise copy_does_not_hold()
    return found


@contextmanager
def pages_copied(
    connection: Connection, target: Path, opened: Callable[[], Any], progress: Progress | None = None
) -> Iterator[Any]:
    """Copy every page of one moment of a file into a new file, and give the copy's own connection, closed at the end.

    ``opened`` opens the new file with the key that it gets. Raises StoreFull, StoreReadOnly, and Stopped when
    ``progress`` says so.
    """

    def step(_status: int, left: int, whole: int) -> None:
        if progress is not None and not progress(whole - left, whole):
            raise Stopped

    try:
        os.close(os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
    except OSError as problem:
        raise problem_of_writing(problem) from None
    with problems.told(target):
        copy = opened()
        try:
            connection.driver.backup(copy, pages=_PAGES_A_STEP, progress=step)
            yield copy
        except sqlcipher.OperationalError as problem:
            if getattr(problem, "sqlite_errorcode", None) is None:
                raise problems.problem_of_copying(target) from None
            raise
        finally:
            copy.close()


def _seen(connection: Connection) -> Copied:
    version = int(connection.exec_driver_sql("PRAGMA user_version").scalar_one())
    return Copied(desk_ledger.ends(connection), desk_ledger.count(connection), version)


def _remove(paths: Iterator[Path]) -> None:
    for path in paths:
        with suppress(OSError):
            path.unlink()


def copy_does_not_hold() -> StoreUnusable:
    """Return the sentence for a copy that is not what was copied."""
    return StoreUnusable(
        "The copy of the records did not pass its checks, so no backup was made.",
        "The records are as they were, and earlier backups are untouched.",
        "Try again. If it happens again, ask IT to check the disk, and run the check of the store.",
    )
