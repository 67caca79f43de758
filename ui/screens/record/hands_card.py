"""Has someone else been typing? What the window knows of it, for whoever is about to sign."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from ui.screens.parts.words import tell
from ui.screens.record.hands import Hands
from ui.widgets.banner import Banner
from ui.widgets.buttons import ActionButton
from ui.widgets.labels import PlainLabel
from ui.widgets.pages import Card


class HandsCard(Card):
    """Shown only where a draft was typed in more than one sitting.

    Signals: ``whose_wanted`` carries the path of the question whose account it is.
    """

    whose_wanted = Signal(str)

    def __init__(self, hands: Hands, parent: QWidget | None = None) -> None:
        super().__init__(tell("hands_title"), parent=parent)
        self._path = ""
        # Tab comes to it before the passphrase: whoever hears the page and does not see it meets it too.
        self.title.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._sittings = Banner("", "warning")
        self._whose = ActionButton(tell("hands_whose"))
        self._whose.setObjectName("sign:whose")
        self._whose.clicked.connect(self._ask_whose)
        self.body.addWidget(self._sittings)
        self.body.addWidget(PlainLabel(tell("hands_read")))
        self.body.addWidget(self._whose, 0, Qt.AlignmentFlag.AlignLeft)
        self.show_hands(hands)

    def show_hands(self, hands: Hands) -> None:
        """Show what is known by now, or nothing where it was all typed in one sitting."""
        self._path = hands.whose
        self._sittings.show_words(hands.sittings, "warning")
        self.title.setAccessibleDescription(f"{hands.sittings} {tell('hands_read')}")
        self._whose.setVisible(bool(hands.whose))
        # Showing a widget that has no parent yet would open a window of its own.
        if not hands.sittings:
            self.hide()
        elif self.parentWidget() is not None:
            self.show()

    def focus_first(self) -> None:
        """Move the focus to the heading, so that this is met before the passphrase."""
        self.title.setFocus(Qt.FocusReason.OtherFocusReason)

    def _ask_whose(self) -> None:
        self.whose_wanted.emit(self._path)
