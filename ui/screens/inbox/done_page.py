"""What was written without signing in is kept: what becomes of it now."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from ui.screens.parts.words import tell
from ui.widgets.banner import Banner
from ui.widgets.buttons import ActionButton
from ui.widgets.labels import Heading, PlainLabel
from ui.widgets.pages import Card, Page


class KeptPage(Page):
    """Says that it is kept.

    Signals: ``done`` fires on Done.
    """

    done = Signal()

    def __init__(self, *, incident: bool, first: bool, parent: QWidget | None = None) -> None:
        super().__init__(width=680, parent=parent)
        self.body.addWidget(Heading(tell("inbox_done_title")))
        self.body.addWidget(Banner(tell("inbox_done" if incident else "inbox_done_correction"), "success"))
        self._button = ActionButton(tell("done"), "primary")
        self._button.setObjectName("done")
        self._button.clicked.connect(self.done)
        self.body.addWidget(self._button, 0, Qt.AlignmentFlag.AlignLeft)
        card = Card()
        if first:
            card.body.addWidget(PlainLabel(tell("inbox_done_first")))
        card.body.addWidget(PlainLabel(tell("inbox_done_words")))
        self.body.addWidget(card)
        self.body.addStretch(1)

    def focus_first(self) -> None:
        """Move the focus to Done."""
        self._button.setFocus(Qt.FocusReason.OtherFocusReason)
