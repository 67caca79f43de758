"""Who may pass to an open file: all, only readers for a while, or nobody for a moment."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Condition, Lock

from rrn_desktop.store import problems

_SECONDS = 5.0
_OPEN, _TO_WRITERS, _TO_ALL = 0, 1, 2


class Gate:
    """Counts who is inside. Whoever finds it shut waits some seconds, then is told why by a StoreInUse.

    - ``with gate.reading`` and ``with gate.writing`` pass.
    """

    def __init__(self) -> None:
        self._changed = Condition(Lock())
        self._shut = _OPEN
        self.reading, self.writing = _Way(self, _TO_ALL), _Way(self, _TO_WRITERS)

    def enter(self, way: _Way) -> None:
        """Let someone in, once that is allowed."""
        with self._changed:
            if self._shut >= way.shut_from and not self._changed.wait_for(lambda: self._shut < way.shut_from, _SECONDS):
                raise problems.key_changing()
            way.inside += 1

    def leave(self, way: _Way) -> None:
        """Let someone out who was let in."""
        with self._changed:
            way.inside -= 1
            if self._shut:
                self._changed.notify_all()

    @contextmanager
    def shut_to_writers(self) -> Iterator[None]:
        """Let nobody in who writes, once those who do are out; raises StoreInUse when they take too long."""
        with self._being(_TO_WRITERS):
            yield

    @contextmanager
    def shut_to_all(self) -> Iterator[None]:
        """Let nobody in at all, once all are out; raises StoreInUse when they take too long."""
        with self._being(_TO_ALL):
            yield

    @contextmanager
    def _being(self, shut: int) -> Iterator[None]:
        with self._changed:
            before, self._shut = self._shut, shut
            if not self._changed.wait_for(self._is_empty, _SECONDS):
                self._now(before)
                raise problems.in_use()
        try:
            yield
        finally:
            with self._changed:
                self._now(before)

    def _is_empty(self) -> bool:
        return not any(way.inside for way in (self.reading, self.writing) if self._shut >= way.shut_from)

    def _now(self, shut: int) -> None:
        self._shut = shut
        self._changed.notify_all()


class _Way:
    """A way in, for those who read or for those who write; each ``with`` is one pass."""

    __slots__ = ("_gate", "inside", "shut_from")

    def __init__(self, gate: Gate, shut_from: int) -> None:
        self._gate, self.shut_from = gate, shut_from
        self.inside = 0

    def __enter__(self) -> None:
        self._gate.enter(self)

    def __exit__(self, *_raised: object) -> None:
        self._gate.leave(self)
