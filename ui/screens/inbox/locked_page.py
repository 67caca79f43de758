"""Locked while writing without signing in: nothing is seen, and the four words bring it back."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from ui.screens.inbox.words_field import WordsField
from ui.screens.parts.words import tell
from ui.widgets.accessible import announce
from ui.widgets.buttons import ActionButton
from ui.widgets.flow import FlowLayout
from ui.widgets.labels import Heading, PlainLabel
from ui.widgets.pages import Card, Page


class LockedPage(Page):
    """Asks for the four words.

    Signals: ``carried_on`` carries what was typed, ``left`` fires when someone else wants to sign in.
    """

    carried_on = Signal(str)
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(width=620, parent=parent)
        self._said = PlainLabel()
        self._words = WordsField()
        self._carry = ActionButton(tell("inbox_carry"), "primary", "lock")
        self._sign_in = ActionButton(tell("sign_in"))
        self._busy = PlainLabel("", "status")
        card = Card(spacing=20)
        buttons = QWidget()
        flow = FlowLayout(buttons, gap=12)
        flow.addWidget(self._carry)
        flow.addWidget(self._sign_in)
        for part in (Heading(tell("inbox_locked_title")), self._said, self._words, buttons, self._busy):
            card.body.addWidget(part)
        self.body.addStretch(1)
        self.body.addWidget(card)
        self.body.addStretch(2)
        self._carry.clicked.connect(self._try)
        self._words.entered.connect(self._try)
        self._sign_in.clicked.connect(self.left)

    def lock(self, *, saved: bool) -> None:
        """Ask anew; while something is not saved nobody else can take the window."""
        self._said.setText(tell("inbox_locked_saved" if saved else "inbox_locked_unsaved"))
        self._words.box.clear()
        self._words.show_error("")
        self._sign_in.setVisible(saved)
        self.set_busy(False)

    def set_busy(self, busy: bool) -> None:
        """Show that the words are being looked up."""
        for widget in (self._words.box, self._carry, self._sign_in):
            widget.setEnabled(not busy)
        self._busy.setText(tell("inbox_looking") if busy else "")

    def refuse(self, words: str) -> None:
        """Say why it stays locked."""
        self._words.box.clear()
        self._words.show_error(words)
        self.focus_first()
        announce(self._words, words, now=True)

    def focus_first(self) -> None:
        """Move the focus to the words."""
        self._words.box.setFocus(Qt.FocusReason.OtherFocusReason)

    def _try(self) -> None:
        if not self._carry.isEnabled():
            return
        if self._words.box.text().strip():
            self.carried_on.emit(self._words.box.text())
        else:
            self.refuse(tell("inbox_words_missing"))
