"""Locked: nothing of the screen behind is seen; the same member's passphrase brings it back."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from rrn_desktop.errors import UserFacingError
from ui.screens.parts.field import PassphraseField
from ui.screens.parts.screen import Screen
from ui.screens.parts.words import tell
from ui.show_error import show_error
from ui.tasks import Tasks
from ui.text import say
from ui.widgets.accessible import announce
from ui.widgets.buttons import ActionButton
from ui.widgets.labels import Heading, PlainLabel
from ui.widgets.measures import column, row
from ui.widgets.pages import Card, Page

if TYPE_CHECKING:
    # The lock is made before the first window is shown, and the store is loaded after that.
    from rrn_desktop.services.session import Session


class LockScreen(Screen):
    """Asks the passphrase of the member who is signed in.

    Signals: ``unlocked`` fires when it was right, ``switch_asked`` when somebody else wants to sign in.
    """

    unlocked = Signal()
    switch_asked = Signal()

    def __init__(self, tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._session: Session | None = None
        self._said = PlainLabel()
        self._passphrase = PassphraseField()
        self._unlock = ActionButton(tell("unlock"), "primary", "lock")
        self._switch = ActionButton(say("switch_user"))
        self._switch.setObjectName("lock:switch")
        self._busy = PlainLabel("", "status")
        self._lay_out()
        self._unlock.clicked.connect(self._check)
        self._passphrase.entered.connect(self._check)
        self._switch.clicked.connect(self.switch_asked)

    def where(self) -> str:
        """Return what is open."""
        return tell("locked")

    def lock(self, session: Session, *, saved: bool) -> None:
        """Ask for the passphrase of this session's member."""
        self._session = session
        self._passphrase.forget()
        self._passphrase.show_error("")
        self._said.setText(tell("locked_saved" if saved else "locked_unsaved", name=session.member.name))
        self._set_busy(False)

    def focus_first(self) -> None:
        """Move the focus to the passphrase."""
        self._passphrase.box.setFocus(Qt.FocusReason.OtherFocusReason)

    def _lay_out(self) -> None:
        page = Page(width=620)
        card = Card()
        card.body.setSpacing(card.body.spacing() + 8)
        card.body.addWidget(Heading(tell("locked")))
        card.body.addWidget(self._said)
        card.body.addWidget(self._passphrase)
        buttons = row(spacing=12)
        buttons.addWidget(self._unlock)
        buttons.addWidget(self._switch)
        buttons.addStretch(1)
        card.body.addLayout(buttons)
        card.body.addWidget(self._busy)
        page.body.addStretch(1)
        page.body.addWidget(card)
        page.body.addStretch(2)
        column(self).addWidget(page)

    def _check(self) -> None:
        if self._session is None or not self._unlock.isEnabled():
            return
        if not self._passphrase.text():
            self._refuse(tell("passphrase_missing"))
            return
        from rrn_desktop.services.signing_in import check_passphrase

        self._set_busy(True)
        work = partial(check_passphrase, self._session, self._passphrase.text())
        self._tasks.run(self, work, self._right, self._wrong)

    def _set_busy(self, busy: bool) -> None:
        for widget in (self._unlock, self._switch, self._passphrase.box):
            widget.setEnabled(not busy)
        self._busy.setText(tell("unlocking") if busy else "")

    def _right(self, _nothing: object) -> None:
        self._set_busy(False)
        self._passphrase.forget()
        self._passphrase.show_error("")
        self.unlocked.emit()

    def _wrong(self, error: Exception) -> None:
        self._set_busy(False)
        self._passphrase.forget()
        if isinstance(error, UserFacingError):
            self._refuse(error.what)
        else:
            show_error(self, error)

    def _refuse(self, words: str) -> None:
        self._passphrase.show_error(words)
        self.focus_first()
        announce(self._passphrase, words, now=True)
