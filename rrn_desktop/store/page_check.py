"""Telling a wrong key from a damaged file, which SQLCipher itself can not.

SQLCipher answers both with "file is not a database", since it looks at page 1 alone. Each page carries its own
HMAC-SHA512 under a key made from the file's key and salt, so one sound later page proves that the key is right.
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Sequence
from pathlib import Path

PAGE = 4096
_TAG = 64
_SALT = 16
_SALT_MASK = 0x3A
_PASSES = 2
_PAGES_TRIED = 64


def is_locked_with(path: Path, key: bytes) -> bool:
    """Say whether any of the first pages of a file, page 1 among them, was written under this key.

    Of a file that is away or can't be read that is not known; opening it says what is wrong with it.
    """
    try:
        with path.open("rb") as stream:
            first = stream.read(PAGE)
        return (len(first) == PAGE and is_sound(first, 1, page_key_of(first[:_SALT], key))) or key_fits(path, key)
    except OSError:
        return False


def key_fits(path: Path, key: bytes) -> bool:
    """Say whether any of the first pages after page 1 was written under this key."""
    with path.open("rb") as stream:
        page_key = page_key_of(stream.read(_SALT), key)
        stream.seek(PAGE)
        for number in range(2, _PAGES_TRIED + 2):
            page = stream.read(PAGE)
            if len(page) < PAGE:
                return False
            if is_sound(page, number, page_key):
                return True
    return False


def unsound(path: Path, key: bytes) -> tuple[int, ...]:
    """Return the numbers, from 1, of all pages that were not written there under this key, or were changed since."""
    bad: list[int] = []
    with path.open("rb") as stream:
        page_key = page_key_of(stream.read(_SALT), key)
        stream.seek(0)
        number = 0
        # A part of a page at the end is what is left of one that was cut.
        while len(page := stream.read(PAGE)) == PAGE:
            number += 1
            if not is_sound(page, number, page_key):
                bad.append(number)
    return tuple(bad)


def misplaced(path: Path, key: bytes, numbers: Sequence[int]) -> tuple[int, ...]:
    """Return those of some pages that are sound, but were written for another place in the file."""
    found: list[int] = []
    count = path.stat().st_size // PAGE
    with path.open("rb") as stream:
        page_key = page_key_of(stream.read(_SALT), key)
        for number in numbers:
            stream.seek((number - 1) * PAGE)
            page = stream.read(PAGE)
            # The first page is not like the others: its first bytes are the salt, which no tag covers.
            if len(page) == PAGE and any(is_sound(page, place, page_key) for place in range(1, count + 1)):
                found.append(number)
    return tuple(found)


def page_key_of(salt: bytes, key: bytes) -> bytes:
    """Return the key by which the pages of a file are known, from the 16 bytes at its start and the file's key."""
    return hashlib.pbkdf2_hmac("sha512", key, bytes(byte ^ _SALT_MASK for byte in salt), _PASSES, 32)


def is_sound(page: bytes, number: int, page_key: bytes) -> bool:
    """Say whether a page, numbered from 1, was written at this place under this key, and was not changed since."""
    covered = page[_SALT:-_TAG] if number == 1 else page[:-_TAG]
    tag = hmac.new(page_key, covered + number.to_bytes(4, "little"), "sha512").digest()
    return hmac.compare_digest(tag, page[-_TAG:])
