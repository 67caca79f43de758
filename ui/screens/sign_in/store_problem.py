"""Why the records can't be opened: what happened, what is safe, what to do, and what can be done all the same."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from rrn_desktop.errors import StoreInUse, UserFacingError
from ui.screens.parts.words import tell
from ui.text import say
from ui.widgets.accessible import announce
from ui.widgets.buttons import ActionButton
from ui.widgets.labels import Alert, Heading, PlainLabel
from ui.widgets.measures import column
from ui.widgets.pages import Page

READY = "ready"


def look_at(store: Path) -> UserFacingError | str:
    """Return why a store can't be opened, else READY, or another word where there is none yet.

    Loads what that needs, so ask after the first paint.
    """
    from rrn_desktop.services.signing_in import store_state

    try:
        return store_state(store)
    except UserFacingError as error:
        return error


class StoreProblem(Page):
    """Tells one problem of the store.

    Signals: ``again`` fires on Try again, ``inbox_wanted`` asks to write without signing in, which a store in use
    does not stand in the way of, ``check_wanted`` to check a document, which needs no store.
    """

    again = Signal()
    inbox_wanted = Signal()
    check_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(width=680, parent=parent)
        self._alert = Alert()
        self._alert.setProperty("kind", "problems")
        inside = column(self._alert, spacing=10, margins=(26, 22, 26, 22))
        inside.addWidget(Heading(tell("store_title")))
        self._words: dict[str, PlainLabel] = {}
        for key in ("what_happened", "what_is_safe", "what_next"):
            inside.addWidget(PlainLabel(say(key), "strong"))
            self._words[key] = PlainLabel()
            inside.addWidget(self._words[key])
        self.try_again = ActionButton(tell("try_again"), "primary", "refresh-cw")
        self.try_again.clicked.connect(self.again)
        self.body.addWidget(self._alert)
        self.body.addWidget(self.try_again, 0, Qt.AlignmentFlag.AlignLeft)
        self._inbox = ActionButton(tell("inbox"), "secondary", "pencil")
        self._inbox.clicked.connect(self.inbox_wanted)
        self.body.addWidget(self._inbox, 0, Qt.AlignmentFlag.AlignLeft)
        self._check = ActionButton(tell("check_document"), "secondary", "shield-check")
        self._check.clicked.connect(self.check_wanted)
        self.body.addWidget(self._check, 0, Qt.AlignmentFlag.AlignLeft)
        self.body.addStretch(1)

    def tell(self, error: UserFacingError) -> None:
        """Show the three sentences of an error."""
        self._inbox.setVisible(isinstance(error, StoreInUse))
        for key, words in zip(self._words, (error.what, error.safe, error.next_step), strict=True):
            self._words[key].setText(words)
        self._alert.setAccessibleName(" ".join((tell("store_title") + ".", error.what, error.safe, error.next_step)))

    def focus_first(self) -> None:
        """Move the focus to Try again and say the problem."""
        self.begin(self.try_again)
        announce(self._alert, self._alert.accessibleName(), now=True)
