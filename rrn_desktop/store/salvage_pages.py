"""The pages of a damaged database that are still whole, each proved by its HMAC, from the file and from its log.

What the engine refuses as a whole is read page by page: one changed page, even the first, takes none of the others
with it. Nothing is written, and the file is not opened by the engine, which would move its log into it.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import IO

from rrn_desktop.keys.page_cipher import open_page
from rrn_desktop.store.page_check import PAGE, is_sound, page_key_of

USABLE = PAGE - 80
_SALT = 16
_LOG_HEAD, _FRAME_HEAD = 32, 24
# Each page that is not sound is tried at the place of each other one; more than these were not swapped by anyone.
_MOST_TRIED = 400
_PAGES_IN_MEMORY = 4096
_PAGES_TRIED = 3


@dataclass(frozen=True, slots=True)
class PagesFound:
    """How many pages there were, which are lost, and how many were found at another's place and put back."""

    whole: int
    lost: tuple[int, ...]
    put_back: int


class Pages:
    """The whole pages of one database by their numbers, from 1.

    ``version`` is that of its tables, 0 when it is lost. Use it as a context: at its end the files are let go.
    """

    def __init__(self, path: Path, key: bytes) -> None:
        self._key, self._held = key, ExitStack()
        self._file: IO[bytes] = self._held.enter_context(path.open("rb"))
        self._tag_key = self._fitting(self._file.read(_SALT), key)
        self._places: dict[int, tuple[IO[bytes], int]] = {}
        self._in_file = path.stat().st_size // PAGE
        self._read = lru_cache(maxsize=_PAGES_IN_MEMORY)(self._opened)
        put_back = self._look_at_file()
        last = self._look_at_log(path.with_name(path.name + "-wal"))
        first = self.page(1) or bytes(USABLE)
        stated: tuple[int, int] = struct.unpack(">I28xI", first[28:64])
        self.version = stated[1]
        whole = max(self._in_file, last, stated[0], max(self._places, default=0))
        lost = tuple(number for number in range(1, whole + 1) if number not in self._places)
        self.found = PagesFound(whole, lost, put_back)

    def __enter__(self) -> Pages:
        return self

    def __exit__(self, *_: object) -> None:
        self._read.cache_clear()
        self._held.close()

    def numbers(self) -> Iterator[int]:
        """Give the numbers of all whole pages in order."""
        return iter(sorted(self._places))

    def page(self, number: int) -> bytes | None:
        """Return what stands in a page, or None when it is lost."""
        return self._read(number) if number in self._places else None

    def _opened(self, number: int) -> bytes:
        stream, at = self._places[number]
        stream.seek(at)
        return open_page(self._key, stream.read(PAGE), number)

    def _fitting(self, salt: bytes, key: bytes) -> bytes:
        """Return the key by which pages are known, also where one byte of the salt, on which all hang, was changed."""
        some: list[tuple[int, bytes]] = []
        for number in range(2, _PAGES_TRIED + 2):
            self._file.seek((number - 1) * PAGE)
            if len(page := self._file.read(PAGE)) == PAGE:
                some.append((number, page))
        for tried in _like(salt):
            tag_key = page_key_of(tried, key)
            if any(is_sound(page, number, tag_key) for number, page in some):
                return tag_key
        return page_key_of(salt, key)

    def _look_at_file(self) -> int:
        """Find the pages of the file; return how many stood at another's place."""
        strays: list[tuple[int, bytes]] = []
        self._file.seek(0)
        number = 0
        while len(page := self._file.read(PAGE)) == PAGE:
            number += 1
            if is_sound(page, number, self._tag_key):
                self._places[number] = (self._file, (number - 1) * PAGE)
            elif len(strays) < _MOST_TRIED:
                strays.append((number, page))
        return sum(self._put_back(at, page, [other for other, _ in strays]) for at, page in strays)

    def _put_back(self, at: int, page: bytes, places: list[int]) -> bool:
        for place in places:
            if place not in self._places and is_sound(page, place, self._tag_key):
                self._places[place] = (self._file, (at - 1) * PAGE)
                return True
        return False

    def _look_at_log(self, path: Path) -> int:
        """Take the newest of each page from the log; return how many pages it says that the file has, or 0.

        A frame that was changed takes none of the later ones with it; what follows the last commit was never kept.
        """
        if not path.is_file() or path.stat().st_size <= _LOG_HEAD:
            return 0
        log = self._held.enter_context(path.open("rb"))
        salts, last, waiting = log.read(_LOG_HEAD)[16:24], 0, dict[int, tuple[IO[bytes], int]]()
        while len(frame := log.read(_FRAME_HEAD + PAGE)) == _FRAME_HEAD + PAGE:
            number, size = struct.unpack(">2I", frame[:8])
            # Frames with other salts are from before the log was begun again.
            if frame[8:16] != salts or not is_sound(frame[_FRAME_HEAD:], number & 0xFFFFFFFF, self._tag_key):
                continue
            waiting[number] = (log, log.tell() - PAGE)
            if size:
                self._places.update(waiting)
                waiting.clear()
                # No tag covers what a frame says of the size, and a file grows by pages that are written.
                last = size if size <= self._in_file + log.tell() // PAGE else last
        return last


def _like(salt: bytes) -> Iterator[bytes]:
    """Give a salt, and each that differs from it in one byte."""
    yield salt
    for place, byte in enumerate(salt):
        for other in range(256):
            if other != byte:
                yield salt[:place] + bytes((other,)) + salt[place + 1 :]
