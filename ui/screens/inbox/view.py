"""Write it now, without signing in: who you are, four words, the form, and a lock that opens to the words."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QApplication, QStackedWidget, QWidget

from rrn_desktop.errors import StoreFull, StoreReadOnly, UserFacingError
from rrn_desktop.services import inbox
from rrn_desktop.services.inbox import InboxPlace, InboxSealed
from rrn_desktop.services.inbox_draft import InboxDraft
from ui import dialogs
from ui.screens.inbox.done_page import KeptPage
from ui.screens.inbox.locked_page import LockedPage
from ui.screens.inbox.phrase_page import PhrasePage
from ui.screens.inbox.presenter import InboxPresenter, begun, carried_on, correcting
from ui.screens.inbox.start_page import StartPage
from ui.screens.inbox.writing import InboxWriting
from ui.screens.parts.laid_over import may_throw_away
from ui.screens.parts.screen import Screen
from ui.screens.parts.words import tell
from ui.show_error import show_error
from ui.tasks import Tasks
from ui.widgets.accessible import announce
from ui.widgets.measures import column, discard

if TYPE_CHECKING:
    from rrn_desktop.clock import Clock


class InboxScreen(Screen):
    """Someone without an account at the keyboard.

    Signals: ``guarded`` carries who is writing while there is something to hide, and nothing when there is not;
    ``left`` fires when they are done here, ``narrow_changed`` when the task list gives way or comes back.
    """

    guarded = Signal(str)
    left = Signal()
    narrow_changed = Signal(bool)

    def __init__(self, store: Path, tasks: Tasks, clock: Clock | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._store, self._tasks, self._clock = store, tasks, clock
        self._start, self._locked = StartPage(), LockedPage()
        self._begun: InboxDraft | None = None
        self._writing: InboxWriting | None = None
        self._passing: PhrasePage | KeptPage | None = None
        self._focus: QWidget | None = None
        self._whole = QStackedWidget()
        for page in (self._start, self._locked):
            self._whole.addWidget(page)
        column(self).addWidget(self._whole)
        self._start.begun.connect(self._begin)
        self._start.carried_on.connect(self._carry_on)
        self._start.correcting.connect(self._correct)
        self._start.left.connect(self.left)
        self._locked.carried_on.connect(self._unlock)
        self._locked.left.connect(self._leave_locked)
        tasks.run(self, partial(inbox.place, store), self._tell_place, self._failed)

    def where(self) -> str:
        """Return what is open."""
        return tell("locked" if self._whole.currentWidget() is self._locked else "inbox_where")

    def focus_first(self) -> None:
        """Move the focus to where one begins on the page at hand."""
        shown = self._whole.currentWidget()
        if isinstance(shown, StartPage | LockedPage | PhrasePage | KeptPage | InboxWriting):
            shown.focus_first()

    def save_now(self) -> None:
        """Save what is typed; raises the error when that can't be done."""
        if self._writing is not None:
            self._writing.save_now()

    def unsaved(self) -> bool:
        """Return whether something is typed that no answer holds, so that no file keeps it."""
        return self._writing is not None and self._writing.unsaved()

    def release(self) -> None:
        """Stop waiting for the next save."""
        if self._writing is not None:
            self._writing.release()

    def open_sections(self) -> None:
        """In a narrow window, show the task list."""
        if self._writing is not None:
            self._writing.open_sections()

    def lock_itself(self) -> bool:
        """Save and hide what is being written; False where nothing is."""
        if self._writing is None or self._whole.currentWidget() is not self._writing:
            return False
        saved = not self.unsaved()
        try:
            self._writing.save_now()
        except UserFacingError:
            saved = False
        self._focus = QApplication.focusWidget()
        self._locked.lock(saved=saved)
        self._whole.setCurrentWidget(self._locked)
        self.narrow_changed.emit(False)
        self._locked.focus_first()
        announce(self._locked, tell("locked_now" if saved else "locked"), now=True)
        return True

    def _tell_place(self, place: InboxPlace) -> None:
        if not place.can_write:
            self._start.shut()

    # Ways in

    def _begin(self, name: str, role: str) -> None:
        self._look(tell("inbox_beginning"), partial(begun, self._store, name, role, self._clock))

    def _carry_on(self, phrase: str) -> None:
        self._look(tell("inbox_looking"), partial(carried_on, self._store, phrase, self._clock))

    def _correct(self, phrase: str) -> None:
        self._look(tell("inbox_looking"), partial(correcting, self._store, phrase, self._clock))

    def _look(self, words: str, work: Callable[[], InboxDraft]) -> None:
        self._start.set_busy(words)
        self._tasks.run(self, work, self._came_in, self._refused)

    def _came_in(self, draft: InboxDraft) -> None:
        self._start.set_busy("")
        self._start.forget()
        if draft.phrase:
            self._begun = draft
            page = PhrasePage(draft.phrase)
            page.written_down.connect(self._write_begun)
            self._pass_by(page)
        else:
            self._write(draft)

    def _refused(self, error: Exception) -> None:
        self._start.set_busy("")
        if isinstance(error, UserFacingError):
            # Whoever stands here at night must not be left with nowhere to write.
            paper = f" {tell('inbox_paper')}" if isinstance(error, StoreFull | StoreReadOnly) else ""
            self._start.show_problems([(self._start.asked, f"{error.what} {error.next_step}{paper}")])
        else:
            show_error(self, error)

    def _write_begun(self) -> None:
        if self._begun is not None:
            # From here on the words are on paper alone.
            draft, self._begun = replace(self._begun, phrase=None), None
            self._write(draft)

    def _write(self, draft: InboxDraft) -> None:
        if self._writing is not None:
            self._writing.release()
            discard(self._writing)
        writing = self._writing = InboxWriting(InboxPresenter(draft), self._tasks)
        writing.handed_in.connect(self._keep)
        writing.left.connect(self._ask_leave)
        writing.narrow_changed.connect(self.narrow_changed)
        self._whole.addWidget(writing)
        if self._passing is not None:
            discard(self._passing)
            self._passing = None
        self._show_writing()
        writing.focus_first()

    def _show_writing(self) -> None:
        if self._writing is not None:
            self._whole.setCurrentWidget(self._writing)
            self.guarded.emit(self._writing.presenter.writer())

    # Locked

    def _unlock(self, phrase: str) -> None:
        self._locked.set_busy(True)
        work = partial(carried_on, self._store, phrase, self._clock)
        self._tasks.run(self, work, self._found, self._stay_locked)

    def _found(self, draft: InboxDraft) -> None:
        self._locked.set_busy(False)
        if self._writing is None:
            return
        held = self._writing.presenter
        same = held.draft.id == draft.id
        if held.unsaved and not same:
            self._locked.refuse(tell("inbox_other_words"))
        elif same and (held.unsaved or held.draft.revision >= draft.revision):
            # What is held here may have been saved while the words were looked up.
            self._show_writing()
            self._come_back()
        else:
            self._write(draft)

    def _come_back(self) -> None:
        if self._writing is None:
            return
        if self._focus is not None and self._focus.isVisible() and self._writing.isAncestorOf(self._focus):
            self._focus.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self._writing.focus_first()
        self._focus = None

    def _stay_locked(self, error: Exception) -> None:
        self._locked.set_busy(False)
        if isinstance(error, UserFacingError):
            self._locked.refuse(f"{error.what} {error.next_step}")
        else:
            show_error(self, error)

    # Ways out

    def _keep(self, sealed: InboxSealed) -> None:
        incident = self._writing is not None and self._writing.presenter.way.is_incident
        page = KeptPage(incident=incident, first=sealed.status == "first")
        page.done.connect(self._leave)
        self._pass_by(page)
        if self._writing is not None:
            self._writing.release()
            discard(self._writing)
            self._writing = None
        self.guarded.emit("")
        announce(page, tell("inbox_done_title"), now=True)

    def _leave_locked(self) -> None:
        if may_throw_away(self, unsaved=self.unsaved()):
            self._leave()

    def _ask_leave(self) -> None:
        if not may_throw_away(self, unsaved=self.unsaved()):
            return
        words = tell("inbox_leave_words")
        if dialogs.ask(self, tell("inbox_leave_title"), words, yes=tell("inbox_leave"), no=tell("inbox_stay")):
            self._leave()

    def _leave(self) -> None:
        self.guarded.emit("")
        self.left.emit()

    def _pass_by(self, page: PhrasePage | KeptPage) -> None:
        if self._passing is not None:
            discard(self._passing)
        self._passing = page
        self._whole.addWidget(page)
        self._whole.setCurrentWidget(page)
        page.focus_first()

    def _failed(self, error: Exception) -> None:
        show_error(self, error)
