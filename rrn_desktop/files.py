"""The only writer of plain files: private first, whole or not at all."""

from __future__ import annotations

import errno
import os
import secrets
from contextlib import suppress
from pathlib import Path

from rrn_desktop.errors import StoreFull, StoreReadOnly, UserFacingError

# A quota and a limit on the length of files are a lack of room to the one who writes.
_NO_ROOM = {errno.ENOSPC, errno.EFBIG} | ({errno.EDQUOT} if hasattr(errno, "EDQUOT") else set())
_NO_WRITE = {errno.EACCES, errno.EPERM, errno.EROFS}


def write_whole(path: Path, data: bytes) -> None:
    """Write a file so that a reader sees the old bytes or the new, never a part.

    Raises StoreFull and StoreReadOnly; the old file then stands as it was.
    """
    part = path.with_name(f".{path.name}.{secrets.token_hex(4)}.part")
    try:
        descriptor = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        part.replace(path)
        sync_folder(path.parent)
    except OSError as problem:
        # A folder that is closed to this account does not even let go of what is not there.
        with suppress(OSError):
            part.unlink()
        raise problem_of_writing(problem) from None


def put_in_place(part: Path, path: Path) -> None:
    """Give a finished file the name of another, which is gone then; both before and after a power cut it is whole.

    Raises StoreFull and StoreReadOnly; the old file then stands as it was.
    """
    try:
        sync_file(part)
        # What was taken away beside the old file must not come back beside the new one.
        sync_folder(path.parent)
        part.replace(path)
        sync_folder(path.parent)
    except OSError as problem:
        raise problem_of_writing(problem) from None


def sweep_parts(folder: Path) -> None:
    """Remove what writing left behind when the program was killed in it; call it where nobody else writes."""
    for ending in ("", "-wal", "-shm"):
        for part in folder.glob(f".*.part{ending}"):
            with suppress(OSError):
                part.unlink()


def sync_file(path: Path) -> None:
    """Wait until the disk has all that was written to a file, by whatever part of this program."""
    with path.open("r+b") as stream:
        os.fsync(stream.fileno())


def sync_folder(folder: Path) -> None:
    """Make a rename in a folder last through a power cut, where the platform can."""
    if os.name != "posix":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def problem_of_writing(problem: OSError) -> UserFacingError:
    """Return the sentence for a failed write."""
    if problem.errno in _NO_ROOM:
        return StoreFull(
            "There is no room left on this disk.",
            "Everything saved before this is safe, and what you typed is still on the screen.",
            "Ask IT to free some space, then save again.",
        )
    if problem.errno in _NO_WRITE:
        return StoreReadOnly(
            "This folder can't be written to.",
            "What is already in it is safe and unchanged.",
            "Ask IT to allow writing to the folder, or choose another one.",
        )
    return StoreReadOnly(
        "The file could not be written.",
        "What was there before is safe and unchanged.",
        "Try again. If it happens again, tell IT.",
    )
