"""Writing a record: the task list at the side, one step a page, and the way to its seal."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLineEdit, QPlainTextEdit, QStackedWidget, QWidget

from rrn_desktop.errors import UserFacingError
from rrn_desktop.forms.values import Value
from rrn_desktop.services.sealing import Sealed
from ui.forms.question_block import QuestionBlock
from ui.screens.parts.screen import Screen
from ui.screens.parts.tab_order import order_tabs
from ui.screens.parts.words import tell
from ui.screens.record.autosave import Autosave
from ui.screens.record.done import done_words
from ui.screens.record.done_page import DonePage
from ui.screens.record.pages import RecordPages
from ui.screens.record.presenter import RecordPresenter
from ui.screens.record.signing import Signing
from ui.screens.record.way import CHECK, NOTICE, SIGN, STILL_TO_DO
from ui.show_error import show_error
from ui.tasks import Tasks
from ui.widgets.accessible import announce
from ui.widgets.banner import Banner
from ui.widgets.buttons import ActionButton
from ui.widgets.measures import column
from ui.widgets.pages import FormFrame
from ui.widgets.task_list import Task


class RecordScreen(Screen):
    """One draft.

    Signals: ``left`` fires when the member is done with it, ``renamed`` when its number is known,
    ``narrow_changed`` when the task list gives way or comes back, ``form_wanted`` carries the form and the number
    of what is to follow.
    """

    left = Signal()
    renamed = Signal()
    narrow_changed = Signal(bool)
    form_wanted = Signal(str, str)

    def __init__(self, presenter: RecordPresenter, tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._presenter = presenter
        self._frame = FormFrame()
        self._said = Banner("", "success")
        self._todo = ActionButton(tell("todo_title"), "quiet")
        self._pages = RecordPages(presenter, self)
        self._signing = Signing(presenter, tasks, self)
        self._autosave = Autosave(self)
        self._whole = QStackedWidget()
        self._here = ""
        self._came_from = ""
        self._lay_out()
        self._connect()
        self._open(presenter.way.first_page(), presenter.draft.at_question or "")

    def where(self) -> str:
        """Return what is being written."""
        return self._presenter.title()

    def number(self) -> str:
        """Return the number of what is being written."""
        return self._presenter.draft.number or ""

    def focus_first(self) -> None:
        """Move the focus to the first question of the page, or to the one last worked on."""
        self._pages.arrive(self._here, self._presenter.draft.at_question or "")

    def save_now(self) -> None:
        """Save what is typed; raises the error when that can't be done."""
        self._presenter.save()
        self._autosave.done()
        self._show_saved()

    def release(self) -> None:
        """Stop waiting for the next save."""
        self._autosave.done()

    def open_sections(self) -> None:
        """In a narrow window, show the task list."""
        self._frame.open_sections()

    @property
    def narrow(self) -> bool:
        """Return whether the task list has given way."""
        return self._frame.narrow

    def _lay_out(self) -> None:
        holder = QWidget()
        inside = column(holder)
        inside.addWidget(self._said)
        self._said.hide()
        inside.addWidget(self._frame, 1)
        if self._presenter.way.one_page:
            self._frame.without_list()
        self._whole.addWidget(holder)
        column(self).addWidget(self._whole)
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
        self._pages.typed.connect(self._autosave.typed)
        self._pages.question_wanted.connect(self._go_to_question)
        self._pages.step_wanted.connect(self._turn_to)
        self._pages.sign_wanted.connect(self._go_on)
        self._signing.sealed.connect(self._show_done)
        self._signing.refused.connect(self._order_tabs)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._follow_focus)

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

    def _follow_focus(self, _old: QWidget | None, new: QWidget | None) -> None:
        step: QObject | None = new
        while step is not None and step is not self:
            if isinstance(step, QuestionBlock):
                self._presenter.visit(step.path)
                return
            step = step.parent()

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
            self._open(self._presenter.way.step_of(path), path)

    def _open_todo(self) -> None:
        if self._here != STILL_TO_DO:
            self._came_from = self._here
            self._turn_to(STILL_TO_DO)

    def _go_back(self) -> None:
        if self._here == STILL_TO_DO:
            back: str | None = self._came_from if self._came_from != STILL_TO_DO else None
        elif self._here == NOTICE:
            back = self._came_from
        elif self._here == SIGN:
            back = CHECK
        else:
            back = self._presenter.way.before(self._here)
        if back:
            self._turn_to(back)
        elif self._saved():
            self.left.emit()

    def _go_on(self) -> None:
        if self._here == NOTICE:
            self._let_stand()
        elif self._here == STILL_TO_DO:
            self._turn_to(CHECK)
        elif self._here == SIGN:
            self._sign()
        elif self._here == CHECK:
            self._check()
        elif not self._complained() and self._saved():
            self._said.hide()
            if self._presenter.way.one_page:
                self._sign()
            else:
                self._leave_step()

    def _complained(self) -> bool:
        wrong = self._pages.complain(self._here)
        self._order_tabs()
        return wrong

    def _leave_step(self) -> None:
        self._came_from = self._here
        notice = self._presenter.proposed_notice()
        if notice is not None:
            self._pages.make_notice(notice)
            self._open(NOTICE)
        else:
            self._open(self._next_of(self._here))

    def _next_of(self, page_id: str) -> str:
        return SIGN if page_id == CHECK else self._presenter.way.after(page_id)

    def _let_stand(self) -> None:
        try:
            self._pages.let_notice_stand()
        except UserFacingError as error:
            show_error(self, error)
            return
        self.renamed.emit()
        self._show_saved()
        self._open(self._next_of(self._came_from))
        self._said.say(tell("notice_stands", number=self._presenter.draft.number), "success")

    def _check(self) -> None:
        if self._saved() and not self._complained():
            self._leave_step()

    def _sign(self) -> None:
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
        self._whole.addWidget(done)
        self._whole.setCurrentWidget(done)
        self.narrow_changed.emit(False)
        done.focus_first()
        announce(done, done.title(), now=True)

    # What surrounds the page

    def _show_tasks(self) -> None:
        lines = self._presenter.way.tasks(self._here)
        self._frame.tasks.show_tasks([Task(line.id, line.title, line.status) for line in lines], self._here)

    def _show_foot(self) -> None:
        one_page = self._presenter.way.one_page
        forward = {STILL_TO_DO: tell("check"), SIGN: tell("sign")}.get(self._here, tell("sign") if one_page else "")
        self._frame.footer.show_steps(back=True, forward=forward)
        self._todo.setVisible(not one_page and self._here not in {STILL_TO_DO, NOTICE, SIGN})
        self._show_saved()

    def _order_tabs(self) -> None:
        frame = self._frame
        order_tabs(frame.tasks, frame.pages, frame.footer)

    def _show_saved(self) -> None:
        self._frame.footer.show_saved(self._presenter.saved_at)
