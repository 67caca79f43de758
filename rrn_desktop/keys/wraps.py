"""Wraps: a secret that one key pair alone can open, by HPKE with a hybrid post-quantum key exchange.

A wrap is HPKE's ``enc (1120 bytes) || ciphertext || tag (16 bytes)``: 1168 bytes for a 32-byte secret.
A receive seed is 32 bytes (X-Wing): ``SHAKE-256(seed, 96)`` gives the 64-byte ML-KEM-768 seed and the 32-byte
X25519 key. The public key is ML-KEM's 1184 bytes, then X25519's 32. HPKE has no associated data here, so all
context goes into ``info``. It proves who can read, never who wrote: compare what comes out with what was signed.
"""

from __future__ import annotations

import hashlib
from functools import lru_cache

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hpke
from cryptography.hazmat.primitives.asymmetric.mlkem import MLKEM768PrivateKey, MLKEM768PublicKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey

from rrn_desktop.errors import DoesNotHold

SUITE = "MLKEM768-X25519/HKDF-SHA256/AES-256-GCM"
SEED_BYTES = 32
PUBLIC_BYTES = 1216
_LATTICE_PUBLIC = 1184
_LATTICE_SEED = 64
_OVERHEAD = 1120 + 16
_LABEL = b"rrn/1/wrap/"
_HPKE = hpke.Suite(hpke.KEM.MLKEM768_X25519, hpke.KDF.HKDF_SHA256, hpke.AEAD.AES_256_GCM)


class WrapRefused(DoesNotHold):
    """A wrapped key does not open: it is for someone else, for something else, or was changed."""

    code = "wrap_refused"


class ReceiveKey:
    """The private half of a receive seed, worked out once for all the wraps that it opens."""

    __slots__ = ("_private", "public")

    def __init__(self, seed: bytes) -> None:
        lattice, curve = _halves(seed)
        self._private = hpke.MLKEM768X25519PrivateKey(lattice, curve)
        self.public = lattice.public_key().public_bytes_raw() + curve.public_key().public_bytes_raw()

    def __repr__(self) -> str:
        return "ReceiveKey(hidden)"

    def unwrap(self, wrapped: bytes, info: bytes) -> bytes:
        """Return the secret of a wrap; raises WrapRefused when it is not for this key and this purpose."""
        _check_info(info)
        if len(wrapped) < _OVERHEAD:
            raise refused()
        try:
            return _HPKE.decrypt(wrapped, self._private, info=info)
        except (InvalidTag, ValueError):
            raise refused() from None


def public_of(seed: bytes) -> bytes:
    """Return the 1216-byte public key of a receive seed."""
    return ReceiveKey(seed).public


def wrap(secret: bytes, recipient: bytes, info: bytes) -> bytes:
    """Return a secret wrapped to a public key, for the purpose that info states.

    Raises WrapRefused for bytes that are no public key.
    """
    _check_info(info)
    try:
        return _HPKE.encrypt(secret, _public_key(recipient), info=info)
    except ValueError:
        raise refused() from None


def unwrap(wrapped: bytes, seed: bytes, info: bytes) -> bytes:
    """Return the secret of a wrap; raises WrapRefused when it is not for this seed and this purpose."""
    return ReceiveKey(seed).unwrap(wrapped, info)


def is_public(public: bytes) -> bool:
    """Say whether a secret can be wrapped to these bytes."""
    try:
        wrap(b"", public, _LABEL + b"check\0")
    except WrapRefused:
        return False
    return True


def refused() -> WrapRefused:
    """Return the sentence for a wrap that does not open."""
    return WrapRefused(
        "A wrapped key does not open.",
        "Nothing was changed, and nothing was shown.",
        "It may be meant for someone else, or it was changed. Tell your lead, and check the store.",
    )


@lru_cache(maxsize=256)
def _public_key(recipient: bytes) -> hpke.MLKEM768X25519PublicKey:
    """Return the key of 1216 public bytes, kept at hand: a desk wraps to the same few; raises ValueError for others."""
    if len(recipient) != PUBLIC_BYTES:
        raise ValueError("a public key is 1216 bytes long")
    lattice = MLKEM768PublicKey.from_public_bytes(recipient[:_LATTICE_PUBLIC])
    return hpke.MLKEM768X25519PublicKey(lattice, X25519PublicKey.from_public_bytes(recipient[_LATTICE_PUBLIC:]))


def _halves(seed: bytes) -> tuple[MLKEM768PrivateKey, X25519PrivateKey]:
    if len(seed) != SEED_BYTES:
        raise ValueError("a receive seed is 32 bytes long")
    both = hashlib.shake_256(seed).digest(_LATTICE_SEED + 32)
    lattice = MLKEM768PrivateKey.from_seed_bytes(both[:_LATTICE_SEED])
    return lattice, X25519PrivateKey.from_private_bytes(both[_LATTICE_SEED:])


def _check_info(info: bytes) -> None:
    if not info.startswith(_LABEL):
        raise ValueError("info is labelled bytes: wrap/...")
