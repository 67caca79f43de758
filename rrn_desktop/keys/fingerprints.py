"""Fingerprints of shared keys, as the roll states them."""

from __future__ import annotations

import hmac

from rrn_desktop.canonical import digest


def fingerprint(secret: bytes) -> str:
    """Return SHA-256 of ``rrn/1/fingerprint`` NUL secret, 64 lower-case hex digits."""
    return digest("fingerprint", secret)


def matches(secret: bytes, stated: str) -> bool:
    """Say whether a secret is the one whose fingerprint was stated."""
    return hmac.compare_digest(fingerprint(secret).encode("ascii"), stated.encode("utf-8", "replace"))
