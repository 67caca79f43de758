"""A member's three secrets, their public halves, and signatures.

The signing key is a P-256 scalar, 32 bytes big-endian. A public signing key is the uncompressed point, 65 bytes
(04, x, y), in base64. A signature is DER, deterministic ECDSA with SHA-256 over ``rrn/1/<kind>`` NUL data.
``(r, n-s)`` verifies as well, so signature bytes are never an identity and never hashed into a chain.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field
from functools import lru_cache

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from rrn_desktop.canonical import labelled, to_bytes, to_text
from rrn_desktop.keys import wraps

_ORDER = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551
_SCALAR_BYTES = 32
_POINT_BYTES = 65
_SIGNING = ec.ECDSA(SHA256(), deterministic_signing=True)
_CHECKING = ec.ECDSA(SHA256())


@dataclass(frozen=True, slots=True)
class MemberPublic:
    """The public halves of a member's keys, both in base64: the signing point and the 1216-byte receive key."""

    sign: str
    receive: str


@dataclass(frozen=True, slots=True, repr=False)
class MemberSecrets:
    """What a member's passphrase opens: a signing key, a seed to receive with, and a key for own drafts."""

    signing: bytes
    receive_seed: bytes
    draft_key: bytes
    # The signing key worked out, from the first signature on: that takes as long as to sign.
    _ready: list[ec.EllipticCurvePrivateKey] = field(default_factory=list, init=False, compare=False)

    def __post_init__(self) -> None:
        if {len(self.signing), len(self.receive_seed), len(self.draft_key)} != {32}:
            raise ValueError("each secret is 32 bytes long")

    def __repr__(self) -> str:
        return "MemberSecrets(hidden)"

    @classmethod
    def new(cls) -> MemberSecrets:
        """Return fresh secrets."""
        return cls(new_scalar(), secrets.token_bytes(32), secrets.token_bytes(32))

    def sign(self, kind: str, data: bytes) -> bytes:
        """Return the signature of data, for one kind of use."""
        if not self._ready:
            self._ready.append(private_key(self.signing))
        return _signed(self._ready[0], kind, data)

    def public(self) -> MemberPublic:
        """Return the public halves."""
        return MemberPublic(sign=sign_public(self.signing), receive=to_text(wraps.public_of(self.receive_seed)))


def new_scalar() -> bytes:
    """Return a fresh P-256 private scalar."""
    return scalar_of(secrets.token_bytes(48))


def scalar_of(uniform: bytes) -> bytes:
    """Return the P-256 scalar of 48 uniform bytes, without a bias that anyone could see."""
    number = int.from_bytes(uniform, "big") % (_ORDER - 1) + 1
    return number.to_bytes(_SCALAR_BYTES, "big")


def sign_public(scalar: bytes) -> str:
    """Return the public point of a scalar, in base64."""
    point = private_key(scalar).public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
    return to_text(point)


def sign(member: MemberSecrets, kind: str, data: bytes) -> bytes:
    """Return a member's signature of data, for one kind of use."""
    return member.sign(kind, data)


def sign_with(scalar: bytes, kind: str, data: bytes) -> bytes:
    """Return the signature of data by a bare scalar."""
    return _signed(private_key(scalar), kind, data)


def _signed(key: ec.EllipticCurvePrivateKey, kind: str, data: bytes) -> bytes:
    return key.sign(labelled(kind, data), _SIGNING)


def verify(sign_public: str, kind: str, data: bytes, signature: bytes) -> bool:
    """Say whether a signature of this kind over data is by the owner of a public point."""
    try:
        _point(sign_public).verify(signature, labelled(kind, data), _CHECKING)
    except (InvalidSignature, ValueError):
        return False
    return True


def is_sign_public(text: str) -> bool:
    """Say whether a text is a public signing point."""
    try:
        _point(text)
    except ValueError:
        return False
    return True


@lru_cache(maxsize=256)
def _point(text: str) -> ec.EllipticCurvePublicKey:
    """Return the key of a public point, kept at hand: a ledger asks for the same few again and again."""
    point = to_bytes(text)
    if len(point) != _POINT_BYTES:
        raise ValueError("a point is 65 bytes long")
    return ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), point)


def private_key(scalar: bytes) -> ec.EllipticCurvePrivateKey:
    """Return the private key of a scalar, for a library that signs by itself; raises ValueError for another length."""
    if len(scalar) != _SCALAR_BYTES:
        raise ValueError("a scalar is 32 bytes long")
    return ec.derive_private_key(int.from_bytes(scalar, "big"), ec.SECP256R1())
