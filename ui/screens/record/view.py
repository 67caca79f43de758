"""Writing a record: the task list at the side, one step a page, and the way to its seal."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication, QStackedWidget, QWidget

from rrn_desktop.services.sealing import Sealed
from ui.forms.question_block import QuestionBlock
from ui.screens.parts.words import tell
from ui.screens.record.done import done_words
from ui.screens.record.done_page import DonePage
from ui.screens.record.pages import RecordPages
from ui.screens.record.presenter import RecordPresenter
from ui.screens.record.signing import Signing
from ui.screens.record.way import SIGN
from ui.screens.writing.view import WritingScreen
from ui.screens.writing.way import CHECK, STILL_TO_DO
from ui.tasks import Tasks
from ui.widgets.accessible import announce
from ui.widgets.measures import column


class RecordScreen(WritingScreen):
    """One draft.

    Signals: ``renamed`` fires when its number is known, ``form_wanted`` carries the form and the number
    of what is to follow, ``export_wanted`` the number of a record to print.
    """

    renamed = Signal()
    form_wanted = Signal(str, str)
    export_wanted = Signal(str)

    _presenter: RecordPresenter
    _pages: RecordPages

    def __init__(self, presenter: RecordPresenter, tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__(presenter, RecordPages(presenter), parent)
        self._signing = Signing(presenter, tasks, self)
        self._whole = QStackedWidget()
        self._whole.addWidget(self._sheet)
        column(self).addWidget(self._whole)
        self._connect()
        self._open(presenter.way.first_page(), presenter.draft.at_question or "")

    def where(self) -> str:
        """Return what is being written."""
        return self._presenter.title()

    def number(self) -> str:
        """Return the number of what is being written."""
        return self._presenter.draft.number or ""

    def _begin(self) -> None:
        """Move the focus to the first question of the page, or to the one last worked on."""
        self._pages.arrive(self._here, self._presenter.draft.at_question or "")

    @property
    def narrow(self) -> bool:
        """Return whether the task list has given way."""
        return self._frame.narrow

    def _connect(self) -> None:
        self._pages.sign_wanted.connect(self._go_on)
        self._signing.sealed.connect(self._show_done)
        self._signing.refused.connect(self._order_tabs)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._follow_focus)

    def _follow_focus(self, _old: QWidget | None, new: QWidget | None) -> None:
        step: QObject | None = new
        while step is not None and step is not self:
            if isinstance(step, QuestionBlock):
                self._presenter.visit(step.path)
                return
            step = step.parent()

    def _go_past(self) -> None:
        if self._here == CHECK:
            if self._saved() and not self._complained():
                self._leave_page()
        elif not self._complained() and self._saved():
            self._said.hide()
            if self._presenter.way.one_page:
                self._hand_over()
            else:
                self._leave_page()

    def _notice_stands(self) -> str:
        self.renamed.emit()
        return tell("notice_stands", number=self._presenter.draft.number)

    def _forward(self) -> str:
        signs = self._here == SIGN or self._presenter.way.one_page
        return super()._forward() or (tell("sign") if signs else "")

    def _hand_over(self) -> None:
        if not self._saved():
            return
        wanted = self._signing.start(self._pages.sign_page(), self._frame.footer)
        self._order_tabs()
        if wanted == STILL_TO_DO:
            self._open_todo()

    def _show_done(self, sealed: Sealed) -> None:
        self._said.hide()
        done = DonePage(done_words(self._presenter, sealed))
        done.done.connect(self.left)
        done.form_wanted.connect(self.form_wanted)
        done.export_wanted.connect(self.export_wanted)
        self._whole.addWidget(done)
        self._whole.setCurrentWidget(done)
        self.narrow_changed.emit(False)
        done.focus_first()
        announce(done, done.title(), now=True)
