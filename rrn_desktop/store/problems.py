"""The one place where a failing database becomes a sentence."""

from __future__ import annotations

import os
import secrets
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import sqlcipher3.dbapi2 as sqlcipher
from sqlalchemy.exc import TimeoutError as PoolTimeout

from rrn_desktop.errors import (
    StoreDamaged,
    StoreFull,
    StoreInUse,
    StoreMissing,
    StoreNewer,
    StoreReadOnly,
    StoreUnusable,
    UserFacingError,
)
from rrn_desktop.files import problem_of_writing

_FULL = {sqlite3.SQLITE_FULL}
_BUSY = {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED, sqlite3.SQLITE_PROTOCOL}
_DAMAGED = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_FORMAT}
_READ_ONLY = {sqlite3.SQLITE_READONLY, sqlite3.SQLITE_PERM}
_UNREADABLE = {sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_AUTH}
_NEEDS_FOLDER = _READ_ONLY | _UNREADABLE
# Full codes, which say what the disk was asked for when it refused.
_NOT_WRITTEN = {sqlite3.SQLITE_IOERR_WRITE, sqlite3.SQLITE_IOERR_FSYNC, sqlite3.SQLITE_IOERR_TRUNCATE}
# A quota shows itself only to one who asks for as much room as a commit does.
_PROBE = bytes(256 * 1024)


class StoreWrongKey(StoreUnusable):
    """The key is not the key of this file; the file itself is sound."""

    code = "store_wrong_key"


class StoreUnreadable(StoreUnusable):
    """The file is there, but this account or this disk does not give it out."""

    code = "store_unreadable"


class StoreNotWritten(StoreUnusable):
    """The disk refused to keep what was written, for a reason that it did not give."""

    code = "store_not_written"


@contextmanager
def told(path: Path) -> Iterator[None]:
    """Turn what the database engine says about a file into the sentence for it; bugs pass through."""
    try:
        yield
    except PoolTimeout:
        raise in_use() from None
    except sqlcipher.Error as problem:
        sentence = problem_of_database(problem, path)
        if sentence is None:
            raise
        raise sentence from None


def problem_of_database(problem: Exception, path: Path) -> UserFacingError | None:
    """Return the sentence for a database error, or None when it is a bug of ours."""
    code = getattr(problem, "sqlite_errorcode", None)
    if code is None:
        return None
    primary = int(code) & 0xFF
    if primary in _NEEDS_FOLDER and (refusal := _refusal_of_folder(path.parent)):
        return refusal
    if int(code) in _NOT_WRITTEN:
        return not_written()
    return next((sentence() for codes, sentence in _sentences() if primary in codes), None)


def problem_of_copying(path: Path) -> UserFacingError:
    """Return the sentence for a copy that the engine could not finish: of what it wrote to, it gives no code."""
    return _refusal_of_folder(path.parent) or not_written()


def _sentences() -> tuple[tuple[set[int], Callable[[], UserFacingError]], ...]:
    return (
        (_FULL, full),
        (_BUSY, in_use),
        (_DAMAGED, damaged),
        (_READ_ONLY, read_only),
        (_UNREADABLE, unreadable),
    )


def _refusal_of_folder(folder: Path) -> UserFacingError | None:
    # Only a real write tells: permission bits lie for administrators, on Windows and on read-only mounts.
    probe = folder / f".{secrets.token_hex(4)}.part"
    try:
        descriptor = os.open(probe, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "wb") as stream:
            stream.write(_PROBE)
    except OSError as problem:
        return problem_of_writing(problem)
    finally:
        with suppress(OSError):
            probe.unlink()
    return None


def full() -> StoreFull:
    """Return the sentence for a disk with no room."""
    return StoreFull(
        "There is no room left on this disk.",
        "Everything saved before this is safe, and what you typed is still on the screen.",
        "Ask IT to free some space, then save again.",
    )


def in_use() -> StoreInUse:
    """Return the sentence for a store that another program holds."""
    return StoreInUse(
        "These records are open in another window on this PC.",
        "They are safe, and nothing was changed.",
        "Go to the other window, or close it and try again.",
    )


def key_changing() -> StoreInUse:
    """Return the sentence for who would write while the file is given another key."""
    return StoreInUse(
        "The key of these records is being changed just now.",
        "Everything saved before this is safe, and what you typed is still on the screen.",
        "Wait a moment, then try again.",
    )


def missing(what: str) -> StoreMissing:
    """Return the sentence for a file that is not there."""
    return StoreMissing(
        f"A file of the store is not there: {what}.",
        "Nothing was changed.",
        "Check that you opened the right folder. If it is the right one, ask IT to bring back a backup.",
    )


def empty() -> StoreDamaged:
    """Return the sentence for a file of length 0."""
    return StoreDamaged(
        "A file of the store is empty. Something outside this program emptied it.",
        "Nothing was written to it.",
        "Do not start a new store here. Ask IT to bring back a backup.",
    )


def damaged() -> StoreDamaged:
    """Return the sentence for a file that was cut, edited or broken."""
    return StoreDamaged(
        "A file of the store is damaged.",
        "Nothing more was written to it, and your key is right.",
        "Stop using this PC for records for now. Ask IT to keep a copy of the folder and to bring back a backup. "
        "Without one, rrn salvage saves what can still be read.",
    )


def wrong_key() -> StoreWrongKey:
    """Return the sentence for a sound file with another key."""
    return StoreWrongKey(
        "This file was locked with another key.",
        "The file is sound, and nothing was changed.",
        "Check that all files in the folder come from the same store.",
    )


def read_only() -> StoreReadOnly:
    """Return the sentence for a file that may be read but not written."""
    return StoreReadOnly(
        "A file of the store can't be written to.",
        "What is in it is safe and unchanged.",
        "Ask IT to allow writing to all files of this folder.",
    )


def unreadable() -> StoreUnreadable:
    """Return the sentence for a file that the system does not give out."""
    return StoreUnreadable(
        "A file of the store can't be read by this account.",
        "Nothing was changed.",
        "Ask IT to check the disk, and who may read and write this folder.",
    )


def not_written() -> StoreNotWritten:
    """Return the sentence for a disk that refuses to write and does not say why."""
    return StoreNotWritten(
        "The disk did not take what was to be saved.",
        "Everything saved before this is safe, and what you typed is still on the screen.",
        "Try again. If it happens again, ask IT to check the disk, and how much room this account has on it.",
    )


def newer() -> StoreNewer:
    """Return the sentence for a file of a later version."""
    return StoreNewer(
        "These records were saved by a newer version of this program.",
        "They are safe, and nothing was changed.",
        "Ask IT to update the program on this PC.",
    )


def of_another_kind() -> StoreDamaged:
    """Return the sentence for a database that is not the one its name says."""
    return StoreDamaged(
        "A file of the store is not the file that its name says.",
        "Nothing was written to it.",
        "Ask IT to check that the files were not swapped, and to bring back a backup.",
    )


def unsafe_engine() -> StoreUnusable:
    """Return the sentence for a database engine that would write plain text to the disk."""
    return StoreUnusable(
        "This PC's copy of the program can't keep records locked on the disk.",
        "Nothing was written.",
        "Ask IT to install the program again.",
    )
