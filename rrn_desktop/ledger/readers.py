"""Who can open entries, and what the wrap of a content key is bound to."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from rrn_desktop.canonical import canonical, labelled
from rrn_desktop.keys import wraps
from rrn_desktop.keys.keyring import REGISTER
from rrn_desktop.store.desk_ledger import StoredEntry


@dataclass(frozen=True, slots=True)
class Reader:
    """One who can open entries: a member, or a register epoch as ``register/N``.

    Who holds the register of now holds that of each epoch before, which are the ``former``.
    """

    recipient: str
    key_hash: str
    key: wraps.ReceiveKey = field(repr=False)
    former: tuple[Reader, ...] = ()

    def is_among(self, entry: StoredEntry) -> bool:
        """Say whether an entry was sealed to this reader among others."""
        return any(self.named(wrap.recipient) is not None for wrap in entry.wraps)

    def named(self, recipient: str) -> Reader | None:
        """Return the one to open what is wrapped to a recipient: this reader, one of the former, or None."""
        return next((one for one in (self, *self.former) if one.recipient == recipient), None)


def reader_of(recipient: str, seed: bytes) -> Reader:
    """Return who can open what is wrapped to a recipient's key."""
    key = wraps.ReceiveKey(seed)
    return Reader(recipient, key_hash(key.public), key)


def register_reader(seeds: Mapping[int, bytes]) -> Reader | None:
    """Return who can open what is sealed to the register in any of these epochs; None for none."""
    readers = [reader_of(f"{REGISTER}{epoch}", seeds[epoch]) for epoch in sorted(seeds, reverse=True)]
    return replace(readers[0], former=tuple(readers[1:])) if readers else None


def key_hash(public: bytes) -> str:
    """Return the SHA-256 of a public receive key, as wraps are bound to it."""
    return hashlib.sha256(public).hexdigest()


def wrap_info(entry_hash: str, recipient: str, recipient_key: str) -> bytes:
    """Return what the wrap of a content key is bound to: one entry, one recipient, one key."""
    return labelled("wrap/content", canonical({"entry": entry_hash, "to": recipient, "key": recipient_key}))
