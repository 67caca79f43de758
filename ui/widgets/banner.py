"""A line of words that stands out above a page: to know, to watch, or done."""

from __future__ import annotations

from typing import Literal

from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QFrame, QWidget

from ui.widgets.accessible import announce
from ui.widgets.labels import IconLabel, PlainLabel
from ui.widgets.measures import repolish, row

Tone = Literal["info", "warning", "success"]
_ICONS: dict[Tone, tuple[str, str]] = {
    "info": ("info", "accent"),
    "warning": ("triangle-alert", "warning"),
    "success": ("circle-check", "ok"),
}


class Banner(QFrame):
    """One sentence with an icon; ``say`` also tells it to screen readers."""

    accessible_role = QAccessible.Role.Notification

    def __init__(self, words: str = "", tone: Tone = "info", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "banner")
        self._icon = IconLabel("info", "accent")
        self._words = PlainLabel()
        line = row(self, spacing=12, margins=(16, 12, 16, 12))
        line.addWidget(self._icon)
        line.addWidget(self._words, 1)
        self._show(words, tone)

    def say(self, words: str, tone: Tone = "info") -> None:
        """Show other words and announce them."""
        self._show(words, tone)
        self.show()
        announce(self, words)

    def show_words(self, words: str, tone: Tone = "info") -> None:
        """Show other words without a voice, or hide where there are none."""
        self._show(words, tone)
        self.setVisible(bool(words))

    @property
    def words(self) -> str:
        """Return the words shown."""
        return self._words.text()

    def _show(self, words: str, tone: Tone) -> None:
        self._words.setText(words)
        self.setAccessibleName(words)
        self._icon.show_icon(*_ICONS[tone])
        repolish(self, "tone", tone)
