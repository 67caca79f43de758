"""The list of what was left unfinished, and one of it as it was left."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from ui.screens.left_behind.presenter import LeftPresenter
from ui.screens.parts.entry import Entry
from ui.screens.parts.facts import FactList
from ui.screens.parts.tab_order import order_tabs
from ui.screens.parts.words import tell
from ui.widgets.banner import Banner
from ui.widgets.buttons import ActionButton
from ui.widgets.flow import FlowLayout
from ui.widgets.labels import Heading, PlainLabel
from ui.widgets.measures import clear, column
from ui.widgets.pages import Card, Page


class LeftListPage(Page):
    """Everything that was left.

    Signals: ``chosen`` carries the id of one, ``left`` fires on Back.
    """

    chosen = Signal(str)
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._said = Banner("", "success")
        self._said.hide()
        self._lines = column(spacing=10)
        self._entries: list[Entry] = []
        self._back = ActionButton(tell("back"))
        self._back.clicked.connect(self.left)
        for part in (Heading(tell("left_behind")), PlainLabel(tell("left_behind_lead")), self._said):
            self.body.addWidget(part)
        self.body.addLayout(self._lines)
        self.body.addWidget(self._back, 0, Qt.AlignmentFlag.AlignLeft)
        self.body.addStretch(1)

    def show_lines(self, lines: Sequence[tuple[str, str, str]], said: str = "") -> None:
        """Show what was left, and what was just done."""
        clear(self._lines)
        self._entries = []
        if not lines:
            self._lines.addWidget(PlainLabel(tell("left_behind_none"), "hint"))
        for key, title, detail in lines:
            entry = Entry(title, detail, "pencil")
            entry.setObjectName(f"left:{key}")
            entry.setProperty("key", key)
            entry.clicked.connect(self._choose)
            self._lines.addWidget(entry)
            self._entries.append(entry)
        if said:
            self._said.say(said, "success")
        self._said.setVisible(bool(said))
        order_tabs(self)

    def focus_first(self) -> None:
        """Move the focus to the first line, or to Back."""
        first = self._entries[0] if self._entries else self._back
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def _choose(self) -> None:
        self.chosen.emit(str(self.sender().property("key")))


class LeftPage(Page):
    """One draft as it was left, to read.

    Signals: ``seal_asked`` asks to keep it as it is, ``left`` fires on Back.
    """

    seal_asked = Signal()
    left = Signal()

    def __init__(self, presenter: LeftPresenter, parent: QWidget | None = None) -> None:
        super().__init__(width=820, parent=parent)
        self.body.addWidget(Heading(presenter.title()))
        self.body.addWidget(Banner(presenter.author(), "warning"))
        buttons = QWidget()
        flow = FlowLayout(buttons, gap=12)
        self._back, self._seal = ActionButton(tell("back")), ActionButton(tell("left_seal"), "primary")
        self._seal.setObjectName("left:seal")
        for button in (self._back, self._seal):
            flow.addWidget(button)
        self.body.addWidget(buttons)
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
