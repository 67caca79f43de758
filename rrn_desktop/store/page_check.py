"""Telling a wrong key from a damaged file, which SQLCipher itself can not.

SQLCipher answers both with "file is not a database", since it looks at page 1 alone. Each page carries its own
HMAC-SHA512 under a key made from the file's key and salt, so one sound later page proves that the key is right.
"""

from __future__ import annotations

import hashlib
import hmac
from pathlib import Path

PAGE = 4096
_TAG = 64
_SALT = 16
_SALT_MASK = 0x3A
_PASSES = 2
_PAGES_TRIED = 64


def key_fits(path: Path, key: bytes) -> bool:
    """Say whether any of the first pages after page 1 was written under this key."""
    with path.open("rb") as stream:
        salt = stream.read(_SALT)
        page_key = hashlib.pbkdf2_hmac("sha512", key, bytes(byte ^ _SALT_MASK for byte in salt), _PASSES, 32)
        stream.seek(PAGE)
        for number in range(2, _PAGES_TRIED + 2):
            page = stream.read(PAGE)
            if len(page) < PAGE:
                return False
            if _is_sound(page, number, page_key):
                return True
    return False


def _is_sound(page: bytes, number: int, page_key: bytes) -> bool:
    tag = hmac.new(page_key, page[:-_TAG] + number.to_bytes(4, "little"), "sha512").digest()
    return hmac.compare_digest(tag, page[-_TAG:])
