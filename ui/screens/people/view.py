"""The people of this place: who is here, one more, and many from a list."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any, NamedTuple

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from rrn_desktop.errors import AnswersRefused, UserFacingError
from ui import dialogs
from ui.screens.parts.laid_over import LaidOver, lines_on, may_throw_away, type_lines
from ui.screens.parts.screen import Screen
from ui.screens.parts.words import tell
from ui.screens.people.add_page import NAME, AddPersonPage
from ui.screens.people.columns_page import ColumnsPage
from ui.screens.people.list_page import PeoplePage
from ui.screens.people.plan_page import PlanPage
from ui.screens.people.presenter import PeoplePresenter
from ui.show_error import show_error
from ui.tasks import Tasks
from ui.widgets.measures import column

_Over = AddPersonPage | ColumnsPage | PlanPage


class Left(NamedTuple):
    """What the list showed when it was left: those who have left or those who are here, and who was at hand."""

    gone: bool
    person: str


class PeopleScreen(Screen):
    """For a lead or an administrator.

    Signals: ``person_wanted`` carries the id of a person to open, ``left_so`` what is shown when it goes, and ``left``
    fires on Back.
    """

    person_wanted = Signal(str)
    left_so = Signal(object)
    left = Signal()

    def __init__(self, presenter: PeoplePresenter, tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._presenter, self._tasks = presenter, tasks
        self._list = PeoplePage(presenter)
        self._both = LaidOver(self._list)
        self._over: _Over | None = None
        column(self).addWidget(self._both)
        self._list.left.connect(self.left)
        self._list.person_wanted.connect(self.person_wanted)
        self._list.list_wanted.connect(self._choose_list)
        self._list.one_wanted.connect(self._ask_one)
        self._list.refused_wanted.connect(self._save_refused)

    def where(self) -> str:
        """Return what is open."""
        return tell("people")

    def focus_first(self) -> None:
        """Move the focus to where one begins on the page at hand."""
        (self._over or self._list).focus_first()

    def read_again(self) -> None:
        """Read the people again."""
        self._list.show_people()

    def come_back_to(self, left: object) -> None:
        """Show whom the list showed when it was left, with the same person at hand; nothing else does anything."""
        if isinstance(left, Left):
            self._presenter.gone = left.gone
            self._list.show_people()
            self._list.go_to(left.person)

    def release(self) -> None:
        """Tell what is shown."""
        self.left_so.emit(Left(self._presenter.gone, self._list.at_hand()))

    def unsaved(self) -> bool:
        """Return whether someone new was typed and not added."""
        return self._both.unsaved()

    def typed(self) -> Mapping[str, Any] | None:
        """Return who is being added, and not added yet."""
        page = self._over
        return {"lines": lines_on(page)} if isinstance(page, AddPersonPage) and self.unsaved() else None

    def type_again(self, typed: Mapping[str, Any]) -> None:
        """Show who was being added."""
        self._ask_one()
        if self._over is not None:
            type_lines(self._over, typed["lines"])

    def _lay(self, page: _Over) -> None:
        self._both.take_off()
        self._over = page
        page.left.connect(self._leave)
        self._both.lay(page)
        self._focus()

    def _focus(self) -> None:
        # What comes back while the window is locked must not draw the focus behind the lock.
        if self.isVisible():
            self.focus_first()

    def _leave(self) -> None:
        if may_throw_away(self, unsaved=self.unsaved()):
            self._close()

    def _close(self, said: str = "", *, left_out: bool = False) -> None:
        self._both.take_off()
        self._over = None
        self._list.show_people(said, left_out=left_out)
        self._focus()

    # One person

    def _ask_one(self) -> None:
        page = AddPersonPage()
        page.given.connect(self._add_one)
        self._lay(page)

    def _add_one(self, cells: dict[str, str]) -> None:
        page = self._over
        assert isinstance(page, AddPersonPage)
        try:
            said = self._presenter.add(cells)
        except AnswersRefused as error:
            page.show_problems([(error.question or NAME, error.what)])
        except UserFacingError as error:
            page.show_problems([(NAME, f"{error.what} {error.next_step}")])
        else:
            self._close(said)

    # A list

    def _choose_list(self) -> None:
        path = dialogs.open_path(self, tell("list_choose"), tell("list_kinds"))
        if path is not None:
            self._list.set_busy(True)
            self._tasks.run(self, partial(self._presenter.open, path), self._ask_columns, self._failed)

    def _ask_columns(self, _nothing: object = None) -> None:
        self._list.set_busy(False)
        page = ColumnsPage(self._presenter)
        page.given.connect(self._look)
        self._lay(page)

    def _look(self, mapping: dict[str, str]) -> None:
        if isinstance(self._over, ColumnsPage):
            self._over.set_busy(True)
        self._tasks.run(self, partial(self._presenter.look, mapping), self._show_plan, self._failed)

    def _show_plan(self, _nothing: object = None) -> None:
        page = PlanPage(self._presenter)
        page.wanted.connect(self._carry_out)
        page.refused_wanted.connect(self._save_refused)
        page.again.connect(self._ask_columns)
        self._lay(page)

    def _carry_out(self) -> None:
        if isinstance(self._over, PlanPage):
            self._over.set_busy(True)
        self._tasks.run(self, self._presenter.carry_out, self._done, self._failed)

    def _done(self, said: str) -> None:
        self._close(said, left_out=self._presenter.has_refused() and not self._presenter.saved_refused)

    def _save_refused(self) -> None:
        suggested = f"{self._presenter.file.stem} left out.csv"
        path = dialogs.save_path(self, tell("list_save_title"), suggested, tell("list_kinds"))
        if path is None:
            return
        try:
            said = self._presenter.save_refused(path)
        except UserFacingError as error:
            show_error(self, error)
            return
        if isinstance(self._over, PlanPage):
            self._over.say_saved(said)
        else:
            self._list.show_people(said)

    def _failed(self, error: Exception) -> None:
        self._list.set_busy(False)
        if isinstance(self._over, ColumnsPage | PlanPage):
            self._over.set_busy(False)
        if isinstance(self._over, ColumnsPage) and isinstance(error, UserFacingError):
            self._over.show_problem(f"{error.what} {error.next_step}")
        else:
            show_error(self, error)
