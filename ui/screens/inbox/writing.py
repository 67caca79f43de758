"""Writing without signing in: the task list at the side, one step a page, and the way until it is handed in."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLineEdit, QPlainTextEdit, QWidget

from rrn_desktop.errors import AnswersRefused, UserFacingError
from rrn_desktop.forms.values import Value
from rrn_desktop.services.inbox import InboxSealed
from ui.screens.inbox.pages import InboxPages
from ui.screens.inbox.presenter import InboxPresenter
from ui.screens.inbox.submit_page import FIRST, WAIT
from ui.screens.inbox.way import CHECK, NOTICE, STILL_TO_DO, SUBMIT
from ui.screens.parts.tab_order import order_tabs
from ui.screens.parts.words import tell
from ui.screens.record.autosave import Autosave
from ui.show_error import show_error
from ui.tasks import Tasks
from ui.widgets.banner import Banner
from ui.widgets.buttons import ActionButton
from ui.widgets.measures import column
from ui.widgets.pages import FormFrame


class InboxWriting(QWidget):
    """One record or correction being written.

    Signals: ``handed_in`` carries what became of it, ``left`` fires when its writer stops for now, ``narrow_changed``
    when the task list gives way or comes back.
    """

    handed_in = Signal(object)
    left = Signal()
    narrow_changed = Signal(bool)

    def __init__(self, presenter: InboxPresenter, tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.presenter, self._tasks = presenter, tasks
        self._frame = FormFrame()
        self._said = Banner("", "success")
        self._todo = ActionButton(tell("todo_title"), "quiet")
        self._pages = InboxPages(presenter, self)
        self._autosave = Autosave(self)
        self._here, self._came_from = "", ""
        self._lay_out()
        self._connect()
        self._open(presenter.way.first_page())

    def focus_first(self) -> None:
        """Move the focus to where one begins on the page."""
        self._pages.arrive(self._here)

    def save_now(self) -> None:
        """Save what is typed; raises the error when that can't be done."""
        self.presenter.save()
        self._autosave.done()
        self._show_saved()

    def release(self) -> None:
        """Stop waiting for the next save."""
        self._autosave.done()

    def open_sections(self) -> None:
        """In a narrow window, show the task list."""
        self._frame.open_sections()

    def _lay_out(self) -> None:
        inside = column(self)
        inside.addWidget(self._said)
        self._said.hide()
        inside.addWidget(self._frame, 1)
        if not self.presenter.way.is_incident:
            self._frame.without_list()
        self._todo.setObjectName("footer:todo")
        foot = self._frame.footer.layout()
        if isinstance(foot, QHBoxLayout):
            foot.insertWidget(2, self._todo)

    def _connect(self) -> None:
        self._frame.footer.back_asked.connect(self._go_back)
        self._frame.footer.continue_asked.connect(self._go_on)
        self._frame.tasks.chosen.connect(self._turn_to)
        self._frame.narrow_changed.connect(self.narrow_changed)
        self._todo.clicked.connect(self._open_todo)
        self._autosave.due.connect(self._save_quietly)
        self._pages.answered.connect(self._answered)
        self._pages.row_asked.connect(self._add_row)
        self._pages.remove_asked.connect(self._remove_row)
        self._pages.question_wanted.connect(self._go_to_question)
        self._pages.step_wanted.connect(self._turn_to)

    # What is typed

    def _answered(self, path: str, value: Value | None) -> None:
        self.presenter.answer(path, value)
        self._after_answer(typing=isinstance(QApplication.focusWidget(), QLineEdit | QPlainTextEdit))

    def _add_row(self, path: str) -> None:
        self.presenter.add_row(path)
        self._after_answer(typing=False)
        self._order_tabs()

    def _remove_row(self, path: str, index: int) -> None:
        self.presenter.remove_row(path, index)
        self._after_answer(typing=False)
        self._order_tabs()

    def _after_answer(self, *, typing: bool) -> None:
        self._pages.refresh(self._here)
        self._show_tasks()
        if typing:
            self._autosave.typed()
        else:
            self._autosave.now()

    def _save_quietly(self) -> None:
        try:
            self.save_now()
        except UserFacingError as error:
            self._said.say(f"{tell('saving_failed')}. {error.what} {error.next_step}", "warning")

    def _saved(self) -> bool:
        try:
            self.save_now()
        except UserFacingError as error:
            show_error(self, error)
            return False
        return True

    # Turning pages

    def _open(self, page_id: str, path: str = "") -> None:
        self._here = page_id
        self._frame.show_page(self._pages.page(page_id))
        self._show_tasks()
        self._show_foot()
        self._order_tabs()
        if not self._pages.arrive(page_id, path):
            self._frame.footer.go_on.setFocus(Qt.FocusReason.OtherFocusReason)

    def _turn_to(self, page_id: str) -> None:
        if page_id != self._here and self._saved():
            self._said.hide()
            self._open(page_id)
        else:
            self._frame.close_sections()
            self._pages.arrive(self._here)

    def _go_to_question(self, path: str) -> None:
        if self._saved():
            self._open(self.presenter.way.step_of(path), path)

    def _open_todo(self) -> None:
        if self._here != STILL_TO_DO:
            self._came_from = self._here
            self._turn_to(STILL_TO_DO)

    def _go_back(self) -> None:
        way = self.presenter.way
        if self._here in {STILL_TO_DO, NOTICE}:
            back: str | None = self._came_from
        elif self._here == SUBMIT:
            back = CHECK if way.is_incident else way.steps()[-1].id
        else:
            back = way.before(self._here)
        if back:
            self._turn_to(back)
        elif self._saved():
            self.left.emit()

    def _go_on(self) -> None:
        if self._here == NOTICE:
            self._let_stand()
        elif self._here == STILL_TO_DO:
            self._turn_to(CHECK)
        elif self._here == SUBMIT:
            self._submit()
        elif self._saved() and not self._complained():
            self._said.hide()
            self._leave_page()

    def _complained(self) -> bool:
        wrong = self._pages.complain(self._here)
        self._order_tabs()
        return wrong

    def _leave_page(self) -> None:
        self._came_from = self._here
        notice = self.presenter.proposed_notice()
        if notice is not None:
            self._pages.make_notice(notice)
            self._open(NOTICE)
        else:
            self._open(self._next_of(self._here))

    def _next_of(self, page_id: str) -> str:
        if page_id == CHECK or not self.presenter.way.is_incident:
            return SUBMIT
        return self.presenter.way.after(page_id)

    def _let_stand(self) -> None:
        try:
            self._pages.let_notice_stand()
        except UserFacingError as error:
            show_error(self, error)
            return
        self._show_saved()
        self._open(self._next_of(self._came_from))
        self._said.say(tell("inbox_notice_stands"), "success")

    def _submit(self) -> None:
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

    # What surrounds the page

    def _show_tasks(self) -> None:
        self._frame.tasks.show_tasks(self.presenter.way.tasks(self._here), self._here)

    def _show_foot(self) -> None:
        forward = {STILL_TO_DO: tell("check"), SUBMIT: tell("inbox_submit")}.get(self._here, "")
        self._frame.footer.show_steps(back=True, forward=forward)
        steps = {step.id for step in self.presenter.way.steps()}
        self._todo.setVisible(self.presenter.way.is_incident and self._here in {CHECK, *steps})
        self._show_saved()

    def _order_tabs(self) -> None:
        frame = self._frame
        order_tabs(frame.tasks, frame.pages, frame.footer)

    def _show_saved(self) -> None:
        self._frame.footer.show_saved(self.presenter.saved_at)
