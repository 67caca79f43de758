"""Files and folders from outside: only plain files are read, no more than there is room for, and no links followed.

A pipe would keep its reader waiting, and a device has no end.
"""

from __future__ import annotations

import os
import stat
from pathlib import Path
from typing import BinaryIO

# What file managers leave in a folder that someone looked into; it is no part of anything.
_LITTER = frozenset({".ds_store", "thumbs.db", "desktop.ini"})
_PLAIN = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0)
_NO_LINK = getattr(os, "O_NOFOLLOW", 0)


def is_litter(name: str) -> bool:
    """Say whether a file of this name is one that file managers leave behind."""
    return name.casefold() in _LITTER


def opened(path: Path, *, follow: bool = False) -> BinaryIO:
    """Open a plain file to read its bytes; raises OSError for anything else, and for a link unless it may follow."""
    if not follow and path.is_symlink():
        raise OSError("a link")
    number = os.open(path, _PLAIN | (0 if follow else _NO_LINK))
    if not stat.S_ISREG(os.fstat(number).st_mode):
        os.close(number)
        raise OSError("no plain file")
    return os.fdopen(number, "rb")


def bytes_of(path: Path, limit: int, *, follow: bool = False) -> bytes | None:
    """Return what is in a plain file, None when that is more than ``limit`` bytes; raises OSError as ``opened``."""
    with opened(path, follow=follow) as stream:
        data = stream.read(limit + 1)
    return data if len(data) <= limit else None
