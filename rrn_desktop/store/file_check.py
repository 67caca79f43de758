"""What can be told of a database file and of its log without a key; nothing is opened for writing.

The log (SQLite's write-ahead log) has a plain head, and each frame in it carries plain checksums over what is
encrypted (https://www.sqlite.org/fileformat2.html#walformat). So a changed log is told from a whole one by anyone.
"""

from __future__ import annotations

import os
import struct
from collections.abc import Iterator
from pathlib import Path
from typing import IO

from rrn_desktop.store.page_check import PAGE

_PLAIN = b"SQLite format 3\0"
_LOG_HEAD, _FRAME_HEAD = 32, 24
_MAGIC = (0x377F0682, 0x377F0683)
_MASK = 0xFFFFFFFF

MISSING, UNREADABLE, READ_ONLY = "file_missing", "file_unreadable", "file_read_only"
EMPTY, CUT, PLAIN, JOURNAL = "file_empty", "file_cut", "file_not_encrypted", "journal_left"
LOG_DAMAGED, LOG_TORN = "log_damaged", "log_torn"


def look_at_file(path: Path) -> Iterator[str]:
    """Give the code of each thing that is wrong with a database file."""
    if not path.is_file():
        yield MISSING
        return
    try:
        with path.open("rb") as stream:
            first = stream.read(len(_PLAIN))
        size = path.stat().st_size
    except OSError:
        yield UNREADABLE
        return
    if size == 0:
        yield EMPTY
    elif size % PAGE:
        yield CUT
    if first == _PLAIN:
        yield PLAIN
    if not os.access(path, os.W_OK):
        yield READ_ONLY
    if path.with_name(path.name + "-journal").exists():
        yield JOURNAL


def look_at_log(path: Path) -> str | None:
    """Return what is wrong with the log of a database, or None.

    ``log_torn`` is what a power cut leaves: the last frames were being written. ``log_damaged`` is what it does not:
    a head that is none, or a bad frame with good ones after it.
    """
    try:
        with path.open("rb") as stream:
            return _log(stream)
    except FileNotFoundError:
        return None
    except OSError:
        return UNREADABLE


def _log(stream: IO[bytes]) -> str | None:
    head = stream.read(_LOG_HEAD)
    if not head:
        return None
    if len(head) < _LOG_HEAD:
        return LOG_DAMAGED
    magic, _, page, _, *salt, one, two = struct.unpack(">8I", head)
    order = ">" if magic & 1 else "<"
    sums = _summed(head[:24], order, (0, 0))
    if magic not in _MAGIC or page != PAGE or sums != (one, two):
        return LOG_DAMAGED
    return _frames(stream, order, tuple(salt), sums)


def _frames(stream: IO[bytes], order: str, salt: tuple[int, ...], sums: tuple[int, int]) -> str | None:
    bad = False
    while len(frame := stream.read(_FRAME_HEAD + PAGE)) == _FRAME_HEAD + PAGE:
        stated = struct.unpack(">6I", frame[:_FRAME_HEAD])
        if stated[2:4] != salt:
            # What was in the file before it was begun again; it is never read.
            return LOG_TORN if bad else None
        if bad:
            return LOG_DAMAGED
        sums = _summed(frame[_FRAME_HEAD:], order, _summed(frame[:8], order, sums))
        bad = sums != stated[4:6]
    return LOG_TORN if bad or frame else None


def _summed(data: bytes, order: str, sums: tuple[int, int]) -> tuple[int, int]:
    first, second = sums
    words = struct.unpack(f"{order}{len(data) // 4}I", data)
    for at in range(0, len(words), 2):
        first = (first + words[at] + second) & _MASK
        second = (second + words[at + 1] + first) & _MASK
    return first, second
