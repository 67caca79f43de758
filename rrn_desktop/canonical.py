"""Bytes that mean the same thing on every machine: what is signed, hashed and bound."""

from __future__ import annotations

import base64
import binascii
import hashlib
from typing import Any

import rfc8785


def canonical(value: Any) -> bytes:
    """Return the RFC 8785 canonical JSON of a value.

    Raises ValueError for what JSON can't hold: a lone surrogate, NaN, a whole number from 2^53.
    """
    return rfc8785.dumps(value)


def labelled(kind: str, data: bytes) -> bytes:
    """Return ``rrn/1/<kind>`` NUL data, so that bytes made for one purpose never serve another."""
    return b"rrn/1/" + kind.encode("ascii") + b"\0" + data


def digest(kind: str, data: bytes) -> str:
    """Return the SHA-256 of the labelled data, 64 lower-case hex digits."""
    return hashlib.sha256(labelled(kind, data)).hexdigest()


def to_text(data: bytes) -> str:
    """Return bytes as standard base64, for JSON."""
    return base64.b64encode(data).decode("ascii")


def to_bytes(text: str) -> bytes:
    """Return the bytes of standard base64; raises ValueError when it is not."""
    try:
        return base64.b64decode(text.encode("ascii"), validate=True)
    except (binascii.Error, UnicodeEncodeError) as problem:
        raise ValueError("not base64") from problem
