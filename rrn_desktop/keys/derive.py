"""Keys made from other keys, each with a label of its own."""

from __future__ import annotations

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from rrn_desktop.canonical import labelled

REGISTER_DATABASE = "register-db/1"
DESK_DATABASE = "desk-db/1"
PSEUDONYM = "pseudonym/1"


def derive(seed: bytes, label: str, length: int = 32) -> bytes:
    """Return HKDF-SHA256 of a seed: no salt, info ``rrn/1/derive`` NUL label."""
    if len(seed) not in {16, 32}:
        raise ValueError("a seed is 16 or 32 bytes long")
    info = labelled("derive", label.encode("ascii"))
    return HKDF(algorithm=SHA256(), length=length, salt=None, info=info).derive(seed)
