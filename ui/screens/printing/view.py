"""Print one document of a record: look at it first, say where it goes, and read where it lies."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from rrn_desktop.errors import UserFacingError
from ui import dialogs
from ui.screens.parts.laid_over import LaidOver, typed_on
from ui.screens.parts.made_page import MadePage
from ui.screens.parts.screen import Screen
from ui.screens.parts.words import tell
from ui.screens.printing.name_page import NamePage
from ui.screens.printing.presenter import Made, PrintPresenter
from ui.screens.printing.print_page import PrintPage
from ui.show_error import show_error
from ui.tasks import Tasks
from ui.widgets.measures import column


class PrintScreen(Screen):
    """One way to print one record.

    Signals: ``left`` fires on Back, and on Done.
    """

    left = Signal()

    def __init__(self, presenter: PrintPresenter, tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._presenter, self._tasks = presenter, tasks
        words = presenter.words()
        self._page = (
            NamePage(words, presenter.choices, presenter.telling()) if presenter.for_outside else PrintPage(words)
        )
        self._both = LaidOver(self._page)
        self._begun = self._so_far()
        column(self).addWidget(self._both)
        self._page.wanted.connect(self._save)
        self._page.left.connect(self.left)

    def where(self) -> str:
        """Return what is open."""
        return self._presenter.words().title

    def number(self) -> str:
        """Return the number of the record."""
        return self._presenter.number

    def focus_first(self) -> None:
        """Move the focus to where the page is read on."""
        self._page.focus_first()

    def unsaved(self) -> bool:
        """Return whether something was decided about names, or a reason typed, and nothing made."""
        return not self._both.is_covered() and self._so_far() != self._begun

    def _so_far(self) -> tuple[object, ...]:
        return typed_on(self._page), self._presenter.choices.undecided()

    def _save(self, reason: str) -> None:
        words, presenter = self._presenter.words(), self._presenter
        path = dialogs.save_path(self, words.title, presenter.suggested(), presenter.file_kinds())
        if path is not None:
            self._make(presenter.whole(path), reason)

    def _make(self, path: Path, reason: str) -> None:
        self._page.set_busy(True)
        self._tasks.run(self, partial(self._presenter.make, path, reason), self._made, self._failed)

    def _made(self, made: Made) -> None:
        self._page.set_busy(False)
        page = MadePage(tell("made_title"), made.path, care=self._presenter.words().care)
        page.left.connect(self.left)
        self._both.lay(page)
        page.focus_first()

    def _failed(self, error: Exception) -> None:
        self._page.set_busy(False)
        if isinstance(error, UserFacingError):
            self._page.show_problem(f"{error.what} {error.safe} {error.next_step}")
        else:
            show_error(self, error)
