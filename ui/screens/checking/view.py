"""Check a document: choose a file or a folder, and read whether it is as it was signed. Needs no account."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from rrn_desktop.errors import UserFacingError
from ui import dialogs
from ui.progress import Progress
from ui.screens.checking.presenter import CheckPresenter, Result, summary
from ui.screens.checking.result_page import ResultPage
from ui.screens.parts.entry import Entry
from ui.screens.parts.laid_over import LaidOver
from ui.screens.parts.page_head import begin_page
from ui.screens.parts.screen import Screen
from ui.screens.parts.tab_order import order_tabs
from ui.screens.parts.ways import WayButtons
from ui.screens.parts.words import tell
from ui.show_error import show_error
from ui.tasks import Tasks
from ui.widgets.accessible import announce
from ui.widgets.banner import Banner
from ui.widgets.labels import PlainLabel
from ui.widgets.measures import clear, column
from ui.widgets.pages import Page
from ui.widgets.progress_line import ProgressLine

_MOST = 200
"""So many documents of one folder are listed, those first that do not hold."""


class CheckScreen(Screen):
    """Checks what came out of this program, here or elsewhere.

    Signals: ``left`` fires on Back.
    """

    left = Signal()

    def __init__(self, presenter: CheckPresenter, tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._presenter, self._tasks = presenter, tasks
        self._results: tuple[Result, ...] = ()
        self._page = Page(width=860)
        self._both = LaidOver(self._page)
        self._ways = WayButtons()
        self._line = ProgressLine()
        self._progress: Progress | None = None
        self._found = column(spacing=14)
        column(self).addWidget(self._both)
        self._lay_out()

    def where(self) -> str:
        """Return what is open."""
        return tell("check_document")

    def focus_first(self) -> None:
        """Move the focus to the way to choose a file."""
        self._ways.focus_first()

    def check(self, path: Path) -> None:
        """Check a file or a folder, away from the window."""
        # The window's tasks outlive this screen, and so does what the work calls.
        progress = self._progress = Progress(self._tasks)
        progress.moved.connect(self._line.show_moved)
        clear(self._found)
        self._ways.setEnabled(False)
        self._line.begin(tell("checking"))
        self._tasks.run(self, partial(self._presenter.check, path, progress), self._show, self._failed)

    def release(self) -> None:
        """Stop what is being checked."""
        self._stop()

    def _lay_out(self) -> None:
        body = self._page.body
        begin_page(body, tell("check_document"), tell("check_lead")).clicked.connect(self.left)
        self._ways.offer(tell("check_file"), self._choose_file, "primary", "file-text")
        self._ways.offer(tell("check_folder"), self._choose_folder, icon="clipboard-list")
        body.addWidget(self._ways)
        body.addWidget(PlainLabel(tell("check_folder_hint"), "hint"))
        body.addWidget(self._line)
        self._line.stop_asked.connect(self._stop)
        body.addLayout(self._found)
        body.addStretch(1)

    def _choose_file(self) -> None:
        path = dialogs.open_path(self, tell("check_file"), tell("check_files"))
        if path is not None:
            self.check(path)

    def _choose_folder(self) -> None:
        path = dialogs.folder(self, tell("check_folder"))
        if path is not None:
            self.check(path)

    def _stop(self) -> None:
        if self._progress is not None:
            self._progress.stop()

    def _end(self) -> None:
        self._line.hide()
        self._ways.setEnabled(True)
        if self._progress is not None:
            self._progress.deleteLater()
            self._progress = None

    def _show(self, results: Sequence[Result]) -> None:
        self._end()
        self._results = tuple(results)
        if len(results) == 1:
            self._open(results[0])
            return
        self._list(results)
        order_tabs(self._page)
        self.focus_first()
        announce(self, summary(results), now=True)

    def _list(self, results: Sequence[Result]) -> None:
        holds = all(one.holds for one in results)
        self._found.addWidget(Banner(summary(results), "success" if holds else "warning"))
        for at, one in enumerate(results[:_MOST]):
            state = tell("check_part_holds" if one.holds else "check_part_broken")
            entry = Entry(
                one.name,
                tell("check_part", title=one.kind, state=state),
                "shield-check" if one.holds else "circle-alert",
                tone="ok" if one.holds else "error",
            )
            entry.setObjectName(f"checked:{at}")
            entry.setProperty("at", at)
            entry.clicked.connect(self._read)
            self._found.addWidget(entry)
        if len(results) > _MOST:
            self._found.addWidget(PlainLabel(tell("check_not_listed", count=len(results) - _MOST), "hint"))

    def _read(self) -> None:
        self._open(self._results[int(self.sender().property("at"))])

    def _open(self, result: Result) -> None:
        page = ResultPage(result)
        page.left.connect(self._close)
        self._both.lay(page)
        page.focus_first()
        announce(page, result.verdict, now=True)

    def _close(self) -> None:
        self._both.take_off()
        self.focus_first()

    def _failed(self, error: Exception) -> None:
        self._end()
        if isinstance(error, UserFacingError):
            said = Banner("", "warning")
            self._found.addWidget(said)
            said.say(f"{error.what} {error.safe} {error.next_step}", "warning")
        else:
            show_error(self, error)
        self.focus_first()
