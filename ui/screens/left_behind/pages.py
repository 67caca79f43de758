"""One draft as it was left."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from ui.screens.left_behind.presenter import LeftPresenter
from ui.screens.parts.facts import FactList
from ui.screens.parts.page_head import begin_page
from ui.screens.parts.words import tell
from ui.widgets.banner import Banner
from ui.widgets.buttons import ActionButton
from ui.widgets.labels import Heading
from ui.widgets.pages import Card, Page


class LeftPage(Page):
    """One draft as it was left, to read.

    Signals: ``seal_asked`` asks to keep it as it is, ``left`` fires on Back.
    """

    seal_asked = Signal()
    left = Signal()

    def __init__(self, presenter: LeftPresenter, parent: QWidget | None = None) -> None:
        super().__init__(width=820, parent=parent)
        self._back = begin_page(self.body, presenter.title())
        self.body.addWidget(Banner(presenter.author(), "warning"))
        self._seal = ActionButton(tell("left_seal"), "primary")
        self._seal.setObjectName("left:seal")
        self.body.addWidget(self._seal, 0, Qt.AlignmentFlag.AlignLeft)
        for step in presenter.facts():
            card = Card(step.title)
            for group in step.groups:
                if group.heading:
                    card.body.addWidget(Heading(group.heading, "strong"))
                card.body.addWidget(FactList(group.facts))
            self.body.addWidget(card)
        self.body.addStretch(1)
        self._back.clicked.connect(self.left)
        self._seal.clicked.connect(self.seal_asked)

    def focus_first(self) -> None:
        """Move the focus to where one begins to read."""
        self._back.setFocus(Qt.FocusReason.OtherFocusReason)
