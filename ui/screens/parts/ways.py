"""What can be done next, as buttons side by side that wrap where there is little room."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from ui.widgets.buttons import ActionButton, Manner
from ui.widgets.flow import FlowLayout


class WayButtons(QWidget):
    """Buttons in the order in which they are offered."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._flow = FlowLayout(self, gap=12)
        self._first: ActionButton | None = None

    def offer(
        self, words: str, follow: Callable[[], None], manner: Manner = "secondary", icon: str | None = None
    ) -> ActionButton:
        """Add a button that calls a method of the screen it stands on."""
        button = ActionButton(words, manner, icon)
        button.clicked.connect(follow)
        self._flow.addWidget(button)
        self._first = self._first or button
        return button

    @property
    def count(self) -> int:
        """Return how many buttons there are."""
        return self._flow.count()

    def focus_first(self) -> None:
        """Move the focus to the first button."""
        if self._first is not None:
            self._first.setFocus(Qt.FocusReason.OtherFocusReason)
