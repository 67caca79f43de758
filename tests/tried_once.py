"""Spares a run what is slow on purpose: the same passphrase under the same salt is worked out once a process."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from typing import Any

import pytest
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

from rrn_desktop.keys import passphrase_key


@lru_cache(maxsize=4096)
def _derived(passphrase: bytes, salt: bytes, length: int, iterations: int, lanes: int, memory_cost: int) -> bytes:
    return Argon2id(salt=salt, length=length, iterations=iterations, lanes=lanes, memory_cost=memory_cost).derive(
        passphrase
    )


class _OnceEach:
    """Argon2id with the costs that were asked for; the same words under the same salt are worked out once."""

    def __init__(self, **costs: Any) -> None:
        self._costs = costs

    def derive(self, passphrase: bytes) -> bytes:
        return _derived(passphrase, **self._costs)


@contextmanager
def passphrases_once_each() -> Iterator[None]:
    """Work out each passphrase once for as long as this lasts, in this process and in those forked from it."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(passphrase_key, "Argon2id", _OnceEach)
        yield
