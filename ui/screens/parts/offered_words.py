"""Words to use as a passphrase, each with its place, large enough to copy."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QWidget

from ui.screens.parts.words import tell
from ui.widgets.accessible import announce
from ui.widgets.flow import FlowLayout
from ui.widgets.labels import Group, PlainLabel
from ui.widgets.measures import clear, column, row


class OfferedWords(Group):
    """Shows words, which a screen reader calls by the text ``named``.

    They are met with Tab, so that whoever hears the page meets them before the boxes.
    """

    def __init__(self, named: str = "own_words_name", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._named = named
        self.setObjectName("words")
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        pills = QWidget()
        column(self, margins=(6, 6, 6, 6)).addWidget(pills)
        self._flow = FlowLayout(pills, gap=8)

    def show_words(self, words: str) -> None:
        """Show these words in place of those before."""
        clear(self._flow)
        for at, word in enumerate(words.split(), start=1):
            self._flow.addWidget(_pill(at, word))
        self.setAccessibleName(tell(self._named, words=words))

    def say_words(self) -> None:
        """Tell the words to screen readers."""
        announce(self, self.accessibleName())


def _pill(number: int, word: str) -> QFrame:
    frame = QFrame()
    frame.setProperty("kind", "pill")
    line = row(frame, spacing=8, margins=(12, 6, 14, 6))
    line.addWidget(PlainLabel(str(number), "hint"))
    line.addWidget(PlainLabel(word, "subtitle"))
    return frame
