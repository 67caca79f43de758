"""Writing a form: the task list at the side, one step a page, and the way until it is handed over."""

from __future__ import annotations

from abc import abstractmethod

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLineEdit, QPlainTextEdit, QWidget

from rrn_desktop.errors import UserFacingError
from rrn_desktop.forms.values import Value
from ui.screens.parts.screen import Screen
from ui.screens.parts.tab_order import order_tabs
from ui.screens.parts.words import tell
from ui.screens.writing.autosave import Autosave
from ui.screens.writing.pages import WritingPages
from ui.screens.writing.presenter import WritingPresenter
from ui.screens.writing.way import CHECK, NOTICE, STILL_TO_DO
from ui.show_error import show_error
from ui.widgets.banner import Banner
from ui.widgets.buttons import ActionButton
from ui.widgets.measures import column
from ui.widgets.pages import FormFrame
from ui.widgets.task_list import Task


class WritingScreen(Screen):
    """Turns the pages and saves; who writes decides how it is handed over.

    Signals: ``left`` fires when its writer is done with it for now, ``narrow_changed`` when the task list gives way
    or comes back.
    """

    left = Signal()
    narrow_changed = Signal(bool)

    def __init__(self, presenter: WritingPresenter, pages: WritingPages, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._presenter, self._pages = presenter, pages
        self._pages.setParent(self)
        self._sheet, self._frame = QWidget(), FormFrame()
        self._said = Banner("", "success")
        self._todo = ActionButton(tell("todo_title"), "quiet")
        self._autosave = Autosave(self)
        self._here, self._came_from = "", ""
        self._warned = False
        self._lay_out_sheet()
        self._connect_sheet()

    def focus_first(self) -> None:
        """Move the focus to where one begins on the page, and let Tab go through it in order.

        Only among the other parts of the window has that order a beginning and an end.
        """
        self._order_tabs()
        self._begin()

    def save_now(self) -> None:
        """Save what is typed; raises the error when that can't be done."""
        self._presenter.save()
        self._autosave.done()
        self._show_saved()
        if self._warned:
            # That it is not saved is no longer so.
            self._warned = False
            self._said.hide()

    def unsaved(self) -> bool:
        """Return whether something is typed that no answer holds, so that no draft keeps it."""
        return self._pages.half_typed()

    def release(self) -> None:
        """Stop waiting for the next save."""
        self._autosave.done()

    def open_sections(self) -> None:
        """In a narrow window, show the task list."""
        self._frame.open_sections()

    def _lay_out_sheet(self) -> None:
        inside = column(self._sheet)
        inside.addWidget(self._said)
        self._said.hide()
        inside.addWidget(self._frame, 1)
        if not self._presenter.way.lists_steps:
            self._frame.without_list()
        self._todo.setObjectName("footer:todo")
        foot = self._frame.footer.layout()
        if isinstance(foot, QHBoxLayout):
            foot.insertWidget(2, self._todo)

    def _connect_sheet(self) -> None:
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

    # What differs with who writes

    def _begin(self) -> None:
        """Move the focus to where one begins on the page at hand."""
        self._pages.arrive(self._here)

    @abstractmethod
    def _go_past(self) -> None:
        """Leave a step, or the check page, where nothing on it has to be mended first."""

    @abstractmethod
    def _hand_over(self) -> None:
        """Do what the last page is for."""

    @abstractmethod
    def _notice_stands(self) -> str:
        """Take note that the notice stands now, and return how that is said."""

    def _forward(self) -> str:
        """Return what the way on is called on the page at hand, or nothing for what it is mostly called."""
        return tell("check") if self._here == STILL_TO_DO else ""

    # What is typed

    def _answered(self, path: str, value: Value | None) -> None:
        self._presenter.answer(path, value)
        self._after_answer(typing=isinstance(QApplication.focusWidget(), QLineEdit | QPlainTextEdit))

    def _add_row(self, path: str) -> None:
        self._presenter.add_row(path)
        self._after_answer(typing=False)
        self._order_tabs()

    def _remove_row(self, path: str, index: int) -> None:
        self._presenter.remove_row(path, index)
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
            self._warned = True
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
            self._open(self._presenter.way.step_of(path), path)

    def _open_todo(self) -> None:
        if self._here != STILL_TO_DO:
            self._came_from = self._here
            self._turn_to(STILL_TO_DO)

    def _go_back(self) -> None:
        aside = self._here in {STILL_TO_DO, NOTICE}
        back = self._came_from if aside else self._presenter.way.before(self._here)
        if back:
            self._turn_to(back)
        elif self._saved():
            self.left.emit()

    def _go_on(self) -> None:
        if self._here == NOTICE:
            self._let_stand()
        elif self._here == STILL_TO_DO:
            self._turn_to(CHECK)
        elif self._here == self._presenter.way.last:
            self._hand_over()
        else:
            self._go_past()

    def _complained(self) -> bool:
        wrong = self._pages.complain(self._here)
        self._order_tabs()
        return wrong

    def _leave_page(self) -> None:
        self._came_from = self._here
        notice = self._presenter.proposed_notice()
        if notice is not None:
            self._pages.make_notice(notice)
            self._open(NOTICE)
        else:
            self._open(self._presenter.way.after(self._here))

    def _let_stand(self) -> None:
        try:
            self._pages.let_notice_stand()
        except UserFacingError as error:
            show_error(self, error)
            return
        words = self._notice_stands()
        self._show_saved()
        self._open(self._presenter.way.after(self._came_from))
        self._said.say(words, "success")

    # What surrounds the page

    def _show_tasks(self) -> None:
        lines = self._presenter.way.tasks(self._here)
        self._frame.tasks.show_tasks([Task(line.id, line.title, line.status) for line in lines], self._here)

    def _show_foot(self) -> None:
        way = self._presenter.way
        self._frame.footer.show_steps(back=True, forward=self._forward())
        self._todo.setVisible(way.lists_steps and self._here not in {STILL_TO_DO, NOTICE, way.last})
        self._show_saved()

    def _order_tabs(self) -> None:
        frame = self._frame
        order_tabs(frame.tasks, frame.pages, frame.footer)

    def _show_saved(self) -> None:
        self._frame.footer.show_saved(self._presenter.saved_at)
