"""Handing files out: they appear where a person says, all of them or none, and the ledger keeps that they did.

A file is first written beside its place under a name of its own. Then the entry is made, and then the files take their
names: whoever is cut off in between has an entry too many, and never a file that the ledger knows nothing of.
"""

from __future__ import annotations

import glob
import hashlib
import os
import secrets
import shutil
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from rrn_desktop.errors import NotFound, Refused, UserFacingError
from rrn_desktop.files import problem_of_writing, sync_folder
from rrn_desktop.ledger.appending import About
from rrn_desktop.services.journal import log
from rrn_desktop.services.session import Session

EXPORT, NOT_EXPORTED = "export", "not_exported"
_ABANDONED_AFTER = 3600.0  # seconds: nothing of ours takes so long to make


class Cancelled(Refused):
    """Whoever asked for files stopped their making; none of them is there."""

    code = "cancelled"


@dataclass(frozen=True, slots=True)
class Written:
    """A file that was handed out: where, its SHA-256, its size, and how many records or rows are in it."""

    path: Path
    sha256: str
    bytes: int
    rows: int


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A record that could not go out with the others, and why."""

    number: str
    code: str
    says: str


@dataclass(frozen=True, slots=True)
class HandedOut:
    """All files of one export, the entry of the ledger that keeps it, and what could not go out with the rest."""

    files: tuple[Written, ...]
    entry_hash: str
    left_out: tuple[LeftOut, ...] = ()


class Parcel:
    """Files on their way out; none of them can be seen before ``hand_over``.

    Make one with ``parcel``, which takes back what was never handed over.
    """

    def __init__(self, session: Session) -> None:
        self._session = session
        self._waiting: list[tuple[Path, Path]] = []
        self._written: list[Written] = []
        self._left_out: list[LeftOut] = []

    def add(self, path: Path, data: bytes, rows: int = 1) -> None:
        """Write a file under a name of its own beside its place.

        Raises NotFound where there is no such folder, Refused where the name is taken, StoreFull and StoreReadOnly.
        """
        part = self._beside(path)
        try:
            _write(part, data)
        except OSError as problem:
            raise problem_of_writing(problem) from None
        self._written.append(Written(path, hashlib.sha256(data).hexdigest(), len(data), rows))

    def folder(self, path: Path) -> Path:
        """Return a new folder to write into; it gets the name ``path`` when it is handed over.

        Raises as ``add`` does. Say with ``wrote`` what is in it.
        """
        part = self._beside(path)
        try:
            part.mkdir(mode=0o700)
        except OSError as problem:
            raise problem_of_writing(problem) from None
        return part

    def wrote(self, written: Written) -> None:
        """Count a file of a folder in; its path is the one that it will have."""
        self._written.append(written)

    def leave_out(self, number: str, problem: UserFacingError) -> None:
        """Name a record that can't go out, so that it does not keep the others back."""
        self._left_out.append(LeftOut(number, problem.code, problem.what))

    def hand_over(self, about: About, details: Mapping[str, Any]) -> HandedOut:
        """Keep in the ledger what is handed out, with ``details`` and each file's fingerprint; then let it be seen."""
        files = [{"name": one.path.name, "sha256": one.sha256, "rows": one.rows} for one in self._written]
        without = {"left_out": [one.number for one in self._left_out]} if self._left_out else {}
        appended = log(self._session, about, {**details, **without, "files": files})
        try:
            for part, path in self._waiting:
                _give_name(part, path)
        except UserFacingError:
            # The entry above says that they went out: one that says otherwise has to follow it.
            log(self._session, About(NOT_EXPORTED), {"entry": appended.row.hash})
            raise
        self._waiting.clear()
        return HandedOut(tuple(self._written), appended.row.hash, tuple(self._left_out))

    def take_back(self) -> None:
        """Remove what was never handed over."""
        for part, _ in self._waiting:
            if part.is_dir():
                shutil.rmtree(part, ignore_errors=True)
            else:
                with suppress(OSError):
                    part.unlink()
        self._waiting.clear()

    def _beside(self, path: Path) -> Path:
        check_free(path)
        _sweep(path)
        part = path.with_name(f".{path.name}.{secrets.token_hex(4)}.part")
        self._waiting.append((part, path))
        return part


@contextmanager
def parcel(session: Session) -> Iterator[Parcel]:
    """Give a parcel to fill and hand over; whatever was not handed over by the end is gone."""
    packing = Parcel(session)
    try:
        yield packing
    finally:
        packing.take_back()


def cancelled() -> Cancelled:
    """Return the sentence for files whose making was stopped."""
    return Cancelled("It was stopped before it was ready.", "No file was written.", "Start again whenever you like.")


def check_free(path: Path) -> None:
    """Raise NotFound where the folder of a path does not exist, and Refused where the name is taken."""
    if not path.parent.is_dir():
        raise NotFound("The folder for the file is not there.", "Nothing was written.", "Choose a folder that exists.")
    if path.exists():
        raise _taken()


def _taken() -> Refused:
    return Refused("A file of that name is there already.", "It was not touched.", "Choose another name.")


def _give_name(part: Path, path: Path) -> None:
    """Let a file or folder be seen under its name, unless something has that name by now."""
    check_free(path)
    try:
        if part.is_dir():
            part.rename(path)
        else:
            _renamed(part, path)
        sync_folder(path.parent)
    except FileExistsError:
        raise _taken() from None
    except OSError as problem:
        raise problem_of_writing(problem) from None


def _renamed(part: Path, path: Path) -> None:
    """Rename a file so that one which came there meanwhile is never written over, where the disk knows links."""
    try:
        path.hardlink_to(part)
    except FileExistsError:
        raise
    except (OSError, NotImplementedError):
        part.rename(path)
        return
    part.unlink()


def _sweep(path: Path) -> None:
    """Remove what is left beside a place of files whose making was cut off: nobody else would ever find it."""
    long_ago = time.time() - _ABANDONED_AFTER
    for part in path.parent.glob(f".{glob.escape(path.name)}.????????.part"):
        with suppress(OSError):
            if part.lstat().st_mtime < long_ago:
                shutil.rmtree(part) if part.is_dir() and not part.is_symlink() else part.unlink()


def _write(part: Path, data: bytes) -> None:
    descriptor = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as stream:
        stream.write(data)
        stream.flush()
        os.fsync(stream.fileno())
