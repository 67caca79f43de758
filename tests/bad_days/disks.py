"""Disks that can be full at will: a small one in memory where that may be mounted, else a limit on how files grow."""

from __future__ import annotations

import os
import resource
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Protocol

PAGE = 4096
_SIZE = 12 * 1024 * 1024


class Disk(Protocol):
    """Something that can run out of room."""

    def fill(self, pages_left: int = 0) -> None:
        """Leave room for so many pages."""
        ...

    def make_room(self) -> None:
        """Give all the room back."""
        ...


class SmallDisk:
    """A disk of its own, filled by one big file."""

    def __init__(self, folder: Path) -> None:
        self._filler = folder / "filler"

    def fill(self, pages_left: int = 0) -> None:
        self.make_room()
        free = os.statvfs(self._filler.parent)
        with self._filler.open("wb") as stream:
            os.posix_fallocate(stream.fileno(), 0, max(1, free.f_bavail - pages_left) * free.f_frsize)

    def make_room(self) -> None:
        self._filler.unlink(missing_ok=True)


class LimitedFiles:
    """This process may not make a file longer than so many pages; the system refuses as it does at a quota."""

    def fill(self, pages_left: int = 0) -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (pages_left * PAGE, resource.RLIM_INFINITY))

    def make_room(self) -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))


def can_mount() -> bool:
    """Say whether this account may mount a disk in memory."""
    if os.geteuid() != 0:
        return False
    with tempfile.TemporaryDirectory(prefix="mount-") as name:
        mounted = _mount(Path(name))
        if mounted:
            subprocess.run(["umount", name], check=True)
        return mounted


def kinds() -> tuple[str, ...]:
    """Return the kinds of disk that can be had here."""
    return ("limited", "small") if can_mount() else ("limited",)


@contextmanager
def disk_at(folder: Path, kind: str) -> Iterator[Disk]:
    """Give a disk whose files lie in a folder."""
    if kind == "limited":
        yield LimitedFiles()
        return
    if not _mount(folder):
        raise OSError("this account may not mount a disk")
    try:
        yield SmallDisk(folder)
    finally:
        subprocess.run(["umount", "--lazy", str(folder)], check=True)


def _mount(folder: Path) -> bool:
    command = ["mount", "-t", "tmpfs", "-o", f"size={_SIZE}", "tmpfs", str(folder)]
    return subprocess.run(command, check=False, capture_output=True).returncode == 0
