"""From a passphrase to a key: Argon2id, with costs that are bounded before they are used."""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Collection
from dataclasses import dataclass

import msgspec
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

from rrn_desktop.canonical import to_text
from rrn_desktop.errors import StoreDamaged, StoreUnusable
from rrn_desktop.keys.rights import KEEPERS
from rrn_desktop.keys.shapes import Base64, Count, Text, bytes_of

KDF_NAME = "argon2id"
SALT_BYTES = 16
_MEMORY = range(19 * 1024, 512 * 1024 + 1)
_PASSES = range(2, 11)
_LANES = range(1, 9)
_LONGEST_NAME = 300


class KdfRefused(StoreDamaged):
    """A key file asks for work that is far too little or far too much."""

    code = "slot_parameters"


class NotEnoughMemory(StoreUnusable):
    """This PC has not enough free memory to check a passphrase."""

    code = "not_enough_memory"


@dataclass(frozen=True, slots=True)
class KdfCost:
    """How much work it is to try one passphrase."""

    memory_kib: int
    passes: int
    lanes: int


RECORDER_COST = KdfCost(64 * 1024, 3, 4)
LEAD_COST = KdfCost(256 * 1024, 3, 4)
NAME_COST = KdfCost(19 * 1024, 2, 1)


class Kdf(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The costs and the salt of one key file, as they stand in it; the salt is 16 bytes in base64."""

    name: Text
    memory_kib: Count
    passes: Count
    lanes: Count
    salt: Base64


def cost_for(roles: Collection[str]) -> KdfCost:
    """Return the cost for someone with these roles."""
    return LEAD_COST if KEEPERS & set(roles) else RECORDER_COST


def kdf_of(cost: KdfCost, salt: bytes) -> Kdf:
    """Return costs and salt as a key file states them; raises KdfRefused out of bounds."""
    kdf = Kdf(KDF_NAME, cost.memory_kib, cost.passes, cost.lanes, to_text(salt))
    check_kdf(kdf)
    return kdf


def check_kdf(kdf: Kdf) -> None:
    """Raise KdfRefused unless the costs are between 19 MiB and 512 MiB, 2 and 10 passes, 1 and 8 lanes."""
    within = kdf.memory_kib in _MEMORY and kdf.passes in _PASSES and kdf.lanes in _LANES
    if kdf.name != KDF_NAME or not within or len(bytes_of(kdf.salt)) != SALT_BYTES:
        raise KdfRefused(
            "The settings in a key file are not ones that this program ever writes.",
            "No passphrase was tried on it, and nothing was changed.",
            "Someone may have changed the file. Ask IT to put it back from a backup, and tell your lead.",
        )


def key_from(passphrase: bytes, kdf: Kdf) -> bytes:
    """Return the 32-byte Argon2id key of a normalised passphrase."""
    check_kdf(kdf)
    try:
        return Argon2id(
            salt=bytes_of(kdf.salt), length=32, iterations=kdf.passes, lanes=kdf.lanes, memory_cost=kdf.memory_kib
        ).derive(passphrase)
    except MemoryError:
        raise NotEnoughMemory(
            "This PC has not enough free memory to check a passphrase.",
            "Nothing was changed.",
            "Close other programs, then try again.",
        ) from None


def name_tag(site: str, name: str) -> str:
    """Return what stands in a key file instead of the member's name.

    Argon2id (19 MiB, 2 passes, 1 lane; salt: the first 16 bytes of the SHA-256 of the site id) of the name in
    NFKC, case-folded, with blanks collapsed; 32 bytes in base64. It lets a typed name find its file, and makes
    trying a list of names slow, no more than that.
    """
    salt = hashlib.sha256(site.encode("utf-8")).digest()[:SALT_BYTES]
    return to_text(key_from(folded(name).encode("utf-8", "surrogatepass"), kdf_of(NAME_COST, salt)))


def folded(name: str) -> str:
    """Return a name as it is compared: NFKC, case-folded, blanks collapsed."""
    cut = unicodedata.normalize("NFKC", name[:_LONGEST_NAME]).casefold()
    return " ".join(unicodedata.normalize("NFKC", cut).split())
