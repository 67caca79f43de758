"""Signs and seals away from the window, and brings back what came of it."""

from __future__ import annotations

from functools import partial

import shiboken6
from PySide6.QtCore import QObject, Signal

from rrn_desktop.errors import AnswersRefused, UserFacingError, WrongPassphrase
from rrn_desktop.services.sealing import Sealed
from ui.screens.parts.words import tell
from ui.screens.record.presenter import RecordPresenter
from ui.screens.record.sign_below import SignBelow
from ui.screens.record.sign_page import SignPage
from ui.screens.writing.gap_card import FIRST, WAIT
from ui.screens.writing.way import STILL_TO_DO
from ui.show_error import show_error
from ui.tasks import Tasks
from ui.widgets.bars import StickyFooter


class Signing(QObject):
    """One attempt at a time.

    Signals: ``sealed`` carries what was sealed, ``refused`` fires once it is said what stands in the way.
    """

    sealed = Signal(object)
    refused = Signal()

    def __init__(self, presenter: RecordPresenter, tasks: Tasks, parent: QObject) -> None:
        super().__init__(parent)
        self._presenter, self._tasks = presenter, tasks
        self._page: SignPage | SignBelow | None = None
        self._footer: StickyFooter | None = None
        self._at_work = False

    def start(self, page: SignPage | SignBelow | None, footer: StickyFooter) -> str:
        """Begin to sign with what the page holds; returns the page that is wanted instead, if any."""
        if page is None or self._at_work:
            return ""
        self._page, self._footer = page, footer
        if page.choice() == WAIT:
            return STILL_TO_DO
        if page.asks_choice and page.choice() != FIRST:
            page.show_problem("choice", tell("sign_choose"))
        elif not page.passphrase.text():
            page.show_problem("passphrase", tell("passphrase_missing"))
        else:
            page.show_problem("", "")
            self._busy(True)
            work = partial(self._presenter.seal, page.passphrase.text(), first=page.choice() == FIRST)
            self._tasks.run(self, work, self._done, self._failed)
        return ""

    def _done(self, sealed: Sealed) -> None:
        self._busy(False)
        if self._page is not None:
            self._page.passphrase.forget()
        self.sealed.emit(sealed)

    def _failed(self, error: Exception) -> None:
        self._busy(False)
        if self._page is None or not isinstance(error, UserFacingError):
            show_error(None, error)
            return
        self._page.passphrase.forget()
        if isinstance(error, AnswersRefused) and error.question:
            self._page.show_problem(error.question, error.what)
        elif isinstance(error, WrongPassphrase):
            self._page.show_problem("passphrase", tell("passphrase_wrong"))
        else:
            self._page.show_problem("passphrase", f"{error.what} {error.next_step}")
        self.refused.emit()

    def _busy(self, busy: bool) -> None:
        self._at_work = busy
        if self._page is not None and shiboken6.isValid(self._page):
            self._page.set_busy(busy)
        else:
            self._page = None
        if self._footer is not None:
            self._footer.setEnabled(not busy)
