"""In how many sittings each draft was typed since its author signed in: a lock in between ends a sitting. No Qt here.

Only what this window saw is told. Who sat at the keyboard is not known to any program, so nothing is said of that.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rrn_desktop.clock import WallTime
    from rrn_desktop.services.session import Session


class Sittings:
    """When typing began in each draft, and began again after the lock was opened."""

    def __init__(self) -> None:
        self._session: Session | None = None
        self._number = 0
        self._typed: dict[str, dict[int, WallTime]] = {}

    def begin(self, session: Session) -> None:
        """Take note that a member signed in."""
        self._session = session
        self._number = 0
        self._typed.clear()

    def opened_again(self) -> None:
        """Take note that the lock was opened: what is typed from now on is another sitting."""
        self._number += 1

    def typed(self, draft: str) -> None:
        """Take note that something was typed in a draft."""
        if self._session is not None:
            self._typed.setdefault(draft, {}).setdefault(self._number, self._session.wall())

    def of(self, draft: str) -> tuple[WallTime, ...]:
        """Return when each sitting of a draft began."""
        return tuple(self._typed.get(draft, {}).values())
