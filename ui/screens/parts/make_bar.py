"""A button that makes files, which takes long: how far it is, a way to stop it, and what came of it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from rrn_desktop.errors import UserFacingError
from ui.progress import Progress
from ui.screens.parts.words import tell
from ui.show_error import show_error
from ui.tasks import Tasks
from ui.widgets.banner import Banner, Tone
from ui.widgets.buttons import ActionButton
from ui.widgets.measures import column
from ui.widgets.progress_line import ProgressLine

Work = Callable[[Progress], object]


class MakeBar(QWidget):
    """Runs one such work at a time.

    Signals: ``asked`` fires when the button is pressed, ``made`` carries where the files lie; ``ended`` fires before
    that, and also when nothing was made.
    """

    asked = Signal()
    made = Signal(object)
    ended = Signal()

    def __init__(
        self, words: str, tasks: Tasks, *, icon: str = "download", busy: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._busy = busy or tell("making")
        self._progress: Progress | None = None
        self._said = Banner("", "warning")
        self._said.hide()
        self.button = ActionButton(words, "primary", icon)
        self._line = ProgressLine()
        inside = column(self, spacing=14)
        inside.addWidget(self._said)
        inside.addWidget(self.button, 0, Qt.AlignmentFlag.AlignLeft)
        inside.addWidget(self._line)
        self.button.clicked.connect(self.asked)
        self._line.stop_asked.connect(self.stop)

    def start(self, work: Work) -> None:
        """Do the work away from the window; it is given whom to tell how far it is."""
        # The window's tasks outlive this page, and so does what the work calls.
        progress = Progress(self._tasks)
        progress.moved.connect(self._line.show_moved)
        self._progress = progress
        self._said.hide()
        self.button.hide()
        self._line.begin(self._busy)
        self._tasks.run(self, lambda: work(progress), self._done, self._failed)

    def stop(self) -> None:
        """Stop what is being made; nothing of it will be left."""
        if self._progress is not None:
            self._progress.stop()

    def _done(self, path: Path) -> None:
        self._end()
        self.made.emit(path)

    def _failed(self, error: Exception) -> None:
        self._end()
        self.button.setFocus(Qt.FocusReason.OtherFocusReason)
        if isinstance(error, UserFacingError):
            tone: Tone = "info" if error.code == "cancelled" else "warning"
            self._said.say(f"{error.what} {error.safe} {error.next_step}", tone)
        else:
            show_error(self, error)

    def _end(self) -> None:
        if self._progress is not None:
            self._progress.deleteLater()
            self._progress = None
        self._line.hide()
        self.button.show()
        self.ended.emit()
