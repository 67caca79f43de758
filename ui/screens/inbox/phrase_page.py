"""The four words to carry on with: shown once, large, and not gone before someone says that they have them."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QWidget

from ui.screens.parts.words import tell
from ui.widgets.banner import Banner
from ui.widgets.buttons import ActionButton
from ui.widgets.flow import FlowLayout
from ui.widgets.labels import Group, Heading, PlainLabel
from ui.widgets.measures import column, row
from ui.widgets.pages import Card, Page


class PhrasePage(Page):
    """Shows four words.

    Signals: ``written_down`` fires when someone says that they wrote them down.
    """

    written_down = Signal()

    def __init__(self, phrase: str, parent: QWidget | None = None) -> None:
        super().__init__(width=860, parent=parent)
        self.body.addWidget(Heading(tell("inbox_phrase_title")))
        self.body.addWidget(PlainLabel(tell("inbox_phrase_lead")))
        card = Card()
        words = Group()
        words.setObjectName("inbox:phrase")
        words.setAccessibleName(tell("inbox_phrase_name", words=phrase))
        # The words are met before the button: on a small screen there is no room for both.
        words.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._words = words
        pills = QWidget()
        column(words, margins=(10, 10, 10, 10)).addWidget(pills)
        flow = FlowLayout(pills, gap=12)
        for at, word in enumerate(phrase.split()):
            flow.addWidget(_word(at + 1, word))
        card.body.addWidget(words)
        self.body.addWidget(card)
        self.body.addWidget(Banner(tell("inbox_phrase_warn"), "warning"))
        self._button = ActionButton(tell("inbox_phrase_written"), "primary", "check")
        self._button.setObjectName("inbox:written_down")
        self._button.clicked.connect(self.written_down)
        self.body.addWidget(self._button, 0, Qt.AlignmentFlag.AlignLeft)
        self.body.addStretch(1)

    def focus_first(self) -> None:
        """Move the focus to the words."""
        self.begin(self._words)


def _word(number: int, word: str) -> QFrame:
    frame = QFrame()
    frame.setProperty("kind", "pill")
    line = row(frame, spacing=10, margins=(16, 10, 18, 10))
    line.addWidget(PlainLabel(str(number), "hint"))
    line.addWidget(PlainLabel(word, "title"))
    return frame
