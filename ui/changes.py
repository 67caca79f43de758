"""One signal that something was saved, so that open screens read again."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal


class ChangeBoard(QObject):
    """Tells every open screen what kinds of things changed; each decides whether to read again."""

    changed = Signal(object)

    def tell(self, changes: object) -> None:
        """Pass on what a service says it changed."""
        self.changed.emit(changes)
