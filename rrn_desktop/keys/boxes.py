"""Boxes: AES-256-GCM with a fresh nonce, bound to what the box is for.

A box is ``nonce (12 bytes) || ciphertext || tag (16 bytes)``.
AES-GCM does not commit to its key: a caller to whom that matters keeps the key's SHA-256 in what is signed.
"""

from __future__ import annotations

import os

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from rrn_desktop.errors import DoesNotHold

KEY_BYTES = 32
NONCE_BYTES = 12
TAG_BYTES = 16


class BoxRefused(DoesNotHold):
    """A box does not open: another key, another purpose, or changed bytes."""

    code = "box_refused"


def new_key() -> bytes:
    """Return 32 fresh random bytes."""
    return os.urandom(KEY_BYTES)


def seal_box(key: bytes, plain: bytes, bound: bytes) -> bytes:
    """Return the plain bytes sealed under the key and bound to what it is for."""
    nonce = os.urandom(NONCE_BYTES)
    return nonce + AESGCM(checked_key(key)).encrypt(nonce, plain, bound)


def open_box(key: bytes, box: bytes, bound: bytes) -> bytes:
    """Return the plain bytes of a box; raises BoxRefused when anything about it is not as it was sealed."""
    cipher = AESGCM(checked_key(key))
    if len(box) < NONCE_BYTES + TAG_BYTES:
        raise refused()
    try:
        return cipher.decrypt(box[:NONCE_BYTES], box[NONCE_BYTES:], bound)
    except InvalidTag:
        raise refused() from None


def checked_key(key: bytes) -> bytes:
    """Return the key when it is 32 bytes long; AES-GCM would take shorter ones silently."""
    if len(key) != KEY_BYTES:
        raise ValueError("a key is 32 bytes long")
    return key


def refused() -> BoxRefused:
    """Return the sentence for a box that does not open."""
    return BoxRefused(
        "A locked part of this store does not open.",
        "Nothing was changed, and nothing was shown.",
        "It may have been changed or damaged. Tell your lead, and check the store before you go on.",
    )
