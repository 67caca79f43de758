"""Sign in: a name, a passphrase, one button; or why the records can't be opened."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from rrn_desktop.errors import StoreUnusable, UserFacingError, WrongPassphrase
from ui.screens.parts.field import LabelledField, PassphraseField, short_text
from ui.screens.parts.screen import Screen
from ui.screens.parts.tab_order import order_tabs
from ui.screens.parts.words import tell
from ui.show_error import show_error
from ui.tasks import Tasks
from ui.widgets.accessible import announce
from ui.widgets.buttons import ActionButton
from ui.widgets.error_summary import ErrorSummary
from ui.widgets.labels import Heading, PlainLabel
from ui.widgets.measures import column, sized
from ui.widgets.pages import Card, Page

if TYPE_CHECKING:
    from rrn_desktop.clock import Clock
    from rrn_desktop.services.session import Session
    from ui.screens.sign_in.store_problem import StoreProblem

_AFTER_PAINT = 30
"""Milliseconds: what opens a store takes longer to load than the window to appear, and would hold it up."""


class SignInScreen(Screen):
    """Asks who is there.

    Signals: ``signed_in`` carries the session of the member who signed in, ``inbox_wanted`` asks to write without one,
    ``check_wanted`` to check a document, ``set_up_wanted`` to set a site up where there is none.
    """

    signed_in = Signal(object)
    inbox_wanted = Signal()
    check_wanted = Signal()
    set_up_wanted = Signal()

    def __init__(self, store: Path, tasks: Tasks, clock: Clock | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._store, self._tasks, self._clock = store, tasks, clock
        self._problems = ErrorSummary()
        self._name_box = sized(short_text("name"), max_width=520)
        self._name = LabelledField(tell("name"), self._name_box, tell("name_hint"))
        self._passphrase = PassphraseField(tell("passphrase_hint"))
        self._button = ActionButton(tell("sign_in"), "primary")
        self._inbox = ActionButton(tell("inbox"), "secondary", "pencil")
        self._check = ActionButton(tell("check_document"), "secondary", "shield-check")
        self._busy = PlainLabel("", "status")
        self._shut: StoreProblem | None = None
        self._both = QStackedWidget()
        column(self).addWidget(self._both)
        self._both.addWidget(self._form())
        self._look = QTimer(self)
        self._look.setSingleShot(True)
        self._look.setInterval(_AFTER_PAINT)
        self._connect()

    def where(self) -> str:
        """Return what is open."""
        return tell("sign_in")

    def focus_first(self) -> None:
        """Move the focus to the name, to the passphrase if the name is there, or to Try again."""
        if self._shut is not None and self._both.currentWidget() is self._shut:
            self._shut.focus_first()
        else:
            box = self._passphrase.box if self._name_box.text() else self._name_box
            box.setFocus(Qt.FocusReason.OtherFocusReason)

    def showEvent(self, event: QShowEvent) -> None:
        """Look at the store, once the window is there."""
        super().showEvent(event)
        self._look.start()

    def hideEvent(self, event: QHideEvent) -> None:
        """Leave the store alone."""
        self._look.stop()
        super().hideEvent(event)

    def remember(self, name: str) -> None:
        """Fill in a name."""
        self._name_box.setText(name)

    def _form(self) -> QWidget:
        page = Page(width=620)
        page.body.addWidget(Heading(tell("sign_in")))
        page.body.addWidget(PlainLabel(tell("sign_in_lead"), "hint"))
        page.body.addWidget(self._problems)
        card = Card()
        card.body.setSpacing(card.body.spacing() * 2)
        for widget in (self._name, self._passphrase):
            card.body.addWidget(widget)
        card.body.addWidget(self._button, 0, Qt.AlignmentFlag.AlignLeft)
        card.body.addWidget(self._busy)
        self._busy.hide()
        page.body.addWidget(card)
        page.body.addWidget(self._inbox, 0, Qt.AlignmentFlag.AlignLeft)
        page.body.addWidget(PlainLabel(tell("inbox_hint"), "hint"))
        page.body.addWidget(self._check, 0, Qt.AlignmentFlag.AlignLeft)
        page.body.addWidget(PlainLabel(tell("check_document_hint"), "hint"))
        page.body.addStretch(1)
        return page

    def _connect(self) -> None:
        self._button.clicked.connect(self._sign_in)
        self._name_box.returnPressed.connect(self._passphrase.box.setFocus)
        self._passphrase.entered.connect(self._sign_in)
        self._problems.followed.connect(self._follow)
        self._inbox.clicked.connect(self.inbox_wanted)
        self._check.clicked.connect(self.check_wanted)
        self._look.timeout.connect(self._look_at_store)

    def _look_at_store(self) -> None:
        from ui.screens.sign_in.store_problem import look_at

        self._tasks.run(self, partial(look_at, self._store), self._tell_state, self._failed)

    def _tell_state(self, found: UserFacingError | str) -> None:
        from ui.screens.sign_in.store_problem import READY

        was_shut = self._both.currentWidget() is self._shut
        if isinstance(found, UserFacingError):
            self._show_shut(found)
        elif found != READY:
            self.set_up_wanted.emit()
            return
        elif was_shut:
            self._both.setCurrentIndex(0)
        if isinstance(found, UserFacingError) or was_shut:
            # Otherwise someone may be typing already, and is not disturbed.
            self.focus_first()

    def _show_shut(self, error: UserFacingError) -> None:
        """Tell why the store can't be opened, on a page that is made the first time it is needed."""
        if self._shut is None:
            from ui.screens.sign_in.store_problem import StoreProblem

            self._shut = StoreProblem()
            self._shut.inbox_wanted.connect(self.inbox_wanted)
            self._shut.check_wanted.connect(self.check_wanted)
            self._shut.again.connect(self._look_at_store)
            self._both.addWidget(self._shut)
        self._shut.tell(error)
        self._both.setCurrentWidget(self._shut)

    def _follow(self, path: str) -> None:
        box = self._name_box if path == "name" else self._passphrase.box
        box.setFocus(Qt.FocusReason.OtherFocusReason)

    def _sign_in(self) -> None:
        if not self._button.isEnabled():
            return
        missing = [] if self._name_box.text().strip() else [("name", tell("name_missing"))]
        if not self._passphrase.text():
            missing.append(("passphrase", tell("passphrase_missing")))
        self._show(missing)
        if missing:
            return
        from rrn_desktop.services.signing_in import sign_in

        # Signing in looks at the store itself; a look that comes after it would put away what it found.
        self._look.stop()
        self._set_busy(True)
        work = partial(sign_in, self._store, self._name_box.text(), self._passphrase.text(), clock=self._clock)
        self._tasks.run(self, work, self._done, self._failed)

    def _set_busy(self, busy: bool) -> None:
        self._passphrase.set_busy(busy)
        self._name_box.setReadOnly(busy)
        for widget in (self._button, self._inbox, self._check):
            widget.setEnabled(not busy)
        self._busy.setText(tell("signing_in") if busy else "")
        self._busy.setVisible(busy)
        if busy:
            announce(self, tell("signing_in"))

    def _done(self, session: Session) -> None:
        self._passphrase.forget()
        self._set_busy(False)
        self.signed_in.emit(session)

    def _failed(self, error: Exception) -> None:
        self._set_busy(False)
        self._passphrase.forget()
        if isinstance(error, WrongPassphrase):
            self._show([("passphrase", error.what)])
        elif isinstance(error, StoreUnusable):
            self._show_shut(error)
            self.focus_first()
        elif isinstance(error, UserFacingError):
            self._show([("passphrase", f"{error.what} {error.next_step}")])
        else:
            show_error(self, error)

    def _show(self, problems: list[tuple[str, str]]) -> None:
        words = dict(problems)
        self._name.show_error(words.get("name", ""))
        self._passphrase.show_error(words.get("passphrase", ""))
        self._problems.show_problems(problems)
        order_tabs(self._both)
        self._problems.take_focus()
