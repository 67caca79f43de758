"""What is done where nobody waits for it, behind the lock and on the way out: keys that are owed, and the backup."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    # Loading the store takes longer than showing the window, which comes first.
    from rrn_desktop.services.session import Session


def behind_the_lock(session: Session) -> Callable[[], object]:
    """Return the work of a lock: a change of keys that is owed, and the backup of the day if it is due.

    What goes wrong stands on Today.
    """

    def work() -> object:
        from rrn_desktop.services import backing_up, changing_keys

        changing_keys.daily(session)
        return backing_up.daily(session)

    return work


def on_the_way_out(session: Session) -> Callable[[], object]:
    """Return the work of signing out: the same, then the store and the keys are let go of."""

    def work() -> None:
        from rrn_desktop.services import backing_up

        backing_up.leave(session)

    return work
