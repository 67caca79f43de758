"""Writing without signing in: the same pages as for who is signed in, until it is handed in."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from rrn_desktop.errors import AnswersRefused, UserFacingError
from rrn_desktop.services.inbox import InboxSealed
from ui.screens.inbox.pages import InboxPages
from ui.screens.inbox.presenter import InboxPresenter
from ui.screens.inbox.way import SUBMIT
from ui.screens.parts.words import tell
from ui.screens.writing.gap_card import FIRST, WAIT
from ui.screens.writing.view import WritingScreen
from ui.show_error import show_error
from ui.tasks import Tasks
from ui.widgets.measures import column


class InboxWriting(WritingScreen):
    """One record or correction being written.

    Signals: ``handed_in`` carries what became of it.
    """

    handed_in = Signal(object)

    _pages: InboxPages

    def __init__(self, presenter: InboxPresenter, tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__(presenter, InboxPages(presenter), parent)
        self.presenter, self._tasks = presenter, tasks
        column(self).addWidget(self._sheet)
        self._open(presenter.way.first_page())

    def _go_past(self) -> None:
        if self._saved() and not self._complained():
            self._said.hide()
            self._leave_page()

    def _notice_stands(self) -> str:
        return tell("inbox_notice_stands")

    def _forward(self) -> str:
        return tell("inbox_submit") if self._here == SUBMIT else super()._forward()

    def _hand_over(self) -> None:
        page = self._pages.submit_page()
        if page is None or not self._saved():
            return
        if page.choice() == WAIT:
            self._open_todo()
        elif page.asks_choice and page.choice() != FIRST:
            page.show_problem("choice", tell("sign_choose"))
            self._order_tabs()
        else:
            page.show_problem("", "")
            self._set_busy(True)
            work = partial(self.presenter.submit, first=page.choice() == FIRST)
            self._tasks.run(self, work, self._submitted, self._not_submitted)

    def _set_busy(self, busy: bool) -> None:
        page = self._pages.submit_page()
        if page is not None:
            page.set_busy(busy)
        self._frame.setEnabled(not busy)

    def _submitted(self, sealed: InboxSealed) -> None:
        self._set_busy(False)
        self.narrow_changed.emit(False)
        self.handed_in.emit(sealed)

    def _not_submitted(self, error: Exception) -> None:
        self._set_busy(False)
        page = self._pages.submit_page()
        if page is None or not isinstance(error, UserFacingError):
            show_error(self, error)
        elif isinstance(error, AnswersRefused) and error.question:
            page.show_problem(error.question, error.what)
        else:
            show_error(self, error)
