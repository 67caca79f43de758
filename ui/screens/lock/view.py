"""Locked: nothing of the screen behind is seen; the same member's passphrase or short code brings it back."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QWidget

from rrn_desktop.errors import UserFacingError, WrongPassphrase
from ui.screens.lock.code_fields import code_asked, code_chosen
from ui.screens.parts.field import PassphraseField
from ui.screens.parts.screen import Screen
from ui.screens.parts.words import tell
from ui.show_error import show_error
from ui.tasks import Tasks
from ui.text import say
from ui.widgets.accessible import announce
from ui.widgets.buttons import ActionButton
from ui.widgets.flow import FlowLayout
from ui.widgets.labels import Heading, PlainLabel
from ui.widgets.measures import column
from ui.widgets.pages import Card, Page

if TYPE_CHECKING:
    # The lock is made before the first window is shown, and the store is loaded after that.
    from rrn_desktop.services.session import Session
    from rrn_desktop.services.session_code import SessionCode


class LockScreen(Screen):
    """Asks the passphrase of the member who is signed in, or the short code that they chose at an earlier lock.

    Signals: ``unlocked`` fires when it was right, ``switch_asked`` when somebody else wants to sign in.
    """

    unlocked = Signal()
    switch_asked = Signal()

    def __init__(self, tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._session: Session | None = None
        self._code: SessionCode | None = None
        self._saved, self._by_code = True, False
        self._why, self._said = PlainLabel("", "strong"), PlainLabel()
        self._passphrase, self._asked, self._chosen = PassphraseField(), code_asked(), code_chosen()
        self._unlock = ActionButton(tell("unlock"), "primary", "lock")
        self._instead = ActionButton(tell("code_use_passphrase"))
        self._switch = ActionButton(say("switch_user"))
        self._switch.setObjectName("lock:switch")
        self._busy = PlainLabel("", "status")
        # One timer for as long as there is a lock: the code ends while nobody is here.
        self._ends = QTimer(self)
        self._ends.setSingleShot(True)
        self._lay_out()
        self._connect()

    def where(self) -> str:
        """Return what is open."""
        return tell("locked")

    def lock(self, session: Session, *, saved: bool, why: str = "") -> None:
        """Ask for the passphrase or the code of this session's member; ``why`` says what locked, if nobody here did."""
        if self._session is not session or self._code is None:
            from rrn_desktop.services.session_code import SessionCode

            self._session, self._code = session, SessionCode()
        self._code.locked()
        self._saved = saved
        self._why.setText(why)
        self._why.setVisible(bool(why))
        self._show_way(by_code=self._code.chosen)
        self._ends.stop()
        if self._by_code:
            self._ends.start(round(self._code.seconds_left * 1000))

    def forget(self) -> None:
        """Let go of the session and of the code: its member signs out."""
        if self._code is not None:
            self._code.forget()
        self._session = self._code = None
        self._ends.stop()
        self._empty()

    def focus_first(self) -> None:
        """Move the focus to what is asked for."""
        box = self._asked.box if self._by_code else self._passphrase.box
        box.setFocus(Qt.FocusReason.OtherFocusReason)

    def _lay_out(self) -> None:
        page = Page(width=620)
        card = Card()
        card.body.setSpacing(card.body.spacing() + 8)
        for part in (Heading(tell("locked")), self._why, self._said, self._asked, self._passphrase, self._chosen):
            card.body.addWidget(part)
        buttons = QWidget()
        flow = FlowLayout(buttons, gap=12)
        for button in (self._unlock, self._instead, self._switch):
            flow.addWidget(button)
        card.body.addWidget(buttons)
        card.body.addWidget(self._busy)
        page.body.addStretch(1)
        page.body.addWidget(card)
        page.body.addStretch(2)
        column(self).addWidget(page)

    def _connect(self) -> None:
        self._unlock.clicked.connect(self._check)
        for field in (self._passphrase, self._asked, self._chosen):
            field.entered.connect(self._check)
        self._instead.clicked.connect(self._use_passphrase)
        self._switch.clicked.connect(self.switch_asked)
        self._ends.timeout.connect(self._code_is_over)

    def _show_way(self, *, by_code: bool) -> None:
        """Ask for the code or for the passphrase, beginning with empty boxes."""
        self._by_code = by_code
        self._empty()
        for shown in (self._asked, self._instead):
            shown.setVisible(by_code)
        for hidden in (self._passphrase, self._chosen):
            hidden.setVisible(not by_code)
        key = ("locked_saved" if self._saved else "locked_unsaved") + ("_code" if by_code else "")
        self._said.setText(tell(key, name=self._session.member.name) if self._session is not None else "")
        self._set_busy(False)

    def _use_passphrase(self) -> None:
        self._show_way(by_code=False)
        self.focus_first()

    def _code_is_over(self) -> None:
        if self._by_code:
            self._show_way(by_code=False)
            self._refuse(tell("code_over"))

    def _check(self) -> None:
        if self._session is None or self._code is None or not self._unlock.isEnabled():
            return
        if self._by_code:
            self._check_code(self._code)
        elif not self._passphrase.text():
            self._refuse(tell("passphrase_missing"))
        elif self._code_is_good():
            from rrn_desktop.services.signing_in import check_passphrase

            self._set_busy(True)
            work = partial(check_passphrase, self._session, self._passphrase.text())
            self._tasks.run(self, work, self._right, self._wrong)

    def _check_code(self, code: SessionCode) -> None:
        if not self._asked.text():
            self._refuse(tell("code_missing"))
            return
        try:
            code.check(self._asked.text())
        except UserFacingError as error:
            if not code.chosen or not code.seconds_left:
                self._show_way(by_code=False)
                self._refuse(f"{error.what} {error.next_step}")
            else:
                self._asked.box.clear()
                self._refuse(error.what)
            return
        self._open()

    def _code_is_good(self) -> bool:
        """Refuse a code that is too plain before the passphrase is looked at, which takes a moment."""
        from rrn_desktop.services.session_code import checked

        self._chosen.show_error("")
        if not self._chosen.text():
            return True
        try:
            checked(self._chosen.text())
        except UserFacingError as error:
            self._chosen.show_error(error.what)
            self._chosen.box.setFocus(Qt.FocusReason.OtherFocusReason)
            announce(self._chosen, error.what, now=True)
            return False
        return True

    def _set_busy(self, busy: bool) -> None:
        self._passphrase.set_busy(busy)
        for widget in (self._unlock, self._switch, self._chosen.box):
            widget.setEnabled(not busy)
        self._busy.setText(tell("unlocking") if busy else "")

    def _right(self, _nothing: object) -> None:
        self._set_busy(False)
        if self._code is not None and self._chosen.text():
            self._code.choose(self._chosen.text())
        self._open()

    def _open(self) -> None:
        self._ends.stop()
        self._empty()
        self.unlocked.emit()

    def _wrong(self, error: Exception) -> None:
        self._set_busy(False)
        self._passphrase.forget()
        if isinstance(error, WrongPassphrase):
            # The lock asks for no name, so its sentence names none.
            self._refuse(tell("passphrase_wrong"))
        elif isinstance(error, UserFacingError):
            self._refuse(error.what)
        else:
            show_error(self, error)

    def _refuse(self, words: str) -> None:
        field = self._asked if self._by_code else self._passphrase
        field.show_error(words)
        self.focus_first()
        announce(field, words, now=True)

    def _empty(self) -> None:
        self._passphrase.forget()
        self._passphrase.show_error("")
        for field in (self._asked, self._chosen):
            field.forget()
