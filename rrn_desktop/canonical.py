"""Bytes that mean the same thing on every machine: what is signed, hashed and bound."""

from __future__ import annotations

import base64
import binascii
import hashlib
from typing import Any

import msgspec
import rfc8785

_ENCODER = msgspec.json.Encoder(order="deterministic")
_MOST = 2**53 - 1


def canonical(value: Any) -> bytes:
    """Return the RFC 8785 canonical JSON of a value.

    Raises ValueError for what JSON can't hold: a lone surrogate, NaN, a whole number from 2^53.
    """
    if _is_plain(value):
        try:
            return _ENCODER.encode(value)
        except UnicodeEncodeError:
            # The other one's words do not hold the text that it refuses.
            return rfc8785.dumps(value)
    return rfc8785.dumps(value)


def _is_plain(value: Any) -> bool:
    """Say whether a value is of the kinds that are written in one way only, and its keys sort alike in any encoding.

    For these the quick writer gives the bytes that RFC 8785 asks for: nothing but what has to be is escaped, keys are
    sorted. How a fraction is written, and keys beyond ASCII, are left to the slow one.
    """
    kind = type(value)
    if kind is str or value is None or kind is bool:
        return True
    if kind is dict:
        return all(type(key) is str and key.isascii() and _is_plain(value[key]) for key in value)
    if kind is list or kind is tuple:
        return all(map(_is_plain, value))
    return kind is int and -_MOST <= value <= _MOST


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
