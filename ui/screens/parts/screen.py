"""What every screen can do for the window that holds it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtWidgets import QWidget


class Screen(QWidget):
    """One thing to do, filling the window below its bar."""

    def where(self) -> str:
        """Return what is open, in few words and without a name, for the title of the window."""
        return ""

    def number(self) -> str:
        """Return the number of what is open, which the bar has room for; nothing where there is none."""
        return ""

    def focus_first(self) -> None:
        """Move the focus to where one begins."""

    def save_now(self) -> None:
        """Save what was typed; raises the error when that can't be done."""

    def unsaved(self) -> bool:
        """Return whether something was typed that ``save_now`` does not save, and that is lost with the screen."""
        return False

    def typed(self) -> Mapping[str, Any] | None:
        """Return what of that is kept for its writer when someone else takes over, as plain JSON values, or None."""
        return None

    def type_again(self, typed: Mapping[str, Any]) -> None:
        """Show what ``typed`` returned, for its writer who is back."""

    def read_again(self) -> None:
        """Show what the store holds now."""

    def lock_itself(self) -> bool:
        """Save and hide what is open where nobody is signed in; False where there is nothing to hide."""
        return False

    def release(self) -> None:
        """Stop timers and what is being made: the screen is about to go."""
