"""A page that stays, and one that is laid over it for as long as something is asked."""

from __future__ import annotations

from PySide6.QtWidgets import QStackedWidget, QWidget

from ui.widgets.measures import discard


class LaidOver(QStackedWidget):
    """Shows the page that stays, or the one over it."""

    def __init__(self, stays: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._stays = stays
        self._over: QWidget | None = None
        self.addWidget(stays)

    def lay(self, page: QWidget) -> None:
        """Show a page over the one that stays."""
        self._over = page
        self.addWidget(page)
        self.setCurrentWidget(page)

    def take_off(self) -> None:
        """Show the page that stays again; the one over it is gone then."""
        self.setCurrentWidget(self._stays)
        if self._over is not None:
            discard(self._over)
            self._over = None
