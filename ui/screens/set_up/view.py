"""Setting a site up in the window: page by page, nothing made before two recovery cards are proved."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from rrn_desktop.errors import UserFacingError
from rrn_desktop.services.site_typed import COLLEAGUES
from ui import dialogs
from ui.screens.parts.screen import Screen
from ui.screens.parts.tab_order import order_tabs
from ui.screens.parts.words import tell
from ui.screens.set_up.cards_pages import KEYS, CardsPage, ProvePage
from ui.screens.set_up.done_page import DonePage
from ui.screens.set_up.ending import facts, nexts
from ui.screens.set_up.first_pages import (
    AdministratorPage,
    ColleaguesPage,
    PlacePage,
    RegisterPage,
    RoomsPage,
    TermsPage,
)
from ui.screens.set_up.page import SetUpPage
from ui.screens.set_up.presenter import ALL, CARDS, PROVE, SetUpPresenter, holds_words
from ui.screens.set_up.welcome_page import WelcomePage
from ui.screens.set_up.you_page import YouPage
from ui.show_error import show_error
from ui.tasks import Tasks
from ui.widgets.measures import column
from ui.widgets.pages import FormFrame
from ui.widgets.task_list import Task

if TYPE_CHECKING:
    from rrn_desktop.clock import Clock


class SetUpScreen(Screen):
    """For whoever sets a place up.

    Signals: ``done`` carries the name to sign in with once the store is made, and whether people are brought in first;
    ``left`` asks to look for a store again, ``check_wanted`` to check a document; ``narrow_changed`` fires when the
    task list gives way or comes back.
    """

    done = Signal(str, bool)
    left = Signal()
    check_wanted = Signal()
    narrow_changed = Signal(bool)

    def __init__(self, store: Path, tasks: Tasks, clock: Clock | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._presenter, self._tasks, self._clock = SetUpPresenter(store, clock), tasks, clock
        self._welcome, self._frame = WelcomePage(store), FormFrame()
        self._you, self._cards, self._prove = YouPage(), CardsPage(), ProvePage()
        self._colleagues = ColleaguesPage()
        first = (
            PlacePage(),
            self._you,
            AdministratorPage(),
            self._colleagues,
            RoomsPage(),
            TermsPage(),
            RegisterPage(),
        )
        self._pages: dict[str, SetUpPage] = {page.key: page for page in (*first, self._cards, self._prove)}
        self._finished: DonePage | None = None
        self._here = ALL[0]
        self._busy = False
        self._whole = QStackedWidget()
        for part in (self._welcome, self._frame):
            self._whole.addWidget(part)
        column(self).addWidget(self._whole)
        self._connect()

    def where(self) -> str:
        """Return what is open."""
        return tell("set_up")

    def focus_first(self) -> None:
        """Move the focus to where one begins on the page at hand."""
        shown = self._whole.currentWidget()
        if shown is self._welcome:
            self._welcome.focus_first()
        elif shown is self._frame:
            self._pages[self._here].focus_first()
        elif self._finished is not None:
            self._finished.focus_first()

    def unsaved(self) -> bool:
        """Return whether something was typed for a place that is not made: nothing of it is kept before the end."""
        here = self._pages[self._here].typed()
        return self._finished is None and not self._busy and holds_words(self._presenter.typed, here)

    def open_sections(self) -> None:
        """In a narrow window, show the task list."""
        if self._whole.currentWidget() is self._frame:
            self._frame.open_sections()

    def release(self) -> None:
        """Throw away cards of a place that was not made."""
        if self._here == PROVE and self._busy:
            # The store is being made, and may be there in a moment: its cards are needed then.
            return
        self._presenter.leave()

    def _connect(self) -> None:
        self._welcome.begun.connect(self._begin)
        self._welcome.look_wanted.connect(partial(self._leave_for, "left"))
        self._welcome.check_wanted.connect(partial(self._leave_for, "check_wanted"))
        self._frame.footer.back_asked.connect(self._go_back)
        self._frame.footer.continue_asked.connect(self._go_on)
        self._frame.tasks.chosen.connect(self._turn_to)
        self._frame.narrow_changed.connect(self._tell_narrow)
        self._cards.folder_wanted.connect(self._save_cards)
        self._colleagues.file_wanted.connect(self._take_colleagues)
        for number, page in enumerate(self._pages.values(), start=1):
            page.show_place(number, len(self._pages))
            page.entered.connect(self._go_on)

    # Between the pages

    def _begin(self) -> None:
        try:
            self._presenter.begin()
        except UserFacingError as error:
            show_error(self, error)
            return
        self._whole.setCurrentWidget(self._frame)
        self._tell_narrow()
        self._open(self._here)

    def _go_on(self) -> None:
        if self._busy:
            return
        self._take()
        if self._here == PROVE:
            self._try_to_make()
            return
        wrong = self._presenter.wrong(self._here)
        if wrong:
            self._pages[self._here].show_problems(wrong)
            self._show_tasks()
        else:
            self._turn_to(ALL[ALL.index(self._here) + 1])

    def _go_back(self) -> None:
        if self._busy:
            return
        self._take()
        if self._here == ALL[0]:
            self._whole.setCurrentWidget(self._welcome)
            self._tell_narrow()
            self._welcome.focus_first()
        else:
            self._open(ALL[ALL.index(self._here) - 1])

    def _turn_to(self, page_id: str) -> None:
        """Open a page, or the first one that has to be done before it, with what is wrong there."""
        if self._busy:
            return
        self._take()
        first = self._presenter.first_open(page_id)
        self._open(first)
        if first != page_id:
            self._pages[first].show_problems(self._presenter.wrong(first))

    def _open(self, page_id: str) -> None:
        page, self._here = self._pages[page_id], page_id
        if page_id == CARDS:
            self._cards.show_who(one_person=self._presenter.typed.one_person)
            self._show_saved()
        self._frame.footer.show_steps(back=True, forward=tell("set_up_make" if page_id == PROVE else "set_up_continue"))
        self._frame.show_page(page)
        page.verticalScrollBar().setValue(0)
        self._show_tasks()
        order_tabs(self._frame.tasks, page, self._frame.footer)
        page.show_problems(self._presenter.wrong(page_id) if self._presenter.is_seen(page_id) else ())
        if not page.has_problems:
            page.focus_first()

    def _tell_narrow(self) -> None:
        """Offer the way to all sections on the pages that have some."""
        self.narrow_changed.emit(self._frame.narrow and self._whole.currentWidget() is self._frame)

    def _take(self) -> None:
        self._presenter.take(self._here, self._pages[self._here].typed())

    def _show_tasks(self) -> None:
        tasks = [Task(one, tell(f"set_up_{one}"), self._presenter.status(one, self._here)) for one in ALL]
        self._frame.tasks.show_tasks(tasks, self._here)

    def _take_colleagues(self) -> None:
        """Put the colleagues of a file into their box."""
        path = dialogs.open_path(self, tell("set_up_colleagues_choose"), tell("list_kinds"))
        if path is None:
            return
        typed = self._colleagues.typed()[COLLEAGUES]
        try:
            self._colleagues.show_taken(*self._presenter.take_colleagues(typed, path))
        except UserFacingError as error:
            self._colleagues.show_problems([(COLLEAGUES, f"{error.what} {error.next_step}")])

    # Cards

    def _save_cards(self) -> None:
        folder = dialogs.folder(self, tell("set_up_cards_choose"))
        if folder is None:
            return
        self._set_busy(True)
        self._tasks.run(self, partial(self._presenter.save_cards, folder), self._saved, self._not_saved)

    def _saved(self, _nothing: object) -> None:
        self._set_busy(False)
        self._cards.show_problems(())
        self._show_saved()
        self._cards.focus_papers()
        self._show_tasks()

    def _show_saved(self) -> None:
        self._cards.show_saved(self._presenter.folder, self._presenter.papers(), stale=self._presenter.stale)

    def _not_saved(self, error: Exception) -> None:
        self._set_busy(False)
        if isinstance(error, UserFacingError):
            self._cards.show_problems([(CARDS, f"{error.what} {error.next_step}")])
        else:
            show_error(self, error)

    def _try_to_make(self) -> None:
        texts = self._prove.texts()
        wrong = [(KEYS[int(at)], words) for at, words in self._presenter.wrong_words(texts)]
        self._prove.show_problems(wrong)
        if wrong:
            return
        self._set_busy(True)
        self._tasks.run(self, partial(self._presenter.make, texts), self._made, self._not_made)

    def _not_made(self, error: Exception) -> None:
        self._set_busy(False)
        if isinstance(error, UserFacingError):
            self._prove.show_problems([(KEYS[0], f"{error.what} {error.next_step}")])
        else:
            show_error(self, error)

    def _set_busy(self, busy: bool) -> None:
        self._busy = busy
        self._cards.set_busy(busy and self._here == CARDS)
        self._prove.set_busy(busy and self._here == PROVE)
        self._frame.footer.setEnabled(not busy)

    # The end

    def _made(self, _nothing: object) -> None:
        self._set_busy(False)
        self._prove.forget()
        self._you.forget()
        typed = self._presenter.typed
        page = self._finished = DonePage(facts(self._presenter.store, typed, self._clock), nexts(typed))
        page.sign_in_wanted.connect(partial(self._finish, people=False))
        page.people_wanted.connect(partial(self._finish, people=True))
        page.deleting.connect(self._delete_cards)
        self._presenter.forget()
        self._whole.addWidget(page)
        self._whole.setCurrentWidget(page)
        self._tell_narrow()
        page.focus_first()

    def _delete_cards(self) -> None:
        """Delete the files of the cards, once it is said again that all of them are on paper: it can't be undone."""
        if not dialogs.ask(
            self, tell("set_up_delete_title"), tell("set_up_delete_words"), yes=tell("set_up_delete_yes"), danger=True
        ):
            return
        folder = self._presenter.folder
        gone = self._presenter.delete_cards()
        if self._finished is not None:
            words = tell("set_up_deleted") if gone else tell("set_up_not_deleted", folder=folder)
            self._finished.show_deleted(words, gone=gone)

    def _finish(self, *, people: bool) -> None:
        self.done.emit(self._presenter.typed.name.strip(), people)

    def _leave_for(self, way: str) -> None:
        """Leave from the first page; what was typed is not kept, and that is asked about."""
        if self.unsaved() and not dialogs.ask(
            self, tell("set_up_leave_title"), tell("set_up_leave_words"),
            yes=tell("set_up_leave"), no=tell("set_up_stay"), danger=True,
        ):  # fmt: skip
            return
        (self.left if way == "left" else self.check_wanted).emit()
